import JSON

/// Reads a document and compiles it.
///
/// Everything that is not in the grammar is refused: an element that is passed over could be the one that denies.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
struct PolicyReader {
    /// The most statements of one policy.
    static let mostStatements = 1_000

    let text: [UInt8]
    let kind: AccessPolicy.Kind
    let name: String
    /// Whether `${...}` is a variable.
    var hasVariables = false

    static func read(
        _ text: String,
        as kind: AccessPolicy.Kind,
        named name: String,
        atMost most: Int
    ) throws(PolicyError) -> AccessPolicy.Compiled {
        var reader = PolicyReader(text: Array(text.utf8), kind: kind, name: name)
        try reader.checkLength(text, atMost: most)
        return try reader.document(try reader.tree())
    }

    private func checkLength(_ text: String, atMost most: Int) throws(PolicyError) {
        let longest = AccessPolicy.longestText
        guard self.text.count <= longest else {
            throw PolicyError(
                kind: .tooLong,
                reason: "A policy has at most \(longest) bytes; this one has \(self.text.count).",
                place: PolicyPlace("", 0..<0, in: [])
            )
        }
        let count = AccessPolicy.countedCharacters(text, as: kind)
        guard count <= most else {
            let space = kind.countsWithoutSpace ? ", white space not counted" : ""
            throw PolicyError(
                kind: .tooLong,
                reason: "Cannot exceed quota for PolicySize: \(most). The policy has \(count) characters\(space).",
                place: PolicyPlace("", 0..<0, in: [])
            )
        }
    }

    /// The text as JSON.
    func tree() throws(PolicyError) -> PolicyNode {
        do throws(JSONError) {
            return try PolicyNodeReader.document(text)
        } catch {
            let offset = min(error.offset, text.count)
            throw PolicyError(
                kind: .malformed,
                reason: "Syntax errors in policy: \(error.message).",
                place: PolicyPlace("", offset..<offset, in: text)
            )
        }
    }

    /// A mistake at a node.
    func mistake(_ reason: String, _ node: PolicyNode, _ path: String) -> PolicyError {
        PolicyError(kind: .malformed, reason: reason, place: PolicyPlace(path, node.range, in: text))
    }

    private mutating func document(_ root: PolicyNode) throws(PolicyError) -> AccessPolicy.Compiled {
        guard let members = root.members else {
            throw mistake("Syntax errors in policy: a policy is an object, not \(root.kind).", root, "")
        }
        for member in members where !["Version", "Id", "Statement"].contains(member.name) {
            throw unknown(member, of: "a policy", path: "")
        }
        if let version = root["Version"] {
            guard let text = version.string, ["2012-10-17", "2008-10-17"].contains(text) else {
                throw mistake(
                    "The policy must contain a valid version string: 2012-10-17 or 2008-10-17.",
                    version,
                    "Version"
                )
            }
            hasVariables = text == "2012-10-17"
        }
        if let id = root["Id"], id.string == nil {
            throw mistake("Syntax errors in policy: an Id is a string, not \(id.kind).", id, "Id")
        }
        guard let list = root["Statement"] else {
            throw mistake("Syntax errors in policy: a policy has a Statement.", root, "")
        }
        let nodes = list.elements
        guard !nodes.isEmpty else {
            throw mistake("Syntax errors in policy: there is no statement.", list, "Statement")
        }
        guard nodes.count <= PolicyReader.mostStatements else {
            throw mistake("A policy has at most \(PolicyReader.mostStatements) statements.", list, "Statement")
        }
        var sids: Set<String> = []
        var denials: [Statement] = []
        var permissions: [Statement] = []
        for (index, node) in nodes.enumerated() {
            let path = "Statement[\(index)]"
            let (statement, denies) = try statement(node, index, path)
            if let sid = statement.reference.sid, !kind.allowsAnySid, !sids.insert(sid).inserted {
                throw mistake(
                    "Statement IDs (SID) in a single policy must be unique.",
                    node["Sid"] ?? node,
                    "\(path).Sid"
                )
            }
            if denies { denials.append(statement) } else { permissions.append(statement) }
        }
        return AccessPolicy.Compiled(
            name: name,
            kind: kind,
            text: text,
            denials: denials,
            permissions: permissions,
            unreadableReason: nil
        )
    }

    private func unknown(_ member: PolicyNode.Member, of whole: String, path: String) -> PolicyError {
        let node = PolicyNode(value: .null, range: member.nameRange)
        return mistake("Syntax errors in policy: \(whole) has no element \(quoted(member.name)).", node, path)
    }

    /// A text of the policy as messages quote it: its beginning, on one line.
    func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? "?" : String($0) }
        return "'\(shown.joined())\(text.unicodeScalars.count > 60 ? "..." : "")'"
    }

    private static let elements: Set<String> = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    private func statement(
        _ node: PolicyNode,
        _ index: Int,
        _ path: String
    ) throws(PolicyError) -> (Statement, denies: Bool) {
        guard let members = node.members else {
            throw mistake("Syntax errors in policy: a statement is an object, not \(node.kind).", node, path)
        }
        for member in members where !PolicyReader.elements.contains(member.name) {
            throw unknown(member, of: "a statement", path: path)
        }
        guard let effect = node["Effect"], let word = effect.string, ["Allow", "Deny"].contains(word) else {
            throw mistake(
                "Syntax errors in policy: Effect must be Allow or Deny.",
                node["Effect"] ?? node,
                "\(path).Effect"
            )
        }
        let denies = word == "Deny"
        let (actions, excludesActions) = try actions(node, path)
        let (resources, excludesResources) = try resources(node, path)
        let statement = Statement(
            reference: StatementReference(
                policy: name,
                kind: kind,
                sid: try sid(node, path),
                index: index,
                range: node.range
            ),
            isDenial: denies,
            actions: actions,
            excludesActions: excludesActions,
            resources: resources,
            excludesResources: excludesResources,
            principals: try principals(node, path, denies: denies),
            conditions: try conditions(node, path)
        )
        return (statement, denies)
    }

    private func sid(_ node: PolicyNode, _ path: String) throws(PolicyError) -> String? {
        guard let sid = node["Sid"] else { return nil }
        guard let text = sid.string else {
            throw mistake("Syntax errors in policy: a Sid is a string, not \(sid.kind).", sid, "\(path).Sid")
        }
        guard kind.allowsAnySid || text.utf8.allSatisfy({ $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 }) else {
            throw mistake(
                "Statement IDs (SID) must be alpha-numeric: they satisfy the regular expression [0-9A-Za-z]*.",
                sid,
                "\(path).Sid"
            )
        }
        return text.isEmpty ? nil : text
    }

    // MARK: Actions and resources

    private func actions(_ node: PolicyNode, _ path: String) throws(PolicyError) -> ([TextPattern], Bool) {
        guard let (list, name) = try oneOf("Action", "NotAction", node, path) else {
            throw mistake("Policy statement must contain actions.", node, path)
        }
        var patterns: [TextPattern] = []
        for element in list.elements {
            let text = try string(element, "\(path).\(name)")
            try checkAction(text, element, "\(path).\(name)")
            patterns.append(
                try pattern(text, .wildcards, element, "\(path).\(name)", hasVariables: false, folded: true)
            )
        }
        guard !patterns.isEmpty else {
            throw mistake("Policy statement must contain actions.", list, "\(path).\(name)")
        }
        return (patterns, name == "NotAction")
    }

    private func checkAction(_ text: String, _ node: PolicyNode, _ path: String) throws(PolicyError) {
        if text == "*" { return }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else {
            throw mistake(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. \(quoted(text)) is not.",
                node,
                path
            )
        }
        guard parts.count == 2 else { throw mistake("Actions/Condition can contain only one colon.", node, path) }
        let isVendor = { (byte: UInt8) in
            byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        guard parts[0] == "*" || (!parts[0].isEmpty && parts[0].utf8.allSatisfy(isVendor)) else {
            throw mistake("Vendor \(quoted(String(parts[0]))) is not valid.", node, path)
        }
        guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw mistake("Action \(quoted(text)) is not valid.", node, path)
        }
    }

    private func resources(_ node: PolicyNode, _ path: String) throws(PolicyError) -> ([TextPattern], Bool) {
        let found = try oneOf("Resource", "NotResource", node, path)
        if kind == .trust {
            if let (list, name) = found { throw mistake("Has prohibited field \(name).", list, "\(path).\(name)") }
            return ([], true)
        }
        guard let (list, name) = found else {
            // AWS keeps such a policy of a resource; the statement is about nothing.
            if kind == .resource { return ([], false) }
            throw mistake("Policy statement must contain resources.", node, path)
        }
        var patterns: [TextPattern] = []
        for element in list.elements {
            let text = try string(element, "\(path).\(name)")
            guard text.hasPrefix("arn:") || (!text.isEmpty && text.utf8.allSatisfy { $0 == UInt8(ascii: "*") }) else {
                throw mistake(
                    "Resource \(quoted(text)) must be in ARN format or \"*\".",
                    element,
                    "\(path).\(name)"
                )
            }
            patterns.append(try pattern(text, .arn, element, "\(path).\(name)", hasVariables: hasVariables))
        }
        guard !patterns.isEmpty else {
            throw mistake("Policy statement must contain resources.", list, "\(path).\(name)")
        }
        return (patterns, name == "NotResource")
    }

    // MARK: Parts

    /// The one of two elements that is there; `nil` when neither is.
    func oneOf(
        _ name: String,
        _ other: String,
        _ node: PolicyNode,
        _ path: String
    ) throws(PolicyError) -> (PolicyNode, String)? {
        switch (node[name], node[other]) {
        case (let found?, nil): return (found, name)
        case (nil, let found?): return (found, other)
        case (nil, nil): return nil
        case (_?, let found?):
            throw mistake("Syntax errors in policy: a statement has \(name) or \(other), not both.", found, path)
        }
    }

    func string(_ node: PolicyNode, _ path: String) throws(PolicyError) -> String {
        guard let text = node.string else {
            throw mistake("Syntax errors in policy: a string is needed, not \(node.kind).", node, path)
        }
        return text
    }

    func pattern(
        _ text: String,
        _ style: TextPattern.Style,
        _ node: PolicyNode,
        _ path: String,
        hasVariables: Bool,
        folded: Bool = false
    ) throws(PolicyError) -> TextPattern {
        do throws(TextPattern.Mistake) {
            return try TextPattern(text, style, hasVariables: hasVariables, folded: folded)
        } catch { throw mistake(error.reason, node, path) }
    }
}

extension AccessPolicy.Kind {
    /// Whether a `Sid` may be any text, several times: policies of resources have sentences there.
    var allowsAnySid: Bool { self == .resource }
}
