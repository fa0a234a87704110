import Detection
public import Identifiers
import ManagedSecrets

/// The identifier under which leaked managed secrets are reported.
///
/// It has no pattern: what is a managed secret, a table of codes tells. It belongs to a detector so that its matches are
/// resolved, counted and reported as all others.
public enum ManagedSecretIdentifier {
    /// The identifier; any occurrence is of high severity.
    public static let identifier = ManagedDataIdentifier(
        id: LeakTable.identifier,
        name: "Managed secret",
        category: .credentials,
        severity: SeverityThresholds([.high: 1]),
        variants: [Variant(pattern: "(?!)", anchor: .keywords([], before: 0), confidence: .high)]
    )

    /// Where it stands in a detector.
    struct Place {
        var identifier: Int
        var variant: Int
    }

    static func place(in detector: Detector) -> Place? {
        guard let identifier = detector.identifiers.firstIndex(where: { $0.id == LeakTable.identifier }),
            let variant = detector.owners.firstIndex(of: identifier)
        else { return nil }
        return Place(identifier: identifier, variant: variant)
    }
}
