public import JSON

/// Addresses of targets and rotators as those may see them who may not see credentials.
///
/// The path, the query and the user of a URL are often the only thing that a receiver asks for, and headers as well.
public enum MaskedAddress {
    /// What stands for what is not shown.
    public static let mark = "***"

    /// An address without what may be a credential.
    ///
    /// - Parameter address: The `Arn` of a target, or the `RotationLambdaARN` of a secret.
    /// - Returns: The URL's scheme and host, with ``mark`` for a path or query; what is no URL, as it is.
    public static func text(_ address: String) -> String {
        guard let start = schemes.lazy.compactMap({ end(of: $0, in: address) }).first else { return address }
        let rest = address[start...]
        let host = rest.prefix { !"/?#".contains($0) }
        let path = rest[host.endIndex...]
        let shown = host.lastIndex(of: "@").map { host[host.index(after: $0)...] } ?? host
        let isOpen = path.isEmpty || path == "/"
        return address[..<start] + shown + (isOpen ? String(path) : "/" + mark)
    }

    /// Whether something was masked in a text.
    public static func isMasked(_ text: String) -> Bool { text.contains(mark) }

    /// What a URL begins with, alone or as that of a rotator.
    private static let schemes = [
        "https://", "http://", "arn:magpie:rotator:api-key:https://", "arn:magpie:rotator:api-key:http://",
    ]

    private static func end(of prefix: String, in address: String) -> String.Index? {
        address.hasPrefix(prefix) ? address.index(address.startIndex, offsetBy: prefix.count) : nil
    }

    /// The definition of a target without credentials: its address, and the values of headers and queries.
    public static func target(_ definition: JSONValue) -> JSONValue {
        guard case .object(var members) = definition else { return definition }
        if let arn = members["Arn"]?.string { members["Arn"] = .string(text(arn)) }
        if case .object(var http)? = members["HttpParameters"] {
            for name in ["HeaderParameters", "QueryStringParameters"] {
                http[name] = http[name].map { .object($0.members.mapValues { _ in .string(mark) }) }
            }
            members["HttpParameters"] = .object(http)
        }
        return .object(members)
    }
}
