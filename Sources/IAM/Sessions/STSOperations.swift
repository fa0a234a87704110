import AccessPolicies
import Accounts
import Cryptography
public import JSON
import ServiceModel

/// The operations of AWS STS.
extension IAMService {
    /// What a code of a device is answered that nobody has.
    private static let noDevices = ServiceError(
        "AccessDenied",
        "MultiFactorAuthentication failed, there are no MFA devices."
    )

    static func json(_ credentials: Credentials) -> JSONValue {
        .object([
            "AccessKeyId": .string(credentials.accessKeyID),
            "SecretAccessKey": .string(String(decoding: credentials.secretAccessKey.exposed(), as: UTF8.self)),
            "SessionToken": .string(credentials.sessionToken), "Expiration": .time(Double(credentials.expiresAt)),
        ])
    }

    func assumeRole(_ call: IAMCall) throws -> JSONValue {
        guard call.text("SerialNumber") == nil, call.text("TokenCode") == nil else { throw IAMService.noDevices }
        guard call.input["ProvidedContexts"] == nil else {
            throw ServiceError("ValidationError", "Nobody vouches for users here: ProvidedContexts is not supported.")
        }
        var asked = AssumeRole(role: call.required("RoleArn"), sessionName: call.required("RoleSessionName"))
        asked.policy = call.text("Policy")
        asked.policyARNs = call.input["PolicyArns"]?.array.compactMap { $0["arn"]?.string } ?? []
        asked.duration = call.input["DurationSeconds"]?.integer
        asked.externalID = call.text("ExternalId")
        asked.tags = Tag.list(call.input["Tags"]).map { ($0.key, $0.value) }
        asked.transitiveTagKeys = call.input["TransitiveTagKeys"]?.array.compactMap(\.string) ?? []
        asked.sourceIdentity = call.text("SourceIdentity")
        let session = try assume(
            asked,
            by: call.caller,
            at: call.request.time,
            saying: call.request.conditions
        )
        return .present([
            "Credentials": IAMService.json(session.credentials),
            "AssumedRoleUser": .object(["Arn": .string(session.arn), "AssumedRoleId": .string(session.id)]),
            "PackedPolicySize": .number(session.packedSize),
            "SourceIdentity": session.sourceIdentity.map { .string($0) },
        ])
    }

    func sessionToken(_ call: IAMCall) throws -> JSONValue {
        guard call.text("SerialNumber") == nil, call.text("TokenCode") == nil else { throw IAMService.noDevices }
        guard call.caller.principal.kind == .user, !call.caller.isUserSession, let id = call.caller.entityID else {
            throw ServiceError(
                "AccessDenied",
                "Cannot call GetSessionToken with session credentials, as root, or as a user that IAM does not have."
            )
        }
        try keepTime(call.request.time)
        let now = Int(sessions.time(call.request.time))
        let claims = SessionClaims(
            .user,
            id: id,
            issuedAt: now,
            expiresAt: now + (call.input["DurationSeconds"]?.integer ?? 43_200),
            accessKeyID: try EntityID.make(.session)
        )
        return .object(["Credentials": IAMService.json(try sessions.credentials(claims))])
    }

    func callerIdentity(_ call: IAMCall) -> JSONValue {
        let principal = call.caller.principal
        return .object([
            "Account": .string(AccountLocation.current.account), "Arn": .string(principal.arn),
            // A user of the system that IAM does not have, has no id but its name.
            "UserId": .string(
                principal.uniqueID.isEmpty ? String(principal.arn.split(separator: "/").last ?? "") : principal.uniqueID
            ),
        ])
    }

    func accessKeyInfo(_ call: IAMCall) throws -> JSONValue {
        let id = call.required("AccessKeyId")
        let isOurs = id.hasPrefix(EntityID.session.rawValue) || snapshot.catalogue.keys[id: id] != nil
        guard isOurs else {
            throw ServiceError("ValidationError", "The access key \(id) is none of this account.")
        }
        return .object(["Account": .string(AccountLocation.current.account)])
    }

    // MARK: Messages

    private static let messagePurpose = "authorization message 1"

    /// Makes the encoded message that an answer to somebody who may not do something has.
    ///
    /// - Parameter explanation: Why it was denied: whoever may ask for `DecodeAuthorizationMessage` reads it.
    /// - Returns: Base64 of ciphertext: it says nothing to the one who was denied.
    /// - Throws: When the key cannot be used.
    public func encodeAuthorizationMessage(_ explanation: JSONValue) throws -> String {
        Base64.text(
            try dependencies.keys.seal(SecretBytes(copying: explanation.bytes.span), for: IAMService.messagePurpose)
        )
    }

    func decodeMessage(_ call: IAMCall) throws -> JSONValue {
        guard let sealed = Base64.bytes(call.required("EncodedMessage")),
            let message = try? dependencies.keys.open(sealed, for: IAMService.messagePurpose)
        else { throw ServiceError("InvalidAuthorizationMessageException", "Invalid token") }
        return .object(["DecodedMessage": .string(String(decoding: message.exposed(), as: UTF8.self))])
    }
}
