import Bytes
import JSON
import POSIX
import ServiceModel

/// Objects that come to hold what others hold.
extension ObjectStore {
    func addCopying(to table: inout OperationTable) {
        table.add(
            "CopyObject",
            preparing: { [self] request in
                let source = try CopySource(request)
                return prepared(request, reading: source) { [self] in
                    .value(try copy(request, source, in: try bucket(request)))
                }
            }
        )
    }

    /// A request that reads another object than the one that it writes, and needs both to be allowed.
    func prepared(
        _ request: ServiceRequest,
        reading source: CopySource,
        perform: @escaping () throws -> OperationAnswer
    ) -> PreparedOperation {
        let resource = touched(request)
        var prepared = PreparedOperation(touching: { [resource] }, perform: perform)
        let read = self.resource(ResourceNames.object(source.key, in: source.bucket), of: source.bucket)
        prepared.further = [("s3:GetObject", read)]
        prepared.subjects = [resource.arn, "from \(read.arn)"]
        return prepared
    }

    /// An object that is copied from, as its request demands.
    ///
    /// - Throws: ``ServiceError`` when it is not there, or not so.
    func source(_ source: CopySource, _ request: ServiceRequest) throws -> StoredObject {
        let bucket = try bucket(named: source.bucket)
        guard let key = ObjectKey.bytes(source.key) else {
            throw S3Error.invalidArgument("The source is not written as keys are.")
        }
        let object = try StoredObject(key, in: try root(bucket))
        do throws(ServiceError) {
            try Preconditions(request, prefix: "CopySource").check(
                etag: object.etag,
                modified: object.status.modified.seconds
            )
        } catch {
            // There is nothing here that who asks could have already.
            throw S3Error.preconditionFailed
        }
        return object
    }

    private func copy(_ request: ServiceRequest, _ place: CopySource, in bucket: StoredBucket) throws -> JSONValue {
        let target = try target(request, in: bucket)
        let object = try source(place, request)
        let replacesMetadata = request.text("MetadataDirective") == "REPLACE"
        let isSame = place.bucket == bucket.name && object.key == target.path.key
        let says = ["ServerSideEncryption", "StorageClass", "WebsiteRedirectLocation"].contains {
            request.text($0) != nil
        }
        guard !isSame || replacesMetadata || says else {
            throw S3Error.invalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's "
                    + "metadata, storage class, website redirect location or encryption attributes."
            )
        }
        var attributes = try ObjectAttributes(request)
        if !replacesMetadata {
            attributes.headers = object.attributes.headers
            attributes.metadata = object.attributes.metadata
        }
        let tags =
            request.text("TaggingDirective") == "REPLACE"
            ? try ObjectTags(form: request.text("Tagging") ?? "") : try ObjectTags(try object.tags)
        guard object.size <= ObjectStore.mostBytes else { throw S3Error.tooLarge }
        let condition = try condition(request, target)
        let content = try content(of: object, 0..<object.size, for: request)
        let encryption = try encryption(request, target)
        let sums = try ContentSums(request, isKept: true)
        let written = try write(content, attributes, tags, condition, encryption, to: target) { piece in
            sums.update(piece)
        } sealing: {
            let (md5, checksums) = try sums.finish([:])
            return Sums(etag: try md5.map { Hexadecimal.text($0) } ?? ObjectStore.anyTag(), checksums: checksums)
        }
        var result = written.head
        result["LastModified"] = .number(written.modified.seconds)
        for name in written.encrypted.keys { result[name] = nil }
        return .object(written.encrypted.merging(["CopyObjectResult": .object(result)]) { $1 })
    }

    /// How much of a file is read at once, in bytes.
    private static let pieceBytes = 256 << 10

    /// A part of what an object holds, decrypted for whoever may have it decrypted.
    func content(of object: StoredObject, _ range: Range<Int>, for request: ServiceRequest) throws -> RequestContent {
        guard let file = object.file, !range.isEmpty else { return RequestContent(range.count) { [] } }
        let position = Monitor(range.lowerBound)
        var pipe: HeldFile?
        if let sealed = object.sealed {
            guard let decrypt else { throw S3Error.sealed }
            pipe = try decrypt(sealed, range, request.principal)
        }
        return RequestContent(range.count) { [pipe] in
            let start = position.withLock { $0 }
            let most = min(ObjectStore.pieceBytes, range.upperBound - start)
            guard most > 0 else { return [] }
            let piece = try pipe?.file.next(upTo: most) ?? file.file.bytes(at: start, upTo: most)
            guard !piece.isEmpty else {
                throw ServiceError("OperationAborted", "The source has become shorter while it was copied.")
            }
            position.withLock { $0 = start + piece.count }
            return piece
        }
    }
}

/// The object that a request names as the source of a copy.
struct CopySource {
    var bucket: String
    /// As keys are written in requests.
    var key: String

    /// Reads `BUCKET/KEY` as it stands in addresses, with a slash in front or without.
    ///
    /// - Throws: ``ServiceError`` for what is none.
    init(_ request: ServiceRequest) throws(ServiceError) {
        var text = request.required("CopySource")[...]
        if let mark = text.firstRange(of: "?versionId=") {
            guard text[mark.upperBound...] == "null" else { throw S3Error.noSuchVersion }
            text = text[..<mark.lowerBound]
        }
        let bytes = PercentEncoding.bytes(text.utf8)
        let path = bytes.first == ObjectPath.slash ? bytes.dropFirst() : bytes[...]
        guard let slash = path.firstIndex(of: ObjectPath.slash), slash > path.startIndex, slash + 1 < path.endIndex
        else {
            throw S3Error.invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
        }
        bucket = ObjectKey.text(Array(path[..<slash]))
        key = ObjectKey.text(Array(path[(slash + 1)...]))
    }
}
