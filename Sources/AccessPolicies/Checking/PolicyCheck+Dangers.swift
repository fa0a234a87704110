/// Who is named, and what statements allow that is seldom meant.
extension PolicyCheck {
    mutating func principals(_ node: PolicyNode, _ path: [Step]) {
        let name = node["Principal"] == nil ? "NotPrincipal" : "Principal"
        guard let element = node[name] else {
            if kind.hasPrincipals { add(.missingPrincipal, node, path, "Add a Principal: who is meant.") }
            return
        }
        let place = path + [.member(name)]
        guard kind.hasPrincipals else {
            return add(
                .unsupportedPrincipal,
                element,
                place,
                "Remove it: such a policy is about those it is attached to."
            )
        }
        if name == "NotPrincipal" {
            if node.allows {
                return add(
                    .allowWithNotPrincipal,
                    element,
                    place,
                    "This would allow it to everybody else, also without credentials. Name who is allowed in Principal."
                )
            }
            notPrincipal(element, place)
        }
        var reader = PolicyReader(text: text, kind: kind, name: "")
        reader.hasVariables = hasVariables
        do throws(PolicyError) {
            _ = try reader.principals(node, "", denies: !node.allows)
        } catch {
            if case .array(let list)? = element.members?.first?.value.value, list.isEmpty {
                add(.emptyArray, element, place, "Nobody is named: name somebody, or remove the statement.")
            }
            add(.invalidPrincipal, error.place.range, place, error.reason)
        }
    }

    private mutating func notPrincipal(_ element: PolicyNode, _ path: [Step]) {
        let names = element.strings("AWS")
        let accounts = Set(
            names.compactMap { name -> String? in
                if PolicyReader.isAccount(name) { return name }
                let pieces = name.split(separator: ":", omittingEmptySubsequences: false)
                return pieces.count == 6 && pieces[5] == "root" ? String(pieces[4]) : nil
            }
        )
        for name in names where name.hasPrefix("arn:") {
            let pieces = name.split(separator: ":", omittingEmptySubsequences: false)
            guard pieces.count == 6, !accounts.contains(String(pieces[4])) else { continue }
            return add(
                .notPrincipalWithoutAccount,
                element,
                path,
                "List the account arn:aws:iam::\(pieces[4]):root as well: who is listed is denied with the account otherwise."
            )
        }
    }

    /// Actions that give permissions to oneself.
    private static let permissionManagement = [
        "iam:attachgrouppolicy", "iam:attachrolepolicy", "iam:attachuserpolicy", "iam:createaccesskey",
        "iam:createpolicyversion", "iam:putgrouppolicy", "iam:putrolepolicy", "iam:putuserpolicy",
        "iam:setdefaultpolicyversion", "iam:updateassumerolepolicy", "iam:addusertogroup",
    ]

    mutating func dangers(_ node: PolicyNode, _ path: [Step]) {
        guard node.allows, kind != .boundary, kind != .serviceControl, kind != .session else { return }
        let isOpen = node.strings("Resource").contains { !$0.isEmpty && $0.allSatisfy { $0 == "*" } }
        if kind == .identity, isOpen { broad(node, path) }
        guard kind.hasPrincipals, let principal = node["Principal"] else { return }
        let place = path + [.member("Principal")]
        let names = [principal.string].compactMap { $0 } + principal.strings("AWS")
        if names.contains("*"), !limitsWho(node) {
            add(
                .publicPrincipal,
                principal,
                place,
                "Everybody is allowed this. Name who is meant, or add a condition on aws:PrincipalAccount or aws:PrincipalOrgID."
            )
        }
        if kind == .resource, !principal.strings("Service").isEmpty,
            !keys(ofConditions: node).contains(where: PolicyCheck.isSource)
        {
            add(
                .serviceWithoutSource,
                principal,
                place,
                "Whoever uses this service may have it do this for them. Add a condition on aws:SourceArn or aws:SourceAccount."
            )
        }
    }

    private mutating func broad(_ node: PolicyNode, _ path: [Step]) {
        if node["NotAction"] != nil {
            return add(
                .allowWithNotAction,
                node["NotAction"] ?? node,
                path + [.member("NotAction")],
                "This allows all actions but those, of all services, those that come later as well. Name what is meant in Action."
            )
        }
        guard let list = node["Action"] else { return }
        for (element, place) in PolicyCheck.elements(of: list, path + [.member("Action")]) {
            guard let text = element.string,
                let pattern = try? TextPattern(text, .wildcards, hasVariables: false, folded: true)
            else { continue }
            let none = PolicyContext()
            func has(_ action: String) -> Bool { pattern.matches(action.utf8Span.span, none) }
            let hasStar = text.contains("*")
            if pattern.isEverything || text == "*:*" {
                add(.fullAccess, element, place, "This allows everything to everything. Name what is needed.")
            } else if has("iam:passrole"), !keys(ofConditions: node).contains("iam:passedtoservice") {
                add(
                    hasStar ? .passRoleWithStarInAction : .passRoleWithStar,
                    element,
                    place,
                    "With iam:PassRole for every role, one can have a service act with more than one's own permissions. "
                        + "Name the roles in Resource, or the service with iam:PassedToService."
                )
            } else if let action = PolicyCheck.permissionManagement.first(where: has) {
                add(
                    .permissionManagementWithStar,
                    element,
                    place,
                    "\(hasStar ? "This has \(action), with which" : "With this") one can give oneself any permission. "
                        + "Name in Resource whom it is for."
                )
            }
        }
    }

    /// The names of the keys of a statement's conditions, in small letters.
    func keys(ofConditions node: PolicyNode) -> [String] {
        (node["Condition"]?.members ?? []).flatMap { $0.value.members ?? [] }.map { $0.name.lowercased() }
    }

    private static func isSource(_ name: String) -> Bool {
        ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"].contains(name)
    }

    /// Whether a statement's conditions leave out the public.
    private func limitsWho(_ node: PolicyNode) -> Bool {
        var reader = PolicyReader(text: text, kind: kind, name: "")
        reader.hasVariables = hasVariables
        // What cannot be read limits nobody; it is a finding of its own.
        guard let conditions = try? reader.conditions(node, "") else { return false }
        return conditions.contains(where: \.excludesThePublic)
    }
}
