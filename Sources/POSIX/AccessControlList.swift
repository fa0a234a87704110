import CLinux
import Glibc

/// An entry of an access control list that names a user or a group beside the owners.
///
/// Source: acl(5), and `linux/posix_acl_xattr.h` for how it is kept.
public struct AccessControlEntry: Sendable, Equatable {
    public var isGroup: Bool
    /// The number of the user or group.
    public var id: UInt32
    /// Three bits, as in a mode.
    public var permissions: UInt8

    /// As `getfacl` has it: `user:1000:r-x`.
    public var description: String {
        let letters = [(4, "r"), (2, "w"), (1, "x")].map { permissions & $0.0 != 0 ? $0.1 : "-" }.joined()
        let name = isGroup ? String(id) : System.userName(of: id) ?? String(id)
        return "\(isGroup ? "group" : "user"):\(name):\(letters)"
    }
}

extension Directory {
    /// The named entries of the folder's access control list, as far as its mask lets them; empty without a list.
    public var accessControlList: [AccessControlEntry] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return -1 }
            return unsafe linux_attribute(descriptor, "system.posix_acl_access", start, buffer.count)
        }
        return AccessControlEntry.entries(in: bytes.prefix(max(count, 0)))
    }
}

extension AccessControlEntry {
    /// The named entries of a list as the kernel keeps it, as far as its mask lets them.
    static func entries(in bytes: ArraySlice<UInt8>) -> [AccessControlEntry] {
        let (bytes, count) = (Array(bytes), bytes.count)
        guard count > 4 else { return [] }
        var entries: [AccessControlEntry] = []
        var mask: UInt8 = 7
        // A version in four bytes, then entries: tag and permissions of two bytes each, an id of four; lowest byte first.
        for offset in stride(from: 4, to: count - 7, by: 8) {
            let permissions = bytes[offset + 2] & 7
            let id = (4..<8).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[offset + $1]) }
            switch bytes[offset] {
            case 0x02: entries.append(AccessControlEntry(isGroup: false, id: id, permissions: permissions))
            case 0x08: entries.append(AccessControlEntry(isGroup: true, id: id, permissions: permissions))
            case 0x10: mask = permissions
            default: break
            }
        }
        for index in entries.indices { entries[index].permissions &= mask }
        return entries
    }
}
