public import JSON

/// The operation `ValidatePolicy` of IAM Access Analyzer, which needs nothing but its input.
///
/// Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
public enum PolicyValidation {
    /// Answers `ValidatePolicy`.
    ///
    /// - Parameters:
    ///   - input: AWS's parameters: `policyDocument`, `policyType`, and perhaps `validatePolicyResourceType`,
    ///     `maxResults` and `nextToken`.
    ///   - actions: All actions of those services that are known.
    /// - Returns: AWS's answer: `findings`, and `nextToken` where there are more.
    /// - Throws: ``PolicySimulation/Mistake`` when a parameter is not as it should be; a policy that is wrong is an
    ///   answer.
    public static func answer(
        _ input: JSONValue,
        knownActions actions: [String] = []
    ) throws(PolicySimulation.Mistake) -> JSONValue {
        guard let text = input["policyDocument"]?.string else {
            throw PolicySimulation.Mistake("policyDocument is missing.")
        }
        let kind: AccessPolicy.Kind
        switch input["policyType"]?.string {
        case "IDENTITY_POLICY": kind = .identity
        case "RESOURCE_POLICY":
            let isRole = input["validatePolicyResourceType"]?.string == "AWS::IAM::AssumeRolePolicyDocument"
            kind = isRole ? .trust : .resource
        case "SERVICE_CONTROL_POLICY": kind = .serviceControl
        default:
            throw PolicySimulation.Mistake(
                "policyType is IDENTITY_POLICY, RESOURCE_POLICY or SERVICE_CONTROL_POLICY."
            )
        }
        let findings = PolicyCheck.findings(in: text, as: kind, knownActions: actions)
        var start = 0
        if let token = input["nextToken"]?.string {
            guard let place = Int(token), (0...findings.count).contains(place) else {
                throw PolicySimulation.Mistake("The nextToken is not one that an answer gave.")
            }
            start = place
        }
        let most = input["maxResults"]?.integer ?? findings.count
        guard most >= 1 || findings.isEmpty else { throw PolicySimulation.Mistake("maxResults is at least 1.") }
        let end = most < findings.count - start ? start + most : findings.count
        let bytes = Array(text.utf8)
        var members: [String: JSONValue] = [
            "findings": .array(findings[start..<end].map { finding($0, bytes) })
        ]
        if end < findings.count { members["nextToken"] = .string(String(end)) }
        return .object(members)
    }

    private static func finding(_ finding: PolicyFinding, _ text: [UInt8]) -> JSONValue {
        func position(_ offset: Int) -> JSONValue {
            let (line, column) = PolicyPlace.position(offset, in: text)
            // AWS counts lines from 1, and columns and offsets from 0.
            return .object(["line": .number(line), "column": .number(column - 1), "offset": .number(offset)])
        }
        let path = finding.path.map { step -> JSONValue in
            switch step {
            case .member(let name): .object(["value": .string(name)])
            case .index(let index): .object(["index": .number(index)])
            }
        }
        let span = JSONValue.object([
            "start": position(finding.range.lowerBound), "end": position(finding.range.upperBound),
        ])
        return .object([
            "findingType": .string(finding.findingClass.rawValue), "issueCode": .string(finding.code.rawValue),
            "findingDetails": .string(finding.details),
            "learnMoreLink": .string(
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
            ),
            "locations": .array([.object(["path": .array(path), "span": span])]),
        ])
    }
}
