import Accounts
import Cryptography
import JSON
import POSIX
public import ServiceModel

/// Sessions of users of the system, whom no secret is needed for: the kernel says who they are.
///
/// So programs of the machine get what SDKs of AWS need, and nothing lies on the disk.
extension IAMService {
    private static let tokenPurpose = "container token 1"
    /// How long a token is good for new sessions, in seconds.
    private static let tokenSeconds = 43_200

    /// Begins a session of whoever asks, or of a role.
    func openSession(_ call: IAMCall) throws -> JSONValue {
        let principal = call.request.principal
        guard principal.kind == .user else {
            throw ServiceError("AccessDenied", "Only users of the system begin such a session, and not by a session.")
        }
        let time = call.request.time
        let role = call.text("RoleArn")
        let name = IAMService.sessionName(of: principal)
        let credentials: Credentials
        if let role {
            var asked = AssumeRole(role: role, sessionName: name)
            asked.duration = call.input["DurationSeconds"]?.integer
            credentials = try assume(asked, by: call.caller, at: time, saying: call.request.conditions).credentials
        } else {
            try keepTime(time)
            credentials = try sessions.credentials(
                claims(of: principal, at: time, seconds: call.input["DurationSeconds"]?.integer ?? 3600)
            )
        }
        return .present([
            "Credentials": IAMService.json(credentials), "Endpoint": dependencies.endpoint().map { .string($0) },
            "Region": .string(AccountLocation.current.region),
            "ContainerToken": .string(try containerToken(of: principal, role, at: time)),
        ])
    }

    /// Whoever a container token was made for, and the role whose sessions it begins.
    ///
    /// - Parameters:
    ///   - token: Of an answer to `OpenSession`.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: A user of the system; the ARN of the role, if sessions are to be one's.
    /// - Throws: `ServiceError` with the code `InvalidClientTokenId` or `ExpiredToken`.
    public func holder(
        ofContainerToken token: String,
        at time: Double
    ) throws(ServiceError) -> (principal: Principal, role: String?) {
        guard let sealed = Base64.bytes(token),
            let text = try? dependencies.keys.open(sealed, for: IAMService.tokenPurpose),
            let json = try? JSONValue(parsing: text.exposed()), let claims = json["claims"].flatMap(SessionClaims.init),
            let principal = claims.systemPrincipal
        else { throw SessionTokens.invalid }
        guard sessions.time(time) < Double(claims.expiresAt) else { throw SessionTokens.expired }
        return (principal, json["role"]?.string)
    }

    private func containerToken(of principal: Principal, _ role: String?, at time: Double) throws -> String {
        let claims = try claims(of: principal, at: time, seconds: IAMService.tokenSeconds)
        var text = JSONValue.present(["claims": claims.json, "role": role.map { .string($0) }]).bytes
        return Base64.text(try dependencies.keys.seal(SecretBytes(wiping: &text), for: IAMService.tokenPurpose))
    }

    private func claims(of principal: Principal, at time: Double, seconds: Int) throws -> SessionClaims {
        let now = Int(sessions.time(time))
        var claims = SessionClaims(
            .system,
            id: String(principal.userID),
            issuedAt: now,
            expiresAt: now + seconds,
            accessKeyID: try EntityID.make(.session)
        )
        claims.name = principal.name
        claims.groups = principal.groupIDs
        claims.unit = principal.unit
        return claims
    }

    /// A user of the system, as it would be at the socket.
    func systemCaller(_ principal: Principal, at time: Int) throws(ServiceError) -> Caller {
        guard let operation = STSModel.operation("GetCallerIdentity") else { throw SessionTokens.invalid }
        let request = ServiceRequest(operation, .object([:]), by: principal, from: .service, at: Double(time))
        return dependencies.caller(self, request)
    }

    /// The user's name as a session may be called; two characters at least.
    private static func sessionName(of principal: Principal) -> String {
        let name = System.userName(of: principal.userID) ?? ""
        let isGood =
            name.count >= 2 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+=,.@-".contains($0)) }
        return isGood ? String(name.prefix(64)) : "user-\(principal.userID)"
    }
}

extension SessionClaims {
    /// The user of the system that a session is of.
    var systemPrincipal: Principal? {
        guard holder == .system, let id = UInt32(id) else { return nil }
        return .user(id, name: name, groups: groups, unit: unit)
    }
}
