/// What is worked out for each located occurrence, beyond where it is.
public struct OccurrenceDetails: Sendable {
    /// Whether the raw value is kept, because the user asked to see it.
    public var revealsValues = false

    /// The key for fingerprints; `nil` for none.
    public var fingerprintKey: FingerprintKey?

    /// Whether the content's keyed digest is worked out for objects with findings; needs a fingerprint key.
    public var hashesContent = false

    /// Whether each occurrence is handed on as it is found, however many there are.
    public var streamsOccurrences = false

    /// Creates the least: masked values only.
    public init() {}
}
