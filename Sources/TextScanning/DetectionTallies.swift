import Detection
package import Findings
import Identifiers

/// What was found in an object so far, counted by identifier.
///
/// Identifiers are numbered as in the detector.
package struct DetectionTallies {
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

        mutating func add(_ value: ValueSum) {
            var sum = value
            if let otherValues { sum.add(otherValues) }
            otherValues = sum
        }
    }

    private var tallies: [Int: Tally] = [:]

    /// Begins with nothing.
    package init() {}

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
    mutating func addOther(_ identifier: Int, _ value: ValueSum) {
        tallies[identifier]?.add(value)
    }

    /// How many occurrences are located.
    var locatedCount: Int { tallies.values.reduce(0) { $0 + $1.occurrences.count } }

    /// Everything that was found, by category and identifier, without what occurs too seldom to have a severity.
    package func detections(_ options: TextOptions) -> [Detection] {
        let identifiers = options.detector.identifiers
        return tallies.sorted { (identifiers[$0.key].category, $0.key) < (identifiers[$1.key].category, $1.key) }
            .compactMap { index, tally in
                var detection = Detection(identifiers[index], tally.count, tally.confidence, at: tally.occurrences)
                detection?.otherValues = tally.otherValues
                return detection
            }
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
