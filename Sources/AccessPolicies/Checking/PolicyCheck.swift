import JSON

/// Looks a policy over for what its author should know: mistakes, dangers, and what could be plainer.
///
/// It reads more leniently than ``AccessPolicy``, so that one mistake does not hide the others.
public struct PolicyCheck {
    typealias Step = PolicyFinding.Step

    let text: [UInt8]
    let kind: AccessPolicy.Kind
    /// The actions of the services that are known: `s3:GetObject`, in small letters, by service.
    let actions: [String: Set<String>]
    var hasVariables = false
    private(set) var findings: [PolicyFinding] = []

    /// Finds what there is about a policy.
    ///
    /// - Parameters:
    ///   - text: JSON, as whoever wrote it did.
    ///   - kind: What it is, or shall be, attached to.
    ///   - actions: All actions of those services that are known; of other services nothing is said. Empty for none.
    /// - Returns: Findings in the order of the text; none for a policy that is as it should be.
    /// - Complexity: The square of the statements and of the patterns of one.
    public static func findings(
        in text: String,
        as kind: AccessPolicy.Kind,
        knownActions actions: [String] = []
    ) -> [PolicyFinding] {
        var known: [String: Set<String>] = [:]
        for action in actions.map({ $0.lowercased() }) {
            known[String(action.prefix { $0 != ":" }), default: []].insert(action)
        }
        var check = PolicyCheck(text: Array(text.utf8), kind: kind, actions: known)
        check.run(text)
        return check.findings.sorted {
            ($0.range.lowerBound, $0.code.rawValue) < ($1.range.lowerBound, $1.code.rawValue)
        }
    }

    private init(text: [UInt8], kind: AccessPolicy.Kind, actions: [String: Set<String>]) {
        self.text = text
        self.kind = kind
        self.actions = actions
    }

    mutating func add(_ code: PolicyFindingCode, _ node: PolicyNode, _ path: [Step], _ details: String) {
        add(code, node.range, path, details)
    }

    mutating func add(_ code: PolicyFindingCode, _ range: Range<Int>, _ path: [Step], _ details: String) {
        findings.append(PolicyFinding(code: code, details: details, path: path, range: range))
    }

    // MARK: The document

    private mutating func run(_ text: String) {
        guard self.text.count <= AccessPolicy.longestText else {
            let most = AccessPolicy.longestText
            return add(.policySizeExceedsQuota, 0..<0, [], "A policy has at most \(most) bytes; no more is looked at.")
        }
        let count = AccessPolicy.countedCharacters(text, as: kind)
        if count > kind.longest {
            add(
                .policySizeExceedsQuota,
                0..<0,
                [],
                "The policy has \(count) characters; such a policy may have \(kind.longest)."
            )
        }
        let root: PolicyNode
        do throws(JSONError) {
            root = try PolicyNodeReader.document(self.text)
        } catch {
            let offset = min(error.offset, self.text.count)
            return add(.jsonSyntaxError, offset..<offset, [], "This is no JSON: \(error.message).")
        }
        document(root)
        whole(text, root)
    }

    private mutating func document(_ root: PolicyNode) {
        guard let members = root.members else {
            return add(.dataTypeMismatch, root, [], "A policy is an object, not \(root.kind).")
        }
        for member in members where !["Version", "Id", "Statement"].contains(member.name) {
            add(
                .unknownElement,
                member.nameRange,
                [.member(member.name)],
                "A policy has no such element. It has Version, Id and Statement."
            )
        }
        version(root)
        if let id = root["Id"], id.string == nil {
            add(.dataTypeMismatch, id, [.member("Id")], "An Id is a string, not \(id.kind).")
        }
        guard let list = root["Statement"], !list.elements.isEmpty else {
            return add(.missingStatement, root, [], "Add a Statement: a policy without one says nothing.")
        }
        var sids: Set<String> = []
        for (index, node) in list.elements.enumerated() {
            let path: [Step] = [.member("Statement"), .index(index)]
            guard node.members != nil else {
                add(.dataTypeMismatch, node, path, "A statement is an object, not \(node.kind).")
                continue
            }
            statement(node, path)
            if let sid = node["Sid"], let text = sid.string, !text.isEmpty, !sids.insert(text).inserted {
                add(.uniqueSidsRequired, sid, path + [.member("Sid")], "Another statement has the same Sid.")
            }
        }
    }

    private mutating func version(_ root: PolicyNode) {
        guard let version = root["Version"] else {
            let range = root.range.lowerBound..<root.range.lowerBound + 1
            return add(
                .missingVersion,
                range,
                [],
                "Add \"Version\": \"2012-10-17\". Without it the policy is of the version 2008-10-17, which has no variables."
            )
        }
        switch version.string {
        case "2012-10-17": hasVariables = true
        case "2008-10-17": break
        default:
            add(
                .invalidVersion,
                version,
                [.member("Version")],
                "The versions of the language are 2012-10-17 and 2008-10-17."
            )
        }
    }

    /// What is seen when all of the policy is understood.
    private mutating func whole(_ text: String, _ root: PolicyNode) {
        do throws(PolicyError) {
            let policy = try AccessPolicy(parsing: text, as: kind, named: "", atMost: AccessPolicy.longestText)
            compare(policy)
        } catch {
            // It is one of what was found already.
            if findings.contains(where: { $0.findingClass == .error || $0.code == .allowWithNotPrincipal }) { return }
            add(.refused, error.place.range, [], "The policy is refused: \(error.reason)")
        }
    }

    /// Statements that say what others say.
    private mutating func compare(_ policy: AccessPolicy) {
        let statements = (policy.denials + policy.permissions).sorted { $0.reference.index < $1.reference.index }
        // The square of more would take too long for what it says.
        guard statements.count <= 200 else { return }
        for statement in statements {
            let index = statement.reference.index
            let path: [Step] = [.member("Statement"), .index(index)]
            for other in statements where other.reference.index != index && other.covers(statement) {
                // Of two that say the same, the second is one too many.
                if other.isDenial == statement.isDenial, !statement.covers(other) || other.reference.index < index {
                    add(
                        .redundantStatement,
                        statement.reference.range,
                        path,
                        "\(other.reference.label.capitalizedFirst) says all that this one says: remove this one."
                    )
                    break
                }
                if other.isDenial, !statement.isDenial {
                    add(
                        .allowDenied,
                        statement.reference.range,
                        path,
                        "This statement allows nothing: \(other.reference.label) denies all of it."
                    )
                    break
                }
            }
        }
    }
}
