import Actions
import Configuring
import Control
import Cryptography
import Findings
import JSON
import ObjectActions
import ObjectRewriting
import ObjectStore
import POSIX
import Records
import ServiceModel
import Watching

/// The operations of S3 on the buckets that are watched.
extension Operations {
    func makeStoreOperations(_ service: MonitoringService) -> OperationTable {
        let configured = Dictionary(service.settings.buckets.map { ($0.name, $0) }) { first, _ in first }
        let buckets = service.buckets.map { [records] bucket in
            var stored = StoredBucket(bucket.record.name) { keys in
                Set(
                    try keys.filter { key in
                        try records.object(key, in: bucket.record.id)?.contentType == ContentKind.encryptedMessage
                    }
                )
            } root: {
                bucket.root
            }
            let settings = configured[stored.name]
            stored.isWritable = settings?.isWritable == true
            stored.encryption = settings?.encryption.map { word in
                WriteEncryption(key: settings?.encryptionKey ?? WriteEncryption.ownKey, word: word)
            }
            return stored
        }
        let decrypt: ObjectStore.Decryption = { [self, service] sealed, range, principal in
            try requireDecrypt(sealed, principal)
            return try Operations.read(sealed, range, service.objects.rewriter, for: principal)
        }
        let writer = StoreWriter(objects: service.objects.rewriter, swept: swept)
        Threads.detach {
            // What cannot be swept now is when somebody writes.
            for bucket in buckets where bucket.isWritable { try? bucket.root().map { try writer.sweepOnce($0) } }
        }
        let checkKey: ObjectStore.KeyCheck = { [self] encryption, principal in try keyARN(encryption, principal) }
        let store = ObjectStore(
            decrypting: decrypt,
            writing: writer,
            under: checkKey,
            keeping: uploads,
            policies: bucketPolicies,
            encryptions: bucketEncryptions
        ) { buckets }
        return store.makeOperations()
    }

    /// Returns when somebody may decrypt an object's data key by way of S3.
    ///
    /// The key process decides. It is asked for what it would do, so that no data key comes here.
    private func requireDecrypt(_ sealed: SealedObject, _ principal: Principal) throws {
        guard let decrypt = KMSModel.operation("Decrypt") else { return }
        // What is encrypted under S3's own key is for whoever may read the object. The context is authentic, or nothing is read.
        if sealed.context[WriteEncryption.wordName] == WriteEncryption.ownWord,
            let own = try? arn(of: WriteEncryption.ownKey), sealed.dataKeys.allSatisfy({ $0.keyARN == own })
        {
            return
        }
        let caller = try keyCallers.caller(principal, via: S3Model.service)
        var refusal: ControlError?
        for key in sealed.dataKeys {
            let input = JSONValue.object([
                "KeyId": .string(key.keyARN), "CiphertextBlob": .string(Base64.text(key.ciphertext)),
                "EncryptionContext": .object(sealed.context.mapValues { .string($0) }), "DryRun": .boolean(true),
            ])
            do {
                for answer in try keys.ask([KeyCall(decrypt, input.bytes, by: caller)]) { _ = try answer.get() }
                return
            } catch let error as ControlError where error.code == KMSModel.dryRunCode {
                keyCallers.noteUse(by: caller, at: Timestamp.now().secondsSince1970)
                return
            } catch let error as ControlError {
                refusal = refusal ?? error
            }
        }
        throw Operations.refusal(refusal?.code ?? "", refusal?.message ?? "")
    }

    /// The ARN of the key of an encryption, for somebody who may have data keys made under it by way of S3.
    private func keyARN(_ encryption: WriteEncryption, _ principal: Principal) throws -> String {
        if encryption.needsKey, let generate = KMSModel.operation("GenerateDataKey") {
            let caller = try keyCallers.caller(principal, via: S3Model.service)
            let input = JSONValue.object([
                "KeyId": .string(encryption.key), "NumberOfBytes": .number(32), "DryRun": .boolean(true),
                "EncryptionContext": .object(encryption.context.mapValues { .string($0) }),
            ])
            do {
                for answer in try keys.ask([KeyCall(generate, input.bytes, by: caller)]) { _ = try answer.get() }
            } catch let error as ControlError {
                guard error.code == KMSModel.dryRunCode else {
                    throw Operations.refusal(error.code ?? "", error.message)
                }
                keyCallers.noteUse(by: caller, at: Timestamp.now().secondsSince1970)
            }
        }
        return try arn(of: encryption.key)
    }

    /// The ARN of a key.
    private func arn(of key: String) throws -> String {
        guard let describe = KMSModel.operation("DescribeKey") else { return key }
        do {
            let answer = try keys.ask(
                describe.qualifiedName,
                JSONValue.object(["KeyId": .string(key)]).bytes
            )
            guard let arn = try JSONValue(parsing: answer)["KeyMetadata"]?["Arn"]?.string else { return key }
            return arn
        } catch let error as ControlError {
            throw Operations.refusal(error.code ?? "", error.message)
        }
    }

    /// Has the process read that may have files and data keys.
    private static func read(
        _ sealed: SealedObject,
        _ range: Range<Int>,
        _ objects: ObjectRewriter,
        for principal: Principal
    ) throws -> HeldFile {
        let reader = WireDoor.sender(principal.name)
        let request = ReadRequest(range, required: SealedObject.requiredContext, by: reader)
        do {
            return try objects.read(request, of: sealed.file)
        } catch let error as ReadRefusal {
            throw refusal(error.code, error.message)
        }
    }

    /// Why an encrypted object cannot be read, in the words of S3.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    static func refusal(_ code: String, _ message: String) -> ServiceError {
        switch code {
        case "AccessDeniedException": ServiceError("AccessDenied", message)
        case "DisabledException": ServiceError("KMS.DisabledException", message)
        case "NotFoundException": ServiceError("KMS.NotFoundException", message)
        case "KMSInvalidStateException": ServiceError("KMS.KMSInvalidStateException", message)
        case ReadRefusal.busyCode: ServiceError("SlowDown", "Please reduce your request rate: \(message).")
        case ReadRefusal.damagedCode:
            ServiceError("InvalidObjectState", "The object cannot be decrypted: \(message).")
        default: ServiceError("ServiceUnavailable", "The object cannot be decrypted now: \(message).")
        }
    }
}
