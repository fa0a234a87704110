import Bytes
import JSON
import POSIX
import ServiceModel

/// Lists of objects.
extension ObjectStore {
    func addListing(to table: inout OperationTable) {
        add("ListObjects", to: &table) { [self] in .value(try listFirstVersion($0, $1)) }
        add("ListObjectVersions", to: &table) { [self] in .value(try listVersions($0, $1)) }
        add("ListObjectsV2", to: &table) { [self] in .value(try listSecondVersion($0, $1)) }
    }

    private func listFirstVersion(_ request: ServiceRequest, _ bucket: StoredBucket) throws -> JSONValue {
        var query = try query(request)
        query.marker = try key(request, "Marker") ?? []
        let listing = try ObjectListing(query, in: try root(bucket), pages)
        let names = Names(request)
        var answer = try answer(listing, query, bucket, names, showingOwner: true)
        answer["Marker"] = .string(names.text(query.marker))
        switch listing.end {
        case .key(let key), .group(let key):
            // Without a delimiter clients go on from the last key; that they are told it does no harm.
            answer["NextMarker"] = .string(names.text(key))
        case nil: break
        }
        return .object(answer)
    }

    private func listSecondVersion(_ request: ServiceRequest, _ bucket: StoredBucket) throws -> JSONValue {
        var query = try query(request)
        query.marker = try key(request, "StartAfter") ?? []
        if let token = request.text("ContinuationToken") {
            guard let place = ObjectListing.Place(token) else {
                throw S3Error.invalidArgument("The continuation token provided is incorrect")
            }
            query.place = place
        }
        let listing = try ObjectListing(query, in: try root(bucket), pages)
        let names = Names(request)
        var answer = try answer(listing, query, bucket, names, showingOwner: request.flag("FetchOwner"))
        answer["KeyCount"] = .number(listing.entries.count + listing.groups.count)
        answer["ContinuationToken"] = request.text("ContinuationToken").map { .string($0) }
        answer["StartAfter"] = request.text("StartAfter").map { _ in .string(names.text(query.marker)) }
        answer["NextContinuationToken"] = (listing.end?.token).map { .string($0) }
        return .object(answer)
    }

    /// Each object is the one version of itself, which S3 calls `null` in buckets that keep none.
    private func listVersions(_ request: ServiceRequest, _ bucket: StoredBucket) throws -> JSONValue {
        var query = try query(request)
        query.marker = try key(request, "KeyMarker") ?? []
        let listing = try ObjectListing(query, in: try root(bucket), pages)
        let names = Names(request)
        var answer = try answer(listing, query, bucket, names, showingOwner: true)
        let versions = (answer.removeValue(forKey: "Contents")?.array ?? []).map { entry in
            JSONValue.object(
                entry.members.merging(["VersionId": .string("null"), "IsLatest": .boolean(true)]) { $1 }
            )
        }
        answer["Versions"] = versions.isEmpty ? nil : .array(versions)
        answer["KeyMarker"] = .string(names.text(query.marker))
        answer["VersionIdMarker"] = .string(request.text("VersionIdMarker") ?? "")
        switch listing.end {
        case .key(let key), .group(let key):
            answer["NextKeyMarker"] = .string(names.text(key))
            answer["NextVersionIdMarker"] = .string("null")
        case nil: break
        }
        return .object(answer)
    }

    private func query(_ request: ServiceRequest) throws(ServiceError) -> ObjectListing.Query {
        ObjectListing.Query(
            prefix: try key(request, "Prefix") ?? [],
            delimiter: try key(request, "Delimiter") ?? [],
            limit: min(request.input["MaxKeys"]?.integer ?? ObjectListing.most, ObjectListing.most)
        )
    }

    /// What both versions of the answer have.
    private func answer(
        _ listing: ObjectListing,
        _ query: ObjectListing.Query,
        _ bucket: StoredBucket,
        _ names: Names,
        showingOwner: Bool
    ) throws -> [String: JSONValue] {
        let messages = try bucket.messages(listing.entries.map(\.key))
        let objects = listing.entries.map { entry in
            // What a message holds can only be told by a look into it; what has gone since is as long as it was. Of a bucket
            // that is written to, clients compare the tags that they were told with those in lists.
            let opened =
                (messages.contains(entry.key) || bucket.isWritable)
                ? bucket.root().flatMap { try? StoredObject(entry.key, in: $0) } : nil
            return JSONValue.present([
                "Key": .string(names.text(entry.key)),
                "LastModified": .number(entry.status.modified.seconds),
                "ETag": .string(opened?.etag ?? StoredObject.etag(entry.status)),
                "Size": .number(opened?.size ?? (entry.status.kind == .regular ? entry.status.size : 0)),
                "StorageClass": .string("STANDARD"), "Owner": showingOwner ? ObjectStore.owner : nil,
            ])
        }
        let groups = listing.groups.map { JSONValue.object(["Prefix": .string(names.text($0))]) }
        return [
            "Name": .string(bucket.name), "Prefix": .string(names.text(query.prefix)),
            "Delimiter": query.delimiter.isEmpty ? nil : .string(names.text(query.delimiter)),
            "MaxKeys": .number(query.limit), "IsTruncated": .boolean(listing.end != nil),
            "EncodingType": names.isEncoded ? .string("url") : nil,
            "Contents": objects.isEmpty ? nil : .array(objects),
            "CommonPrefixes": groups.isEmpty ? nil : .array(groups),
        ]
        .compactMapValues { $0 }
    }

    /// How an answer writes names.
    private struct Names {
        let isEncoded: Bool

        init(_ request: ServiceRequest) { isEncoded = request.text("EncodingType") == "url" }

        func text(_ name: [UInt8]) -> String { isEncoded ? PercentEncoding.path(name) : ObjectKey.text(name) }
    }
}
