import CLinux
import Glibc

/// A whole access control list: who may do what with a file or folder.
///
/// Source: acl(5), and `linux/posix_acl_xattr.h` for how the kernel keeps it: a version in four bytes, then for each entry a
/// tag and permissions of two bytes each and an id of four, lowest byte first.
struct AccessList: Equatable, Sendable {
    /// Whom an entry is for; the raw values are the kernel's, and entries are kept in their order.
    enum Tag: UInt8, Sendable {
        case owner = 0x01
        case user = 0x02
        case owningGroup = 0x04
        case group = 0x08
        /// The most that all but the owner and others may do.
        case mask = 0x10
        case others = 0x20
    }

    /// What one of them may do.
    struct Entry: Equatable, Sendable {
        var tag: Tag
        /// Three bits, as in a mode.
        var permissions: UInt8
        /// The number of a user or group that is named; else all ones.
        var id: UInt32 = .max
    }

    var entries: [Entry]

    private static let attribute = "system.posix_acl_access"

    /// Gathers entries.
    init(_ entries: [Entry]) { self.entries = entries }

    /// What mode bits say.
    init(mode: UInt32) {
        entries = [(Tag.owner, 6), (.owningGroup, 3), (.others, 0)].map { tag, shift in
            Entry(tag: tag, permissions: UInt8(mode >> UInt32(shift) & 7))
        }
    }

    /// Reads a list as the kernel keeps it; entries of other tags are left out.
    init(bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        entries = []
        for offset in stride(from: 4, to: bytes.count - 7, by: 8) {
            guard let tag = Tag(rawValue: bytes[offset]) else { continue }
            let id = (4..<8).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[offset + $1]) }
            entries.append(Entry(tag: tag, permissions: bytes[offset + 2] & 7, id: id))
        }
    }

    /// The list as the kernel keeps it.
    var bytes: [UInt8] {
        let order = entries.sorted { ($0.tag.rawValue, $0.id) < ($1.tag.rawValue, $1.id) }
        return order.reduce(into: [2, 0, 0, 0]) { bytes, entry in
            bytes += [entry.tag.rawValue, 0, entry.permissions, 0]
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: entry.id >> (8 * UInt32($0))) }
        }
    }

    // MARK: What it says

    /// The permissions of the first entry with this tag.
    subscript(_ tag: Tag) -> UInt8? { entries.first { $0.tag == tag }?.permissions }

    /// Tells what a member of a group, who is neither the owner nor named, may do.
    ///
    /// - Parameters:
    ///   - permissions: Three bits, as in a mode.
    ///   - group: The only group that counts.
    ///   - owningGroup: The group that the file belongs to.
    /// - Returns: Whether that is all that `permissions` say.
    func allows(_ permissions: UInt8, group: UInt32, owningGroup: UInt32) -> Bool {
        let met = entries.filter { entry in
            entry.tag == .group && entry.id == group || entry.tag == .owningGroup && owningGroup == group
        }
        guard !met.isEmpty else { return (self[.others] ?? 0) & permissions == permissions }
        return met.contains { $0.permissions & (self[.mask] ?? 7) & permissions == permissions }
    }

    /// Lets members of `group` do what `permissions` say besides, and nobody else more than before.
    mutating func add(_ permissions: UInt8, toGroup group: UInt32) {
        let mask = self[.mask] ?? 7
        var most = permissions
        // What the mask kept from them until now is kept from them when it is wider.
        for index in entries.indices where [.user, .owningGroup, .group].contains(entries[index].tag) {
            entries[index].permissions &= mask
            if entries[index].tag == .group, entries[index].id == group { entries[index].permissions |= permissions }
            most |= entries[index].permissions
        }
        if !entries.contains(where: { $0.tag == .group && $0.id == group }) {
            entries.append(Entry(tag: .group, permissions: permissions, id: group))
        }
        entries.removeAll { $0.tag == .mask }
        entries.append(Entry(tag: .mask, permissions: most))
    }

    // MARK: Of a file

    /// Reads the list of an open file or folder, also of one that only stands for a place.
    ///
    /// - Returns: The list; `nil` when it has none.
    /// - Throws: ``SystemError``; its ``SystemError/isNotSupported`` holds where the file system keeps none.
    static func read(_ descriptor: CInt) throws(SystemError) -> AccessList? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return -1 }
            return unsafe linux_attribute(descriptor, attribute, start, buffer.count)
        }
        guard count >= 0 else {
            let error = SystemError()
            guard error.isNoAttribute else { throw error }
            return nil
        }
        return AccessList(bytes: bytes.prefix(count))
    }

    /// Makes it the list of an open file or folder, whose mode shows the mask afterwards.
    func write(_ descriptor: CInt) throws(SystemError) {
        let bytes = bytes
        let result = unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return CInt(-1) }
            return unsafe linux_set_attribute(descriptor, AccessList.attribute, start, buffer.count)
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Removes the list of an open file or folder, whose mode alone counts afterwards.
    static func remove(_ descriptor: CInt) throws(SystemError) {
        guard unsafe linux_remove_attribute(descriptor, attribute) != 0 else { return }
        let error = SystemError()
        guard error.isNoAttribute || error.isUnsupported else { throw error }
    }
}
