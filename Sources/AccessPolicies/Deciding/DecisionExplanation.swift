/// A decision, and all that led to it.
public struct DecisionExplanation: Sendable, Equatable {
    /// The decision, with every statement that applies, in the order of the groups of policies.
    public var decision: AccessDecision
    /// What became of every statement, in the order of the groups of policies and of the texts.
    public var outcomes: [StatementOutcome]
    /// The condition keys that statements about this action look at and the request does not have, sorted.
    public var missingKeys: [String]
    /// Whether the boundary allows it; `nil` when there is none.
    public var boundaryAllows: Bool?
    /// Whether the organisation allows it; `nil` when it has no policies.
    public var organisationAllows: Bool?
    /// The decision in a few sentences: what decided and, where something is missing, what would have been needed.
    public var text: String
}

extension PolicySet {
    /// Decides, and says why.
    ///
    /// - Returns: The same effect as ``decide(_:)``, and what became of every statement.
    /// - Complexity: Linear in the statements, all of which are looked at.
    public func explain(_ request: PolicyRequest) -> DecisionExplanation {
        var explanation = Explanation(request, self)
        return explanation.make()
    }
}

/// Makes an explanation.
private struct Explanation {
    /// A group of policies, and what became of its statements.
    private struct Group {
        var policies: [AccessPolicy]
        var outcomes: [StatementOutcome]

        init(_ policies: [AccessPolicy], _ request: PolicyRequest) {
            self.policies = policies
            outcomes = policies.flatMap { policy in
                (policy.denials.map { $0.outcome(for: request, denies: true) }
                    + policy.permissions.map { $0.outcome(for: request, denies: false) })
                    .sorted { $0.statement.index < $1.statement.index }
            }
        }

        var denial: StatementOutcome? { outcomes.first { $0.denies && $0.reason == .applies } }
        var permissions: [StatementOutcome] { outcomes.filter { !$0.denies && $0.reason == .applies } }
        var names: String { policies.map { "'\($0.name)'" }.joined(separator: ", ") }
    }

    private let request: PolicyRequest
    private let set: PolicySet
    private let identity: Group
    private let boundary: Group?
    private let session: Group?
    private let resource: Group?
    private let levels: [Group]

    init(_ request: PolicyRequest, _ set: PolicySet) {
        self.request = request
        self.set = set
        identity = Group(set.identity, request)
        boundary = set.boundary.map { Group([$0], request) }
        session = set.session.map { Group($0, request) }
        resource = set.resource.map { Group([$0], request) }
        levels = set.serviceControl.map { Group($0, request) }
    }

    private var groups: [Group] {
        [identity] + [boundary, session, resource].compactMap { $0 } + levels
    }

    mutating func make() -> DecisionExplanation {
        var votes = Votes()
        votes.identity = request.principal.kind == .root || !identity.permissions.isEmpty
        votes.boundary = boundary.map { !$0.permissions.isEmpty } ?? true
        votes.session = session.map { !$0.permissions.isEmpty } ?? true
        votes.organisation = levels.allSatisfy { !$0.permissions.isEmpty }
        votes.resource = resource?.permissions.map(\.closeness).max() ?? .none
        let denials = groups.flatMap(\.outcomes).filter { $0.denies && $0.reason == .applies }
        let effect: AccessDecision.Effect =
            !denials.isEmpty ? .explicitDeny : votes.allow(request, set) ? .allowed : .implicitDeny
        let matched = denials.isEmpty ? groups.flatMap(\.permissions) : denials
        return DecisionExplanation(
            decision: AccessDecision(effect: effect, matched: matched.map(\.statement)),
            outcomes: groups.flatMap(\.outcomes),
            missingKeys: missingKeys,
            boundaryAllows: boundary.map { $0.denial == nil && votes.boundary },
            organisationAllows: levels.isEmpty ? nil : votes.organisation && levels.allSatisfy { $0.denial == nil },
            text: text(effect, votes, denials.first)
        )
    }

    private var missingKeys: [String] {
        var names: [ContextKey: String] = [:]
        for policy in groups.flatMap(\.policies) {
            for statement in policy.denials + policy.permissions where statement.hasAction(of: request) {
                for key in statement.keys where request.context.values(of: key) == nil {
                    names[key] = names[key] ?? key.name
                }
            }
        }
        return names.values.sorted()
    }

    // MARK: Words

    private func text(_ effect: AccessDecision.Effect, _ votes: Votes, _ denial: StatementOutcome?) -> String {
        let who = request.principal.kind == .anonymous ? "somebody without credentials" : request.principal.arn
        let what = "\(request.action) on \(request.resource) by \(who)"
        switch effect {
        case .explicitDeny: return "\(what) is denied: \(denialWords(denial))"
        case .allowed: return "\(what) is allowed: \(permissionWords(votes))"
        case .implicitDeny: return "\(what) is not allowed: \(needs(votes).joined(separator: " "))"
        }
    }

    private func denialWords(_ denial: StatementOutcome?) -> String {
        guard let statement = denial?.statement else { return "" }
        let policy = groups.flatMap(\.policies).first { $0.name == statement.policy && $0.unreadableReason != nil }
        if let reason = policy?.unreadableReason {
            return
                "policy '\(statement.policy)' cannot be read, and so denies everything until it is replaced: \(reason)"
        }
        return "\(Explanation.name(statement)) denies it, and nothing that allows it counts against that."
    }

    private func permissionWords(_ votes: Votes) -> String {
        if set.grants == true, !votes.withoutGrant(request, set) { return "a grant allows it." }
        let allowing = groups.flatMap(\.permissions).map { Explanation.name($0.statement) }
        let by = Array(Set(allowing)).sorted { allowing.firstIndex(of: $0) ?? 0 < allowing.firstIndex(of: $1) ?? 0 }
        if by.isEmpty { return "the account itself may do what nothing denies." }
        return by.joined(separator: " and ") + (by.count == 1 ? " allows it." : " allow it.")
    }

    /// What would have been needed, a sentence each.
    private func needs(_ votes: Votes) -> [String] {
        var sentences: [String] = []
        for (index, level) in levels.enumerated() where level.permissions.isEmpty {
            sentences.append(
                "No service control policy of level \(index + 1) (\(level.names)) allows it." + nearest(level)
            )
        }
        let isDirect = votes.resource >= .role && !request.isCrossAccount
        if !votes.identity, !isDirect {
            let none =
                request.principal.hasIdentity
                ? "No policy of the principal allows it." : "No policy of the resource allows it."
            sentences.append(none + nearest(identity))
        }
        let mayBeLimited = votes.identity || votes.resource > .none
        if mayBeLimited, let boundary, !votes.boundary {
            sentences.append("The permissions boundary \(boundary.names) does not allow it." + nearest(boundary))
        }
        if mayBeLimited, let session, !votes.session {
            sentences.append("The policy of the session does not allow it." + nearest(session))
        }
        if votes.resource == .none {
            if request.isCrossAccount || set.needsResourcePolicy {
                let why = request.isCrossAccount ? "another account's resource" : "such a resource"
                let name = resource.map { "the policy \($0.names)" } ?? "a policy of the resource"
                sentences.append(
                    "For \(why), \(name) must allow it as well, and does not." + (resource.map(nearest) ?? "")
                )
            } else if let resource, !votes.identity {
                sentences.append("Neither does the policy of the resource." + nearest(resource))
            }
        } else if votes.resource == .account, !votes.identity {
            sentences.append("The policy of the resource leaves it to the principal's account.")
        }
        return sentences
    }

    /// The statement of a group that came nearest to allowing it, in a sentence; empty when none is about the action.
    private func nearest(_ group: Group) -> String {
        func rank(_ reason: StatementOutcome.Reason) -> Int {
            switch reason {
            case .applies, .otherAction: 0
            case .otherPrincipal: 1
            case .otherResource: 2
            case .condition: 3
            }
        }
        let candidates = group.outcomes.filter { !$0.denies && rank($0.reason) > 0 }
        guard let best = candidates.max(by: { rank($0.reason) < rank($1.reason) }) else { return "" }
        let name = Explanation.name(best.statement)
        switch best.reason {
        case .condition(let failed): return " The nearest is \(name), but \(failed.words)."
        case .otherResource:
            let shown = best.resources.prefix(3).joined(separator: ", ")
            let resources = best.resources.isEmpty ? "no resource" : shown + (best.resources.count > 3 ? ", ..." : "")
            return " The nearest is \(name), but it is about \(resources)."
        case .otherPrincipal: return " The nearest is \(name), but it names other principals."
        case .applies, .otherAction: return ""
        }
    }

    private static func name(_ statement: StatementReference) -> String {
        "\(statement.label) of '\(statement.policy)'"
    }
}

extension Votes {
    /// Whether a request would be allowed if there were no grant.
    fileprivate func withoutGrant(_ request: PolicyRequest, _ policies: PolicySet) -> Bool {
        var policies = policies
        policies.grants = nil
        return allow(request, policies)
    }
}
