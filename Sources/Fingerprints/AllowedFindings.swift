public import PathPatterns

/// Values and objects that are no findings, beyond what the detector knows.
public struct AllowedFindings: Sendable, Equatable {
    /// Fingerprints of values under the key of the scan, as reports have them.
    public var fingerprints: Set<String> = []
    /// Objects in which nothing is a finding.
    public var paths: [Glob] = []

    /// Whether values are allowed by fingerprints, which need the key that these were made with.
    public var needsKey: Bool { !fingerprints.isEmpty }

    /// Allows nothing.
    public init() {}

    /// Whether nothing is allowed.
    package var isEmpty: Bool { fingerprints.isEmpty && paths.isEmpty }
}
