public import Cryptography

/// What a session shows that it is one.
public struct Credentials: Sendable {
    /// Its id: `ASIA...`.
    public var accessKeyID: String
    /// 40 characters; not to be logged.
    public var secretAccessKey: SecretBytes
    /// Encrypted; whoever has it is the session, so it is not to be logged either.
    public var sessionToken: String
    /// Seconds since 1970.
    public var expiresAt: Int
}

/// A session of a role that has begun.
public struct AssumedRole: Sendable {
    public var credentials: Credentials
    /// The session's ARN: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`.
    public var arn: String
    /// The session's id: `AROA...:SESSION`.
    public var id: String
    public var sourceIdentity: String?
    /// What session policies and tags take of the room that there is for them, in percent.
    public var packedSize: Int
}

/// Whoever signs with an access key.
public struct KeyHolder: Sendable {
    public var caller: Caller
    /// What requests are signed with.
    public var secretAccessKey: SecretBytes
}

/// How a session of a role shall begin.
public struct AssumeRole: Sendable {
    /// The role's ARN.
    public var role: String
    /// 2 to 64 characters.
    public var sessionName: String
    /// What the session may do at most; `nil` for no such limit.
    public var policy: String?
    /// ARNs of managed policies that do the same; at most 10.
    public var policyARNs: [String] = []
    /// How long it lasts, in seconds, from 900 on; `nil` for an hour.
    public var duration: Int?
    public var externalID: String?
    /// Keys and values; at most 50.
    public var tags: [(key: String, value: String)] = []
    /// Keys of tags that sessions begun from this one have, too.
    public var transitiveTagKeys: [String] = []
    public var sourceIdentity: String?

    /// Names a role and what the session shall be called.
    public init(role: String, sessionName: String) {
        self.role = role
        self.sessionName = sessionName
    }
}
