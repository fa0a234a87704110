import Bytes
import Cryptography
public import JSON

/// From where the chain of an audit log is checked: behind entries that were removed because they were old, and behind those
/// that an administrator has accepted as they are.
///
/// It is sealed with the key of the log, so that nobody who lacks that key can move it.
public struct AuditBase: Sendable, Equatable {
    /// The number of the last entry that was removed because it was old; 0 for none.
    public var removed: Int
    /// How many of the first entries that are there were accepted as they are.
    public var accepted: Int
    /// What ``AuditChain/digest`` is behind these; empty when there are none.
    public var digest: String
    /// The entry from which the chain goes on.
    public var end: AuditAnchor

    /// The base of a log whose entries are all there and as they were written.
    public static let start = AuditBase(accepted: 0, digest: "", end: .start)

    /// Describes a base.
    public init(removed: Int = 0, accepted: Int, digest: String, end: AuditAnchor) {
        self.removed = removed
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
        guard let removed = json["removed"]?.integer, let accepted = json["accepted"]?.integer,
            let digest = json["digest"]?.string,
            let end = AuditAnchor(json["end"]), let seal = json["seal"]?.string
        else { return nil }
        self.init(removed: removed, accepted: accepted, digest: digest, end: end)
        guard Hexadecimal.text(try code(text.span)) == seal else { return nil }
    }

    /// The base with its seal.
    public func json(_ code: Code) rethrows -> JSONValue {
        .object([
            "removed": .number(Double(removed)), "accepted": .number(Double(accepted)), "digest": .string(digest),
            "end": end.json,
            "seal": .string(Hexadecimal.text(try code(text.span))),
        ])
    }

    /// What is sealed.
    ///
    /// No entry of a log is the same text: none begins like this.
    private var text: [UInt8] {
        Array("base\u{0}\(removed)\u{0}\(accepted)\u{0}\(digest)\u{0}\(end.number)\u{0}\(end.seal)".utf8)
    }

    /// The base behind entries that are removed.
    ///
    /// - Parameters:
    ///   - count: How many of the first entries that are there.
    ///   - last: The last of them.
    ///   - digest: Gets a number of entries; gives what ``AuditChain/digest`` is behind as many of those that stay.
    /// - Returns: Not sealed yet.
    public func removing(
        _ count: Int,
        upTo last: AuditAnchor,
        digest: (_ count: Int) throws -> String
    ) rethrows -> AuditBase {
        let left = accepted - count
        if left < 0 { return AuditBase(removed: last.number, accepted: 0, digest: "", end: last) }
        if left == 0 { return AuditBase(removed: last.number, accepted: 0, digest: "", end: end) }
        return AuditBase(removed: last.number, accepted: left, digest: try digest(left), end: end)
    }

    /// Whether an entry was removed because it was old: nobody can look for it then.
    public func hasRemoved(_ anchor: AuditAnchor) -> Bool { anchor.number <= removed }
}
