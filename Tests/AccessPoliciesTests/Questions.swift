import AccessPolicies

/// Short ways to put questions to policies.
enum Ask {
    static let account = "111122223333"
    static let other = "444455556666"

    static let rosa = PolicyPrincipal(
        kind: .user,
        arn: "arn:aws:iam::111122223333:user/rosa",
        account: account,
        uniqueID: "AIDAROSAROSAROSAROSA"
    )

    /// A policy with these statements; `'` stands for quotes, and a backtick for an apostrophe.
    static func policy(
        _ statements: String,
        as kind: AccessPolicy.Kind = .identity,
        version: String = "2012-10-17",
        named name: String = "P"
    ) throws -> AccessPolicy {
        let text = "{'Version':'\(version)','Statement':[\(statements)]}"
        return try AccessPolicy(parsing: quoted(text), as: kind, named: name, atMost: AccessPolicy.longestText)
    }

    static func quoted(_ text: String) -> String { String(text.map { $0 == "'" ? "\"" : $0 == "`" ? "'" : $0 }) }

    /// A context from `key=value` and, with several values, `key=[a,b]`; words are parted by a space.
    static func context(_ text: String) -> PolicyContext {
        var context = PolicyContext()
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts[1].hasPrefix("[") {
                let list = parts[1].dropFirst().dropLast().split(separator: ",").map(String.init)
                context.set(parts[0], values: list)
            } else {
                context.set(parts[0], parts[1])
            }
        }
        return context
    }
}
