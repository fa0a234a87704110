import AccessPolicies
import Accounts
import POSIX
public import ServiceModel

/// Sessions: who has a token, and who has an access key.
extension IAMService {
    /// What a session by `GetSessionToken` may not do.
    ///
    /// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
    private static let userSessionLimits = PolicyDocument(
        """
        {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": ["iam:*", "sts:GetSessionToken", "sts:GetFederationToken",
                "sts:GetAccessKeyInfo", "sts:DecodeAuthorizationMessage"], "Resource": "*"}]}
        """,
        as: .session,
        named: "limits of sessions of users"
    )

    /// Whoever has a session token.
    ///
    /// - Parameters:
    ///   - token: As it was handed out.
    ///   - time: Now, in seconds since 1970. A clock that was set back makes no session longer.
    /// - Returns: The session.
    /// - Throws: `ServiceError` with the code `InvalidClientTokenId` for a token that was never handed out, or whose user or role
    ///   is gone, and `ExpiredToken`.
    public func caller(token: String, at time: Double) throws(ServiceError) -> Caller {
        try caller(sessions.session(token, at: time))
    }

    /// Whoever signs with an access key.
    ///
    /// - Parameters:
    ///   - accessKey: Its id.
    ///   - token: The session token, for a key of a session.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: The caller, and the secret that tells whether it is the caller who signed.
    /// - Throws: `ServiceError` with the code `InvalidClientTokenId` or `ExpiredToken`; other errors when the key cannot be
    ///   decrypted.
    public func holder(ofAccessKey accessKey: String, token: String?, at time: Double) throws -> KeyHolder {
        if let token {
            let session = try sessions.session(token, at: time)
            guard session.claims.accessKeyID == accessKey else { throw SessionTokens.invalid }
            return KeyHolder(caller: try caller(session), secretAccessKey: try sessions.secret(of: session))
        }
        guard let key = snapshot.catalogue.keys[id: accessKey] else { throw SessionTokens.invalid }
        return KeyHolder(
            caller: try caller(ofAccessKey: accessKey, token: nil, at: time),
            secretAccessKey: try secret(of: key)
        )
    }

    /// Whoever an access key is of, whether anything was signed with it or not.
    ///
    /// - Parameters:
    ///   - accessKey: Its id.
    ///   - token: The session token, for a key of a session.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: The caller.
    /// - Throws: `ServiceError` with the code `InvalidClientTokenId` or `ExpiredToken`.
    /// - Complexity: A look-up, once the key was seen since the last change.
    public func caller(
        ofAccessKey accessKey: String,
        token: String?,
        at time: Double
    ) throws(ServiceError) -> Caller {
        let snapshot = snapshot
        if let token {
            let session = try sessions.session(token, at: time)
            guard session.claims.accessKeyID == accessKey else { throw SessionTokens.invalid }
            // What a user of the system may do, the configuration says as well, whose changes nobody tells of here.
            if session.claims.holder == .system { return try caller(session) }
            return try callers.caller(.session(token: token), of: snapshot) { () throws(ServiceError) in
                try caller(session)
            }
        }
        return try callers.caller(.accessKey(accessKey), of: snapshot) { () throws(ServiceError) in
            let catalogue = snapshot.catalogue
            guard let key = catalogue.keys[id: accessKey], key.isActive, let user = catalogue.users[id: key.user] else {
                throw SessionTokens.invalid
            }
            var caller = catalogue.caller(user, named: user.name)
            caller.accessKeyID = key.id
            return caller
        }
    }

    private func caller(_ session: SessionTokens.Session) throws(ServiceError) -> Caller {
        let catalogue = snapshot.catalogue
        let claims = session.claims
        var caller: Caller
        switch claims.holder {
        case .role:
            guard let role = catalogue.roles[id: claims.id] else { throw SessionTokens.invalid }
            caller = catalogue.caller(role, session: claims.name, tags: claims.tags)
            caller.chain = Caller.Chain(sourceIdentity: claims.sourceIdentity, transitiveTags: claims.transitiveTags)
            if let source = claims.sourceIdentity { caller.access.context.set("aws:SourceIdentity", source) }
            let managed = claims.policyARNs.map { catalogue.compiledPolicy(arn: $0) }
            let own = session.policy.map { [$0.policy] } ?? []
            if !(own + managed).isEmpty { caller.access.session = own + managed }
        case .user:
            guard let user = catalogue.users[id: claims.id] else { throw SessionTokens.invalid }
            caller = catalogue.caller(user, named: user.name)
            caller.access.session = [IAMService.userSessionLimits.policy]
            caller.isUserSession = true
        case .system:
            guard let principal = claims.systemPrincipal else { throw SessionTokens.invalid }
            caller = try systemCaller(principal, at: claims.issuedAt)
        }
        caller.access.context.set("aws:TokenIssueTime", UTCTime.text(secondsSince1970: Double(claims.issuedAt)))
        caller.access.context.set("aws:MultiFactorAuthPresent", "false")
        caller.accessKeyID = claims.accessKeyID
        return caller
    }

    /// Keeps the latest time that was seen, where what is kept is more than a minute behind it.
    func keepTime(_ time: Double) throws {
        let time = sessions.time(time)
        guard time > snapshot.catalogue.account.latestTime + 60 else { return }
        try edit { edit in
            var account = edit.catalogue.account
            account.latestTime = max(account.latestTime, time)
            edit.put(account)
        }
    }
}
