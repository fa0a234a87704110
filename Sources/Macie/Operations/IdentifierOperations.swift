import JSON
import Records
import ServiceModel

/// Custom data identifiers.
extension MacieService {
    /// The most custom data identifiers at a time: each costs time at every object.
    private static let mostIdentifiers = 1000

    func createIdentifier(_ request: ServiceRequest) throws -> JSONValue {
        var members = try MacieService.expression(request)
        members["name"] = request.input["name"]
        members["description"] = request.input["description"]
        members["severityLevels"] = try MacieService.levels(request.input["severityLevels"])
        members["tags"] = try MacieService.tags(request)
        if let mistake = dependencies.mistake(.object(members)) { throw ServiceError.validation(mistake) }
        let id = try MacieService.randomUUID()
        members["id"] = .string(id)
        members["created"] = .number(request.time)
        members.merge(try MacieService.trace(of: request)) { own, _ in own }
        let made = members
        let (answer, isNew): (String, Bool) = try change { edit in
            let documents = edit.all(.identifier)
            if let earlier = try MacieService.made(by: request, among: documents) { return (earlier, false) }
            guard documents.count(where: { $0["deleted"] == nil }) < MacieService.mostIdentifiers else {
                throw MacieService.tooMany("custom data identifiers", MacieService.mostIdentifiers)
            }
            edit[.identifier, id] = .object(made)
            edit.include(id, .identifiers)
            return (id, true)
        }
        if isNew { dependencies.changed() }
        return .object(["customDataIdentifierId": .string(answer)])
    }

    func showIdentifier(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        guard let document = identifier(id) else { throw MacieService.missing("custom data identifier", id) }
        return MacieService.described(document)
    }

    func showIdentifiers(_ request: ServiceRequest) -> JSONValue {
        let ids = request.input["ids"]?.array.compactMap(\.string) ?? []
        let found = ids.compactMap(identifier)
        let missing = ids.filter { identifier($0) == nil }
        return .object([
            "customDataIdentifiers": .array(found.map { MacieService.summary($0, withState: true) }),
            "notFoundIdentifierIds": .array(missing.map { .string($0) }),
        ])
    }

    func listIdentifiers(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let shown = identifiers.filter {
            visible.allows(MacieService.resource(.identifier, $0["id"]?.string ?? "", $0))
        }
        let (page, next) = try MacieService.page(shown, request, place: MacieService.place)
        return .present([
            "items": .array(page.map { MacieService.summary($0, withState: false) }), "nextToken": next,
        ])
    }

    /// All that are not deleted, those of the configuration first.
    var identifiers: [JSONValue] {
        let kept = documents(.identifier).values.filter { $0["deleted"] == nil }
        return (dependencies.configured(.identifier) + kept).sorted {
            MacieService.place($0) < MacieService.place($1)
        }
    }

    private func identifier(_ id: String) -> JSONValue? {
        documents(.identifier)[id] ?? dependencies.configured(.identifier).first { $0["id"]?.string == id }
    }

    /// An identifier is kept when it is deleted: findings name it.
    func deleteIdentifier(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        try change { edit in
            guard let document = edit[.identifier, id], document["deleted"] == nil else {
                // Documents are locked here: those of the edit count.
                let isConfigured =
                    edit[.identifier, id] == nil
                    && dependencies.configured(.identifier).contains { $0["id"]?.string == id }
                throw isConfigured
                    ? MacieService.fixed("custom data identifier", id)
                    : MacieService.missing("custom data identifier", id)
            }
            var members = document.members
            members["deleted"] = .boolean(true)
            members["clientToken"] = nil
            edit[.identifier, id] = .object(members)
            edit.exclude(id, .identifiers)
        }
        dependencies.changed()
        return .object([:])
    }

    func testIdentifier(_ request: ServiceRequest) throws -> JSONValue {
        var members = try MacieService.expression(request)
        members["name"] = .string("test")
        let identifier = JSONValue.object(members)
        if let mistake = dependencies.mistake(identifier) { throw ServiceError.validation(mistake) }
        return .object(["matchCount": .number(try dependencies.count(identifier, request.required("sampleText")))])
    }

    func listManaged(_ request: ServiceRequest) throws -> JSONValue {
        let all = dependencies.managed().sorted { $0.id < $1.id }
        let (page, next) = try MacieService.page(all, request, most: 1000) { $0.id }
        return .present([
            "items": .array(page.map { .object(["id": .string($0.id), "category": .string($0.category)]) }),
            "nextToken": next,
        ])
    }

    // MARK: Parts

    /// What of a request says how matches are found.
    private static func expression(_ request: ServiceRequest) throws(ServiceError) -> [String: JSONValue] {
        for name in ["keywords", "ignoreWords"] {
            for word in request.input[name]?.array.compactMap(\.string) ?? [] where word.utf8.count > 90 {
                throw .validation("Each of \(name) has at most 90 bytes.")
            }
        }
        var members: [String: JSONValue] = ["regex": request.input["regex"] ?? .string("")]
        members["keywords"] = request.input["keywords"] ?? .array([])
        members["ignoreWords"] = request.input["ignoreWords"] ?? .array([])
        members["maximumMatchDistance"] = request.input["maximumMatchDistance"] ?? .number(50)
        return members
    }

    /// The levels of severity in their order: thresholds and severities must both rise.
    private static func levels(_ value: JSONValue?) throws(ServiceError) -> JSONValue {
        guard let value, !value.array.isEmpty else {
            return .array([.object(["occurrencesThreshold": .number(1), "severity": .string("MEDIUM")])])
        }
        let ranks = ["LOW": 1, "MEDIUM": 2, "HIGH": 3]
        let sorted = value.array.sorted {
            ($0["occurrencesThreshold"]?.integer ?? 0) < ($1["occurrencesThreshold"]?.integer ?? 0)
        }
        for (lower, upper) in zip(sorted, sorted.dropFirst()) {
            let rises =
                (lower["occurrencesThreshold"]?.integer ?? 0) < (upper["occurrencesThreshold"]?.integer ?? 0)
                && (ranks[lower["severity"]?.string ?? ""] ?? 0) < (ranks[upper["severity"]?.string ?? ""] ?? 0)
            guard rises else {
                throw .validation("In severityLevels, a higher severity must have a higher occurrencesThreshold.")
            }
        }
        return .array(sorted)
    }

    private static func described(_ document: JSONValue) -> JSONValue {
        var members = summary(document, withState: true).members
        for name in ["ignoreWords", "keywords", "maximumMatchDistance", "regex", "severityLevels"] {
            members[name] = document[name]
        }
        members["tags"] = document["tags"] ?? .object([:])
        return .object(members)
    }

    private static func summary(_ document: JSONValue, withState: Bool) -> JSONValue {
        let id = document["id"]?.string ?? ""
        return .present([
            "arn": .string(arn(.identifier, id)), "createdAt": document["created"]?.number.map(time),
            "deleted": withState ? .boolean(document["deleted"] != nil) : nil,
            "description": document["description"], "id": .string(id), "name": document["name"],
        ])
    }
}
