import JSON
import POSIX
import ServiceModel

/// Objects that go.
extension ObjectStore {
    func addRemoving(to table: inout OperationTable) {
        add("DeleteObject", to: &table) { [self] request, bucket in
            if let version = request.text("VersionId"), version != "null" { throw S3Error.noSuchVersion }
            let target = try target(request, in: bucket)
            try remove(target, tag: request.text("IfMatch").map { _ in request })
            return .value(.object([:]))
        }
        table.add(
            "DeleteObjects",
            preparing: { [self] request in
                let bucket = request.required("Bucket")
                let entries = request.input["Delete"]?["Objects"]?.array ?? []
                var prepared = PreparedOperation { [self] in
                    entries.map { resource(ResourceNames.object($0["Key"]?.string ?? "", in: bucket), of: bucket) }
                } list: { [self] visible in
                    .value(try remove(entries, request, in: try self.bucket(request), visible))
                }
                prepared.subjects = ["\(entries.count) objects of \(ResourceNames.bucket(bucket))"]
                return prepared
            }
        )
    }

    /// Removes an object; what is not there is no error.
    ///
    /// - Parameters:
    ///   - target: Which.
    ///   - conditions: Says what it must be, unless that does not matter.
    /// - Throws: ``ServiceError``.
    private func remove(_ target: Target, tag conditions: (any ParameterReading)?) throws {
        var file: FileStatus?
        if let conditions {
            let object = try StoredObject(target.path.key, in: target.root)
            guard Preconditions.names(object.etag, in: conditions.text("IfMatch") ?? conditions.text("ETag") ?? "*")
            else {
                throw S3Error.preconditionFailed
            }
            file = object.status
        }
        try target.writer.remove(WritePlace(target.path), in: target.root, ifStill: file)
    }

    private struct Entry: ParameterReading {
        var input: JSONValue
    }

    private func remove(
        _ entries: [JSONValue],
        _ request: ServiceRequest,
        in bucket: StoredBucket,
        _ visible: Visibility
    ) throws -> JSONValue {
        guard bucket.isWritable else { throw S3Error.notWritable(bucket.name) }
        let isQuiet = request.input["Delete"]?["Quiet"] == .boolean(true)
        var deleted: [JSONValue] = []
        var errors: [JSONValue] = []
        for entry in entries {
            let key = entry["Key"]?.string ?? ""
            do {
                guard visible.allows(resource(ResourceNames.object(key, in: bucket.name), of: bucket.name)) else {
                    throw ServiceError("AccessDenied", "Access Denied")
                }
                if let version = entry["VersionId"]?.string, version != "null" { throw S3Error.noSuchVersion }
                guard let bytes = ObjectKey.bytes(key) else {
                    throw S3Error.invalidArgument("The key is not written as keys are.")
                }
                let target = try target(request, in: bucket, key: bytes)
                try remove(target, tag: entry["ETag"] == nil ? nil : Entry(input: entry))
                if !isQuiet { deleted.append(.object(["Key": .string(key)])) }
            } catch let error as ServiceError {
                errors.append(
                    .object(["Key": .string(key), "Code": .string(error.code), "Message": .string(error.message)])
                )
            }
        }
        return .present([
            "Deleted": deleted.isEmpty ? nil : .array(deleted), "Errors": errors.isEmpty ? nil : .array(errors),
        ])
    }
}
