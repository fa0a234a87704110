import Identifiers
import Prefiltering
import Validators

/// Turns raw matches into findings: each span of a text gets one best type, and nothing is counted twice.
///
/// Matches come chunk by chunk; a group that overlaps across a boundary is held back until it is complete. Two steps
/// decide. Of one identifier's overlapping matches the leftmost stays, then one with more than low confidence, then the longest,
/// then the surest. Of what remains, overlapping
/// matches are taken best first: a managed secret, then surer, then no fallback, then with the stronger check, then nearer to its context word,
/// then to a longer one (`british passport` beats `passport`), then longer itself, then of the earlier identifier.
public struct MatchResolver {
    private let detector: Detector
    private var pending: [Match] = []

    /// Creates a resolver for one text.
    public init(_ detector: Detector) { self.detector = detector }

    /// Whether matches are held back.
    public var hasPending: Bool { !pending.isEmpty }

    /// Where the first match that is held back begins; `Int.max` if there is none.
    public var earliestPending: Int { pending.first.map { min($0.start, $0.valueStart) } ?? .max }

    /// Adds the raw matches of a chunk and takes out what is settled.
    ///
    /// - Parameters:
    ///   - matches: Raw matches, offsets counted from the start of the whole text.
    ///   - boundary: All matches to come begin here or later; `Int.max` after the last chunk.
    /// - Returns: Settled matches by start of value.
    /// - Complexity: O(*n* log *n*) in the number of matches.
    public mutating func resolve(_ matches: [Match], before boundary: Int) -> [Match] {
        pending += matches
        pending.sort { left, right in
            (left.valueStart, left.start, left.variant) < (right.valueStart, right.start, right.variant)
        }
        var settled: [Match] = []
        var index = 0
        while index < pending.count {
            var end = index + 1
            var reach = pending[index].valueEnd
            while end < pending.count, pending[end].valueStart < reach {
                reach = max(reach, pending[end].valueEnd)
                end += 1
            }
            if reach >= boundary { break }
            if end == index + 1 { settled.append(pending[index]) } else { resolve(index..<end, into: &settled) }
            index = end
        }
        pending.removeFirst(index)
        return settled.indices.compactMap { isPart($0, of: settled) ? nil : settled[$0] }
    }

    /// How far apart the parts of a credential stand, in bytes.
    private static let reach = 240

    /// Whether a match belongs to a credential near it, as the identifier of a key does to the key.
    private func isPart(_ index: Int, of settled: [Match]) -> Bool {
        let match = settled[index]
        guard let whole = detector.wholes[match.identifier] else { return false }
        for direction in [-1, 1] {
            var other = index + direction
            while settled.indices.contains(other) {
                let neighbour = settled[other]
                let distance = max(neighbour.valueStart - match.valueEnd, match.valueStart - neighbour.valueEnd)
                if distance > MatchResolver.reach { break }
                if neighbour.identifier == whole, neighbour.evidence.confidence > .low { return true }
                other += direction
            }
        }
        return false
    }

    /// Settles matches that overlap one another, directly or through others.
    private func resolve(_ group: Range<Int>, into settled: inout [Match]) {
        var candidates: [Match] = []
        // Those of one identifier come one after the other.
        var kept: [Match] = []
        for match in pending[group].sorted(by: MatchResolver.isEarlier) {
            if kept.first?.identifier != match.identifier {
                candidates += kept
                kept.removeAll(keepingCapacity: true)
            }
            let next = kept.partitioningIndex { $0.valueStart >= match.valueEnd }
            if next > 0, kept[next - 1].valueEnd > match.valueStart { continue }
            kept.insert(match, at: next)
        }
        candidates += kept
        candidates.sort { [detector] in MatchResolver.isBetter($0, $1, detector) }
        var chosen: [Match] = []
        for match in candidates {
            let next = chosen.partitioningIndex { $0.valueStart >= match.valueEnd }
            if next > 0, chosen[next - 1].valueEnd > match.valueStart { continue }
            chosen.insert(match, at: next)
        }
        settled += chosen
    }

    /// By identifier, and of one in the order in which its matches are taken.
    private static func isEarlier(_ left: Match, _ right: Match) -> Bool {
        if left.identifier != right.identifier { return left.identifier < right.identifier }
        if left.start != right.start { return left.start < right.start }
        let (isLeftLow, isRightLow) = (left.evidence.confidence == .low, right.evidence.confidence == .low)
        if isLeftLow != isRightLow { return isRightLow }
        if left.valueEnd != right.valueEnd { return left.valueEnd > right.valueEnd }
        return left.evidence.confidence > right.evidence.confidence
    }

    /// Tells whether `left` describes a span better than `right`.
    private static func isBetter(_ left: Match, _ right: Match, _ detector: Detector) -> Bool {
        if left.isManagedSecret != right.isManagedSecret { return left.isManagedSecret }
        let (leftEvidence, rightEvidence) = (left.evidence, right.evidence)
        let isLeftFallback = detector.identifiers[left.identifier].isFallback
        let isRightFallback = detector.identifiers[right.identifier].isFallback
        // A fallback gives way to whatever is at least fairly sure what it is.
        let leftConfidence = isLeftFallback ? min(leftEvidence.confidence, .medium) : leftEvidence.confidence
        let rightConfidence = isRightFallback ? min(rightEvidence.confidence, .medium) : rightEvidence.confidence
        if leftConfidence != rightConfidence { return leftConfidence > rightConfidence }
        if isLeftFallback != isRightFallback { return !isLeftFallback }
        let (leftOdds, rightOdds) = (leftEvidence.validator.oddsOfChance, rightEvidence.validator.oddsOfChance)
        if leftOdds != rightOdds { return leftOdds > rightOdds }
        if leftEvidence.wordDistance != rightEvidence.wordDistance {
            return leftEvidence.wordDistance < rightEvidence.wordDistance
        }
        let (leftWord, rightWord) = (detector.length(of: leftEvidence.word), detector.length(of: rightEvidence.word))
        if leftWord != rightWord { return leftWord > rightWord }
        if left.length != right.length { return left.length > right.length }
        return (left.variant, left.valueStart) < (right.variant, right.valueStart)
    }
}

extension Detector {
    /// The length of a context word, in bytes; 0 for none.
    fileprivate func length(of word: Int) -> Int { word < 0 ? 0 : Int(uses[word].length) }
}

extension Array {
    /// The index of the first element for which `isSecond` holds; all before it must not hold.
    fileprivate func partitioningIndex(where isSecond: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
