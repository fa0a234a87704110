import POSIX
import SecretsManager

/// Versions whose values could not be read, so that they would not be recognised, and when they are tried again.
///
/// The key of a version may be disabled for good, or the key process not be there for a moment.
struct MissedValues {
    private struct Version: Hashable {
        var secretARN: String
        var versionID: String
    }

    private var versions: Set<Version> = []
    private var attempts = 0
    /// When they are tried again; `nil` when there are none.
    private(set) var next: Timestamp?

    /// The first pause and the longest, in milliseconds.
    private static let pauses = (first: 500, longest: 300_000)
    /// How many attempts may be waited for.
    private static let mostHopefulAttempts = 2

    /// How many there are.
    var count: Int { versions.count }

    /// Whether it is likely that they can be read soon.
    var areExpected: Bool { !versions.isEmpty && attempts < MissedValues.mostHopefulAttempts }

    /// Adds a version.
    ///
    /// - Parameters:
    ///   - versionID: The version.
    ///   - secretARN: Its secret.
    ///   - now: By the clock ``Timestamp/monotonic()``.
    mutating func add(_ versionID: String, of secretARN: String, at now: Timestamp = .monotonic()) {
        versions.insert(Version(secretARN: secretARN, versionID: versionID))
        if next == nil { next = now.adding(milliseconds: MissedValues.pauses.first) }
    }

    /// Tries those that are due again.
    ///
    /// - Parameters:
    ///   - now: By the clock ``Timestamp/monotonic()``.
    ///   - read: Reads a version of a secret, by the secret's ARN: `nil` when it is gone.
    ///   - body: Gets each version that can be read now.
    /// - Returns: Whether the last of them could be read.
    mutating func retry(
        at now: Timestamp = .monotonic(),
        _ read: (_ secretARN: String, _ versionID: String) throws -> FingerprintSource?,
        body: (FingerprintSource) -> Void
    ) -> Bool {
        guard let due = next, now >= due else { return false }
        for version in versions {
            do {
                if let source = try read(version.secretARN, version.versionID) { body(source) }
                versions.remove(version)
            } catch {
                // One that cannot be read says nothing of the others, and stays among the missing, which are a problem.
            }
        }
        attempts += 1
        let pause = min(MissedValues.pauses.first << min(attempts, 20), MissedValues.pauses.longest)
        next = versions.isEmpty ? nil : now.adding(milliseconds: pause)
        return versions.isEmpty
    }
}
