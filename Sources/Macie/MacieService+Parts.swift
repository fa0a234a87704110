import Accounts
import Bytes
import Cryptography
import JSON
import POSIX
import ServiceModel

/// What the operations have in common.
extension MacieService {
    /// The name of a kind of thing in ARNs.
    enum ResourceKind: String, CaseIterable {
        case identifier = "custom-data-identifier"
        case allowList = "allow-list"
        case filter = "findings-filter"
    }

    static func arn(_ kind: ResourceKind, _ id: String) -> String {
        AccountLocation.current.arn(of: "\(kind.rawValue)/\(id)", in: MacieModel.service)
    }

    /// A random id of `count` of some letters, of which a power of two makes each as likely as the others.
    static func randomID(_ count: Int, of letters: String) throws -> String {
        let letters = Array(letters)
        return String(try RandomBytes.make(count).map { letters[Int($0) % letters.count] })
    }

    /// A random id in the form of a UUID of version 4 (RFC 9562).
    static func randomUUID() throws -> String {
        let digits = Array(try randomID(32, of: "0123456789abcdef"))
        let parts = [digits[0..<8], digits[8..<12], "4" + digits[13..<16], "a" + digits[17..<20], digits[20..<32]]
        return parts.map { String($0) }.joined(separator: "-")
    }

    static func time(_ seconds: Double) -> JSONValue { .string(UTCTime.preciseText(secondsSince1970: seconds)) }

    static func missing(_ what: String, _ id: String) -> ServiceError { .notFound("There is no \(what) \(id).") }

    /// What stands in the configuration is not changed by requests.
    static func fixed(_ what: String, _ id: String) -> ServiceError {
        ServiceError("ConflictException", "The \(what) \(id) stands in the configuration: change it there.")
    }

    static func tooMany(_ what: String, _ most: Int) -> ServiceError {
        ServiceError("ServiceQuotaExceededException", "There are \(most) \(what) already, and no more are allowed.")
    }

    // MARK: Tokens of clients

    /// The id of what an earlier request with the same token has made.
    ///
    /// - Throws: `ServiceError` when that request was another one.
    static func made(by request: ServiceRequest, among documents: [JSONValue]) throws -> String? {
        guard let token = request.text("clientToken") else { return nil }
        guard let earlier = documents.first(where: { $0["clientToken"]?.string == token }) else { return nil }
        guard earlier["request"] == .string(try fingerprint(request)) else {
            throw ServiceError("ConflictException", "The clientToken was used for another request.")
        }
        return earlier["id"]?.string
    }

    /// What is kept of the request that has made something: nothing without a token.
    static func trace(of request: ServiceRequest) throws -> [String: JSONValue] {
        guard let token = request.text("clientToken") else { return [:] }
        return ["clientToken": .string(token), "request": .string(try fingerprint(request))]
    }

    private static func fingerprint(_ request: ServiceRequest) throws -> String {
        var digest = try SHA256()
        digest.update(request.input.bytes.span)
        return Hexadecimal.text(digest.finalize())
    }

    // MARK: Tags

    /// The tags of a request.
    ///
    /// - Throws: `ServiceError` for names that are reserved or too long, and for more than fifty.
    static func tags(_ request: ServiceRequest, addedTo old: JSONValue? = nil) throws(ServiceError) -> JSONValue {
        var tags = old?.members ?? [:]
        for (name, value) in request.input["tags"]?.strings ?? [:] {
            guard (1...128).contains(name.count), value.count <= 256 else {
                throw .validation("A tag has a name of 1 to 128 characters and a value of at most 256.")
            }
            guard !name.lowercased().hasPrefix("aws:") else {
                throw .validation("Tags beginning with aws: are reserved.")
            }
            tags[name] = .string(value)
        }
        guard tags.count <= 50 else { throw .validation("Something has at most 50 tags.") }
        return .object(tags)
    }

    static func resource(_ kind: ResourceKind, _ id: String, _ document: JSONValue?) -> ServiceResource {
        ServiceResource(arn(kind, id)).tagged(
            (document?["tags"]?.strings ?? [:]).map { (key: $0.key, value: $0.value) }
        )
    }

    // MARK: Pages

    /// A page of a list.
    ///
    /// - Parameters:
    ///   - items: All that there is, in the order of their places.
    ///   - request: How many, and where the page before has ended.
    ///   - most: The longest page.
    ///   - place: Where something stands: a text that is greater than those of all before it.
    /// - Returns: The page, and the token for the next one if there is one.
    /// - Throws: `ServiceError` for a token that is none.
    static func page<Element>(
        _ items: [Element],
        _ request: ServiceRequest,
        most: Int = 50,
        place: (Element) -> String
    ) throws(ServiceError) -> (items: [Element], next: JSONValue?) {
        var rest = items[...]
        if let token = request.text("nextToken"), !token.isEmpty {
            guard let last = PageToken.place(token) else { throw .validation("The nextToken is not valid.") }
            rest = items.drop { place($0) <= last }
        }
        let page = rest.prefix(request.input["maxResults"]?.integer ?? most)
        guard page.count < rest.count, let last = page.last else { return (Array(page), nil) }
        return (Array(page), .string(PageToken.text(place(last))))
    }

    /// The place of a document in a list by time: what stands in the configuration comes first.
    static func place(_ document: JSONValue) -> String {
        let milliseconds = Int((document["created"]?.number ?? 0) * 1000)
        let digits = String(milliseconds)
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits + (document["id"]?.string ?? "")
    }
}
