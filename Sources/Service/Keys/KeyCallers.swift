import AccessPolicies
import Accounts
import Bytes
import Control
import Cryptography
import IAM
import POSIX
import ServiceModel

/// Who asks the key process for something.
struct KeyCaller: Sendable {
    /// The user's number; for the service itself, that of the user it runs as.
    var userID: UInt32
    /// Whose use of keys is noted; `nil` for the account itself.
    fileprivate var identity: Caller?
    /// What the key process decides by, and its digest in hexadecimal digits; `nil` for the account itself, which no policy
    /// limits.
    private var described: (document: [UInt8], digest: [UInt8])?

    /// The service itself.
    static let service = KeyCaller(userID: System.userID)

    /// Describes somebody whom no policy limits.
    init(userID: UInt32) { self.userID = userID }

    /// Describes somebody.
    ///
    /// - Throws: `CryptographyError` when there is no digest.
    fileprivate init(userID: UInt32, _ identity: Caller, _ access: CallerAccess) throws {
        self.userID = userID
        self.identity = identity
        described = try access.described
    }

    /// A request of this caller.
    func request(_ operation: String, _ input: [UInt8]) -> ControlRequest {
        ControlRequest(operation, input: input, onBehalfOf: userID, callerDigest: described?.digest)
    }

    /// What tells the key process of this caller; `nil` where there is nothing to tell.
    var introduction: ControlRequest? {
        described.map { described in
            ControlRequest(
                "\(KeyProcessModel.service):IntroduceCaller",
                input: Array(#"{"Caller":"#.utf8) + described.document + Array("}".utf8)
            )
        }
    }
}

/// Something that a caller wants of the key process.
struct KeyCall: Sendable {
    let caller: KeyCaller
    let request: ControlRequest

    /// Describes a call.
    ///
    /// - Parameters:
    ///   - operation: One of KMS.
    ///   - input: Its parameters: JSON on one line.
    ///   - caller: Who wants it.
    init(_ operation: OperationModel, _ input: [UInt8], by caller: KeyCaller) {
        self.caller = caller
        request = caller.request(operation.qualifiedName, input)
    }
}

/// Tells who asks the key process: users, and users by way of a service that does something for them.
final class KeyCallers: Sendable {
    private let callers: CallerDirectory
    private let identities: IAMService
    /// A caller, and what more is said of it.
    private struct Said: Hashable {
        var digest: [UInt8]
        var conditions: PolicyContext
    }

    /// What callers are of whom more is said.
    private let known = Monitor<[Said: CallerAccess]>([:])

    /// The most of these that are kept.
    private static let most = 1024

    /// Looks callers up.
    init(_ callers: CallerDirectory, _ identities: IAMService) {
        self.callers = callers
        self.identities = identities
    }

    /// Who has made a request.
    ///
    /// - Parameters:
    ///   - principal: Who.
    ///   - conditions: What the door says of the request, through which it came.
    /// - Returns: The caller.
    /// - Throws: `CryptographyError` when there is no digest.
    func caller(_ principal: Principal, saying conditions: PolicyContext = PolicyContext()) throws -> KeyCaller {
        guard let identity = callers.limited(principal, identities) else {
            return KeyCaller(userID: principal.userID)
        }
        let direct = identity.access
        guard !conditions.isEmpty else { return try KeyCaller(userID: principal.userID, identity, direct) }
        let said = Said(digest: try direct.described.digest, conditions: conditions)
        if let known = known.withLock({ $0[said] }) {
            return try KeyCaller(userID: principal.userID, identity, known)
        }
        var access = direct
        access.context.merge(conditions)
        known.withLock { known in
            if known.count >= KeyCallers.most { known = [:] }
            known[said] = access
        }
        return try KeyCaller(userID: principal.userID, identity, access)
    }

    /// Somebody whom a service acts as.
    ///
    /// - Throws: `CryptographyError` when there is no digest.
    func caller(_ identity: Caller) throws -> KeyCaller {
        try KeyCaller(userID: Principal.noUserID, identity, identity.access)
    }

    /// Who has made a request that needs keys, which a service asks for: the condition key `kms:ViaService` names it.
    ///
    /// - Parameters:
    ///   - principal: Who.
    ///   - service: The service's name in ARNs.
    /// - Returns: The caller.
    /// - Throws: `CryptographyError` when there is no digest.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
    func caller(_ principal: Principal, via service: String) throws -> KeyCaller {
        var conditions = PolicyContext()
        conditions.set(KMSModel.viaServiceKey, KMSModel.viaService(service, in: AccountLocation.current.region))
        conditions.set("aws:ViaAWSService", "true")
        return try caller(principal, saying: conditions)
    }

    /// Notes that somebody has used the service of keys.
    func noteUse(by caller: KeyCaller, at time: Double) {
        if let identity = caller.identity { identities.noteUse(identity, KMSModel.service, at: time) }
    }
}

extension CallerAccess {
    /// What another process is told of the caller, and the digest that stands for it, in hexadecimal digits.
    fileprivate var described: (document: [UInt8], digest: [UInt8]) {
        get throws {
            let (bytes, digest) = try document { bytes throws(CryptographyError) in
                let sum = try Digest.of(bytes.span, by: .sha256)
                return Hexadecimal.characters(of: sum.span)
            }
            return (bytes, digest)
        }
    }
}
