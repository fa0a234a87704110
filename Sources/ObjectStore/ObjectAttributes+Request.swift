import JSON
import POSIX
import ServiceModel

extension ObjectAttributes {
    /// The most that a user may say of an object, in bytes of names and values.
    private static let mostMetadata = 2048

    /// What a request says of an object; nothing of what it holds.
    ///
    /// - Throws: ``ServiceError`` for what cannot be kept, or is not here.
    init(_ request: ServiceRequest) throws(ServiceError) {
        for name in ObjectAttributes.headerNames {
            guard let text = request.text(name), !text.isEmpty else { continue }
            headers[name] = text
        }
        // How it was sent is no part of it.
        if let encoding = headers["ContentEncoding"] {
            let kept = encoding.split(separator: ",").map { $0.filter { $0 != " " } }.filter { $0 != "aws-chunked" }
            headers["ContentEncoding"] = kept.isEmpty ? nil : kept.joined(separator: ",")
        }
        metadata = (request.input["Metadata"]?.members ?? [:]).compactMapValues(\.string)
        let size = metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= ObjectAttributes.mostMetadata else {
            throw ServiceError(
                "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size"
            )
        }
        for (_, text) in Array(headers) + Array(metadata) where !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
            throw S3Error.invalidArgument("Metadata and headers of objects are kept in US-ASCII only.")
        }
        try ObjectAttributes.requireKnown(request)
    }

    /// Refuses what AWS does and this service does not.
    private static func requireKnown(_ request: ServiceRequest) throws(ServiceError) {
        if let list = request.text("ACL"), !["private", "bucket-owner-full-control"].contains(list) {
            throw ServiceError("AccessControlListNotSupported", "The bucket does not allow ACLs")
        }
        if let storage = request.text("StorageClass"), storage != "STANDARD" {
            throw ServiceError("InvalidStorageClass", "The storage class you specified is not valid")
        }
        for name in ["SSECustomerAlgorithm", "CopySourceSSECustomerAlgorithm", "ObjectLockMode"]
        where request.text(name) != nil {
            throw S3Error.notImplemented("Neither keys of customers nor locks of objects are here.")
        }
        if let hold = request.text("ObjectLockLegalHoldStatus"), hold != "OFF" {
            throw S3Error.notImplemented("There are no locks of objects here.")
        }
    }

    /// Whether an object is not to be without it.
    var isRequired: Bool { !headers.isEmpty || !metadata.isEmpty }

    /// The attributes of the object's file.
    ///
    /// - Parameters:
    ///   - size: How many bytes it holds, in clear.
    ///   - modified: When its content was changed last.
    ///   - tags: Its tags.
    /// - Returns: The attributes.
    /// - Throws: ``ServiceError`` when that is more than an attribute may have.
    func kept(size: Int, modified: Timestamp, tags: ObjectTags) throws(ServiceError) -> [WriteAttribute] {
        let text = json(size: size, modified: modified)
        guard text.count <= ObjectAttributes.longest else {
            throw ServiceError("MetadataTooLarge", "What is said of the object is more than its file can keep")
        }
        var attributes = [WriteAttribute(name: ObjectAttributes.name, value: text, isRequired: isRequired)]
        if let tags = tags.kept {
            attributes.append(WriteAttribute(name: ObjectAttributes.tagsName, value: tags, isRequired: true))
        }
        return attributes
    }
}
