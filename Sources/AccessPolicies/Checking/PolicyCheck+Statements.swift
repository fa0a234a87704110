/// Statements one by one.
extension PolicyCheck {
    private static let elements: Set<String> = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    mutating func statement(_ node: PolicyNode, _ path: [Step]) {
        for member in node.members ?? [] where !PolicyCheck.elements.contains(member.name) {
            let near = PolicyCheck.elements.first { $0.lowercased() == member.name.lowercased() }
            let hint = near.map { " Write \($0): case counts." } ?? ""
            add(
                .unknownElement,
                member.nameRange,
                path + [.member(member.name)],
                "A statement has no such element.\(hint)"
            )
        }
        sid(node, path)
        effect(node, path)
        for (name, other) in [("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal")] {
            if node[name] != nil, let second = node[other] {
                add(
                    .unsupportedElementCombination,
                    second,
                    path + [.member(other)],
                    "A statement has \(name) or \(other), not both."
                )
            }
        }
        actions(node, path)
        resources(node, path)
        principals(node, path)
        if let condition = node["Condition"] {
            conditions(condition, path + [.member("Condition")], allows: node.allows)
        }
        dangers(node, path)
    }

    private mutating func sid(_ node: PolicyNode, _ path: [Step]) {
        guard let sid = node["Sid"] else { return }
        let path = path + [.member("Sid")]
        guard let text = sid.string else {
            return add(.dataTypeMismatch, sid, path, "A Sid is a string, not \(sid.kind).")
        }
        if text.isEmpty {
            add(.emptySid, sid, path, "Remove the Sid, or say in it what the statement is for.")
        } else if !kind.allowsAnySid, !text.utf8.allSatisfy({ $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 }) {
            add(.invalidSid, sid, path, "Use letters and digits only.")
        }
    }

    private mutating func effect(_ node: PolicyNode, _ path: [Step]) {
        guard let effect = node["Effect"] else {
            return add(.missingEffect, node, path, "Add an Effect: Allow or Deny.")
        }
        if !["Allow", "Deny"].contains(effect.string) {
            add(.invalidEffect, effect, path + [.member("Effect")], "An Effect is Allow or Deny; case counts.")
        }
    }

    // MARK: Actions

    private mutating func actions(_ node: PolicyNode, _ path: [Step]) {
        guard let list = node["Action"] ?? node["NotAction"] else {
            return add(.missingAction, node, path, "Add an Action or a NotAction.")
        }
        let path = path + [.member(node["Action"] == nil ? "NotAction" : "Action")]
        if list.elements.isEmpty { return add(.missingAction, list, path, "Name an action, or remove the statement.") }
        for (element, place) in PolicyCheck.elements(of: list, path) {
            guard let text = element.string else {
                add(.dataTypeMismatch, element, place, "An action is a string, not \(element.kind).")
                continue
            }
            action(text, element, place)
        }
        repeated(list, path, .redundantAction, .wildcards, "action")
    }

    private mutating func action(_ text: String, _ node: PolicyNode, _ path: [Step]) {
        if text == "*" || text == "*:*" { return }
        let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return add(.missingActionPrefix, node, path, "Write an action as service:Action, such as s3:GetObject.")
        }
        guard !parts[0].isEmpty, !parts[0].contains(where: { "*?".contains($0) }) else {
            return add(.invalidService, node, path, "A service's name has no wildcards.")
        }
        guard let known = actions[String(parts[0])] else { return }
        guard let pattern = try? TextPattern(text, .wildcards, hasVariables: false, folded: true) else { return }
        let none = PolicyContext()
        if !known.contains(where: { pattern.matches($0.utf8Span.span, none) }) {
            add(.invalidAction, node, path, "The service \(parts[0]) has no such action here.")
        }
    }

    // MARK: Resources

    private mutating func resources(_ node: PolicyNode, _ path: [Step]) {
        let name = node["Resource"] == nil ? "NotResource" : "Resource"
        guard let list = node[name] else {
            if kind != .trust {
                add(.missingResource, node, path, "Add a Resource: without one, the statement is about nothing.")
            }
            return
        }
        let path = path + [.member(name)]
        if kind == .trust {
            return add(
                .unsupportedElementCombination,
                list,
                path,
                "The policy of a role has no resources: it is about the role."
            )
        }
        if list.elements.isEmpty {
            return add(.missingResource, list, path, "Name a resource, or remove the statement.")
        }
        for (element, place) in PolicyCheck.elements(of: list, path) {
            guard let text = element.string else {
                add(.dataTypeMismatch, element, place, "A resource is a string, not \(element.kind).")
                continue
            }
            resource(text, element, place)
        }
        repeated(list, path, .redundantResource, .arn, "resource")
    }

    private mutating func resource(_ text: String, _ node: PolicyNode, _ path: [Step]) {
        if !text.isEmpty, text.allSatisfy({ $0 == "*" }) { return }
        guard text.hasPrefix("arn:") else {
            return add(.invalidARNPrefix, node, path, "Write an ARN, which begins with 'arn:', or \"*\".")
        }
        variables(text, node, path)
        let pieces = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard pieces.count > 4, !text.contains("${") else { return }
        let account = pieces[4]
        if !account.isEmpty, account != "aws", !account.contains(where: { "*?".contains($0) }),
            !PolicyReader.isAccount(account)
        {
            add(.invalidARNAccount, node, path, "The fifth piece of an ARN is an account of twelve digits, or empty.")
        }
    }

    /// Patterns of a list that others in it have.
    private mutating func repeated(
        _ list: PolicyNode,
        _ path: [Step],
        _ code: PolicyFindingCode,
        _ style: TextPattern.Style,
        _ what: String
    ) {
        let places = PolicyCheck.elements(of: list, path)
        guard places.count > 1, places.count <= 500 else { return }
        let patterns = places.map { place in
            place.0.string.flatMap {
                try? TextPattern($0, style, hasVariables: style == .arn && hasVariables, folded: style == .wildcards)
            }
        }
        for (index, pattern) in patterns.enumerated() {
            guard let pattern else { continue }
            let other = patterns.indices.first { candidate in
                guard candidate != index, let other = patterns[candidate], other.covers(pattern) else { return false }
                return !pattern.covers(other) || candidate < index
            }
            guard let other, let text = patterns[other]?.text else { continue }
            add(code, places[index].0, places[index].1, "Remove this \(what): '\(text)' has it.")
        }
    }

    /// Mistakes in variables, and variables where there are none.
    mutating func variables(_ text: String, _ node: PolicyNode, _ path: [Step]) {
        guard text.contains("${") else { return }
        guard hasVariables else {
            return add(
                .variableWithoutVersion,
                node,
                path,
                "This is text, not a variable: variables need \"Version\": \"2012-10-17\"."
            )
        }
        do throws(TextPattern.Mistake) {
            _ = try TextPattern(text, .wildcards, hasVariables: true)
        } catch { add(.invalidVariable, node, path, error.reason) }
    }

    /// The elements of a list with their paths; what is no list is one element.
    static func elements(of list: PolicyNode, _ path: [Step]) -> [(PolicyNode, [Step])] {
        guard case .array(let elements) = list.value else { return [(list, path)] }
        return elements.enumerated().map { ($1, path + [.index($0)]) }
    }
}

extension PolicyNode {
    /// Of a statement, whether it allows.
    var allows: Bool { self["Effect"]?.string == "Allow" }

    /// The strings of a member that is one or a list of them.
    func strings(_ name: String) -> [String] { self[name]?.elements.compactMap(\.string) ?? [] }
}
