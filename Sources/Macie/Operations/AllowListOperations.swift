import JSON
import Records
import ServiceModel

/// Allow lists.
extension MacieService {
    /// The most allow lists.
    ///
    /// Source: https://docs.aws.amazon.com/macie/latest/user/macie-quotas.html has 10.
    private static let mostLists = 100

    func createList(_ request: ServiceRequest) throws -> JSONValue {
        let id = try MacieService.randomID(22, of: "abcdefghijklmnopqrstuvwxyz012345")
        var members = try listMembers(request)
        members["tags"] = try MacieService.tags(request)
        members["id"] = .string(id)
        members["created"] = .number(request.time)
        members["updated"] = .number(request.time)
        members.merge(try MacieService.trace(of: request)) { own, _ in own }
        let made = members
        let (answer, isNew): (String, Bool) = try change { edit in
            let documents = edit.all(.allowList)
            if let earlier = try MacieService.made(by: request, among: documents) { return (earlier, false) }
            guard documents.count < MacieService.mostLists else {
                throw MacieService.tooMany("allow lists", MacieService.mostLists)
            }
            try MacieService.checkName(request, documents)
            edit[.allowList, id] = .object(made)
            edit.include(id, .lists)
            return (id, true)
        }
        if isNew { dependencies.changed() }
        return .object(["arn": .string(MacieService.arn(.allowList, answer)), "id": .string(answer)])
    }

    func updateList(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        let members = try listMembers(request)
        try change { edit in
            guard let old = edit[.allowList, id] else { throw missingList(id) }
            try MacieService.checkName(request, edit.all(.allowList).filter { $0["id"]?.string != id })
            var new = old.members
            new["description"] = nil
            new.merge(members) { _, given in given }
            new["updated"] = .number(request.time)
            edit[.allowList, id] = .object(new)
        }
        dependencies.changed()
        return .object(["arn": .string(MacieService.arn(.allowList, id)), "id": .string(id)])
    }

    func deleteList(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        if request.text("ignoreJobChecks") != "true" {
            let users = dependencies.jobs().filter { ($0["allowListIds"]?.array ?? []).contains(.string(id)) }
            if let job = users.first {
                let name = job["name"]?.string ?? job["Name"]?.string ?? ""
                throw ServiceError(
                    "ConflictException",
                    "The job \(name) names the allow list: say ignoreJobChecks to delete it all the same."
                )
            }
        }
        try change { edit in
            guard edit[.allowList, id] != nil else { throw missingList(id) }
            edit[.allowList, id] = nil
            edit.exclude(id, .lists)
        }
        dependencies.changed()
        return .object([:])
    }

    func showList(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        guard let document = lists.first(where: { $0["id"]?.string == id }) else {
            throw MacieService.missing("allow list", id)
        }
        var members = MacieService.listSummary(document).members
        members["criteria"] = document["criteria"]
        members["tags"] = document["tags"] ?? .object([:])
        let status = status(of: document)
        members["status"] = .present([
            "code": .string(status.rawValue), "description": status.description.map { .string($0) },
        ])
        return .object(members)
    }

    func listLists(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let shown = lists.filter { visible.allows(MacieService.resource(.allowList, $0["id"]?.string ?? "", $0)) }
        let (page, next) = try MacieService.page(shown, request, most: 25, place: MacieService.place)
        return .present(["allowLists": .array(page.map(MacieService.listSummary)), "nextToken": next])
    }

    /// All lists, those of the configuration first.
    var lists: [JSONValue] {
        (dependencies.configured(.allowList) + documents(.allowList).values).sorted {
            MacieService.place($0) < MacieService.place($1)
        }
    }

    // MARK: Parts

    private func status(of document: JSONValue) -> WordList.Status {
        guard let words = document["criteria"]?["s3WordsList"], document["created"] != nil else { return .ok }
        return dependencies.status(words["bucketName"]?.string ?? "", words["objectKey"]?.string ?? "")
    }

    private func missingList(_ id: String) -> ServiceError {
        dependencies.configured(.allowList).contains { $0["id"]?.string == id }
            ? MacieService.fixed("allow list", id) : MacieService.missing("allow list", id)
    }

    private func listMembers(_ request: ServiceRequest) throws(ServiceError) -> [String: JSONValue] {
        let criteria = request.input["criteria"]
        let (pattern, words) = (criteria?["regex"]?.string, criteria?["s3WordsList"])
        guard (pattern == nil) != (words == nil || words == .null) else {
            throw .validation("The criteria must have either regex or s3WordsList.")
        }
        if let pattern, let mistake = dependencies.mistakeInPattern(pattern) { throw .validation(mistake) }
        if let bucket = words?["bucketName"]?.string, !dependencies.buckets().contains(bucket) {
            throw .validation("There is no bucket \(bucket).")
        }
        var members: [String: JSONValue] = ["name": .string(request.required("name"))]
        members["criteria"] = criteria
        members["description"] = request.input["description"]
        return members
    }

    /// Names tell lists and filters apart for people.
    static func checkName(_ request: ServiceRequest, _ others: [JSONValue]) throws(ServiceError) {
        guard let name = request.text("name"), others.contains(where: { $0["name"]?.string == name }) else { return }
        throw ServiceError("ConflictException", "The name \(name) is in use already.")
    }

    private static func listSummary(_ document: JSONValue) -> JSONValue {
        let id = document["id"]?.string ?? ""
        return .present([
            "arn": .string(arn(.allowList, id)), "createdAt": document["created"]?.number.map(time),
            "description": document["description"], "id": .string(id), "name": document["name"],
            "updatedAt": document["updated"]?.number.map(time),
        ])
    }
}
