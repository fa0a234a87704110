import AccessPolicies
import Cryptography
import JSON
import POSIX
import ServiceModel

/// Makes and reads session tokens: claims, encrypted and authenticated, in base64.
final class SessionTokens: Sendable {
    /// A session, with what of it takes time to read.
    struct Session: Sendable {
        var claims: SessionClaims
        /// Its own policy.
        var policy: PolicyDocument?
    }

    private let sealing: any AccessKeySealing
    /// Sessions that were seen lately, by their tokens.
    private let known = Monitor<[String: Session]>([:])
    /// The latest time that was seen, in seconds since 1970, and how long the system ran then.
    private let latest: Monitor<(time: Double, uptime: Double)>
    private let uptime: @Sendable () -> Double

    /// The most sessions that are kept in memory.
    private static let most = 4096
    /// The longest token that is looked at, in bytes.
    private static let longest = 32_768
    private static let purpose = "session token 1"

    static let invalid = ServiceError(
        "InvalidClientTokenId",
        "The security token included in the request is invalid."
    )
    static let expired = ServiceError("ExpiredToken", "The security token included in the request is expired")

    /// Makes one that knows a time: by a clock that is set back before it, sessions end all the same.
    init(_ sealing: any AccessKeySealing, latestTime: Double, uptime: @escaping @Sendable () -> Double) {
        self.sealing = sealing
        self.uptime = uptime
        latest = Monitor((latestTime, uptime()))
    }

    /// Now, but never before a time that was seen already, and what has passed since.
    ///
    /// Without the latter no session would end while a clock that was ahead for a moment is behind that.
    func time(_ time: Double) -> Double {
        latest.withLock { latest in
            let uptime = uptime()
            latest = (max(latest.time + max(0, uptime - latest.uptime), time), uptime)
            return latest.time
        }
    }

    /// The secret access key of a session: the same whenever it is asked for.
    private func secret(_ accessKeyID: String) throws -> SecretBytes {
        let key = try HKDF.expand(
            .sha256,
            key: sealing.key(for: "session secrets"),
            info: Array(accessKeyID.utf8).span,
            count: 30
        )
        var text = Array(Base64.text(key.exposed()).utf8)
        return SecretBytes(wiping: &text)
    }

    /// Makes the credentials of a session.
    func credentials(_ claims: SessionClaims) throws -> Credentials {
        var text = Array(claims.json.json.utf8)
        let sealed = try sealing.seal(SecretBytes(wiping: &text), for: SessionTokens.purpose)
        return Credentials(
            accessKeyID: claims.accessKeyID,
            secretAccessKey: try secret(claims.accessKeyID),
            sessionToken: Base64.text(sealed),
            expiresAt: claims.expiresAt
        )
    }

    /// The secret of a session's access key.
    func secret(of session: Session) throws -> SecretBytes { try secret(session.claims.accessKeyID) }

    /// Reads a token.
    ///
    /// - Parameters:
    ///   - token: As it was handed out.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: The session, which has not ended.
    /// - Throws: `InvalidClientTokenId` for one that was never handed out, `ExpiredToken`.
    func session(_ token: String, at time: Double) throws(ServiceError) -> Session {
        let session: Session
        if let seen = known.withLock({ $0[token] }) { session = seen } else { session = try read(token) }
        guard self.time(time) < Double(session.claims.expiresAt) else { throw SessionTokens.expired }
        known.withLock { known in
            if known.count >= SessionTokens.most { known = [:] }
            known[token] = session
        }
        return session
    }

    private func read(_ token: String) throws(ServiceError) -> Session {
        guard token.utf8.count <= SessionTokens.longest, let sealed = Base64.bytes(token),
            let text = try? sealing.open(sealed, for: SessionTokens.purpose),
            let json = try? JSONValue(parsing: text.exposed()), let claims = SessionClaims(json)
        else { throw SessionTokens.invalid }
        let policy = claims.policy.map { PolicyDocument($0, as: .session, named: "session policy of \(claims.name)") }
        return Session(claims: claims, policy: policy)
    }
}
