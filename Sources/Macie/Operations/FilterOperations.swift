import Filtering
import JSON
import Records
import ServiceModel

/// Filters of findings.
extension MacieService {
    /// The most filters: each is tried at every finding.
    ///
    /// Source: https://docs.aws.amazon.com/macie/latest/user/macie-quotas.html
    private static let mostFilters = 1000

    /// By position; of two with the same, the one that was made first.
    static func inOrder(_ left: JSONValue, _ right: JSONValue) -> Bool {
        (left["position"]?.integer ?? 0, place(left)) < (right["position"]?.integer ?? 0, place(right))
    }

    func createFilter(_ request: ServiceRequest) throws -> JSONValue {
        let id = try MacieService.randomUUID()
        let tags = try MacieService.tags(request)
        let answer: String = try change { edit in
            let filters = edit.all(.filter)
            if let earlier = try MacieService.made(by: request, among: filters) { return earlier }
            guard filters.count < MacieService.mostFilters else {
                throw MacieService.tooMany("filters", MacieService.mostFilters)
            }
            var members = try MacieService.trace(of: request)
            for name in ["action", "description", "findingCriteria", "name"] { members[name] = request.input[name] }
            members["id"] = .string(id)
            members["tags"] = tags
            members["created"] = .number(request.time)
            try MacieService.check(members)
            try checkFilterName(request, filters)
            edit.place(.object(members), at: request.input["position"]?.integer ?? filters.count + 1, id)
            return id
        }
        return .object(["arn": .string(MacieService.arn(.filter, answer)), "id": .string(answer)])
    }

    func updateFilter(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        try change { edit in
            guard let old = edit[.filter, id] else { throw missingFilter(id) }
            var members = old.members
            for name in ["action", "description", "findingCriteria", "name"] {
                if let value = request.input[name] { members[name] = value }
            }
            try MacieService.check(members)
            try checkFilterName(request, edit.all(.filter).filter { $0["id"]?.string != id })
            edit.place(
                .object(members),
                at: request.input["position"]?.integer ?? old["position"]?.integer ?? 1,
                id
            )
        }
        return .object(["arn": .string(MacieService.arn(.filter, id)), "id": .string(id)])
    }

    func deleteFilter(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        try change { edit in
            guard edit[.filter, id] != nil else { throw missingFilter(id) }
            edit[.filter, id] = nil
            edit.renumber()
        }
        return .object([:])
    }

    func showFilter(_ request: ServiceRequest) throws -> JSONValue {
        let id = request.required("id")
        guard let filter = filters.first(where: { $0["id"]?.string == id }) else {
            throw MacieService.missing("filter", id)
        }
        var members = MacieService.filterSummary(filter).members
        for name in ["description", "findingCriteria", "position"] { members[name] = filter[name] }
        return .object(members)
    }

    func listFilters(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let shown = filters.filter { visible.allows(MacieService.resource(.filter, $0["id"]?.string ?? "", $0)) }
        let (page, next) = try MacieService.page(shown, request, most: 25) { filter in
            let digits = String(filter["position"]?.integer ?? 0)
            return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + MacieService.place(filter)
        }
        return .present([
            "findingsFilterListItems": .array(page.map(MacieService.filterSummary)), "nextToken": next,
        ])
    }

    /// All filters in the order in which they are tried, those of the configuration first.
    var filters: [JSONValue] {
        dependencies.configured(.filter) + documents(.filter).values.sorted(by: MacieService.inOrder)
    }

    // MARK: Parts

    private func missingFilter(_ id: String) -> ServiceError {
        dependencies.configured(.filter).contains { $0["id"]?.string == id }
            ? MacieService.fixed("filter", id) : MacieService.missing("filter", id)
    }

    private func checkFilterName(_ request: ServiceRequest, _ others: [JSONValue]) throws(ServiceError) {
        try MacieService.checkName(request, others + dependencies.configured(.filter))
    }

    /// Checks what a filter would be.
    private static func check(_ members: [String: JSONValue]) throws(ServiceError) {
        let criteria: FindingCriteria
        do throws(FindingCriteria.Mistake) {
            criteria = try FindingCriteria(members["findingCriteria"] ?? .null)
        } catch {
            throw .validation("findingCriteria: \(error.message)\(error.hint.map { "; \($0)" } ?? "").")
        }
        guard !criteria.isEmpty || members["action"] != .string("ARCHIVE") else {
            throw .validation("A filter without criteria would archive everything.")
        }
    }

    private static func filterSummary(_ filter: JSONValue) -> JSONValue {
        let id = filter["id"]?.string ?? ""
        return .present([
            "action": filter["action"], "arn": .string(arn(.filter, id)), "id": .string(id), "name": filter["name"],
            "tags": filter["tags"] ?? .object([:]),
        ])
    }
}

extension Edit {
    /// Puts a filter at a position, and moves the others on.
    fileprivate mutating func place(_ filter: JSONValue, at position: Int, _ id: String) {
        var order = all(.filter).filter { $0["id"]?.string != id }.sorted(by: MacieService.inOrder)
        order.insert(filter, at: min(max(position, 1), order.count + 1) - 1)
        self[.filter, id] = filter
        number(order)
    }

    /// Closes the gaps between positions.
    fileprivate mutating func renumber() { number(all(.filter).sorted(by: MacieService.inOrder)) }

    private mutating func number(_ order: [JSONValue]) {
        for (index, filter) in order.enumerated() where filter["position"]?.integer != index + 1 {
            var members = filter.members
            members["position"] = .number(index + 1)
            self[.filter, members["id"]?.string ?? ""] = .object(members)
        }
    }
}
