import Actions
import ObjectEncryption
import ObjectRewriting
import ObjectStore
import ObjectWriting
import POSIX
import ServiceModel

/// Writes into buckets by way of the process that may.
struct StoreWriter: ObjectWriter {
    let objects: ObjectRewriter
    /// The folders of buckets that were swept since the process began.
    let swept: Monitor<Set<[UInt8]>>

    func begin(_ place: WritePlace, in root: Directory, byteCount: Int, _ encryption: WriteEncryption?) throws
        -> any WriteDraft
    {
        try sweepOnce(root)
        let request = WriteRequest(
            try StoreWriter.place(place),
            below: root.path,
            byteCount: byteCount,
            encryption: encryption.map { WriteRequest.Encryption([$0.key], context: $0.context) }
        )
        return try StoreWriter.worded { Draft(session: try objects.write(request, in: root)) }
    }

    func remove(_ place: WritePlace, in root: Directory, ifStill file: FileStatus?) throws {
        let target = try StoreWriter.place(place)
        try change(place.isFolder ? .removeFolder(target) : .remove(target, file: file.map { FileIdentity($0) }), root)
    }

    func makeFolder(_ place: WritePlace, in root: Directory, _ attributes: [WriteAttribute]) throws {
        try change(.makeFolder(try StoreWriter.place(place), attributes.map { StoreWriter.attribute($0) }), root)
    }

    func setAttribute(
        _ place: WritePlace,
        in root: Directory,
        ifStill file: FileStatus,
        _ name: String,
        _ value: [UInt8]?
    ) throws {
        let target = try StoreWriter.place(place)
        try change(.setAttribute(target, file: FileIdentity(file), name: name, value: value), root)
    }

    /// Removes what writers have left in a bucket that have ended too early, before others write into it.
    ///
    /// - Throws: `ServiceError`; then it is tried again.
    func sweepOnce(_ root: Directory) throws {
        try swept.withLock { swept in
            guard !swept.contains(root.path) else { return }
            try change(.sweep, root)
            swept.insert(root.path)
        }
    }

    private func change(_ change: ObjectChange, _ root: Directory) throws {
        try StoreWriter.worded { try objects.change(ChangeRequest(change, below: root.path), in: root) }
    }

    /// An object on its way.
    private struct Draft: WriteDraft {
        let session: WriteSession

        func write(_ bytes: [UInt8]) throws { try StoreWriter.worded { try session.write(bytes) } }

        func commit(_ condition: WriteCondition, _ attributes: [WriteAttribute], modified: Timestamp) throws {
            let condition: ObjectCommit.Condition =
                switch condition {
                case .anything: .anything
                case .nothing: .nothing
                case .file(let status): .file(FileIdentity(status))
                }
            let kept = attributes.map { StoreWriter.attribute($0) }
            try StoreWriter.worded {
                _ = try session.commit(ObjectCommit(condition, attributes: kept, modified: modified))
            }
        }
    }

    // MARK: Words

    private static func attribute(_ attribute: WriteAttribute) -> ObjectCommit.Attribute {
        ObjectCommit.Attribute(attribute.name, attribute.value, isRequired: attribute.isRequired)
    }

    private static func place(_ place: WritePlace) throws(ServiceError) -> ObjectPlace {
        guard let found = ObjectPlace(folder: place.folder, name: place.name) else {
            throw ServiceError("InvalidArgument", "The key is no path that a file of this bucket can have.")
        }
        return found
    }

    private static func worded<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as WritingError {
            throw refusal(error)
        } catch let error as SystemError {
            Log.write(.error, "a bucket cannot be written to", ["error": "\(error)"])
            throw ServiceError(
                "ServiceUnavailable",
                "The process that writes is not to be had. Please try again later."
            )
        }
    }

    /// Why a bucket cannot be written to, in the words of S3.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    private static func refusal(_ error: WritingError) -> ServiceError {
        switch error.reason {
        case .obstructed: ServiceError("InvalidArgument", "The object cannot lie there: \(error.message).")
        case .precondition:
            ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        case .full: ServiceError("InsufficientStorage", "The object cannot be kept: \(error.message).")
        case .readOnly: ServiceError("AccessDenied", "The bucket cannot be written to: \(error.message).")
        case .attributes: ServiceError("NotImplemented", "Metadata and tags are not kept here: \(error.message).")
        case .dataKey: Operations.refusal(error.code, error.message)
        case .busy: ServiceError("SlowDown", "Please reduce your request rate: \(error.message).")
        case .failed: failure(error)
        }
    }

    private static func failure(_ error: WritingError) -> ServiceError {
        Log.write(.error, "an object cannot be written", ["error": error.message])
        return ServiceError("InternalError", "We encountered an internal error. Please try again.")
    }
}
