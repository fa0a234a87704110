import Bytes

/// A request by HTTP, as it was sent.
public struct S3Request: Sendable {
    /// Such as `GET`.
    public var method: String
    /// The path, without the query.
    public var path: String
    /// The query, without its question mark; empty for none.
    public var query: String
    /// Lines of the head; names in small letters.
    public var headers: [(name: String, value: String)]

    /// Describes a request.
    public init(method: String, path: String, query: String, headers: [(name: String, value: String)]) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// The value of the only line of this name; `nil` when there is none, or more than one.
    func header(_ name: String) -> String? {
        let found = headers.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    /// The pairs of the query, with what escapes stand for; a plus sign is a space.
    var pairs: [(name: String, value: [UInt8])] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? PercentEncoding.bytes(parts[1], isForm: true) : []
            return (String(decoding: PercentEncoding.bytes(parts[0]), as: UTF8.self), value)
        }
    }
}
