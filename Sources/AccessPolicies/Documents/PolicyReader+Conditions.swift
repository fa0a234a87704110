/// `Condition`.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
extension PolicyReader {
    func conditions(_ node: PolicyNode, _ path: String) throws(PolicyError) -> [Condition] {
        guard let element = node["Condition"] else { return [] }
        let path = "\(path).Condition"
        guard let operators = element.members else {
            throw mistake("Syntax errors in policy: a Condition is an object, not \(element.kind).", element, path)
        }
        var conditions: [Condition] = []
        for member in operators {
            let place = "\(path).\(member.name)"
            guard let operation = ConditionOperator(member.name) else {
                let name = PolicyNode(value: .null, range: member.nameRange)
                throw mistake(
                    "Invalid Condition type: \(quoted(member.name))\(suggestion(for: member.name))",
                    name,
                    path
                )
            }
            guard let keys = member.value.members else {
                throw mistake(
                    "Syntax errors in policy: an operator has an object of keys, not \(member.value.kind).",
                    member.value,
                    place
                )
            }
            var seen: Set<ContextKey> = []
            for key in keys {
                let name = PolicyNode(value: .null, range: key.nameRange)
                try checkKey(key.name, name, place)
                let contextKey = ContextKey(key.name)
                guard seen.insert(contextKey).inserted else {
                    throw mistake(
                        "Duplicate condition key \(quoted(key.name)): the case of letters does not tell keys apart.",
                        name,
                        place
                    )
                }
                conditions.append(
                    Condition(
                        operation: operation,
                        operatorName: member.name,
                        key: contextKey,
                        texts: key.value.elements.map(PolicyReader.scalar),
                        values: try values(key.value, operation, "\(place).\(key.name)")
                    )
                )
            }
        }
        return conditions
    }

    private func suggestion(for name: String) -> String {
        let near = ConditionOperator.names.first { name.lowercased().contains($0.lowercased()) }
        return near.map { ". Did you mean something with '\($0)'? Case counts." } ?? "."
    }

    private func checkKey(_ name: String, _ node: PolicyNode, _ path: String) throws(PolicyError) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw mistake(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. \(quoted(name)) is not.",
                node,
                path
            )
        }
    }

    /// A string, number or boolean as text.
    private static func scalar(_ node: PolicyNode) -> String {
        switch node.value {
        case .string(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null, .array, .object: node.kind
        }
    }

    /// The values of a key as what the operator compares.
    private func values(
        _ node: PolicyNode,
        _ operation: ConditionOperator,
        _ path: String
    ) throws(PolicyError) -> Condition.Values {
        var texts: [(String, PolicyNode)] = []
        for element in node.elements {
            switch element.value {
            case .string, .number, .boolean: texts.append((PolicyReader.scalar(element), element))
            case .null, .array, .object:
                throw mistake("Syntax errors in policy: a value of a condition is not \(element.kind).", element, path)
            }
        }
        func read<Value>(_ what: String, _ parse: (String) -> Value?) throws(PolicyError) -> [Value] {
            var values: [Value] = []
            for (text, element) in texts {
                guard let value = parse(text) else {
                    let hint = hasVariables && text.contains("${") ? "; variables are for strings and ARNs only" : ""
                    throw mistake("The value \(quoted(text)) is not \(what)\(hint).", element, path)
                }
                values.append(value)
            }
            return values
        }
        func patterns(_ style: TextPattern.Style, folded: Bool = false) throws(PolicyError) -> [TextPattern] {
            var patterns: [TextPattern] = []
            for (text, element) in texts {
                patterns.append(
                    try pattern(text, style, element, path, hasVariables: hasVariables, folded: folded)
                )
            }
            return patterns
        }
        switch operation.family {
        case .string: return .texts(try patterns(.literal))
        case .stringIgnoringCase: return .textsIgnoringCase(try patterns(.literal, folded: true))
        case .stringLike: return .texts(try patterns(.wildcards))
        case .arn: return .texts(try patterns(.arn))
        case .numeric: return .numbers(try read("a number") { PolicyNumber($0.utf8) })
        case .date: return .dates(try read("a date of ISO 8601 or seconds since 1970") { PolicyDate($0.utf8) })
        case .boolean: return .booleans(try read("true or false", Condition.boolean))
        case .binary: return .binaries(try read("base64") { Base64Bytes.decode($0.utf8) })
        case .address: return .addresses(try read("an IP address or a CIDR block") { AddressBlock($0.utf8) })
        case .null: return .missing(try read("true or false", Condition.boolean))
        }
    }
}
