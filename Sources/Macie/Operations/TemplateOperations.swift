public import JSON
import Records
import ServiceModel

/// What is looked for by all scans, and in which buckets only jobs look.
///
/// There is one template and one scope, as in an account of AWS. A new identifier or allow list is a part of the template at
/// once; with AWS somebody has to add it.
extension MacieService {
    /// The ids of the one scope and of the one template.
    static let scopeID = "00000000000000000000000000000001"
    static let templateID = "00000000000000000000000000000002"
    private static let scopeName = "automated-sensitive-data-discovery"
    private static let templateName = "automated-sensitive-data-discovery"

    /// What a template has lists of.
    enum TemplateList: String {
        case identifiers = "customDataIdentifierIds"
        case lists = "allowListIds"
        case included = "managedDataIdentifierIds"
        case excluded = "excludedDataIdentifierIds"
    }

    func templateList(_ list: TemplateList) -> [String] {
        setting(.template)?[list.rawValue]?.array.compactMap(\.string) ?? []
    }

    func listTemplates(_ request: ServiceRequest) -> JSONValue {
        let template = JSONValue.object([
            "id": .string(MacieService.templateID), "name": .string(MacieService.templateName),
        ])
        return .object(["sensitivityInspectionTemplates": .array([template])])
    }

    func showTemplate(_ request: ServiceRequest) throws -> JSONValue {
        try MacieService.check(request, MacieService.templateID, "sensitivity inspection template")
        func texts(_ list: TemplateList) -> JSONValue { .array(templateList(list).map { .string($0) }) }
        return .present([
            "description": setting(.template)?["description"],
            "excludes": .object(["managedDataIdentifierIds": texts(.excluded)]),
            "includes": .object([
                "allowListIds": texts(.lists), "customDataIdentifierIds": texts(.identifiers),
                "managedDataIdentifierIds": texts(.included),
            ]), "name": .string(MacieService.templateName),
            "sensitivityInspectionTemplateId": .string(MacieService.templateID),
        ])
    }

    func updateTemplate(_ request: ServiceRequest) throws -> JSONValue {
        try MacieService.check(request, MacieService.templateID, "sensitivity inspection template")
        let (includes, excludes) = (request.input["includes"], request.input["excludes"])
        let managed = Set(dependencies.managed().map(\.id))
        try change { edit in
            var members = edit[.template]?.members ?? [:]
            if let description = request.input["description"] { members["description"] = description }
            let identifiers = edit.all(.identifier).filter { $0["deleted"] == nil }
            func ids(_ documents: [JSONValue]) -> Set<String> { Set(documents.compactMap { $0["id"]?.string }) }
            let given: [(TemplateList, JSONValue?, known: Set<String>)] = [
                (.identifiers, includes?["customDataIdentifierIds"], ids(identifiers)),
                (.lists, includes?["allowListIds"], ids(edit.all(.allowList))),
                (.included, includes?["managedDataIdentifierIds"], managed),
                (.excluded, excludes?["managedDataIdentifierIds"], managed),
            ]
            for (list, value, known) in given {
                // A structure that is given replaces the one before: what it leaves out is empty.
                let isGiven = list == .excluded ? excludes != nil : includes != nil
                guard isGiven else { continue }
                let ids = Set(value?.array.compactMap(\.string) ?? [])
                if let id = ids.subtracting(known).min() {
                    throw ServiceError.validation("\(list.rawValue): there is no \(id).")
                }
                members[list.rawValue] = .array(ids.sorted().map { .string($0) })
            }
            edit[.template] = .object(members)
        }
        dependencies.changed()
        return .object([:])
    }

    // MARK: The scope

    func listScopes(_ request: ServiceRequest) -> JSONValue {
        let isMeant = request.text("name").map { $0 == MacieService.scopeName } ?? true
        let scope = JSONValue.object(["id": .string(MacieService.scopeID), "name": .string(MacieService.scopeName)])
        return .object(["classificationScopes": .array(isMeant ? [scope] : [])])
    }

    func showScope(_ request: ServiceRequest) throws -> JSONValue {
        try MacieService.check(request, MacieService.scopeID, "classification scope")
        let names = rest.excluded.sorted().map { JSONValue.string($0) }
        return .object([
            "id": .string(MacieService.scopeID), "name": .string(MacieService.scopeName),
            "s3": .object(["excludes": .object(["bucketNames": .array(names)])]),
        ])
    }

    func updateScope(_ request: ServiceRequest) throws -> JSONValue {
        try MacieService.check(request, MacieService.scopeID, "classification scope")
        guard let excludes = request.input["s3"]?["excludes"] else { return .object([:]) }
        let names = Set(excludes["bucketNames"]?.array.compactMap(\.string) ?? [])
        let operation = excludes["operation"]?.string ?? ""
        let known = dependencies.buckets()
        // What is removed may be a bucket that is gone.
        if operation != "REMOVE", let name = names.subtracting(known).min() {
            throw ServiceError.validation("There is no bucket \(name).")
        }
        try change { edit in
            let old = Set(edit[.scope]?["bucketNames"]?.array.compactMap(\.string) ?? [])
            let new =
                switch operation {
                case "ADD": old.union(names)
                case "REMOVE": old.subtracting(names)
                default: names
                }
            edit[.scope] = .object(["bucketNames": .array(new.sorted().map { .string($0) })])
        }
        dependencies.changed()
        return .object([:])
    }

    // MARK: Parts

    private static func check(_ request: ServiceRequest, _ id: String, _ what: String) throws(ServiceError) {
        guard request.text("id") == id else { throw missing(what, request.required("id")) }
    }
}

extension Edit {
    /// Has a template list something.
    mutating func include(_ id: String, _ list: MacieService.TemplateList) {
        change(list) { $0.insert(id) }
    }

    /// Has a template not list something.
    mutating func exclude(_ id: String, _ list: MacieService.TemplateList) {
        change(list) { $0.remove(id) }
    }

    private mutating func change<Result>(_ list: MacieService.TemplateList, _ body: (inout Set<String>) -> Result) {
        var members = self[.template]?.members ?? [:]
        var ids = Set(members[list.rawValue]?.array.compactMap(\.string) ?? [])
        _ = body(&ids)
        members[list.rawValue] = .array(ids.sorted().map { .string($0) })
        self[.template] = .object(members)
    }
}

/// What scans look for besides what the configuration says.
public struct Inspection: Sendable, Equatable {
    /// Custom data identifiers, as a file of the configuration has them; `nil` when there are none.
    public var identifiers: [UInt8]?
    /// A word list in a bucket.
    public struct Words: Sendable, Equatable {
        public var bucket: String
        public var key: String
    }
    /// Patterns of allow lists.
    public var allowedPatterns: [String] = []
    /// Word lists of allow lists.
    public var allowedWords: [Words] = []
    /// Managed data identifiers besides those of the configuration, and those that are left out.
    public var included: [String] = []
    public var excluded: [String] = []
}

extension MacieService {
    /// What scans look for now.
    public var inspection: Inspection {
        let (identifiers, lists) = (documents(.identifier), documents(.allowList))
        var inspection = Inspection()
        let used = templateList(.identifiers).compactMap { identifiers[$0] }
        if !used.isEmpty { inspection.identifiers = MacieService.file(of: used) }
        for list in templateList(.lists).compactMap({ lists[$0] }) {
            if let pattern = list["criteria"]?["regex"]?.string { inspection.allowedPatterns.append(pattern) }
            if let words = list["criteria"]?["s3WordsList"] {
                inspection.allowedWords.append(
                    Inspection.Words(
                        bucket: words["bucketName"]?.string ?? "",
                        key: words["objectKey"]?.string ?? ""
                    )
                )
            }
        }
        inspection.included = templateList(.included)
        inspection.excluded = templateList(.excluded)
        return inspection
    }

    /// Custom data identifiers as a file of the configuration has them: JSON, which is YAML.
    public static func file(of identifiers: [JSONValue]) -> [UInt8] {
        let names = ["id", "ignoreWords", "keywords", "maximumMatchDistance", "name", "regex", "severityLevels"]
        let entries = identifiers.map { identifier in
            JSONValue.object(
                Dictionary(uniqueKeysWithValues: names.compactMap { name in identifier[name].map { (name, $0) } })
            )
        }
        return JSONValue.object(["customDataIdentifiers": .array(entries)]).bytes
    }
}
