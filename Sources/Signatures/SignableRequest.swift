import Bytes

/// A request by HTTP as far as a signature is about it, as it was sent.
public struct SignableRequest: Sendable {
    /// Such as `POST`.
    public var method: String
    /// The path as it was sent, without the query: `/`.
    public var path: String
    /// The query as it was sent, without its question mark; empty for none.
    public var query: String
    /// Lines of the head, in their order; names in small letters.
    public var headers: [(name: String, value: String)]

    /// Describes a request.
    ///
    /// - Parameters:
    ///   - method: Such as `POST`.
    ///   - target: Path and query as they were sent.
    ///   - headers: Lines of the head, names in small letters.
    public init(_ method: String, _ target: String, headers: [(name: String, value: String)]) {
        self.method = method
        self.headers = headers
        // Nearly all requests.
        if target == "/" {
            (path, query) = (target, "")
            return
        }
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = String(target[..<mark])
            query = String(target[target.index(after: mark)...])
        } else {
            path = target
            query = ""
        }
    }

    /// The values of all lines of a name, in their order.
    func values(_ name: String) -> [String] {
        var values: [String] = []
        for header in headers where header.name == name { values.append(header.value) }
        return values
    }

    /// The pairs of the query, with what escapes stand for.
    ///
    /// - Returns: In their order; a name without a value has an empty one.
    public var parameters: [(name: String, value: String)] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? PercentEncoding.bytes(parts[1]) : []
            return (
                String(decoding: PercentEncoding.bytes(parts[0]), as: UTF8.self), String(decoding: value, as: UTF8.self)
            )
        }
    }
}
