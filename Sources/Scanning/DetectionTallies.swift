import Findings
import Identifiers

/// What was found in an object so far, counted by identifier.
///
/// Identifiers are numbered as in the detector.
struct DetectionTallies {
    /// What was found of one identifier.
    private struct Tally {
        var count = 0
        var confidence = Confidence.low
        var occurrences: [Occurrence] = []
        /// Of the values of those that are not located.
        var otherValues: ValueSum?

        mutating func add(_ confidence: Confidence) -> Int {
            count += 1
            self.confidence = max(self.confidence, confidence)
            return count
        }
    }

    private var tallies: [Int: Tally] = [:]

    /// Counts one more of an identifier.
    ///
    /// - Returns: How many there are now.
    mutating func count(_ identifier: Int, _ confidence: Confidence) -> Int {
        tallies[identifier, default: Tally()].add(confidence)
    }

    /// Keeps where one was found that was counted.
    mutating func locate(_ identifier: Int, at occurrence: Occurrence) {
        tallies[identifier]?.occurrences.append(occurrence)
    }

    /// Adds the value of one that was counted and is not located.
    mutating func addOther(_ identifier: Int, _ fingerprint: String) {
        tallies[identifier]?.otherValues.add(fingerprint: fingerprint)
    }

    /// How many occurrences are located.
    var locatedCount: Int { tallies.values.reduce(0) { $0 + $1.occurrences.count } }

    /// Everything that was found, by category and identifier, without what occurs too seldom to have a severity.
    func detections(of identifiers: [ManagedDataIdentifier]) -> [Detection] {
        tallies.sorted { (identifiers[$0.key].category, $0.key) < (identifiers[$1.key].category, $1.key) }
            .compactMap { index, tally in
                var detection = Detection(identifiers[index], tally.count, tally.confidence, at: tally.occurrences)
                detection?.otherValues = tally.otherValues
                return detection
            }
    }
}

extension ValueSum? {
    /// Adds the fingerprint of a value to the sum, or begins one.
    fileprivate mutating func add(fingerprint: String) {
        var sum = self ?? ValueSum()
        sum.add(fingerprint: fingerprint)
        self = sum
    }
}

extension Detection {
    /// What was found of an identifier; `nil` when so few occurrences have no severity.
    init?(_ identifier: ManagedDataIdentifier, _ count: Int, _ confidence: Confidence, at occurrences: [Occurrence]) {
        guard let severity = identifier.severity.severity(of: count) else { return nil }
        self.init(
            identifier: identifier,
            count: count,
            severity: severity,
            confidence: confidence,
            occurrences: occurrences
        )
    }
}
