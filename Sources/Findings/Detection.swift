public import Identifiers

/// All occurrences of one identifier in an object.
public struct Detection: Sendable {
    /// The identifier that was found.
    public var identifier: ManagedDataIdentifier

    /// How often it occurs.
    public var count: Int

    /// The severity that this number of occurrences has.
    public var severity: Severity

    /// The surest of the occurrences.
    public var confidence: Confidence

    /// The first occurrences, located; at most as many as the scan was asked to locate.
    public var occurrences: [Occurrence]

    /// The sum over the values of all other occurrences; `nil` when there are none, or values have no fingerprints.
    public var otherValues: ValueSum?

    /// Creates a detection.
    public init(
        identifier: ManagedDataIdentifier,
        count: Int,
        severity: Severity,
        confidence: Confidence,
        occurrences: [Occurrence]
    ) {
        self.identifier = identifier
        self.count = count
        self.severity = severity
        self.confidence = confidence
        self.occurrences = occurrences
    }
}

/// One place in an object where an identifier was found.
public struct Occurrence: Sendable {
    /// Where.
    public var location: Location

    /// Why it was reported, and how sure that is.
    public var evidence: Evidence

    /// The value with all but the ends starred out.
    public var masked: String

    /// The keyed fingerprint of the value, if the scan was asked for it.
    public var fingerprint: String?

    /// The value itself, if the user asked for it with `--reveal`.
    public var value: SensitiveBytes?

    /// Creates an occurrence.
    public init(
        at location: Location,
        _ evidence: Evidence,
        masked: String,
        fingerprint: String?,
        value: SensitiveBytes? = nil
    ) {
        self.location = location
        self.evidence = evidence
        self.masked = masked
        self.fingerprint = fingerprint
        self.value = value
    }
}

/// Bytes that must not be shown by accident.
///
/// Printing, logging or interpolating a value shows its length only.
public struct SensitiveBytes: Sendable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// Wraps a copy of `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var description: String { "‹\(bytes.count) bytes›" }

    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The bytes themselves, for a user who asked to see them.
    public func revealed() -> [UInt8] { bytes }
}
