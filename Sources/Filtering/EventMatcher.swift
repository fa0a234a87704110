public import JSON

/// Many patterns, arranged so that an event finds those that it meets without trying the others.
///
/// Equal conditions of all patterns are one. A value finds the conditions that it satisfies (``FieldIndex``), and a tree
/// of sets, in which patterns with the same first conditions share a way, finds the patterns all of whose conditions are
/// satisfied. What excludes values, or needs a field to be absent, is only tried where a way leads to it.
public struct EventMatcher: Sendable {
    fileprivate struct Node: Sendable {
        /// By condition.
        var children: [Int32: Int32] = [:]
        var lazyChildren: [(condition: Int32, node: Int32)] = []
        /// The patterns that are met here.
        var patterns: [Int32] = []
    }

    fileprivate struct Condition: Sendable {
        var field: Int
        var alternatives: [EventPattern.Alternative]
    }

    fileprivate var tree = FieldTree()
    fileprivate var shared: [SharedFieldIndex] = []
    private var indexes: [FieldIndex] = []
    fileprivate var conditions: [Condition] = []
    fileprivate var nodes = [Node()]
    fileprivate let patternCount: Int

    /// Arranges patterns, which are known by their place from then on.
    ///
    /// - Complexity: Linear in the sum of their sizes.
    public init(_ patterns: [EventPattern]) {
        patternCount = patterns.count
        var known: [EventPattern.Condition: Int32] = [:]
        var frequency: [Int] = []
        var sets: [(pattern: Int32, conditions: [Int32])] = []
        for (number, pattern) in patterns.enumerated() {
            for branch in pattern.branches {
                let ids = Set(branch.map { condition in self.number(of: condition, &known) })
                for id in ids {
                    while frequency.count <= Int(id) { frequency.append(0) }
                    frequency[Int(id)] += 1
                }
                sets.append((Int32(number), Array(ids)))
            }
        }
        let isLazy = conditions.map { $0.isLazy }
        for (pattern, conditions) in sets {
            // What many ask for first, so that they share it; what must be tried one by one last.
            let order = conditions.sorted { left, right in
                let (a, b) = (Int(left), Int(right))
                if isLazy[a] != isLazy[b] { return isLazy[b] }
                return (-frequency[a], left) < (-frequency[b], right)
            }
            add(pattern, order, isLazy)
        }
        for index in indexes.indices { indexes[index].finish() }
        shared = indexes.map { SharedFieldIndex($0) }
        indexes = []
    }

    private mutating func number(
        of condition: EventPattern.Condition,
        _ known: inout [EventPattern.Condition: Int32]
    ) -> Int32 {
        if let number = known[condition] { return number }
        let number = Int32(conditions.count)
        known[condition] = number
        let field = tree.add(condition.path)
        while indexes.count <= field { indexes.append(FieldIndex()) }
        conditions.append(Condition(field: field, alternatives: condition.alternatives))
        if !conditions[Int(number)].isLazy {
            for alternative in condition.alternatives { indexes[field].add(alternative, number) }
        }
        return number
    }

    private mutating func add(_ pattern: Int32, _ conditions: [Int32], _ isLazy: [Bool]) {
        var node = 0
        for condition in conditions {
            let next: Int32
            if isLazy[Int(condition)] {
                next =
                    nodes[node].lazyChildren.first { $0.condition == condition }?.node
                    ?? {
                        nodes[node].lazyChildren.append((condition, Int32(nodes.count)))
                        return Int32(nodes.count)
                    }()
            } else {
                next =
                    nodes[node].children[condition]
                    ?? {
                        nodes[node].children[condition] = Int32(nodes.count)
                        return Int32(nodes.count)
                    }()
            }
            if Int(next) == nodes.count { nodes.append(Node()) }
            node = Int(next)
        }
        if !nodes[node].patterns.contains(pattern) { nodes[node].patterns.append(pattern) }
    }
}

extension EventMatcher.Condition {
    /// Whether a value cannot show by itself that it holds.
    fileprivate var isLazy: Bool {
        alternatives.contains {
            switch $0 {
            case .absent, .anythingBut: true
            default: false
            }
        }
    }
}

/// Finds the patterns that events meet, one event after another, on one thread.
public struct EventMatching: ~Copyable {
    private let matcher: EventMatcher
    private var scanner: EventScanner
    private var fields: EventFields
    private var generation: Int32 = 0
    /// For each condition the event, by generation, that satisfied it last, and the values that did.
    private var satisfied: [Int32]
    private var witnesses: [[Int32]]
    private var hits: [Int32] = []
    private var met: [Int32]
    private var results: [Int] = []

    private typealias Places = [(array: Int32, index: Int32)]

    /// Prepares to match.
    public init(_ matcher: EventMatcher) {
        self.matcher = matcher
        scanner = EventScanner(matcher.tree)
        fields = EventFields(fieldCount: matcher.tree.fieldCount)
        satisfied = Array(repeating: 0, count: matcher.conditions.count)
        witnesses = Array(repeating: [], count: matcher.conditions.count)
        met = Array(repeating: 0, count: matcher.patternCount)
    }

    /// Finds the patterns that an event meets.
    ///
    /// - Parameter event: JSON.
    /// - Returns: Their places among the patterns of the matcher, ascending, each once.
    /// - Throws: ``JSONError`` when the event cannot be read.
    public mutating func patterns(metBy event: Span<UInt8>) throws(JSONError) -> [Int] {
        generation += 1
        hits.removeAll(keepingCapacity: true)
        results.removeAll(keepingCapacity: true)
        try scanner.scan(event, into: &fields)
        for field in fields.present {
            let shared = matcher.shared[field]
            for index in 0..<fields.counts[field] {
                let value = fields.values[field][index]
                shared.index.forEachCondition(value) { note($0, Int32(index)) }
            }
        }
        follow(0, [])
        results.sort()
        return results
    }

    private mutating func note(_ condition: Int32, _ value: Int32) {
        let index = Int(condition)
        if satisfied[index] != generation {
            satisfied[index] = generation
            witnesses[index].removeAll(keepingCapacity: true)
            hits.append(condition)
        }
        if witnesses[index].last != value { witnesses[index].append(value) }
    }

    /// Goes down from a node whose conditions hold at `places` of the event's arrays.
    private mutating func follow(_ number: Int, _ places: Places) {
        for pattern in matcher.nodes[number].patterns where met[Int(pattern)] != generation {
            met[Int(pattern)] = generation
            results.append(Int(pattern))
        }
        if matcher.nodes[number].children.count < hits.count {
            for (condition, next) in matcher.nodes[number].children where satisfied[Int(condition)] == generation {
                follow(Int(next), places, condition)
            }
        } else if !matcher.nodes[number].children.isEmpty {
            for condition in hits {
                if let next = matcher.nodes[number].children[condition] { follow(Int(next), places, condition) }
            }
        }
        for (condition, next) in matcher.nodes[number].lazyChildren { tryLazily(condition, Int(next), places) }
    }

    /// Goes on to a node by a condition that is satisfied, for each place where that agrees with what was before.
    private mutating func follow(_ next: Int, _ places: Places, _ condition: Int32) {
        let field = matcher.conditions[Int(condition)].field
        var seen: [Places] = []
        for witness in witnesses[Int(condition)] {
            let own = fields.values[field][Int(witness)].places
            guard let merged = EventMatching.merge(places, own) else { continue }
            if merged.count == places.count { return follow(next, places) }
            if !seen.contains(where: { $0.elementsEqual(merged, by: ==) }) { seen.append(merged) }
        }
        for merged in seen { follow(next, merged) }
    }

    private mutating func tryLazily(_ condition: Int32, _ next: Int, _ places: Places) {
        let field = matcher.conditions[Int(condition)].field
        let alternatives = matcher.conditions[Int(condition)].alternatives
        if fields.counts[field] == 0 {
            if alternatives.contains(.absent) { follow(next, places) }
            return
        }
        var seen: [Places] = []
        for value in fields.values[field].prefix(fields.counts[field])
        where alternatives.contains(where: { $0.accepts(value) }) {
            guard let merged = EventMatching.merge(places, value.places) else { continue }
            if merged.count == places.count { return follow(next, places) }
            if !seen.contains(where: { $0.elementsEqual(merged, by: ==) }) { seen.append(merged) }
        }
        for merged in seen { follow(next, merged) }
    }

    /// Both together; `nil` when they name different elements of one array.
    private static func merge(_ left: Places, _ right: Places) -> Places? {
        if right.isEmpty { return left }
        var merged = left
        for place in right {
            if let same = left.first(where: { $0.array == place.array }) {
                guard same.index == place.index else { return nil }
            } else {
                merged.append(place)
            }
        }
        return merged
    }
}

extension EventPattern.Alternative {
    /// Whether a value satisfies this, tried by itself.
    func accepts(_ value: EventFields.Value) -> Bool {
        switch self {
        case .string(let text): value.kind == .string && value.bytes.elementsEqual(text.utf8)
        case .number(let number): value.kind == .number && value.number == number
        case .boolean(let wanted): value.kind == .boolean && (value.bytes.first == UInt8(ascii: "t")) == wanted
        case .null: value.kind == .null
        case .ignoringCase(let text): value.kind == .string && value.lowercased == Array(text.utf8)
        case .prefix(let text, let folds):
            value.kind == .string && (folds ? value.lowercased : value.bytes).starts(with: text.utf8)
        case .suffix(let text, let folds):
            value.kind == .string
                && (folds ? value.lowercased : value.bytes).reversed().starts(with: text.utf8.reversed())
        case .wildcard(let wildcard): value.kind == .string && wildcard.matches(value.bytes)
        case .range(let range): value.kind == .number && range.contains(value.number)
        case .addresses(let block):
            value.kind == .string
                && InternetAddress.bytes(value.bytes).map {
                    $0.count == block.address.count && AddressBlock($0, length: block.length) == block
                } ?? false
        case .exists: true
        case .absent: false
        case .anythingBut(let excluded): !excluded.contains { $0.accepts(value) }
        }
    }
}

extension EventFields.Value {
    fileprivate var lowercased: [UInt8] { Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8) }
}

extension EventPattern {
    /// Whether an event, in JSON, meets the pattern.
    ///
    /// Arranges the pattern anew each time: for many events keep an ``EventMatching``.
    ///
    /// - Throws: ``JSONError`` when the event cannot be read.
    public func match(_ event: [UInt8]) throws(JSONError) -> Bool {
        var matching = EventMatching(EventMatcher([self]))
        return try !matching.patterns(metBy: event.span).isEmpty
    }
}
