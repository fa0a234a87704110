import Bytes
import Cryptography

/// Follows the chain of an audit log, entry by entry.
public struct AuditChain {
    private let base: AuditBase
    /// How many entries there were so far.
    public private(set) var count = 0
    /// The number of the first entry that is not what was written; `nil` as long as all are.
    public private(set) var firstBad: Int?
    /// The last entry in which the chain was whole.
    public private(set) var end: AuditAnchor
    /// Stands for all entries so far, whatever they are.
    public private(set) var digest = ""
    private let digestsAll: Bool

    /// Begins at the first entry that is there.
    ///
    /// - Parameters:
    ///   - base: From where the chain goes.
    ///   - digestsAll: Whether ``digest`` is wanted, also behind the base.
    public init(from base: AuditBase, digestsAll: Bool = false) {
        self.base = base
        self.digestsAll = digestsAll
        end = base.accepted == 0 ? base.end : .start
    }

    /// Takes the next entry.
    ///
    /// - Parameters:
    ///   - bytes: All of it.
    ///   - anchor: Its number and seal, as it has them; `nil` when it is no entry at all.
    ///   - isGenuine: Tells whether its seal is the right one behind that of the entry before.
    /// - Throws: `CryptographyError`.
    public mutating func take(
        _ bytes: [UInt8],
        _ anchor: AuditAnchor?,
        isGenuine: (_ previous: String) throws -> Bool
    ) throws {
        count += 1
        if digestsAll || count <= base.accepted {
            var next = try SHA256()
            next.update(Array(digest.utf8).span)
            next.update(bytes.span)
            digest = Hexadecimal.text(next.finalize())
        }
        if count <= base.accepted {
            guard count == base.accepted else { return }
            if digest != base.digest { firstBad = max(1, base.end.number - base.accepted + 1) }
            end = base.end
            return
        }
        guard firstBad == nil else { return }
        guard let anchor, anchor.number == end.number + 1, try isGenuine(end.seal) else {
            firstBad = end.number + 1
            return
        }
        end = anchor
    }

    /// Tells that there are no more entries.
    public mutating func finish() {
        if count < base.accepted, firstBad == nil {
            firstBad = max(1, base.end.number - base.accepted + count + 1)
            end = base.end
        }
    }
}
