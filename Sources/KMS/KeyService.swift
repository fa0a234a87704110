import Cryptography
public import JSON
import KeyRecords
import POSIX
import Problems
public import RootKeys
public import ServiceModel

/// A key management service with the operations, states and errors of AWS KMS.
///
/// Every operation takes one way: it is checked against the model, the keys that it touches are found, the ``Authorizer`` is
/// asked, it is done, and it is in the audit log before it is answered.
public final class KeyService: Sendable {
    /// What the service needs to know.
    public struct Settings: Sendable {
        /// The folder for everything that it keeps.
        public var folder: [UInt8]
        /// Where the root key comes from.
        public var source: RootKeySource
        /// Decides who may do what.
        public var authorizer: any Authorizer = RoleAuthorizer()
        /// How much of the audit log is kept beside the file that is written to, in MiB; `nil` for all.
        public var auditMegabytes: Int?
        /// How long its entries are kept, in days, give or take one; `nil` for ever.
        public var auditDays: Int?
        /// Seconds since 1970.
        public var now: @Sendable () -> Double = { Timestamp.now().secondsSince1970 }

        /// Gathers what must be known.
        public init(folder: [UInt8], source: RootKeySource) {
            self.folder = folder
            self.source = source
        }
    }

    let settings: Settings
    let names = KeyNames()
    let vault = Vault()
    let rootKeys: RootKeyStore
    let audit: AuditTrail
    let database: KeyDatabase
    private let current: Monitor<Catalogue>
    /// Rung when something is to be told.
    let notices = Monitor(())
    let problem = Monitor<String?>(nil)
    let databaseState = Monitor(DatabaseState())
    /// Held while the audit log is compared and its anchors move.
    let auditing = Monitor(())
    /// Held while something changes, so that what is in memory is what is kept.
    private let changes = Monitor(())

    /// Opens what is kept, or makes it; unsealed when the root key can be had without anybody's help.
    ///
    /// - Throws: ``KeyServiceFailure``, `KeyDatabase.Failure`, `RootKeyError`, `SystemError`.
    public init(_ settings: Settings) throws {
        self.settings = settings
        try PrivateFile.createFolders(above: settings.folder + Array("/".utf8))
        func path(_ name: String) -> [UInt8] { settings.folder + Array("/\(name)".utf8) }
        try KeyService.checkPlace(settings.folder)
        let databasePath = KeyService.databasePath(settings.folder)
        do {
            database = try KeyDatabase(path: String(decoding: databasePath, as: UTF8.self))
        } catch KeyDatabase.Failure.damaged {
            throw KeyServiceFailure.databaseDamaged(databasePath)
        }
        let inode = try FileStatus.of(databasePath).inode
        databaseState.withLock { $0 = DatabaseState(inode: inode, checkedAt: .monotonic()) }
        var auditKey = try KeyFile.bytes(at: path("audit.key"))
        audit = try AuditTrail(path: path("audit.log"), key: SecretBytes(wiping: &auditKey))
        rootKeys = RootKeyStore(folder: settings.folder, source: settings.source)
        current = Monitor(try Catalogue(database))
        guard !settings.source.needsPassphrase else { return }
        do throws(RootKeyError) {
            vault.unseal(try rootKeys.openOrCreate())
        } catch {
            // Sealed, but there: shares can restore what is missing.
            problem.withLock { $0 = "\(error)\(error.hint.map { ": \($0)" } ?? "")" }
            return
        }
        try makeOwnedKey()
    }

    /// Why the service could not unseal itself, if it could not.
    public var sealedBecause: String? { vault.isSealed ? problem.withLock { $0 } : nil }

    // MARK: State

    /// All keys as they are now.
    var catalogue: Catalogue { current.withLock { $0 } }

    /// Changes keys; what was changed is on the disk when this returns, and in use from then on.
    func edit<Value>(_ body: (inout Catalogue.Edit) throws -> Value) throws -> Value {
        try changes.withLock { _ in
            if let problem = databaseState.withLock({ $0.problem }) {
                throw ServiceError("KMSInternalException", "\(problem.text): \(problem.hint)")
            }
            var edit = Catalogue.Edit(catalogue)
            let value = try body(&edit)
            try database.write(edit.changes)
            current.withLock { $0 = edit.catalogue }
            return value
        }
    }

    /// Writes a copy of all keys, wrapped as they are, to `backup.sqlite` beside them, in place of an older one.
    ///
    /// - Returns: Its length, in bytes.
    @discardableResult
    public func backUp() throws -> Int {
        let path = backupPath
        let draft = path + Array(".new".utf8)
        try? RotatedFiles.remove(draft)
        try database.backUp(to: String(decoding: draft, as: UTF8.self))
        try RotatedFiles.publish(draft, as: path)
        return try FilePart.size(of: path)
    }

    /// A piece of the copy that was made last.
    public func backupPart(from offset: Int, upTo count: Int) throws -> [UInt8] {
        try FilePart.read(backupPath, from: offset, upTo: count)
    }

    private var backupPath: [UInt8] { settings.folder + Array("/backup.sqlite".utf8) }

    // MARK: Operations

    /// What is asked for.
    public struct Request: Sendable {
        /// One of `KMSModel.operations`.
        public var operation: OperationModel
        /// Its parameters, as AWS has them; blobs are base64.
        public var input: JSONValue
        /// Who asks.
        public var principal: Principal

        /// Describes a request.
        public init(_ operation: OperationModel, _ input: JSONValue, by principal: Principal) {
            self.operation = operation
            self.input = input
            self.principal = principal
        }
    }

    /// Does what requests ask for, one after the other.
    ///
    /// - Parameters:
    ///   - requests: At least one. Each is checked, decided and logged for itself; they are flushed together.
    ///   - done: Called once, when all are in the audit log, on whatever thread flushes that; gets the answers in the
    ///     order of the requests, as AWS has them, or why a request was refused.
    public func perform(
        _ requests: [Request],
        then done: @escaping @Sendable ([Result<JSONValue, ServiceError>]) -> Void
    ) {
        guard audit.hasRoom else {
            // Nothing more is done that could not be written down.
            let failure = audit.retry()
            return done(requests.map { _ in .failure(KeyService.unwritten(failure)) })
        }
        let outcomes = requests.map(outcome)
        audit.append(outcomes.map(\.entry)) { failure in
            done(outcomes.map { outcome in failure.map { .failure(KeyService.unwritten($0)) } ?? outcome.result })
        }
    }

    /// Does what a request asks for, and waits until it is in the audit log.
    ///
    /// - Throws: `ServiceError` when the request is refused.
    public func perform(
        _ operation: OperationModel,
        _ input: JSONValue,
        by principal: Principal
    ) throws(ServiceError) -> JSONValue {
        let result = Monitor<Result<JSONValue, ServiceError>?>(nil)
        perform([Request(operation, input, by: principal)]) { answers in
            result.withLock { $0 = answers.first }
            result.notifyAll()
        }
        return try result.wait { $0 }.get()
    }

    /// Does what a request asks for; the answer may be given once the entry is on the disk.
    private func outcome(of request: Request) -> (entry: AuditTrail.Entry, result: Result<JSONValue, ServiceError>) {
        var entry = AuditTrail.Entry(principal: request.principal, action: "kms:\(request.operation.name)")
        do {
            let answer = try answer(request.operation, request.input, request.principal, &entry)
            return (entry, .success(answer))
        } catch let error as ServiceError {
            entry.result = error.code
            return (entry, .failure(error))
        } catch {
            entry.result = "KMSInternalException"
            return (entry, .failure(ServiceError("KMSInternalException", KeyService.words(for: error))))
        }
    }

    private func answer(
        _ operation: OperationModel,
        _ input: JSONValue,
        _ principal: Principal,
        _ entry: inout AuditTrail.Entry
    ) throws -> JSONValue {
        try operation.check(input)
        var call = Call(operation: operation, input: input, principal: principal, now: settings.now())
        entry.context = call.context.pairs
        call.keys = try keys(of: call)
        entry.keys = call.keys.map { names.arn(ofKey: $0.id) }
        try authorize(call)
        return try answer(to: call)
    }

    /// The one place where it is decided whether somebody may do something.
    private func authorize(_ call: Call) throws(ServiceError) {
        let actions = call.operation.name == "ReEncrypt" ? ["ReEncryptFrom", "ReEncryptTo"] : [call.operation.name]
        let catalogue = catalogue
        for (index, action) in actions.enumerated() {
            let key = index < call.keys.count ? call.keys[index] : nil
            try settings.authorizer.authorize(
                AccessRequest(
                    principal: call.principal,
                    action: "kms:\(action)",
                    resource: key.map { names.arn(ofKey: $0.id) } ?? "*",
                    policy: key?.policy,
                    grants: key.map { catalogue.grants(ofKey: $0.id).map(\.definition) } ?? [],
                    context: call.context.pairs
                )
            )
        }
    }

    private static func unwritten(_ error: SystemError?) -> ServiceError {
        ServiceError(
            "KMSInternalException",
            "The audit log cannot be written\(error.map { ": \($0)" } ?? ""). Nothing is answered without it."
        )
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case is CryptographyError: "The cryptographic library failed."
        case let error as RootKeyError: "\(error)"
        case let error as SystemError: "\(error)"
        default: "The keys cannot be kept: \(error)."
        }
    }

    private func answer(to call: Call) throws -> JSONValue {
        switch call.operation.name {
        case "CreateKey": try createKey(call)
        case "DescribeKey": .object(["KeyMetadata": metadata(of: try call.key)])
        case "ListKeys": try listKeys(call)
        case "UpdateKeyDescription": try updateDescription(call)
        case "EnableKey": try setEnabled(call, true)
        case "DisableKey": try setEnabled(call, false)
        case "ScheduleKeyDeletion": try scheduleDeletion(call)
        case "CancelKeyDeletion": try cancelDeletion(call)
        case "TagResource": try tag(call)
        case "UntagResource": try untag(call)
        case "ListResourceTags": try listTags(call)
        case "CreateAlias": try createAlias(call)
        case "UpdateAlias": try updateAlias(call)
        case "DeleteAlias": try deleteAlias(call)
        case "ListAliases": try listAliases(call)
        case "GetKeyPolicy": try getPolicy(call)
        case "PutKeyPolicy": try putPolicy(call)
        case "ListKeyPolicies": try listPolicies(call)
        case "CreateGrant": try createGrant(call)
        case "ListGrants": try listGrants(call)
        case "ListRetirableGrants": try listRetirableGrants(call)
        case "RetireGrant": try retireGrant(call)
        case "RevokeGrant": try revokeGrant(call)
        case "EnableKeyRotation": try enableRotation(call)
        case "DisableKeyRotation": try disableRotation(call)
        case "GetKeyRotationStatus": try rotationStatus(call)
        case "RotateKeyOnDemand": try rotateOnDemand(call)
        case "ListKeyRotations": try listRotations(call)
        case "GetParametersForImport": try getImportParameters(call)
        case "ImportKeyMaterial": try importMaterial(call)
        case "DeleteImportedKeyMaterial": try deleteMaterial(call)
        case "Encrypt": try encrypt(call)
        case "Decrypt": try decrypt(call)
        case "ReEncrypt": try reEncrypt(call)
        case "GenerateDataKey": try generateDataKey(call, isShown: true)
        case "GenerateDataKeyWithoutPlaintext": try generateDataKey(call, isShown: false)
        case "GenerateDataKeyPair": try generatePair(call, isShown: true)
        case "GenerateDataKeyPairWithoutPlaintext": try generatePair(call, isShown: false)
        case "GenerateRandom": try generateRandom(call)
        case "Sign": try sign(call)
        case "Verify": try verify(call)
        case "GenerateMac": try generateMAC(call)
        case "VerifyMac": try verifyMAC(call)
        case "GetPublicKey": try getPublicKey(call)
        case "DeriveSharedSecret": try deriveSecret(call)
        case "DescribeRootKey": try describeRootKey()
        case "Seal": sealNow()
        case "Unseal": try unsealNow(call)
        case "CreateEscrow": try createEscrow(call)
        case "VerifyEscrow": try verifyEscrow(call)
        default: throw ServiceError("UnknownOperationException", "There is no operation \(call.operation.name).")
        }
    }
}
