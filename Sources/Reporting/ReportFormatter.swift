public import Findings

/// Turns what a scan finds into bytes.
///
/// Each thread has one of its own. ``bytes`` only ever holds whole records, so its content may be moved to the output
/// between any two calls.
public protocol ReportFormatter {
    /// Records that nobody has taken yet.
    var bytes: [UInt8] { get set }

    /// Adds an occurrence that was just found; its object's report follows.
    mutating func add(_ detection: Detection, in path: [UInt8])

    /// Adds the report on an object.
    mutating func add(_ report: FileReport)
}

/// The formats that results can have.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// One Macie finding a line.
    case jsonl
    /// One occurrence a line.
    case matches
    /// SARIF 2.1.0.
    case sarif

    /// Whether values are fingerprinted in it.
    public var hasFingerprints: Bool { self != .text }
}
