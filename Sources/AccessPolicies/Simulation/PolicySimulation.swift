public import JSON

/// The operations `SimulateCustomPolicy` and `GetContextKeysForCustomPolicy` of IAM, which need nothing but their
/// input.
///
/// Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html,
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html
public enum PolicySimulation {
    /// A request that cannot be simulated.
    public struct Mistake: Error, Sendable, Equatable {
        /// AWS's code: `InvalidInput`.
        public let code = "InvalidInput"
        /// A sentence.
        public var message: String

        /// Describes a mistake.
        public init(_ message: String) { self.message = message }
    }

    /// The most questions, actions times resources, that one request may ask.
    static let mostQuestions = 10_000

    /// Answers `SimulateCustomPolicy`.
    ///
    /// - Parameter input: AWS's parameters: `PolicyInputList`, `ActionNames`, and perhaps `ResourceArns`,
    ///   `PermissionsBoundaryPolicyInputList`, `ResourcePolicy`, `ResourceOwner`, `CallerArn`, `ContextEntries`,
    ///   `MaxItems`, `Marker`.
    /// - Returns: AWS's answer: `EvaluationResults`, one for each action on each resource, and `IsTruncated`.
    /// - Throws: ``Mistake`` when a policy or something else cannot be read.
    public static func custom(_ input: JSONValue) throws(Mistake) -> JSONValue {
        var set = PolicySet()
        set.identity = try policies(input, "PolicyInputList", as: .identity)
        return try answer(input, set, caller: try caller(input))
    }

    /// Answers the questions of a simulation by policies that are known already.
    ///
    /// - Parameters:
    ///   - input: AWS's parameters, of which the policies in `PolicyInputList` are the caller's business.
    ///   - policies: What the principal has; a boundary and a policy of the resource in the input take the place of its
    ///     own.
    ///   - caller: Who asks; `nil` for a user that nobody names.
    ///   - context: What is known of the caller, which entries of the input replace.
    /// - Returns: AWS's answer.
    /// - Throws: ``Mistake`` when a policy or something else cannot be read.
    public static func answer(
        _ input: JSONValue,
        _ policies: PolicySet,
        caller: PolicyPrincipal?,
        context: PolicyContext = PolicyContext()
    ) throws(Mistake) -> JSONValue {
        var set = policies
        let boundaries = try self.policies(input, "PermissionsBoundaryPolicyInputList", as: .boundary)
        guard boundaries.count <= 1 else {
            throw Mistake("PermissionsBoundaryPolicyInputList takes one policy.")
        }
        if let boundary = boundaries.first { set.boundary = boundary }
        let actions = try strings(input, "ActionNames")
        guard !actions.isEmpty else { throw Mistake("ActionNames is missing.") }
        for action in actions where action.split(separator: ":").count != 2 || action.contains("*") {
            throw Mistake("\(action) is not the name of an action, such as s3:GetObject.")
        }
        let named = try strings(input, "ResourceArns")
        let resources = named.isEmpty ? ["*"] : named
        guard actions.count <= mostQuestions / resources.count else {
            throw Mistake("A request asks at most \(mostQuestions) questions: actions times resources.")
        }
        if let text = input["ResourcePolicy"]?.string {
            set.resource = try resourcePolicy(text, actions)
            guard caller != nil || set.resource?.namesOnlyEverybody == true else {
                throw Mistake("CallerArn is needed: the policy of the resource names principals.")
            }
        }
        var known = caller.map(describing) ?? PolicyContext()
        known.merge(context)
        known.merge(try entries(input))
        var questions: [PolicyRequest] = []
        let principal = caller ?? unnamed
        for action in actions {
            for resource in resources {
                let owner = set.resource == nil ? nil : try self.owner(of: resource, input)
                questions.append(
                    PolicyRequest(
                        principal: principal,
                        action: action,
                        resource: resource,
                        resourceAccount: caller == nil ? nil : owner,
                        context: known
                    )
                )
            }
        }
        return try page(questions, input) { result($0, set, input) }
    }

    /// Answers `GetContextKeysForCustomPolicy`.
    ///
    /// - Parameter input: AWS's parameters: `PolicyInputList`.
    /// - Returns: `ContextKeyNames`: the keys of conditions and variables, sorted, each once.
    /// - Throws: ``Mistake`` when a policy cannot be read.
    public static func contextKeys(_ input: JSONValue) throws(Mistake) -> JSONValue {
        let policies = try policies(input, "PolicyInputList", as: .identity, orResource: true)
        return .object(["ContextKeyNames": .array(AccessPolicy.contextKeys(of: policies).map { .string($0) })])
    }

    // MARK: Results

    private static func page(
        _ questions: [PolicyRequest],
        _ input: JSONValue,
        _ answer: (PolicyRequest) -> JSONValue
    ) throws(Mistake) -> JSONValue {
        var start = 0
        if let marker = input["Marker"]?.string {
            guard let place = Int(marker), (0...questions.count).contains(place) else {
                throw Mistake("The Marker is not one that an answer gave.")
            }
            start = place
        }
        let most = input["MaxItems"]?.integer ?? questions.count
        guard most >= 1 || questions.isEmpty else { throw Mistake("MaxItems is at least 1.") }
        let end = most < questions.count - start ? start + most : questions.count
        var members: [String: JSONValue] = [
            "EvaluationResults": .array(questions[start..<end].map(answer)),
            "IsTruncated": .boolean(end < questions.count),
        ]
        if end < questions.count { members["Marker"] = .string(String(end)) }
        return .object(members)
    }

    private static func result(_ request: PolicyRequest, _ set: PolicySet, _ input: JSONValue) -> JSONValue {
        var set = set
        // Of a policy that was given, it is known that nothing goes without it.
        let action = request.action.lowercased()
        set.needsResourcePolicy =
            set.resource != nil && (action.hasPrefix("kms:") || action.hasPrefix("sts:assumerole"))
        let explanation = set.explain(request)
        let policies = [set.identity, [set.boundary, set.resource].compactMap { $0 }].flatMap { $0 }
        let texts = Dictionary(policies.map { ($0.name, $0.text) }) { first, _ in first }
        var members: [String: JSONValue] = [
            "EvalActionName": .string(request.action), "EvalResourceName": .string(request.resource),
            "EvalDecision": .string(explanation.decision.effect.rawValue),
            "MatchedStatements": .array(
                explanation.decision.matched.map { statement($0, texts[$0.policy] ?? []) }
            ),
            "MissingContextValues": .array(explanation.missingKeys.map { .string($0) }),
        ]
        if let allows = explanation.boundaryAllows {
            members["PermissionsBoundaryDecisionDetail"] = .object(["AllowedByPermissionsBoundary": .boolean(allows)])
        }
        return .object(members)
    }

    private static func statement(_ reference: StatementReference, _ text: [UInt8]) -> JSONValue {
        func position(_ offset: Int) -> JSONValue {
            let (line, column) = PolicyPlace.position(offset, in: text)
            return .object(["Line": .number(line), "Column": .number(column)])
        }
        return .object([
            "SourcePolicyId": .string(reference.policy),
            "SourcePolicyType": .string(reference.kind.hasPrincipals ? "Resource Policy" : "IAM Policy"),
            "StartPosition": position(reference.range.lowerBound), "EndPosition": position(reference.range.upperBound),
        ])
    }
}
