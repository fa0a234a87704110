/// A policy document, read and compiled once.
///
/// Copies share what it was compiled to.
public struct AccessPolicy: Sendable {
    /// What a policy is attached to, which says what it may hold and what it means.
    public enum Kind: String, Sendable, CaseIterable {
        /// To a user, group or role: what they may do.
        case identity
        /// To a resource: who may do what to it.
        case resource
        /// To a role: who may assume it.
        case trust
        /// Given when a session begins: what it may do at most.
        case session
        /// To a user or role: what they may do at most.
        case boundary
        /// To an account: what those in it may do at most.
        case serviceControl

        /// Whether statements name principals.
        var hasPrincipals: Bool { self == .resource || self == .trust }

        /// Whether AWS leaves white space out when it counts a policy's length.
        var countsWithoutSpace: Bool { self == .identity || self == .boundary || self == .trust }

        /// The longest policy, in characters as the kind counts them.
        ///
        /// For policies of identities that is the length of all inline policies of a role, the longest of several
        /// limits: whoever keeps them holds each to its own, with ``AccessPolicy/countedCharacters(_:as:)``.
        ///
        /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, and for resources the
        /// longest that the services here keep, a key's:
        /// https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
        public var longest: Int {
            switch self {
            case .identity: 10_240
            case .boundary: 6_144
            case .trust, .session: 2_048
            case .serviceControl: 10_240
            case .resource: 32_768
            }
        }
    }

    /// The longest text that is looked at, in bytes.
    public static let longestText = 100 << 10

    private let compiled: Compiled

    /// What decisions and explanations call it: `ReadSecrets`, `key policy of arn:...`.
    public var name: String { compiled.name }

    public var kind: Kind { compiled.kind }

    /// Why it denies everything, if it could not be read.
    public var unreadableReason: String? { compiled.unreadableReason }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - text: JSON.
    ///   - kind: What it is attached to.
    ///   - name: What decisions shall call it.
    ///   - most: The longest that it may be, in characters as its kind counts them; by default ``Kind/longest``.
    /// - Throws: ``PolicyError`` with the first mistake: what is not understood is refused, as it might have been what
    ///   denies.
    public init(
        parsing text: String,
        as kind: Kind,
        named name: String,
        atMost most: Int? = nil
    ) throws(PolicyError) {
        compiled = try PolicyReader.read(text, as: kind, named: name, atMost: most ?? kind.longest)
    }

    private init(_ compiled: Compiled) { self.compiled = compiled }

    /// Stands for a policy that is kept but cannot be read, such as one that a newer version wrote: it denies
    /// everything.
    ///
    /// - Parameters:
    ///   - name: What decisions shall call it.
    ///   - reason: Why it cannot be read: a sentence for whoever is denied something.
    ///   - kind: What it is attached to.
    /// - Returns: A policy that every request is denied by.
    public static func unreadable(named name: String, reason: String, as kind: Kind = .identity) -> AccessPolicy {
        let reference = StatementReference(policy: name, kind: kind, sid: nil, index: 0, range: 0..<0)
        let everything = Statement(
            reference: reference,
            isDenial: true,
            actions: [],
            excludesActions: true,
            resources: [],
            excludesResources: true,
            principals: nil,
            conditions: []
        )
        return AccessPolicy(
            Compiled(
                name: name,
                kind: kind,
                text: [],
                denials: [everything],
                permissions: [],
                unreadableReason: reason
            )
        )
    }

    /// How many characters of a text count against the limits of its kind: with or without white space.
    public static func countedCharacters(_ text: String, as kind: Kind) -> Int {
        kind.countsWithoutSpace
            ? text.unicodeScalars.count { !$0.properties.isWhitespace } : text.unicodeScalars.count
    }

    /// The condition keys that policies look at, those of variables as well: sorted, each once.
    public static func contextKeys(of policies: [AccessPolicy]) -> [String] {
        var names: [ContextKey: String] = [:]
        for policy in policies {
            for key in (policy.denials + policy.permissions).flatMap(\.keys) { names[key] = names[key] ?? key.name }
        }
        return names.values.sorted()
    }

    /// Whether all of its statements are about everybody.
    var namesOnlyEverybody: Bool {
        (denials + permissions).allSatisfy { statement in
            if case .named(let patterns) = statement.principals {
                patterns.allSatisfy { $0 == .everybody }
            } else {
                false
            }
        }
    }

    /// Whether what it says depends on more of a request than principal, action and resource.
    var readsContext: Bool { compiled.readsContext }

    /// The document, for places in it.
    var text: [UInt8] { compiled.text }

    /// The statements that deny.
    var denials: [Statement] { compiled.denials }

    /// The statements that allow.
    var permissions: [Statement] { compiled.permissions }

    /// What a document was compiled to; never changed, so that copies may share it.
    final class Compiled: Sendable {
        let name: String
        let kind: Kind
        /// The document, for places in it.
        let text: [UInt8]
        let denials: [Statement]
        let permissions: [Statement]
        let unreadableReason: String?
        let readsContext: Bool

        init(
            name: String,
            kind: Kind,
            text: [UInt8],
            denials: [Statement],
            permissions: [Statement],
            unreadableReason: String?
        ) {
            self.name = name
            self.kind = kind
            self.text = text
            self.denials = denials
            self.permissions = permissions
            self.unreadableReason = unreadableReason
            readsContext = (denials + permissions).contains(where: \.readsContext)
        }
    }
}
