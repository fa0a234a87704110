import JSON
import ObjectRewriting
import POSIX
import Records
public import ServiceModel
import Watching

/// The operations on objects, for whatever interface asks for them.
extension ObjectKeeper {
    /// All operations, with the objects that they touch; whoever serves requests makes the table once.
    public func makeOperations() -> OperationTable {
        var table = OperationTable(ObjectsModel.service, ObjectsModel.operations)
        table.add("Encrypt", touching: objectNamed, encrypt)
        table.add("Decrypt", touching: objectNamed, decrypt)
        table.add("List", touching: bucketNamed, list)
        table.add(
            "ListActions",
            preparing: { [self] request in onBuckets(request.text("Bucket")) { try self.listActions(request, $0) } }
        )
        table.add("ReEncrypt", preparing: { [self] request in onBuckets(nil) { try self.reEncrypt(request, $0) } })
        table.add("Release", touching: bucketNamed, release)
        return table
    }

    // Names say what is touched, whether there is something of that name or not.

    private func objectNamed(_ request: ServiceRequest) -> [String] {
        [ResourceNames.object(request.required("Key"), in: request.required("Bucket"))]
    }

    private func bucketNamed(_ request: ServiceRequest) -> [String] {
        request.text("Bucket").map { [ResourceNames.bucket($0)] } ?? []
    }

    /// An operation on a bucket, or on all that who asks may see.
    private func onBuckets(
        _ name: String?,
        _ body: @escaping ([MonitoredBucket]) throws -> JSONValue
    ) -> PreparedOperation {
        let buckets = dependencies.buckets
        return PreparedOperation {
            (name.map { [$0] } ?? buckets.map(\.record.name)).map { ServiceResource(ResourceNames.bucket($0)) }
        } list: { visible in
            .value(
                try body(buckets.filter { visible.allows(ServiceResource(ResourceNames.bucket($0.record.name))) })
            )
        }
    }

    private func encrypt(_ request: ServiceRequest) throws -> JSONValue {
        let key = request.text("PublicKeyFile") ?? request.text("KeyId") ?? "alias/aws/magpie"
        return try rewriteOne(request, for: try recipient(key))
    }

    private func decrypt(_ request: ServiceRequest) throws -> JSONValue { try rewriteOne(request, for: nil) }

    private func recipient(_ key: String) throws(ServiceError) -> ObjectRewriter.Recipient {
        do throws(ObjectRewriter.RecipientError) {
            return try ObjectRewriter.recipient(key)
        } catch {
            throw .validation(error.message)
        }
    }

    private func bucket(_ request: ServiceRequest) throws(ServiceError) -> MonitoredBucket {
        let name = request.required("Bucket")
        guard let bucket = dependencies.buckets.first(where: { $0.record.name == name }) else {
            throw ServiceError("NoSuchBucket", "There is no bucket \(name).")
        }
        guard bucket.root != nil else { throw ServiceError("BucketOffline", "The bucket \(name) is offline.") }
        return bucket
    }

    private func rewriteOne(_ request: ServiceRequest, for recipient: ObjectRewriter.Recipient?) throws -> JSONValue {
        let bucket = try bucket(request)
        let name = request.required("Key")
        // As it is, or as lists show it.
        guard
            let key = try [Array(name.utf8), MonitoredBucket.key(ofText: name)].first(where: {
                try bucket.status(of: $0) != nil
            })
        else {
            throw ServiceError(
                "NoSuchKey",
                "There is no object \(MonitoredBucket.text(ofKey: Array(name.utf8))) in bucket \(bucket.record.name)."
            )
        }
        let result = try rewrite(key, in: bucket, for: recipient, expected: nil, .user(request.principal.userID))
        guard result.state == .done else {
            throw ServiceError(
                result.state == .conflict
                    ? "ConflictException" : result.state == .refused ? "ObjectRefused" : "ActionFailed",
                "\(result.message)\(result.code.isEmpty ? "" : " (\(result.code))")"
            )
        }
        return .present([
            "Bucket": .string(bucket.record.name), "Key": .string(MonitoredBucket.text(ofKey: key)),
            "KeyId": result.keys.first.map { .string($0) },
        ])
    }

    private func list(_ request: ServiceRequest) throws -> JSONValue {
        let bucket = try bucket(request)
        let limit = request.input["Limit"]?.integer ?? 1000
        let keys = try records.encryptedKeys(
            in: bucket.record.id,
            after: try ObjectKeeper.key(atMarker: request.text("Marker")),
            upTo: limit + 1
        )
        let objects = try keys.prefix(limit).map { key in
            let last = try records.lastEncryption(of: key, in: bucket.record.id)
            return JSONValue.present([
                "Key": .string(MonitoredBucket.text(ofKey: key)), "KeyId": (last?.keyARN).map { .string($0) },
                "EncryptedAt": (last?.endedAt).map { .string(UTCTime.text(secondsSince1970: $0)) },
                "Finding": (last?.finding).map { .string($0) }, "Rule": (last?.rule).map { .string($0) },
            ])
        }
        return .present([
            "Objects": .array(objects),
            "NextMarker": keys.count > limit
                ? .string(PageToken.text(MonitoredBucket.text(ofKey: keys[limit - 1]))) : nil,
        ])
    }

    /// The key that a page has ended with; `nil` for the first page.
    private static func key(atMarker marker: String?) throws(ServiceError) -> [UInt8]? {
        guard let marker else { return nil }
        guard let key = PageToken.place(marker) else {
            throw ServiceError("InvalidMarkerException", "The marker is not valid.")
        }
        return MonitoredBucket.key(ofText: key)
    }

    private func listActions(_ request: ServiceRequest, _ buckets: [MonitoredBucket]) throws -> JSONValue {
        let names = Dictionary(uniqueKeysWithValues: buckets.map { ($0.record.id, $0.record.name) })
        // Who may see all buckets sees what was done in those that are no longer watched, too.
        let all: [Int64]? = buckets.count == dependencies.buckets.count ? nil : Array(names.keys)
        let bucket = request.text("Bucket") == nil ? all : [try bucket(request).record.id]
        let actions = try records.actions(in: bucket, upTo: request.input["Limit"]?.integer ?? 100)
        return .object(["Actions": .array(actions.map { describe($0, names[$0.bucket] ?? "") })])
    }

    /// Decrypts and encrypts one object after the other; each is in clear for a moment, as it was before it was encrypted.
    private func reEncrypt(_ request: ServiceRequest, _ buckets: [MonitoredBucket]) throws -> JSONValue {
        let source = request.input["SourceKeyId"]?.string ?? ""
        let recipient = try recipient(request.input["KeyId"]?.string ?? "")
        var (done, failures): (Int, [JSONValue]) = (0, [])
        for bucket in buckets where bucket.root != nil {
            var last: [UInt8]?
            while true {
                let keys = try records.encryptedKeys(
                    in: bucket.record.id,
                    after: last,
                    upTo: 1000
                )
                guard !keys.isEmpty else { break }
                last = keys.last
                for key in keys where try records.lastEncryption(of: key, in: bucket.record.id)?.keyARN == source {
                    var result = try rewrite(key, in: bucket, for: nil, expected: nil, .user(request.principal.userID))
                    if result.state == .done {
                        result = try rewrite(
                            key,
                            in: bucket,
                            for: recipient,
                            expected: nil,
                            .user(request.principal.userID)
                        )
                    }
                    if result.state == .done {
                        done += 1
                    } else {
                        failures.append(
                            .object([
                                "Bucket": .string(bucket.record.name), "Key": .string(MonitoredBucket.text(ofKey: key)),
                                "ErrorCode": .string(result.code), "ErrorMessage": .string(result.message),
                            ])
                        )
                    }
                }
            }
        }
        return .object(["ReEncrypted": .number(Double(done)), "Failures": .array(failures)])
    }
}
