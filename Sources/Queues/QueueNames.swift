import Accounts

/// Names, URLs and ARNs of queues.
public enum QueueNames {
    /// The ARN of a queue.
    public static func arn(_ name: String) -> String { AccountLocation.current.arn(of: name, in: "sqs") }

    /// The name of a queue by its ARN; `nil` for what is none of this account and Region.
    public static func name(ofARN arn: String) -> String? {
        let prefix = self.arn("")
        let name = String(arn.dropFirst(prefix.count))
        return arn.hasPrefix(prefix) && isName(name) ? name : nil
    }

    /// The URL of a queue, at an endpoint.
    static func url(of name: String, at endpoint: String) -> String {
        "\(endpoint)/\(AccountLocation.current.account)/\(name)"
    }

    /// The name of a queue by its URL, whose host does not matter, or by the name itself; `nil` for what is neither.
    static func name(ofURL url: String) -> String? {
        if isName(url) { return url }
        guard url.contains("://") else { return nil }
        let parts = url.split(separator: "/")
        guard parts.count >= 4, parts[parts.count - 2] == AccountLocation.current.account else { return nil }
        let name = String(parts[parts.count - 1])
        return isName(name) ? name : nil
    }

    /// Whether a text may be the name of a queue: 1 to 80 letters, digits, hyphens and underscores, and perhaps `.fifo`.
    static func isName(_ text: String) -> Bool {
        let stem = text.hasSuffix(".fifo") ? text.dropLast(5) : text[...]
        return (1...80).contains(text.utf8.count) && !stem.isEmpty
            && stem.utf8.allSatisfy { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 45 || $0 == 95 }
    }
}
