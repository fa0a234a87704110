import Bytes
import Cryptography
import JSON
import POSIX
import ServiceModel

/// What objects come to hold.
extension ObjectStore {
    /// The most that an object, or a part of one, may hold when it is sent at once, in bytes.
    static let mostBytes = 5 << 30

    func addWriting(to table: inout OperationTable) {
        add("PutObject", to: &table) { [self] in .value(try put($0, in: $1)) }
    }

    /// A key in a bucket that may be written to.
    struct Target {
        var bucket: StoredBucket
        var root: Directory
        var path: ObjectPath
        var writer: any ObjectWriter
    }

    /// Where a request wants to write.
    ///
    /// - Throws: ``ServiceError`` when nobody may, or there can be no such file.
    func target(_ request: ServiceRequest, in bucket: StoredBucket, key: [UInt8]? = nil) throws(ServiceError) -> Target
    {
        guard bucket.isWritable, let writer else { throw S3Error.notWritable(bucket.name) }
        let named = try self.key(request, "Key")
        let key = key ?? named ?? []
        guard key.count <= 1024 else { throw ServiceError("KeyTooLongError", "Your key is too long") }
        guard let path = ObjectPath(key) else { throw S3Error.noPlace(key) }
        return Target(bucket: bucket, root: try root(bucket), path: path, writer: writer)
    }

    /// What must be at a place, as a request says.
    ///
    /// - Throws: ``ServiceError`` when it is not so already.
    func condition(_ request: ServiceRequest, _ target: Target) throws -> WriteCondition {
        if let none = request.text("IfNoneMatch") {
            guard none == "*", request.text("IfMatch") == nil else {
                throw S3Error.notImplemented("If-None-Match of what is written is '*', and alone.")
            }
            if (try? StoredObject(target.path.key, in: target.root)) != nil { throw S3Error.preconditionFailed }
            return .nothing
        }
        guard request.text("IfMatch") != nil else { return .anything }
        let object = try StoredObject(target.path.key, in: target.root)
        try Preconditions(request).check(etag: object.etag, modified: object.status.modified.seconds)
        return .file(object.status)
    }

    private func put(_ request: ServiceRequest, in bucket: StoredBucket) throws -> JSONValue {
        let target = try target(request, in: bucket)
        let attributes = try ObjectAttributes(request)
        let tags = try ObjectTags(form: request.text("Tagging") ?? "")
        let condition = try condition(request, target)
        guard let content = request.content else {
            throw ServiceError("MissingContentLength", "You must provide the Content-Length HTTP header.")
        }
        guard content.byteCount <= ObjectStore.mostBytes else { throw S3Error.tooLarge }
        let encryption = try encryption(request, target)
        let sums = try ContentSums(request, isKept: true)
        let written = try write(content, attributes, tags, condition, encryption, to: target) { piece in
            sums.update(piece)
        } sealing: {
            let (md5, checksums) = try sums.finish(content.trailers)
            return Sums(etag: try md5.map { Hexadecimal.text($0) } ?? ObjectStore.anyTag(), checksums: checksums)
        }
        return .object(written.head)
    }

    /// How an object is encrypted, and under which key.
    struct Encryption {
        var how: WriteEncryption
        /// The key's ARN.
        var arn: String
    }

    /// How an object is to be encrypted, once it is sure that whoever asks may use the key; `nil` in clear.
    func encryption(_ request: ServiceRequest, _ target: Target) throws -> Encryption? {
        guard let wanted = try WriteEncryption(request, in: target.bucket) else { return nil }
        return try encryption(wanted.of(target.path.key, in: target.bucket.name), request)
    }

    func encryption(_ wanted: WriteEncryption, _ request: ServiceRequest) throws -> Encryption {
        guard let checkKey else { throw S3Error.sealed }
        return Encryption(how: wanted, arn: try checkKey(wanted, request.principal))
    }

    /// What says that an object is what was sent.
    struct Sums {
        /// Without quotation marks.
        var etag: String
        var checksums: [String: String]
        var isComposite = false
    }

    /// What is known of an object that was written.
    struct Written {
        var sums: Sums
        var modified: Timestamp
        var encryption: WriteEncryption?
        var keyARN: String?

        /// What the head of an answer says of it.
        var head: [String: JSONValue] {
            var head: [String: JSONValue] = ["ETag": .string("\"\(sums.etag)\"")]
            for (name, value) in sums.checksums { head[name] = .string(value) }
            if !sums.checksums.isEmpty {
                head["ChecksumType"] = .string(sums.isComposite ? "COMPOSITE" : "FULL_OBJECT")
            }
            return head.merging(encrypted) { $1 }
        }

        /// What it says of the encryption.
        var encrypted: [String: JSONValue] {
            guard let encryption else { return [:] }
            var head = ["ServerSideEncryption": JSONValue.string(encryption.word)]
            if encryption.needsKey { head["SSEKMSKeyId"] = keyARN.map { .string($0) } }
            return head
        }
    }

    /// Writes an object: nothing of it is there before all of it was received and compared with what was said of it.
    ///
    /// - Parameters:
    ///   - content: What it shall hold.
    ///   - described: What is said of it besides.
    ///   - tags: Its tags.
    ///   - condition: What must be at its place.
    ///   - encryption: How it is encrypted; `nil` in clear.
    ///   - target: Its place.
    ///   - take: Hears of each piece.
    ///   - seal: Says what all of it is; throws when it is not what it should be.
    /// - Returns: What is known of the object, which is on the disk.
    /// - Throws: ``ServiceError``.
    func write(
        _ content: RequestContent,
        _ described: ObjectAttributes,
        _ tags: ObjectTags,
        _ condition: WriteCondition,
        _ encryption: Encryption?,
        to target: Target,
        taking take: ([UInt8]) -> Void,
        sealing seal: () throws -> Sums
    ) throws -> Written {
        let place = WritePlace(target.path)
        if place.isFolder {
            try requireNothing(content, described, tags)
            let sums = try seal()
            try target.writer.makeFolder(place, in: target.root, [])
            return Written(sums: sums, modified: .now())
        }
        let draft = try target.writer.begin(place, in: target.root, byteCount: content.byteCount, encryption?.how)
        while case let piece = try content.next(), !piece.isEmpty {
            take(piece)
            try draft.write(piece)
        }
        var sums = try seal()
        var attributes = described
        // What lies beside an encrypted object says nothing of what it holds.
        if encryption != nil { sums.etag = try ObjectStore.anyTag() }
        attributes.etag = sums.etag
        attributes.checksums = encryption == nil ? sums.checksums : [:]
        let modified = Timestamp.now()
        let kept = try attributes.kept(size: content.byteCount, modified: modified, tags: tags)
        try draft.commit(condition, kept, modified: modified)
        return Written(sums: sums, modified: modified, encryption: encryption?.how, keyARN: encryption?.arn)
    }

    private func requireNothing(
        _ content: RequestContent,
        _ described: ObjectAttributes,
        _ tags: ObjectTags
    ) throws {
        guard content.byteCount == 0, try content.next().isEmpty else {
            throw S3Error.invalidArgument("The key ends with a slash: its object is a folder, which can hold nothing.")
        }
        guard described.metadata.isEmpty, tags.pairs.isEmpty else {
            throw S3Error.invalidArgument(
                "The key ends with a slash: its object is a folder, which has no metadata here."
            )
        }
    }

    /// A tag that says nothing of the content.
    static func anyTag() throws -> String { Hexadecimal.text(try RandomBytes.make(MD5.byteCount)) }
}
