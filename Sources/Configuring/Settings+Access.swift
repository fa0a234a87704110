import POSIX
import StrictYAML

extension Settings {
    /// What users may do on the control socket: each role may do what those before it may.
    public enum Role: String, CaseIterable, Sendable, Comparable {
        /// See everything that is masked.
        case read
        /// Archive findings, have things scanned.
        case operate
        /// See values that were found.
        case reveal
        /// Everything.
        case admin

        public static func < (left: Role, right: Role) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// Who may do what: a user, a group or a unit of the system, and its role.
    public struct Access: Sendable, Equatable {
        /// Whom it is for.
        public enum Subject: Sendable, Hashable {
            /// A user, by number.
            case user(UInt32)
            /// The members of a group, by number.
            case group(UInt32)
            /// The programs of a unit of systemd: `backup.service`.
            case unit(String)
        }

        public var subject: Subject
        public var role: Role

        /// Gives somebody a role.
        public init(_ subject: Subject, _ role: Role) {
            self.subject = subject
            self.role = role
        }

        init(_ node: YAMLNode) throws(YAMLError) {
            var mapping = try node.mapping()
            let subjects = [
                try mapping.optional("user").map { node throws(YAMLError) in Subject.user(try Access.user(node)) },
                try mapping.optional("group").map { node throws(YAMLError) in Subject.group(try Settings.group(node)) },
                try mapping.optional("unit").map { node throws(YAMLError) in Subject.unit(try Access.unit(node)) },
            ].compactMap(\.self)
            role = try mapping.required("role").choice(Role.self)
            try mapping.finish()
            guard let subject = subjects.first, subjects.count == 1 else {
                throw node.invalid(
                    "an entry is for one of 'user', 'group' and 'unit'",
                    hint: "write one entry for each"
                )
            }
            self.subject = subject
        }

        private static func user(_ node: YAMLNode) throws(YAMLError) -> UInt32 {
            let name = try node.string()
            guard let number = UInt32(name) ?? System.userID(of: name) else {
                throw node.invalid("there is no user '\(name)'", hint: "name one that 'getent passwd' shows")
            }
            return number
        }

        private static func unit(_ node: YAMLNode) throws(YAMLError) -> String {
            let name = try node.string()
            guard name.hasSuffix(".service"), name.utf8.count <= 255, !name.contains("/") else {
                throw node.invalid("'\(name)' is no service of systemd", hint: "write it like backup.service")
            }
            return name
        }
    }

    /// The role that a unit has; `nil` for one that is not named.
    public func role(ofUnit unit: String) -> Role? { access.last { $0.subject == .unit(unit) }?.role }

    /// The role that a user has: the one that is given to the user, else the highest of those of its groups, else `read`, as the
    /// group of the socket's file has let it through.
    public func role(ofUser user: UInt32, groups: [UInt32]) -> Role {
        if let own = access.last(where: { $0.subject == .user(user) }) { return own.role }
        return access.filter { access in groups.contains { access.subject == .group($0) } }.map(\.role).max() ?? .read
    }
}
