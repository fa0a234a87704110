/// What policies would allow, without a request: for those who review a change before anybody has it.
///
/// An answer that nothing is allowed is proved, and one that something is comes with a request that shows it. What is
/// neither is said to be unknown.
///
/// Source, for what is asked: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoNewAccess.html
public struct AccessCheck: Sendable, Equatable {
    /// What came of a check.
    public enum Result: String, Sendable {
        /// It is proved that there is no such access.
        case pass = "PASS"
        /// There is: ``AccessCheck/witness`` is a request that has it.
        case fail = "FAIL"
        /// Neither could be shown.
        case unknown = "UNKNOWN"
    }

    /// A statement that the check is about.
    public struct Reason: Sendable, Equatable {
        public var statement: StatementReference
        /// A sentence.
        public var description: String
    }

    /// A request that is allowed and should not be.
    public struct Witness: Sendable, Equatable {
        public var principal: String
        public var action: String
        public var resource: String
        /// The keys of its context with their values.
        public var context: [String: [String]]
    }

    public var result: Result
    /// A sentence.
    public var message: String
    /// The statements that may allow it; none for ``Result/pass``.
    public var reasons: [Reason]
    public var witness: Witness?

    /// A statement, or a part of one, that may allow too much.
    struct Suspect {
        var part: Statement
        var reason: Reason
        /// What is said once it is shown.
        var allowed: String

        init(_ part: Statement, because description: String, allowed: String) {
            self.part = part
            self.allowed = allowed
            reason = Reason(statement: part.reference, description: description)
        }
    }

    /// Judges statements that may allow too much.
    ///
    /// - Parameters:
    ///   - suspects: The statements; none when it is proved that there is no such access.
    ///   - unknown: What is said when there are suspects, and no request is found for any.
    ///   - denied: What is said when there are none.
    ///   - witness: A request that such a statement allows and should not, if one is found.
    init(_ suspects: [Suspect], unknown: String, denied: String, witness: (Statement) -> Witness?) {
        for suspect in suspects {
            guard let witness = witness(suspect.part) else { continue }
            self.init(result: .fail, message: suspect.allowed, reasons: [suspect.reason], witness: witness)
            return
        }
        let isDenied = suspects.isEmpty
        self.init(
            result: isDenied ? .pass : .unknown,
            message: isDenied ? denied : unknown,
            reasons: suspects.map(\.reason),
            witness: nil
        )
    }

    private init(result: Result, message: String, reasons: [Reason], witness: Witness?) {
        self.result = result
        self.message = message
        self.reasons = reasons
        self.witness = witness
    }

    // MARK: Checks

    /// Whether a new policy allows nothing that an old one does not.
    ///
    /// - Parameters:
    ///   - new: The policy as it shall be.
    ///   - old: The policy as it is, of the same kind.
    /// - Returns: The result; ``Result/pass`` when each statement that allows is covered by one of the old policy with
    ///   conditions no stricter, and each denial of the old policy that could matter to it is covered by one of the
    ///   new.
    /// - Complexity: The product of their statements and patterns.
    public static func newAccess(in new: AccessPolicy, since old: AccessPolicy) -> AccessCheck {
        let isKnown = old.unreadableReason == nil
        let suspects = new.permissions.compactMap { statement -> Suspect? in
            let reason = isKnown ? whatIsNew(statement, new, old) : "The old policy cannot be read."
            return reason.map {
                Suspect(statement, because: $0, allowed: "The new policy allows what the old one does not.")
            }
        }
        return AccessCheck(
            suspects,
            unknown: "It could not be shown whether the new policy allows more than the old one.",
            denied: "The new policy allows nothing that the old one does not."
        ) { isKnown ? Witnesses(new, old).find($0, { !$0.isAllowed }) : nil }
    }

    private static func whatIsNew(_ statement: Statement, _ new: AccessPolicy, _ old: AccessPolicy) -> String? {
        if new.denials.contains(where: { $0.covers(statement) }) { return nil }
        guard old.permissions.contains(where: { $0.covers(statement) }) else {
            return "No statement of the old policy covers \(statement.reference.label) of the new one."
        }
        for denial in old.denials
        where denial.mayMeet(statement) && !new.denials.contains(where: { $0.covers(denial) }) {
            return
                "\(denial.reference.label.capitalizedFirst) of the old policy, which denies, has no match in the new one."
        }
        return nil
    }

    /// Whether a policy of identities allows none of some actions.
    ///
    /// - Parameters:
    ///   - actions: Such as `s3:DeleteBucket`; without wildcards.
    ///   - resources: The resources it is about; empty for any.
    ///   - policy: The policy.
    /// - Returns: The result; ``Result/pass`` when each statement that is about such an action is denied as a whole.
    public static func access(to actions: [String], on resources: [String], in policy: AccessPolicy) -> AccessCheck {
        var suspects: [Suspect] = []
        for statement in policy.permissions {
            for action in actions {
                for resource in resources.isEmpty ? [nil] : resources.map(Optional.some) {
                    guard let part = statement.narrowed(to: action, on: resource),
                        !policy.denials.contains(where: { $0.covers(part) })
                    else { continue }
                    suspects.append(
                        Suspect(
                            part,
                            because: "\(statement.reference.label.capitalizedFirst) is about \(action).",
                            allowed: "The policy allows \(action)."
                        )
                    )
                }
            }
        }
        return AccessCheck(
            suspects,
            unknown: "It could not be shown whether the policy allows it.",
            denied: "The policy allows none of the actions."
        ) { Witnesses(policy, nil).find($0, { _ in true }) }
    }
}

extension Statement {
    /// The part of it that is about an action, and a resource; `nil` when there is none.
    fileprivate func narrowed(to action: String, on resource: String?) -> Statement? {
        let nobody = PolicyPrincipal.anonymous
        let question = PolicyRequest(principal: nobody, action: action, resource: resource ?? "*")
        guard hasAction(of: question),
            let pattern = try? TextPattern(action, .literal, hasVariables: false, folded: true)
        else { return nil }
        var resources = (self.resources, excludesResources)
        if let resource {
            guard let wanted = try? TextPattern(resource, .arn, hasVariables: false) else { return nil }
            let meets = self.resources.contains { $0.mayMeet(wanted) }
            guard excludesResources ? !self.resources.contains(where: { $0.covers(wanted) }) : meets else { return nil }
            // Where one has the other, the part is the smaller one.
            if !excludesResources, self.resources.contains(where: { $0.covers(wanted) }) {
                resources = ([wanted], false)
            }
        }
        return Statement(
            reference: reference,
            isDenial: isDenial,
            actions: [pattern],
            excludesActions: false,
            resources: resources.0,
            excludesResources: resources.1,
            principals: principals,
            conditions: conditions
        )
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
