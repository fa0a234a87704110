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
            let value = parts.count > 1 ? parts[1].map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 } : []
            return (String(decoding: PercentText.bytes(parts[0]), as: UTF8.self), PercentText.bytes(value))
        }
    }
}

/// Text in which `%NN` stands for a byte.
///
/// Source: RFC 3986, section 2.1.
enum PercentText {
    /// What a text stands for; a percent sign that no two digits follow stands for itself.
    static func bytes(_ text: some Collection<UInt8>) -> [UInt8] {
        let text = Array(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = Hexadecimal.value(text[index + 1]),
                let low = Hexadecimal.value(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }
}
