import Bytes
import Cryptography
import JSON
import POSIX
import ServiceModel

/// Objects that come in parts: the parts, and the whole.
extension ObjectStore {
    /// What all parts but the last must hold at least, in bytes.
    private static let leastPart = 5 << 20

    func addParts(to table: inout OperationTable) {
        add("UploadPart", to: &table) { [self] request, bucket in
            guard let content = request.content else {
                throw ServiceError("MissingContentLength", "You must provide the Content-Length HTTP header.")
            }
            let (part, encrypted) = try receive(content, request, in: bucket)
            var answer = encrypted
            answer["ETag"] = .string("\"\(part.etag)\"")
            for (name, value) in part.checksums { answer[name] = .string(value) }
            return .value(.object(answer))
        }
        table.add(
            "UploadPartCopy",
            preparing: { [self] request in
                let source = try CopySource(request)
                return prepared(request, reading: source) { [self] in
                    .value(try copyPart(request, source, in: try bucket(request)))
                }
            }
        )
        add("CompleteMultipartUpload", to: &table) { [self] in .value(try complete($0, in: $1)) }
    }

    /// Receives a part.
    private func receive(
        _ content: RequestContent,
        _ request: ServiceRequest,
        in bucket: StoredBucket
    ) throws -> (Upload.Part, encrypted: [String: JSONValue]) {
        _ = try target(request, in: bucket)
        let (store, upload) = try upload(request)
        guard content.byteCount <= ObjectStore.mostBytes else { throw S3Error.tooLarge }
        let sums = try ContentSums(request, isKept: false, also: upload.algorithm)
        let number = request.input["PartNumber"]?.integer ?? 0
        let part = try store.put(number, of: upload, byteCount: content.byteCount) { take in
            while case let piece = try content.next(), !piece.isEmpty {
                sums.update(piece)
                try take(piece)
            }
            let (md5, checksums) = try sums.finish(content.trailers)
            return (try md5.map { Hexadecimal.text($0) } ?? ObjectStore.anyTag(), checksums)
        }
        return (part, upload.encryption.map { ["ServerSideEncryption": .string($0.word)] } ?? [:])
    }

    private func copyPart(_ request: ServiceRequest, _ place: CopySource, in bucket: StoredBucket) throws -> JSONValue {
        let object = try source(place, request)
        var range = 0..<object.size
        if let text = request.text("CopySourceRange") {
            guard case .between(let first, let last) = ByteRange(text), last < object.size else {
                throw S3Error.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last within the source"
                )
            }
            range = first..<(last + 1)
        }
        let (part, encrypted) = try receive(try content(of: object, range, for: request), request, in: bucket)
        var result = part.checksums.mapValues { JSONValue.string($0) }
        result["ETag"] = .string("\"\(part.etag)\"")
        result["LastModified"] = .number(part.modified)
        return .object(encrypted.merging(["CopyPartResult": .object(result)]) { $1 })
    }

    // MARK: The whole

    private func complete(_ request: ServiceRequest, in bucket: StoredBucket) throws -> JSONValue {
        let target = try target(request, in: bucket)
        let (store, upload) = try upload(request)
        return try store.alone(upload) {
            let parts = try ObjectStore.wanted(request, of: try store.parts(of: upload))
            let size = parts.reduce(0) { $0 + $1.size }
            if let said = request.input["MpuObjectSize"]?.integer, said != size {
                throw S3Error.invalidRequest(
                    "The provided 'x-amz-mp-object-size' header does not match what was computed."
                )
            }
            let sums = try ObjectStore.sums(of: parts, upload)
            if let algorithm = upload.algorithm, let said = request.text(algorithm.member),
                said != sums.checksums[algorithm.member]
            {
                throw ServiceError(
                    "BadDigest",
                    "The \(algorithm.rawValue) you specified did not match the calculated checksum."
                )
            }
            let encryption = try upload.encryption.map { wanted in try self.encryption(wanted, request) }
            let written = try write(
                try store.content(of: parts, upload),
                upload.attributes,
                try ObjectTags(upload.tags),
                try condition(request, target),
                encryption,
                to: target,
                taking: { _ in },
                sealing: { sums }
            )
            // It is there for good: should this fail, the parts go when they are old.
            try? store.remove(upload)
            return .object(
                written.head.merging([
                    "Bucket": .string(bucket.name), "Key": .string(upload.key),
                    "Location": .string("/\(bucket.name)/\(upload.key)"),
                ]) { $1 }
            )
        }
    }

    /// The parts that a request wants to be the object.
    private static func wanted(_ request: ServiceRequest, of parts: [Upload.Part]) throws(ServiceError) -> [Upload.Part]
    {
        let known = Dictionary(parts.map { ($0.number, $0) }) { first, _ in first }
        var wanted: [Upload.Part] = []
        for entry in request.input["MultipartUpload"]?["Parts"]?.array ?? [] {
            let tag = (entry["ETag"]?.string ?? "").filter { $0 != "\"" }
            let number = entry["PartNumber"]?.integer ?? 0
            if let last = wanted.last, last.number >= number {
                throw ServiceError(
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number."
                )
            }
            guard let part = known[number], part.etag == tag,
                part.checksums.allSatisfy({ name, value in entry[name]?.string.map { $0 == value } ?? true })
            else {
                throw ServiceError(
                    "InvalidPart",
                    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified "
                        + "entity tag may not match the part's entity tag."
                )
            }
            wanted.append(part)
        }
        guard !wanted.isEmpty else {
            throw ServiceError("MalformedXML", "The XML you provided did not validate against our published schema")
        }
        guard wanted.dropLast().allSatisfy({ $0.size >= leastPart }) else {
            throw ServiceError(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size"
            )
        }
        return wanted
    }

    /// The tag and the checksums of an object of these parts: those of the digests of its parts, and how many these are.
    private static func sums(of parts: [Upload.Part], _ upload: Upload) throws -> Sums {
        let tags = parts.flatMap { Hexadecimal.bytes($0.etag) ?? [] }
        let etag = "\(Hexadecimal.text(try MD5.digest(of: tags.span)))-\(parts.count)"
        guard let algorithm = upload.algorithm else { return Sums(etag: etag, checksums: [:]) }
        let sums = parts.compactMap { $0.checksums[algorithm.member].flatMap { Base64.bytes($0) } }
        guard sums.count == parts.count else { return Sums(etag: etag, checksums: [:]) }
        if upload.isWholeSum, let kind = algorithm.cyclic {
            var whole: UInt64 = 0
            for (part, sum) in zip(parts, sums) {
                let value = sum.reduce(0) { $0 << 8 | UInt64($1) }
                whole = CyclicRedundancyCheck.combined(kind, whole, value, count: part.size)
            }
            let bytes = (0..<kind.byteCount).reversed().map { UInt8(truncatingIfNeeded: whole >> UInt64(8 * $0)) }
            return Sums(etag: etag, checksums: [algorithm.member: Base64.text(bytes)])
        }
        let digest = try ContentSums.digest(of: sums.flatMap(\.self), by: algorithm)
        return Sums(
            etag: etag,
            checksums: [algorithm.member: "\(Base64.text(digest))-\(parts.count)"],
            isComposite: true
        )
    }
}

extension UploadStore {
    /// What some parts hold, one behind the other.
    func content(of parts: [Upload.Part], _ upload: Upload) throws -> RequestContent {
        struct Place {
            var index = 0
            var reader: PartReader?
        }
        let place = Monitor(Place())
        return RequestContent(parts.reduce(0) { $0 + $1.size }) { [self] in
            try place.withLock { place in
                while place.index < parts.count {
                    let reader = try place.reader ?? open(parts[place.index], of: upload)
                    place.reader = reader
                    let piece = try reader.piece()
                    if !piece.isEmpty { return piece }
                    place = Place(index: place.index + 1)
                }
                return []
            }
        }
    }
}
