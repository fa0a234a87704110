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
        guard let list = try? AccessList.read(descriptor) else { return [] }
        return AccessControlEntry.entries(of: list)
    }
}

extension AccessControlEntry {
    /// The named entries of a list, as far as its mask lets them.
    static func entries(of list: AccessList) -> [AccessControlEntry] {
        let mask = list[.mask] ?? 7
        return list.entries.filter { $0.tag == .user || $0.tag == .group }.map { entry in
            AccessControlEntry(isGroup: entry.tag == .group, id: entry.id, permissions: entry.permissions & mask)
        }
    }
}
