import JSON
import Records
import ServiceModel

/// Tags of identifiers, allow lists and filters.
extension MacieService {
    /// Finds what an ARN names.
    ///
    /// - Throws: `ServiceError` for what is none of Macie, or is not there.
    private func tagged(_ request: ServiceRequest) throws(ServiceError) -> (kind: DiscoveryKind, id: String) {
        let arn = request.required("resourceArn")
        for (resource, kind) in MacieService.taggable {
            let prefix = MacieService.arn(resource, "")
            guard arn.hasPrefix(prefix) else { continue }
            let id = String(arn.dropFirst(prefix.count))
            guard let document = documents(kind)[id], document["deleted"] == nil else {
                throw .notFound("There is no \(arn).")
            }
            return (kind, id)
        }
        throw .validation("\(arn) is no resource of Macie that has tags.")
    }

    private static let taggable: [(ResourceKind, DiscoveryKind)] = [
        (.identifier, .identifier), (.allowList, .allowList), (.filter, .filter),
    ]

    func taggedResource(_ request: ServiceRequest) throws -> [ServiceResource] {
        let (kind, id) = try tagged(request)
        let resource: ResourceKind =
            switch kind {
            case .identifier: .identifier
            case .allowList: .allowList
            default: .filter
            }
        return [MacieService.resource(resource, id, documents(kind)[id])]
    }

    func tag(_ request: ServiceRequest) throws -> JSONValue {
        let (kind, id) = try tagged(request)
        try change { edit in
            guard var members = edit[kind, id]?.members else { return }
            members["tags"] = try MacieService.tags(request, addedTo: members["tags"])
            edit[kind, id] = .object(members)
        }
        return .object([:])
    }

    func untag(_ request: ServiceRequest) throws -> JSONValue {
        let (kind, id) = try tagged(request)
        let names = Set(request.input["tagKeys"]?.array.compactMap(\.string) ?? [])
        try change { edit in
            guard var members = edit[kind, id]?.members else { return }
            members["tags"] = .object((members["tags"]?.members ?? [:]).filter { !names.contains($0.key) })
            edit[kind, id] = .object(members)
        }
        return .object([:])
    }

    func listTags(_ request: ServiceRequest) throws -> JSONValue {
        let (kind, id) = try tagged(request)
        return .object(["tags": documents(kind)[id]?["tags"] ?? .object([:])])
    }
}
