import Bytes
import JSON
import POSIX
import ServiceModel

/// Objects that come in parts: how they begin, and what of them there is.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
extension ObjectStore {
    func addUploads(to table: inout OperationTable) {
        add("CreateMultipartUpload", to: &table) { [self] in .value(try create($0, in: $1)) }
        add("AbortMultipartUpload", to: &table) { [self] request, bucket in
            _ = try target(request, in: bucket)
            let (store, upload) = try upload(request)
            try store.alone(upload) { try store.remove(upload) }
            return .value(.object([:]))
        }
        add("ListParts", to: &table) { [self] request, _ in
            let (store, upload) = try upload(request)
            return .value(ObjectStore.list(try store.parts(of: upload), upload, request))
        }
        add("ListMultipartUploads", to: &table) { [self] in .value(try listUploads($0, in: $1)) }
    }

    /// The upload that a request names, and what keeps it.
    func upload(_ request: ServiceRequest) throws -> (store: UploadStore, upload: Upload) {
        guard let uploads else { throw S3Error.notWritable(request.required("Bucket")) }
        let id = request.required("UploadId")
        return (uploads, try uploads.upload(id, of: request.required("Key"), in: request.required("Bucket")))
    }

    private func create(_ request: ServiceRequest, in bucket: StoredBucket) throws -> JSONValue {
        let target = try target(request, in: bucket)
        guard let uploads else { throw S3Error.notWritable(bucket.name) }
        guard !target.path.isFolder else {
            throw S3Error.invalidArgument("The key ends with a slash: its object is a folder, which can hold nothing.")
        }
        var upload = Upload(
            try UploadStore.newID(),
            bucket.name,
            request.required("Key"),
            by: request.principal.name,
            at: Timestamp.now().seconds
        )
        upload.attributes = try ObjectAttributes(request)
        upload.tags = try ObjectTags(form: request.text("Tagging") ?? "").pairs
        upload.algorithm = request.text("ChecksumAlgorithm").flatMap { ContentSums.Algorithm(rawValue: $0) }
        upload.isWholeSum = try ObjectStore.isWholeSum(request, upload.algorithm)
        let encryption = try encryption(request, target)
        upload.encryption = encryption?.how
        try uploads.begin(upload)
        var answer: [String: JSONValue] = [
            "Bucket": .string(bucket.name), "Key": .string(upload.key), "UploadId": .string(upload.id),
        ]
        if let algorithm = upload.algorithm {
            answer["ChecksumAlgorithm"] = .string(algorithm.rawValue)
            answer["ChecksumType"] = .string(upload.isWholeSum ? "FULL_OBJECT" : "COMPOSITE")
        }
        if let encryption {
            answer["ServerSideEncryption"] = .string(encryption.how.word)
            if encryption.how.needsKey { answer["SSEKMSKeyId"] = .string(encryption.arn) }
        }
        return .object(answer)
    }

    /// Whether the checksum is to be that of all bytes.
    private static func isWholeSum(
        _ request: ServiceRequest,
        _ algorithm: ContentSums.Algorithm?
    ) throws(ServiceError) -> Bool {
        let word = request.text("ChecksumType")
        guard let algorithm else {
            guard word == nil else { throw S3Error.invalidRequest("The checksum type needs a checksum algorithm.") }
            return false
        }
        switch (algorithm, word) {
        case (.crc64nvme, "COMPOSITE"), (.sha1, "FULL_OBJECT"), (.sha256, "FULL_OBJECT"):
            throw S3Error.invalidRequest(
                "The \(word ?? "") checksum type cannot be used with the \(algorithm.rawValue.lowercased()) checksum algorithm."
            )
        case (.crc64nvme, _), (_, "FULL_OBJECT"): return true
        default: return false
        }
    }

    // MARK: Lists

    private static func list(_ parts: [Upload.Part], _ upload: Upload, _ request: ServiceRequest) -> JSONValue {
        let marker = request.input["PartNumberMarker"]?.integer ?? 0
        let limit = min(request.input["MaxParts"]?.integer ?? ObjectListing.most, ObjectListing.most)
        let rest = parts.filter { $0.number > marker }
        let page = rest.prefix(limit)
        let entries = page.map { part in
            JSONValue.object(
                part.checksums.mapValues { .string($0) }.merging([
                    "PartNumber": .number(part.number), "Size": .number(part.size),
                    "ETag": .string("\"\(part.etag)\""), "LastModified": .number(part.modified),
                ]) { $1 }
            )
        }
        return .present([
            "Bucket": .string(upload.bucket), "Key": .string(upload.key), "UploadId": .string(upload.id),
            "PartNumberMarker": .number(marker), "MaxParts": .number(limit),
            "NextPartNumberMarker": page.last.map { .number($0.number) },
            "IsTruncated": .boolean(rest.count > page.count), "Parts": entries.isEmpty ? nil : .array(entries),
            "Initiator": .object(["ID": .string(upload.initiator), "DisplayName": .string(upload.initiator)]),
            "Owner": owner, "StorageClass": .string("STANDARD"),
            "ChecksumAlgorithm": upload.algorithm.map { .string($0.rawValue) },
            "ChecksumType": upload.algorithm.map { _ in .string(upload.isWholeSum ? "FULL_OBJECT" : "COMPOSITE") },
        ])
    }

    private func listUploads(_ request: ServiceRequest, in bucket: StoredBucket) throws -> JSONValue {
        let (prefix, delimiter) = (request.text("Prefix") ?? "", request.text("Delimiter") ?? "")
        let (keyMarker, idMarker) = (request.text("KeyMarker") ?? "", request.text("UploadIdMarker") ?? "")
        let limit = min(request.input["MaxUploads"]?.integer ?? ObjectListing.most, ObjectListing.most)
        let after = Array(keyMarker.utf8)
        let names: (String) -> JSONValue = { text in
            let isEncoded = request.text("EncodingType") == "url"
            return .string(isEncoded ? PercentEncoding.path(ObjectKey.bytes(text) ?? Array(text.utf8)) : text)
        }
        var (entries, groups): ([JSONValue], [String]) = ([], [])
        var last: Upload?
        var isTruncated = false
        for upload in try uploads?.all() ?? [] where upload.bucket == bucket.name && upload.key.hasPrefix(prefix) {
            let key = Array(upload.key.utf8)
            let isBehind =
                after.isBefore(key) || (key == after && !idMarker.isEmpty && idMarker < upload.id) || keyMarker.isEmpty
            guard isBehind else { continue }
            let rest = upload.key.dropFirst(prefix.count)
            let group = delimiter.isEmpty ? nil : rest.firstRange(of: delimiter).map { prefix + rest[..<$0.upperBound] }
            if let group, groups.last == group {
                last = upload
                continue
            }
            guard entries.count + groups.count < limit else {
                isTruncated = true
                break
            }
            last = upload
            if let group {
                groups.append(group)
                continue
            }
            entries.append(
                .present([
                    "UploadId": .string(upload.id), "Key": names(upload.key), "Initiated": .number(upload.initiated),
                    "StorageClass": .string("STANDARD"), "Owner": ObjectStore.owner,
                    "Initiator": .object(["ID": .string(upload.initiator), "DisplayName": .string(upload.initiator)]),
                    "ChecksumAlgorithm": upload.algorithm.map { .string($0.rawValue) },
                ])
            )
        }
        return .present([
            "Bucket": .string(bucket.name), "KeyMarker": names(keyMarker), "UploadIdMarker": .string(idMarker),
            "Prefix": names(prefix), "Delimiter": delimiter.isEmpty ? nil : names(delimiter),
            "MaxUploads": .number(limit), "IsTruncated": .boolean(isTruncated),
            "EncodingType": request.text("EncodingType").map { .string($0) },
            "NextKeyMarker": isTruncated ? last.map { names($0.key) } : nil,
            "NextUploadIdMarker": isTruncated ? last.map { .string($0.id) } : nil,
            "Uploads": entries.isEmpty ? nil : .array(entries),
            "CommonPrefixes": groups.isEmpty ? nil : .array(groups.map { .object(["Prefix": names($0)]) }),
        ])
    }
}
