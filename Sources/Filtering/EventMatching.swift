public import JSON

/// Finds the patterns that events meet, one event after another, on one thread.
///
/// Fields below one array of an event must match in the same element. A way through the tree of conditions therefore
/// holds on to the elements in which what it has come by lies, but only as long as a condition that is still to come may
/// lie in the same array; and it comes by each node once for each choice of elements.
///
/// Source for what a field must be absent from: the elements that earlier fields, in the order of their names, have
/// matched in, as in https://github.com/aws/event-ruler.
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
    /// For each node the event, by generation, that came by it last without holding on to elements.
    private var entered: [Int32]
    /// The choices of elements with which the event came by nodes.
    private var visited: [Int32: Set<Places>] = [:]
    /// Whether an event was followed that holds on to elements: what follows is empty otherwise.
    private var heldOn = false
    /// Where in the arrays values lie: those that satisfy a condition, and all of a field.
    private var witnessIndexes: [Int32: PlaceIndex] = [:]
    private var fieldIndexes: [Int: PlaceIndex] = [:]
    /// Whether a condition behind a node lies below a node of the tree of fields.
    private var relevance: [UInt64: Bool] = [:]

    /// How much of ``relevance`` is remembered.
    private static let mostRelevance = 100_000

    /// Prepares to match.
    public init(_ matcher: EventMatcher) {
        self.matcher = matcher
        scanner = EventScanner(matcher.tree)
        fields = EventFields(fieldCount: matcher.tree.fieldCount)
        satisfied = Array(repeating: 0, count: matcher.conditions.count)
        witnesses = Array(repeating: [], count: matcher.conditions.count)
        met = Array(repeating: 0, count: matcher.patternCount)
        entered = Array(repeating: 0, count: matcher.nodes.count)
    }

    /// Finds the patterns that an event meets.
    ///
    /// - Parameter event: JSON.
    /// - Returns: Their places among the patterns of the matcher, ascending, each once.
    /// - Throws: ``JSONError`` when the event cannot be read.
    /// - Complexity: For each node that is reached, linear in the elements of arrays that matter there.
    public mutating func patterns(metBy event: Span<UInt8>) throws(JSONError) -> [Int] {
        generation += 1
        hits.removeAll(keepingCapacity: true)
        results.removeAll(keepingCapacity: true)
        if heldOn { letGo() }
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

    /// Forgets what was kept of the event before.
    private mutating func letGo() {
        heldOn = false
        visited.removeAll(keepingCapacity: true)
        witnessIndexes.removeAll(keepingCapacity: true)
        fieldIndexes.removeAll(keepingCapacity: true)
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

    // MARK: Ways

    /// Goes down from a node whose conditions hold at `places` of the event's arrays.
    private mutating func follow(_ number: Int32, _ places: Places) {
        let node = Int(number)
        if places.isEmpty {
            if entered[node] == generation { return }
            entered[node] = generation
        } else {
            heldOn = true
            if !visited[number, default: []].insert(places).inserted { return }
        }
        for pattern in matcher.nodes[node].patterns where met[Int(pattern)] != generation {
            met[Int(pattern)] = generation
            results.append(Int(pattern))
        }
        if matcher.nodes[node].children.count < hits.count {
            for (condition, next) in matcher.nodes[node].children where satisfied[Int(condition)] == generation {
                step(condition, next, places)
            }
        } else if !matcher.nodes[node].children.isEmpty {
            for condition in hits {
                if let next = matcher.nodes[node].children[condition] { step(condition, next, places) }
            }
        }
        for (condition, next) in matcher.nodes[node].lazyChildren { tryLazily(condition, next, places) }
    }

    /// Goes on to a node by a condition that is satisfied, for each choice of elements that agrees with what was before.
    private mutating func step(_ condition: Int32, _ next: Int32, _ places: Places) {
        if matcher.nodes[Int(next)].isLast {
            if places.isEmpty || !agreeing(condition, places).isEmpty { follow(next, []) }
            return
        }
        let (field, rank) = (matcher.conditions[Int(condition)].field, matcher.conditions[Int(condition)].rank)
        let leadsToAbsence = matcher.nodes[Int(next)].leadsToAbsence
        let kept = places.filter { isRelevant($0.array, to: next) }
        var ways: Set<Places> = []
        for witness in agreeing(condition, places) {
            var way = kept
            for (array, index) in fields.values[field][Int(witness)].places where isRelevant(array, to: next) {
                if let place = way.firstIndex(where: { $0.array == array }) {
                    if leadsToAbsence { way[place].rank = min(way[place].rank, rank) }
                } else {
                    way.append(Place(array: array, index: index, rank: leadsToAbsence ? rank : 0))
                }
            }
            // Whatever agrees with more elements agrees with fewer, unless something must not be there.
            if way.count == kept.count, !leadsToAbsence { return follow(next, way) }
            ways.insert(way)
        }
        for way in ways { follow(next, way) }
    }

    private mutating func tryLazily(_ condition: Int32, _ next: Int32, _ places: Places) {
        let entry = matcher.conditions[Int(condition)]
        if entry.allowsAbsence {
            let earlier = places.filter { $0.rank < entry.rank }
            if fields.counts[entry.field] == 0 || (!earlier.isEmpty && !hasValue(entry.field, at: earlier)) {
                follow(next, places.filter { isRelevant($0.array, to: next) })
            }
        }
        guard fields.counts[entry.field] > 0 else { return }
        if satisfied[Int(condition)] != generation {
            satisfied[Int(condition)] = generation
            witnesses[Int(condition)].removeAll(keepingCapacity: true)
            for index in 0..<fields.counts[entry.field]
            where entry.alternatives.contains(where: { $0.accepts(fields.values[entry.field][index]) }) {
                witnesses[Int(condition)].append(Int32(index))
            }
        }
        if !witnesses[Int(condition)].isEmpty { step(condition, next, places) }
    }

    /// Whether a condition behind a node may lie in an array of the event.
    private mutating func isRelevant(_ array: Int32, to node: Int32) -> Bool {
        isRelevant(treeNode: scanner.arrayNodes[Int(array)], to: node)
    }

    private mutating func isRelevant(treeNode: Int32, to node: Int32) -> Bool {
        let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: treeNode))
        if let known = relevance[key] { return known }
        if relevance.count >= EventMatching.mostRelevance { relevance.removeAll(keepingCapacity: true) }
        let here = matcher.nodes[Int(node)]
        let isUsed =
            here.children.contains { lies($0.key, below: treeNode) || isRelevant(treeNode: treeNode, to: $0.value) }
            || here.lazyChildren.contains {
                lies($0.condition, below: treeNode) || isRelevant(treeNode: treeNode, to: $0.node)
            }
        relevance[key] = isUsed
        return isUsed
    }

    private func lies(_ condition: Int32, below treeNode: Int32) -> Bool {
        matcher.tree.isField(matcher.conditions[Int(condition)].field, below: treeNode)
    }

    // MARK: Values that agree

    /// So few values are compared one by one.
    private static let few = 8

    /// The values that satisfy a condition and lie in none but the chosen elements of arrays.
    private mutating func agreeing(_ condition: Int32, _ places: Places) -> [Int32] {
        let all = witnesses[Int(condition)]
        if places.isEmpty { return all }
        let values = matcher.conditions[Int(condition)].field
        if all.count <= EventMatching.few {
            return all.filter { places.agree(with: fields.values[values][Int($0)].places) }
        }
        if witnessIndexes[condition] == nil {
            witnessIndexes[condition] = PlaceIndex(all.map { fields.values[values][Int($0)].places })
        }
        return (witnessIndexes[condition]?.ranges(of: places, in: all.count) ?? []).flatMap { all[$0] }
    }

    /// Whether a field has a value that lies in none but the chosen elements of arrays.
    private mutating func hasValue(_ field: Int, at places: Places) -> Bool {
        let count = fields.counts[field]
        if count <= EventMatching.few {
            return fields.values[field].prefix(count).contains { places.agree(with: $0.places) }
        }
        if fieldIndexes[field] == nil {
            fieldIndexes[field] = PlaceIndex(fields.values[field].prefix(count).map(\.places))
        }
        return fieldIndexes[field]?.ranges(of: places, in: count).isEmpty == false
    }
}

/// An element of an array of the event that a way holds on to.
struct Place: Hashable, Sendable {
    /// Which array, in the order in which they begin.
    var array: Int32
    var index: Int32
    /// The rank of the first field, in the order of names, that has matched in it; 0 where that does not matter.
    var rank: Int32
}

typealias Places = [Place]

extension Places {
    /// Whether a value that lies in these elements lies in no other of an array.
    fileprivate func agree(with own: [(array: Int32, index: Int32)]) -> Bool {
        own.allSatisfy { place in allSatisfy { $0.array != place.array || $0.index == place.index } }
    }
}

/// Where values of one field, in the order of the event, lie in its arrays.
///
/// Those of one array, and of one element, are neighbours.
private struct PlaceIndex {
    private var arrays: [Int32: Range<Int>] = [:]
    private var elements: [UInt64: Range<Int>] = [:]

    init(_ values: some Sequence<[(array: Int32, index: Int32)]>) {
        for (number, places) in values.enumerated() {
            for place in places {
                arrays[place.array, default: number..<number].extend(to: number)
                elements[PlaceIndex.key(place.array, place.index), default: number..<number].extend(to: number)
            }
        }
    }

    private static func key(_ array: Int32, _ index: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: array)) << 32 | UInt64(UInt32(bitPattern: index))
    }

    /// The values, of `count`, that lie in the chosen elements or outside of their arrays.
    func ranges(of places: Places, in count: Int) -> [Range<Int>] {
        var ranges = [0..<count]
        for place in places {
            guard let array = arrays[place.array] else { continue }
            let element = elements[PlaceIndex.key(place.array, place.index)] ?? array.lowerBound..<array.lowerBound
            ranges = ranges.flatMap { range in
                [
                    range.clamped(to: 0..<array.lowerBound), range.clamped(to: element),
                    range.clamped(to: array.upperBound..<max(count, array.upperBound)),
                ].filter { !$0.isEmpty }
            }
        }
        return ranges
    }
}

extension Range<Int> {
    fileprivate mutating func extend(to number: Int) { self = lowerBound..<(number + 1) }
}
