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
        let sums = try ContentSums(request, isKept: true)
        let written = try write(content, sums, attributes, tags, condition, nil, to: target)
        return .object(written.head)
    }

    /// What is known of an object that was written.
    struct Written {
        var etag: String
        var checksums: [String: String]
        var modified: Timestamp

        /// What the head of an answer says of it.
        var head: [String: JSONValue] {
            var head: [String: JSONValue] = ["ETag": .string("\"\(etag)\"")]
            for (name, value) in checksums { head[name] = .string(value) }
            if !checksums.isEmpty { head["ChecksumType"] = .string("FULL_OBJECT") }
            return head
        }
    }

    /// Writes an object: nothing of it is there before all of it was received and compared with what was said of it.
    func write(
        _ content: RequestContent,
        _ sums: ContentSums,
        _ described: ObjectAttributes,
        _ tags: ObjectTags,
        _ condition: WriteCondition,
        _ encryption: WriteEncryption?,
        to target: Target
    ) throws -> Written {
        let place = WritePlace(target.path)
        if place.isFolder { return try makeFolder(content, sums, described, tags, to: target) }
        let draft = try target.writer.begin(place, in: target.root, byteCount: content.byteCount, encryption)
        while case let piece = try content.next(), !piece.isEmpty {
            sums.update(piece)
            try draft.write(piece)
        }
        let (md5, checksums) = try sums.finish(content.trailers)
        var attributes = described
        let etag = try md5.map { Hexadecimal.text($0) } ?? ObjectStore.anyTag()
        attributes.etag = etag
        attributes.checksums = checksums
        let modified = Timestamp.now()
        let kept = try attributes.kept(size: content.byteCount, modified: modified, tags: tags)
        try draft.commit(condition, kept, modified: modified)
        return Written(etag: etag, checksums: checksums, modified: modified)
    }

    private func makeFolder(
        _ content: RequestContent,
        _ sums: ContentSums,
        _ described: ObjectAttributes,
        _ tags: ObjectTags,
        to target: Target
    ) throws -> Written {
        guard content.byteCount == 0, try content.next().isEmpty else {
            throw S3Error.invalidArgument("The key ends with a slash: its object is a folder, which can hold nothing.")
        }
        guard described.metadata.isEmpty, tags.pairs.isEmpty else {
            throw S3Error.invalidArgument(
                "The key ends with a slash: its object is a folder, which has no metadata here."
            )
        }
        let (_, checksums) = try sums.finish(content.trailers)
        try target.writer.makeFolder(WritePlace(target.path), in: target.root, [])
        return Written(etag: ObjectStore.tagOfNothing, checksums: checksums, modified: Timestamp.now())
    }

    /// The MD5 of nothing.
    static let tagOfNothing = "d41d8cd98f00b204e9800998ecf8427e"

    /// A tag that says nothing of the content.
    static func anyTag() throws -> String { Hexadecimal.text(try RandomBytes.make(MD5.byteCount)) }
}
