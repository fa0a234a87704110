/// `Principal` and `NotPrincipal`.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
extension PolicyReader {
    func principals(_ node: PolicyNode, _ path: String, denies: Bool) throws(PolicyError) -> PrincipalElement? {
        let found = try oneOf("Principal", "NotPrincipal", node, path)
        guard kind.hasPrincipals else {
            if let (element, name) = found {
                throw mistake("Policy document should not specify a principal.", element, "\(path).\(name)")
            }
            return nil
        }
        guard let (element, name) = found else {
            throw mistake("Missing required field Principal.", node, path)
        }
        let place = "\(path).\(name)"
        if name == "NotPrincipal" {
            guard kind != .trust else { throw mistake("Has prohibited field NotPrincipal.", element, place) }
            guard denies else {
                throw mistake(
                    "Allow with NotPrincipal is not supported: name who is allowed in Principal.",
                    element,
                    place
                )
            }
        }
        let patterns = try patterns(element, place)
        return name == "Principal" ? .named(patterns) : .allBut(patterns)
    }

    private func patterns(_ element: PolicyNode, _ path: String) throws(PolicyError) -> [PrincipalPattern] {
        if let text = element.string {
            guard text == "*" else { throw invalid(text, element, path) }
            return [.everybody]
        }
        guard let members = element.members else {
            throw mistake(
                "Invalid principal in policy: an object or \"*\" is needed, not \(element.kind).",
                element,
                path
            )
        }
        var patterns: [PrincipalPattern] = []
        for member in members {
            let place = "\(path).\(member.name)"
            for value in member.value.elements {
                let text = try string(value, place)
                guard let pattern = pattern(member.name, text) else {
                    throw member.name == "CanonicalUser"
                        ? mistake("CanonicalUser is not supported: name the account in AWS.", value, place)
                        : invalid("\"\(member.name)\":\"\(text)\"", value, place)
                }
                patterns.append(pattern)
            }
        }
        guard !patterns.isEmpty else { throw mistake("Invalid principal in policy: nobody is named.", element, path) }
        return patterns
    }

    private func invalid(_ text: String, _ node: PolicyNode, _ path: String) -> PolicyError {
        mistake("Invalid principal in policy: \(quoted(text)).", node, path)
    }

    private func pattern(_ type: String, _ text: String) -> PrincipalPattern? {
        guard (1...2_048).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
        switch type {
        case "AWS": return named(text)
        case "Service": return text.contains("*") || text.contains("?") || !text.contains(".") ? nil : .service(text)
        case "Federated": return text.contains("*") || text.contains("?") ? nil : .provider(text)
        default: return nil
        }
    }

    private func named(_ text: String) -> PrincipalPattern? {
        if text == "*" { return .everybody }
        // There are no wildcards in names: whoever is meant is named.
        if text.contains("*") || text.contains("?") { return nil }
        if PolicyReader.isAccount(text) { return .account(text) }
        guard text.hasPrefix("arn:") else {
            let isID = text.utf8.count >= 16 && text.utf8.allSatisfy { $0 &- 48 < 10 || $0 &- 65 < 26 }
            return isID && ["AIDA", "AROA"].contains(where: text.hasPrefix) ? .uniqueID(text) : nil
        }
        let pieces = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 6, !pieces[1].isEmpty, ["iam", "sts"].contains(pieces[2]), pieces[3].isEmpty,
            PolicyReader.isAccount(pieces[4])
        else { return nil }
        if pieces[2] == "iam", pieces[5] == "root" { return .account(pieces[4]) }
        let kinds = pieces[2] == "iam" ? ["user/", "role/"] : ["assumed-role/", "federated-user/"]
        guard let prefix = kinds.first(where: pieces[5].hasPrefix), pieces[5].count > prefix.count else { return nil }
        return .arn(text)
    }

    /// Whether a text is the number of an account.
    static func isAccount(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { $0 &- 48 < 10 }
    }
}
