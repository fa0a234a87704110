/// An access control list of NFSv4, as far as it says what every user may do.
///
/// Source: RFC 8881, section 6.2, for what it means; `nfs41acl.x` for how ZFS and the kernel's server keep one.
public struct NFSAccessList: Sendable, Equatable {
    /// The longest list that is read, in bytes.
    public static let mostBytes = 65_536

    /// The most entries of a list whose entries have numbers for users.
    public static let mostNumberedEntries = 128

    /// How an attribute of a file keeps a list.
    public enum Format: Sendable {
        /// `system.nfs4_acl_xdr`: flags, a count, and for each entry type, flags, kind of user, rights and user, 32 bits each.
        case numbers
        /// `system.nfs4_acl`: a count, and for each entry type, flags and rights, 32 bits each, and the user's name.
        case names
    }

    /// Whom an entry is for.
    private enum Who {
        case owner
        case everyone
        /// Some of all users, such as all that are logged in.
        case many
        case named(String)
    }

    /// What every user may do, as bits of NFSv4's rights.
    private var allowed: UInt32 = 0
    /// Rights that an entry for everyone gave or refused: the first one counts.
    private var decided: UInt32 = 0

    /// Users and groups that are given anything, as `user:alice:r-x`; at most 100, which is enough to see that it is shared.
    public private(set) var named: [String] = []

    /// Reads a list.
    ///
    /// - Returns: `nil` when anything in it is not understood: then it is not known what everybody may do.
    public init?(_ bytes: [UInt8], _ format: Format) {
        guard bytes.count <= NFSAccessList.mostBytes else { return nil }
        var reader = WordReader(bytes: bytes)
        if format == .numbers { _ = reader.word() }
        guard let count = reader.word() else { return nil }
        if format == .numbers, count > NFSAccessList.mostNumberedEntries { return nil }
        // An entry takes bytes, so that a count that is too large ends with them.
        for _ in 0..<count {
            guard let isUnderstood = add(&reader, format), isUnderstood else { return nil }
        }
        guard reader.isAtEnd else { return nil }
    }

    /// What every user may do with a file or folder: three bits, as in a mode.
    ///
    /// Who may change the list or the owner may do everything.
    public func everyone(isFolder: Bool) -> UInt32 {
        NFSAccessList.bits(allowed, isFolder: isFolder)
    }

    private static func bits(_ rights: UInt32, isFolder: Bool) -> UInt32 {
        guard rights & (Right.changeList | Right.changeOwner) == 0 else { return 0o7 }
        let writes = Right.write | Right.append | (isFolder ? Right.deleteChild : 0)
        return (rights & Right.read != 0 ? 4 : 0) | (rights & writes != 0 ? 2 : 0)
            | (rights & Right.execute != 0 ? 1 : 0)
    }

    private enum Right {
        static let read: UInt32 = 0x1
        static let write: UInt32 = 0x2
        static let append: UInt32 = 0x4
        static let execute: UInt32 = 0x20
        static let deleteChild: UInt32 = 0x40
        static let changeList: UInt32 = 0x4_0000
        static let changeOwner: UInt32 = 0x8_0000
    }

    /// Reads an entry; `nil` when the bytes end before it does, `false` when it means nothing that is known.
    private mutating func add(_ reader: inout WordReader, _ format: Format) -> Bool? {
        guard let type = reader.word(), let flags = reader.word() else { return nil }
        let rights: UInt32
        let who: Who
        switch format {
        case .numbers:
            guard let kind = reader.word(), let mask = reader.word(), let number = reader.word() else { return nil }
            guard let user = NFSAccessList.who(kind, number) else { return false }
            (rights, who) = (mask, user)
        case .names:
            guard let mask = reader.word(), let name = reader.string() else { return nil }
            (rights, who) = (mask, NFSAccessList.who(name))
        }
        // From 2 on, entries only have something logged; from 4 on, none is known.
        guard type < 4 else { return false }
        // An entry with 8 in its flags is only for what will be made in the folder.
        guard type < 2, flags & 0x8 == 0 else { return true }
        switch (who, type == 0) {
        case (.everyone, let isGiven):
            if isGiven { allowed |= rights & ~decided }
            decided |= rights
        case (.many, true):
            allowed |= rights & ~decided
            decided |= rights
        case (.named(let name), true) where named.count < 100:
            let bits = NFSAccessList.bits(rights, isFolder: true)
            let letters = [(4, "r"), (2, "w"), (1, "x")].map { Int(bits) & $0.0 != 0 ? $0.1 : "-" }.joined()
            named.append("\(flags & 0x40 != 0 ? "group" : "user"):\(name):\(letters)")
        default: break
        }
        return true
    }

    private static func who(_ kind: UInt32, _ number: UInt32) -> Who? {
        switch (kind, number) {
        case (0, _): .named(String(number))
        case (1, 1), (1, 2): .owner
        case (1, 3): .everyone
        case (1, 4...10): .many
        default: nil
        }
    }

    private static func who(_ name: String) -> Who {
        switch name {
        case "OWNER@", "GROUP@": .owner
        case "EVERYONE@": .everyone
        // Another name without a domain, too: that those are few is not known.
        case _ where name.hasSuffix("@"): .many
        default: .named(name)
        }
    }
}

/// Reads what XDR (RFC 4506) has written.
private struct WordReader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func word() -> UInt32? {
        guard bytes.count - position >= 4 else { return nil }
        defer { position += 4 }
        return bytes[position..<position + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A length, as many bytes, and what fills the last word.
    mutating func string() -> String? {
        guard let length = word(), length <= bytes.count else { return nil }
        let end = position + (Int(length) + 3) / 4 * 4
        guard end <= bytes.count else { return nil }
        defer { position = end }
        return String(decoding: bytes[position..<position + Int(length)], as: UTF8.self)
    }
}
