import JSON
import POSIX
import ServiceModel

/// What objects hold, and what is known of them.
extension ObjectStore {
    func addReading(to table: inout OperationTable) {
        addReading("HeadObject", to: &table) { [self] in .value(try describe($0, try object($0, in: $1)).head) }
        addReading("GetObject", to: &table) { [self] in try get($0, try object($0, in: $1)) }
        add("GetObjectAttributes", to: &table) { [self] in .value(try attributes($0, try object($0, in: $1))) }
        add("GetObjectTagging", to: &table) { [self] in .value(try tags(of: try object($0, in: $1))) }
        add("GetObjectAcl", to: &table) { [self] request, bucket in
            _ = try object(request, in: bucket)
            return .value(ObjectStore.accessControl)
        }
    }

    /// The head of an answer about an object, and which of its bytes are meant.
    ///
    /// - Throws: ``ServiceError`` when the object is not as the request demands, or has no such bytes.
    private func describe(_ request: ServiceRequest, _ object: StoredObject) throws(ServiceError) -> (
        head: JSONValue, bytes: Range<Int>
    ) {
        let modified = object.status.modified.seconds
        try Preconditions(request).check(etag: object.etag, modified: modified)
        var bytes = 0..<object.size
        var head = object.head
        if let header = request.text("Range"), let range = ByteRange(header) {
            guard let part = range.offsets(in: object.size) else { throw S3Error.invalidRange }
            bytes = part
            head["ContentRange"] = .string("bytes \(part.lowerBound)-\(part.upperBound - 1)/\(object.size)")
        }
        if let number = request.input["PartNumber"]?.integer {
            // Every object is one part, whatever it was put together from.
            guard number == 1 else { throw S3Error.invalidPart }
            head["PartsCount"] = .number(1)
            if object.size > 0 { head["ContentRange"] = .string("bytes 0-\(object.size - 1)/\(object.size)") }
        }
        head["ContentLength"] = .number(bytes.count)
        if request.text("ChecksumMode") == "ENABLED", bytes.count == object.size {
            for (name, value) in object.attributes.checksums { head[name] = .string(value) }
            if let type = object.attributes.checksumType { head["ChecksumType"] = .string(type) }
        }
        for name in ["CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType"] {
            if let text = request.text("Response\(name)") { head[name] = .string(text) }
        }
        if let expires = try request.time("ResponseExpires") { head["Expires"] = .number(expires) }
        return (.object(head), bytes)
    }

    private func get(_ request: ServiceRequest, _ object: StoredObject) throws -> OperationAnswer {
        let (head, bytes) = try describe(request, object)
        guard let file = object.file else { return .value(head) }
        if let sealed = object.sealed {
            guard let decrypt else { throw S3Error.sealed }
            return .content(
                head,
                AnswerContent(try decrypt(sealed, bytes, request.principal), at: nil, count: bytes.count)
            )
        }
        guard !bytes.isEmpty else { return .value(head) }
        return .content(head, AnswerContent(file, at: bytes.lowerBound, count: bytes.count))
    }

    private func attributes(_ request: ServiceRequest, _ object: StoredObject) throws -> JSONValue {
        let wanted = Set((request.input["ObjectAttributes"]?.array ?? []).compactMap(\.string))
        let checksums = object.attributes.checksums.mapValues { JSONValue.string($0) }
        return .present([
            "LastModified": .number(object.status.modified.seconds),
            // Without quotation marks in this answer.
            "ETag": wanted.contains("ETag") ? .string(object.etag.filter { $0 != "\"" }) : nil,
            "Checksum": wanted.contains("Checksum") && !checksums.isEmpty ? .object(checksums) : nil,
            "StorageClass": wanted.contains("StorageClass") ? .string("STANDARD") : nil,
            "ObjectSize": wanted.contains("ObjectSize") ? .number(object.size) : nil,
        ])
    }

    private func tags(of object: StoredObject) throws -> JSONValue {
        .object(["TagSet": .array(try object.tags.map { .object(["Key": .string($0), "Value": .string($1)]) })])
    }
}

extension StoredObject {
    /// What the head of every answer says of the object.
    fileprivate var head: [String: JSONValue] {
        var head: [String: JSONValue] = [
            "AcceptRanges": .string("bytes"), "ETag": .string(etag), "LastModified": .number(status.modified.seconds),
            "ContentType": .string(ContentTypes.type(of: key)),
            "Metadata": .object(attributes.metadata.mapValues { .string($0) }),
        ]
        for (name, value) in attributes.headers { head[name] = .string(value) }
        if let keyARN {
            let isOwn = sealed?.context[WriteEncryption.wordName] == WriteEncryption.ownWord
            head["ServerSideEncryption"] = .string(isOwn ? WriteEncryption.ownWord : WriteEncryption.keyWord)
            if !isOwn { head["SSEKMSKeyId"] = .string(keyARN) }
        }
        return head
    }

    /// The object's tags, in the order of their names.
    ///
    /// - Throws: `SystemError` when they cannot be read; what is not understood counts as none.
    var tags: [(String, String)] {
        get throws(SystemError) {
            guard let file,
                let bytes = try file.file.attribute(ObjectAttributes.tagsName, upTo: ObjectAttributes.longest),
                let json = try? JSONValue(parsing: bytes)
            else { return [] }
            return json.members.compactMap { name, value in value.string.map { (name, $0) } }.sorted { $0.0 < $1.0 }
        }
    }
}
