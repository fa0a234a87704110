import JSON
import ServiceModel

/// The tags of objects that are there.
extension ObjectStore {
    func addTagging(to table: inout OperationTable) {
        add("PutObjectTagging", to: &table) { [self] request, bucket in
            let set = request.input["Tagging"]?["TagSet"]?.array ?? []
            let tags = try ObjectTags(set.map { ($0["Key"]?.string ?? "", $0["Value"]?.string ?? "") })
            return .value(try setTags(tags, request, in: bucket))
        }
        add("DeleteObjectTagging", to: &table) { [self] request, bucket in
            .value(try setTags(try ObjectTags([]), request, in: bucket))
        }
    }

    private func setTags(_ tags: ObjectTags, _ request: ServiceRequest, in bucket: StoredBucket) throws -> JSONValue {
        let target = try target(request, in: bucket)
        let object = try object(request, in: bucket)
        guard object.file != nil else { throw S3Error.invalidArgument("An object that is a folder has no tags here.") }
        try target.writer.setAttribute(
            WritePlace(target.path),
            in: target.root,
            ifStill: object.status,
            ObjectAttributes.tagsName,
            tags.kept
        )
        return .object([:])
    }
}
