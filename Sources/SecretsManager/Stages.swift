import Records
import ServiceModel

/// Labels of versions.
enum Stages {
    static let current = "AWSCURRENT"
    static let previous = "AWSPREVIOUS"
    static let pending = "AWSPENDING"

    /// The most labels that a version may have.
    private static let most = 20

    /// Puts labels on a version.
    ///
    /// When AWSCURRENT moves, AWSPREVIOUS goes to the version that had it, and AWSPENDING, if it was there as well, goes:
    /// what was replaced waits for nothing.
    ///
    /// - Throws: `ServiceError` when there would be too many.
    static func put(
        _ stages: [String],
        on version: String,
        of secret: Int64,
        _ transaction: SecretTransaction
    ) throws {
        let held = try transaction.stages(of: secret)
        if stages.contains(current), let old = held[current], old != version {
            try transaction.put(previous, on: old, of: secret)
            if held[pending] == old { try transaction.put(pending, on: nil, of: secret) }
        }
        for stage in stages { try transaction.put(stage, on: version, of: secret) }
        let counts = try Dictionary(transaction.stages(of: secret).values.map { ($0, 1) }, uniquingKeysWith: +)
        guard counts.values.allSatisfy({ $0 <= most }) else {
            throw ServiceError("LimitExceededException", "A version can't have more than \(most) staging labels.")
        }
    }

    /// How many versions are kept, and the age below which none is removed, in seconds.
    private static let mostVersions = 100
    private static let youngestRemoved = 86_400.0

    /// Removes old versions without labels.
    ///
    /// - Returns: Those that were removed.
    static func clean(_ secret: Int64, at time: Double, _ transaction: SecretTransaction) throws -> [String] {
        let versions = try transaction.versions(of: secret)
        guard versions.count > mostVersions else { return [] }
        let removable = versions.filter { $0.stages.isEmpty && $0.createdAt <= time - youngestRemoved }
        let removed = removable.prefix(versions.count - mostVersions).map(\.version)
        for version in removed { try transaction.remove(version, of: secret) }
        return Array(removed)
    }
}
