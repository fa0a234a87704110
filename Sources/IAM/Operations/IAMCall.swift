import AccessPolicies
import JSON
import POSIX
import ServiceModel

/// A request that the model has accepted, with who asks and what was kept when it came.
struct IAMCall: ParameterReading, Sendable {
    let request: ServiceRequest
    let caller: Caller

    var input: JSONValue { request.input }

    /// The most items of a page unless the request says it.
    private static let defaultPage = 100

    /// A path that a new entity gets.
    func path(_ name: String = "Path") throws(ServiceError) -> String? {
        guard let path = text(name) else { return nil }
        let isGood =
            path.hasPrefix("/") && path.hasSuffix("/") && path.utf8.allSatisfy { 0x21...0x7E ~= $0 }
            && path.utf8.count <= 512
        guard isGood else {
            throw ServiceError(
                "ValidationError",
                "The specified value for \(name.prefix(1).lowercased() + name.dropFirst()) is invalid. It must begin and end "
                    + "with / and contain only alphanumeric characters and/or / characters."
            )
        }
        return path
    }

    /// The name of the user that a request is about: whoever asks, when it names none.
    func ownName() throws(ServiceError) -> String {
        if let name = text("UserName") { return name }
        guard caller.principal.kind == .user, let name = caller.principal.arn.split(separator: "/").last else {
            throw ServiceError("ValidationError", "Must specify userName when calling with non-User credentials")
        }
        return String(name)
    }

    // MARK: Tags

    /// The most tags of anything.
    static let mostTags = 50

    /// Tags with others added, or in place of those of the same keys.
    func tags(_ tags: [Tag], adding added: [Tag]) throws(ServiceError) -> [Tag] {
        var seen: Set<String> = []
        var result = tags
        for tag in added {
            guard seen.insert(tag.key.lowercased()).inserted else {
                throw .input("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            }
            guard !tag.key.lowercased().hasPrefix("aws:") else {
                throw .input("Tag keys must not begin with aws:, which is reserved.")
            }
            if let index = result.firstIndex(where: { $0.key.lowercased() == tag.key.lowercased() }) {
                result[index] = tag
            } else {
                result.append(tag)
            }
        }
        guard result.count <= IAMCall.mostTags else {
            throw .limit("The number of tags has reached the maximum limit: \(IAMCall.mostTags).")
        }
        return result
    }

    /// Tags without those that a request names.
    func tagsLeft(_ tags: [Tag]) -> [Tag] {
        let keys = Set(input["TagKeys"]?.array.compactMap { $0.string?.lowercased() } ?? [])
        return tags.filter { !keys.contains($0.key.lowercased()) }
    }

    // MARK: Pages

    /// One page of a list.
    ///
    /// - Parameters:
    ///   - items: All, in the order of what tells them apart.
    ///   - member: What the list is called in the answer.
    ///   - name: What tells an item from the others.
    ///   - isWanted: Whether an item is in the list.
    ///   - describe: An item in the answer.
    /// - Returns: The answer.
    /// - Throws: `ValidationError` for a marker that no answer has given.
    /// - Complexity: Logarithmic in `items`, and linear in those that are not wanted until the page is full.
    func page<Items: RandomAccessCollection>(
        _ items: Items,
        as member: String,
        by name: (Items.Element) -> String,
        where isWanted: (Items.Element) -> Bool = { _ in true },
        _ describe: (Items.Element) throws -> JSONValue
    ) throws -> [String: JSONValue] {
        let limit = input["MaxItems"]?.integer ?? IAMCall.defaultPage
        var (first, end) = (items.startIndex, items.endIndex)
        if let marker = text("Marker") {
            guard let place = PageToken.place(marker) else {
                throw ServiceError("ValidationError", "Invalid Marker.")
            }
            while first < end {
                let middle = items.index(first, offsetBy: items.distance(from: first, to: end) / 2)
                if name(items[middle]) > place { end = middle } else { first = items.index(after: middle) }
            }
        }
        var shown: [JSONValue] = []
        var last: Items.Element?
        for item in items[first...] where isWanted(item) {
            if shown.count == limit {
                var answer: [String: JSONValue] = [member: .array(shown), "IsTruncated": .boolean(true)]
                if let last { answer["Marker"] = .string(PageToken.text(name(last))) }
                return answer
            }
            shown.append(try describe(item))
            last = item
        }
        return [member: .array(shown), "IsTruncated": .boolean(false)]
    }

    /// One page of a list of entities, in the order of their names, that begin with the path that is asked for.
    func page<Element: Entity>(
        _ registry: Registry<Element>,
        as member: String,
        path: (Element) -> String,
        where isWanted: (Element) -> Bool = { _ in true },
        _ describe: (Element) -> JSONValue
    ) throws -> JSONValue {
        let prefix = text("PathPrefix") ?? "/"
        return .object(
            try page(
                registry.ordered,
                as: member,
                by: { registry[id: $0]?.name ?? "" },
                where: { id in registry[id: id].map { path($0).hasPrefix(prefix) && isWanted($0) } ?? false }
            ) { id in registry[id: id].map(describe) ?? .null }
        )
    }

    /// One page of a list of tags.
    func page(_ tags: [Tag]) throws -> JSONValue {
        .object(
            try page(tags.sorted { $0.key < $1.key }, as: "Tags", by: \.key) {
                .object(["Key": .string($0.key), "Value": .string($0.value)])
            }
        )
    }
}

extension JSONValue {
    /// A time in an answer: ISO 8601, to the second.
    static func time(_ seconds: Double) -> JSONValue { .string(UTCTime.text(secondsSince1970: seconds)) }

    /// A policy's text in an answer: as JSON, as the AWS CLI shows it.
    static func policy(_ text: String) -> JSONValue { (try? JSONValue(parsing: Array(text.utf8))) ?? .string(text) }
}
