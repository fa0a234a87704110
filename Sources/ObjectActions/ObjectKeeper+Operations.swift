import Actions
public import JSON
import POSIX
import Records
import Reporting
import Scanning
public import ServiceModel
import Watching

/// The operations on objects, for whatever interface asks for them.
extension ObjectKeeper {
    /// Does what a request asks for.
    ///
    /// - Throws: `ServiceError` when the request is refused; other errors when it cannot be done.
    public func perform(_ operation: OperationModel, _ input: JSONValue, by user: UInt32) throws -> JSONValue {
        try operation.check(input)
        switch operation.name {
        case "Encrypt":
            let key = input["PublicKeyFile"]?.string ?? input["KeyId"]?.string ?? "alias/aws/magpie"
            return try rewriteOne(input, for: try recipient(key), by: user)
        case "Decrypt": return try rewriteOne(input, for: nil, by: user)
        case "List": return try list(input)
        case "ListActions": return try listActions(input)
        case "ReEncrypt": return try reEncrypt(input, by: user)
        case "Release": return try release(input, by: user)
        default: throw ServiceError("UnknownOperationException", "There is no operation \(operation.name).")
        }
    }

    private func recipient(_ key: String) throws(ServiceError) -> ActionErrand.Recipient {
        do throws(RecipientError) {
            return try ObjectKeeper.recipient(key)
        } catch {
            throw .validation(error.message)
        }
    }

    private func bucket(_ input: JSONValue) throws(ServiceError) -> MonitoredBucket {
        let name = input["Bucket"]?.string ?? ""
        guard let bucket = place.buckets.first(where: { $0.record.name == name }) else {
            throw ServiceError("NoSuchBucket", "There is no bucket \(name).")
        }
        guard bucket.root != nil else { throw ServiceError("BucketOffline", "The bucket \(name) is offline.") }
        return bucket
    }

    private func rewriteOne(_ input: JSONValue, for recipient: ActionErrand.Recipient?, by user: UInt32) throws
        -> JSONValue
    {
        let bucket = try bucket(input)
        let name = input["Key"]?.string ?? ""
        // As it is, or as lists show it.
        guard
            let key = try [Array(name.utf8), TerminalText.unescaped(name)].first(where: {
                try bucket.status(of: $0) != nil
            })
        else {
            throw ServiceError(
                "NoSuchKey",
                "There is no object \(TerminalText.escaped(name)) in bucket \(bucket.record.name)."
            )
        }
        let result = try rewrite(key, in: bucket, for: recipient, expected: nil, .user(user))
        guard result.state == .done else {
            throw ServiceError(
                result.state == .conflict
                    ? "ConflictException" : result.state == .refused ? "ObjectRefused" : "ActionFailed",
                "\(result.message)\(result.code.isEmpty ? "" : " (\(result.code))")"
            )
        }
        return .present([
            "Bucket": .string(bucket.record.name), "Key": .string(TerminalText.escaped(key)),
            "KeyId": result.keys.first.map { .string($0) },
        ])
    }

    private func list(_ input: JSONValue) throws -> JSONValue {
        let bucket = try bucket(input)
        let limit = input["Limit"]?.integer ?? 1000
        let keys = try records.keys(
            ofType: ContentKind.encryptedMessage,
            in: bucket.record.id,
            after: (input["Marker"]?.string).map { TerminalText.unescaped($0) },
            upTo: limit + 1
        )
        let objects = try keys.prefix(limit).map { key in
            let last = try records.lastEncryption(of: key, in: bucket.record.id)
            return JSONValue.present([
                "Key": .string(TerminalText.escaped(key)), "KeyId": (last?.keyARN).map { .string($0) },
                "EncryptedAt": (last?.endedAt).map { .string(UTCTime.text(secondsSince1970: $0)) },
                "Finding": (last?.finding).map { .string($0) }, "Rule": (last?.rule).map { .string($0) },
            ])
        }
        return .present([
            "Objects": .array(objects),
            "NextMarker": keys.count > limit ? .string(TerminalText.escaped(keys[limit - 1])) : nil,
        ])
    }

    private func listActions(_ input: JSONValue) throws -> JSONValue {
        let bucket = input["Bucket"] == nil ? nil : try bucket(input).record.id
        let names = Dictionary(uniqueKeysWithValues: place.buckets.map { ($0.record.id, $0.record.name) })
        let actions = try records.actions(in: bucket, upTo: input["Limit"]?.integer ?? 100)
        return .object(["Actions": .array(actions.map { describe($0, names[$0.bucket] ?? "") })])
    }

    /// Decrypts and encrypts one object after the other; each is in clear for a moment, as it was before it was encrypted.
    private func reEncrypt(_ input: JSONValue, by user: UInt32) throws -> JSONValue {
        let source = input["SourceKeyId"]?.string ?? ""
        let recipient = try recipient(input["KeyId"]?.string ?? "")
        var (done, failures): (Int, [JSONValue]) = (0, [])
        for bucket in place.buckets where bucket.root != nil {
            var last: [UInt8]?
            while true {
                let keys = try records.keys(
                    ofType: ContentKind.encryptedMessage,
                    in: bucket.record.id,
                    after: last,
                    upTo: 1000
                )
                guard !keys.isEmpty else { break }
                last = keys.last
                for key in keys where try records.lastEncryption(of: key, in: bucket.record.id)?.keyARN == source {
                    var result = try rewrite(key, in: bucket, for: nil, expected: nil, .user(user))
                    if result.state == .done {
                        result = try rewrite(key, in: bucket, for: recipient, expected: nil, .user(user))
                    }
                    if result.state == .done {
                        done += 1
                    } else {
                        failures.append(
                            .object([
                                "Bucket": .string(bucket.record.name), "Key": .string(TerminalText.escaped(key)),
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
