public import JSON

/// Many patterns, arranged so that an event finds those that it meets without trying the others.
///
/// Equal conditions of all patterns are one. A value finds the conditions that it satisfies (``FieldIndex``), and a tree
/// of sets, in which patterns with the same first conditions share a way, finds the patterns all of whose conditions are
/// satisfied. What excludes values, or needs a field to be absent, is only tried where a way leads to it.
public struct EventMatcher: Sendable {
    struct Node: Sendable {
        /// By condition.
        var children: [Int32: Int32] = [:]
        var lazyChildren: [(condition: Int32, node: Int32)] = []
        /// The patterns that are met here.
        var patterns: [Int32] = []
        /// Whether a way on from here asks for a field to be absent: then more places may be better than fewer.
        var leadsToAbsence = false

        var isLast: Bool { children.isEmpty && lazyChildren.isEmpty }
    }

    struct Condition: Sendable {
        var field: Int
        var alternatives: [EventPattern.Alternative]
        /// Whether a value cannot show by itself that it holds.
        var isLazy: Bool
        /// Whether it holds where the field is absent.
        var allowsAbsence: Bool
        /// Where its field is in the order of names.
        var rank: Int32 = 0
    }

    private(set) var tree = FieldTree()
    private(set) var shared: [SharedFieldIndex] = []
    private var indexes: [FieldIndex] = []
    private(set) var conditions: [Condition] = []
    private(set) var nodes = [Node()]
    let patternCount: Int
    private var paths: [[String]] = []

    /// Arranges patterns, which are known by their place from then on.
    ///
    /// - Complexity: Linear in the sum of their sizes, but for sorting.
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
        rank()
        for (pattern, conditions) in sets { add(pattern, arranged(conditions, frequency)) }
        for index in indexes.indices { indexes[index].finish() }
        shared = indexes.map { SharedFieldIndex($0) }
        indexes = []
        paths = []
        tree.finish()
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
        let isLazy = condition.alternatives.contains {
            switch $0 {
            case .absent, .anythingBut: true
            default: false
            }
        }
        conditions.append(
            Condition(
                field: field,
                alternatives: condition.alternatives,
                isLazy: isLazy,
                allowsAbsence: condition.alternatives.contains(.absent)
            )
        )
        paths.append(condition.path)
        if !isLazy { for alternative in condition.alternatives { indexes[field].add(alternative, number) } }
        return number
    }

    /// Gives each field its rank.
    private mutating func rank() {
        var names: [Int: String] = [:]
        for (number, condition) in conditions.enumerated() where names[condition.field] == nil {
            names[condition.field] = paths[number].joined(separator: ".")
        }
        var ranks: [Int: Int32] = [:]
        for (rank, entry) in names.sorted(by: { $0.value < $1.value }).enumerated() { ranks[entry.key] = Int32(rank) }
        for number in conditions.indices { conditions[number].rank = ranks[conditions[number].field] ?? 0 }
    }

    /// Conditions in the order in which they are tried: those of fields in one object together.
    ///
    /// What many patterns ask for comes first, so that they share it; what must be tried one by one comes last. A field that
    /// may have to be absent comes behind all whose names come before its own, so that it is known where they lie. Because
    /// objects stay together, all arrays that matter at once lie in each other, and an event has no more ways to go than
    /// it has elements.
    private func arranged(_ ids: [Int32], _ frequency: [Int], from depth: Int = 0) -> [Int32] {
        guard ids.count > 1 else { return ids }
        var depth = depth
        var groups: [String?: [Int32]] = [:]
        repeat {
            groups.removeAll(keepingCapacity: true)
            for id in ids {
                let path = paths[Int(id)]
                groups[depth < path.count ? path[depth] : nil, default: []].append(id)
            }
            depth += 1
        } while groups.count == 1 && groups[nil] == nil
        let inOrder = groups.map { name, ids in
            (
                hasAbsence: ids.contains { conditions[Int($0)].allowsAbsence },
                isLazy: ids.allSatisfy { conditions[Int($0)].isLazy },
                frequency: ids.map { frequency[Int($0)] }.max() ?? 0, first: ids.min() ?? 0,
                rank: ids.map { conditions[Int($0)].rank }.min() ?? 0, ids: ids, isField: name == nil
            )
        }.sorted { left, right in
            if left.hasAbsence != right.hasAbsence { return right.hasAbsence }
            if left.hasAbsence { return left.rank < right.rank }
            if left.isLazy != right.isLazy { return right.isLazy }
            return (-left.frequency, left.first) < (-right.frequency, right.first)
        }
        return inOrder.flatMap { group in
            group.isField ? group.ids : arranged(group.ids, frequency, from: depth)
        }
    }

    private mutating func add(_ pattern: Int32, _ order: [Int32]) {
        let lastAbsence = order.lastIndex { conditions[Int($0)].allowsAbsence }
        var node = 0
        for (position, condition) in order.enumerated() {
            let next: Int32
            if conditions[Int(condition)].isLazy {
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
            if let lastAbsence, position < lastAbsence { nodes[node].leadsToAbsence = true }
        }
        if !nodes[node].patterns.contains(pattern) { nodes[node].patterns.append(pattern) }
    }
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
