import Cryptography
public import JSON

/// From where the chain of an audit log is checked: behind entries that were removed because they were old, and behind those
/// that an administrator has accepted as they are.
///
/// It is sealed with the key of the log, so that nobody who lacks that key can move it.
public struct AuditBase: Sendable, Equatable {
    /// How many of the first entries that are there were accepted as they are.
    public var accepted: Int
    /// What ``AuditChain/digest`` is behind these; empty when there are none.
    public var digest: String
    /// The entry from which the chain goes on.
    public var end: AuditAnchor

    /// The base of a log whose entries are all there and as they were written.
    public static let start = AuditBase(accepted: 0, digest: "", end: .start)

    /// Describes a base.
    public init(accepted: Int, digest: String, end: AuditAnchor) {
        self.accepted = accepted
        self.digest = digest
        self.end = end
    }

    /// Makes a code of bytes with the key of the log.
    public typealias Code = (Span<UInt8>) throws -> [UInt8]

    /// Reads what ``json(_:)`` has made.
    ///
    /// - Returns: `nil` when it was made with another key, or changed since.
    public init?(_ json: JSONValue, _ code: Code) rethrows {
        guard let accepted = json["accepted"]?.integer, let digest = json["digest"]?.string,
            let end = AuditAnchor(json["end"]), let seal = json["seal"]?.string
        else { return nil }
        self.init(accepted: accepted, digest: digest, end: end)
        guard Hexadecimal.text(try code(text.span)) == seal else { return nil }
    }

    /// The base with its seal.
    public func json(_ code: Code) rethrows -> JSONValue {
        .object([
            "accepted": .number(Double(accepted)), "digest": .string(digest), "end": end.json,
            "seal": .string(Hexadecimal.text(try code(text.span))),
        ])
    }

    /// What is sealed. No entry of a log is the same text: none begins like this.
    private var text: [UInt8] { Array("base\u{0}\(accepted)\u{0}\(digest)\u{0}\(end.number)\u{0}\(end.seal)".utf8) }
}
