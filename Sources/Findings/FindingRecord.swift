import Identifiers

/// A finding of sensitive data as it is kept: with what tells it from the one before it.
public struct FindingRecord: Sendable {
    /// The finding, with no more places than it shows.
    public var finding: Finding

    /// Tells whether the same was found as before.
    public var digest: String

    /// The values that were found.
    public var values: Set<FoundValue>

    /// Who archives the findings of canaries.
    public static let sampleArchiver = "sample: magpie doctor"

    /// The record of a finding; `nil` for one that is about no sensitive data.
    ///
    /// - Parameters:
    ///   - finding: The finding, with all places that are known.
    ///   - shown: How many of them are kept.
    public init?(_ finding: Finding, showing shown: Int) {
        guard var object = finding.object, !object.detections.isEmpty else { return nil }
        digest = FindingRecord.digest(of: object)
        values = FoundValue.values(in: object.detections)
        object.showFirst(shown)
        self.finding = finding
        self.finding.subject = .object(object)
    }

    /// What tells whether the same was found in the same content.
    private static func digest(of object: Finding.Object) -> String {
        let secrets = object.managedSecrets.map { "\($0.arn) \($0.versionID) \($0.part ?? "") \($0.stages) " }
        let detections = object.detections.map {
            "\($0.identifier.id):\($0.count):\($0.severity.rawValue):\($0.confidence.name)"
        }
        return secrets.joined() + detections.joined(separator: " ") + " \(object.coverage.mark)"
    }

    /// What the finding takes as JSON, in bytes, about.
    public var textSize: Int {
        guard let object = finding.object else { return 0 }
        let occurrences = object.detections.reduce(0) { $0 + $1.occurrences.count }
        let secrets = object.managedSecrets.count * 300
        return 2500 + 6 * object.path.count + 300 * object.detections.count + 320 * occurrences + secrets
            + 120 * object.coverage.gaps.count
    }
}

extension Finding.Object {
    /// Keeps the first places, in the order in which findings list categories.
    mutating func showFirst(_ count: Int) {
        var left = count
        let order = detections.indices.sorted {
            (FindingKind.position(detections[$0]), $0) < (FindingKind.position(detections[$1]), $1)
        }
        for index in order {
            let kept = min(left, detections[index].occurrences.count)
            left -= kept
            detections[index].occurrences.removeSubrange(kept...)
        }
    }
}
