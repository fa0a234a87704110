import AccessPolicies
import JSON
import Testing

/// What is found about policies.
@Suite struct PolicyCheckTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var code: PolicyFindingCode
        var kind = AccessPolicy.Kind.identity
        /// A statement, or a whole policy where it begins with `{`; `'` stands for quotes.
        var text: String
        var testDescription: String { code.rawValue }

        init(_ code: PolicyFindingCode, _ text: String, _ kind: AccessPolicy.Kind = .identity) {
            (self.code, self.text, self.kind) = (code, text, kind)
        }

        var policy: String {
            Ask.quoted(text.hasPrefix("{") || text == "x" ? text : "{'Version':'2012-10-17','Statement':[{\(text)}]}")
        }
    }

    private static let get = "'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::pay/*'"
    private static let user = "'Principal':{'AWS':'arn:aws:iam::111122223333:user/rosa'}"

    private static func condition(_ text: String) -> String { "\(get),'Condition':{\(text)}" }

    static let examples: [Example] = [
        Example(.jsonSyntaxError, "x"), Example(.jsonSyntaxError, "{'Version':'2012-10-17','Version':'2012-10-17'}"),
        Example(.policySizeExceedsQuota, "'Sid':'\(String(repeating: "a", count: 11_000))',\(get)"),
        Example(.dataTypeMismatch, "'Sid':1,\(get)"),
        Example(.dataTypeMismatch, "'Effect':'Allow','Action':[1],'Resource':'arn:aws:s3:::pay'"),
        Example(.unknownElement, "\(get),'condition':{}"), Example(.missingStatement, "{'Version':'2012-10-17'}"),
        Example(.invalidVersion, "{'Version':'2026-11-30','Statement':{\(get)}}"),
        Example(.missingEffect, "'Action':'s3:GetObject','Resource':'arn:aws:s3:::pay'"),
        Example(.invalidEffect, "'Effect':'allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::pay'"),
        Example(.missingAction, "'Effect':'Allow','Resource':'arn:aws:s3:::pay'"),
        Example(.missingResource, "'Effect':'Allow','Action':'s3:GetObject'"),
        Example(.missingResource, "'Effect':'Allow','Action':'s3:GetObject',\(user)", .resource),
        Example(.missingPrincipal, get, .resource), Example(.unsupportedPrincipal, "\(get),\(user)"),
        Example(.invalidPrincipal, "\(get),'Principal':{'AWS':'rosa'}", .resource),
        Example(.unsupportedElementCombination, "\(get),'NotAction':'s3:X'"),
        Example(.unsupportedElementCombination, "\(get),\(user)", .trust),
        Example(.uniqueSidsRequired, "{'Version':'2012-10-17','Statement':[{'Sid':'a',\(get)},{'Sid':'a',\(get)}]}"),
        Example(.invalidSid, "'Sid':'a b',\(get)"),
        Example(.invalidAction, "'Effect':'Allow','Action':'s3:GetObjct','Resource':'arn:aws:s3:::pay'"),
        Example(.invalidService, "'Effect':'Allow','Action':'s*:Get','Resource':'arn:aws:s3:::pay'"),
        Example(.missingActionPrefix, "'Effect':'Allow','Action':'GetObject','Resource':'arn:aws:s3:::pay'"),
        Example(.invalidARNPrefix, "'Effect':'Allow','Action':'s3:GetObject','Resource':'pay/*'"),
        Example(.invalidARNAccount, "'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:sqs:local:1234:q'"),
        Example(.invalidOperator, condition("'StringIs':{'aws:username':'x'}")),
        Example(.nullWithIfExists, condition("'NullIfExists':{'aws:username':'true'}")),
        Example(.invalidConditionKey, condition("'StringEquals':{'username':'x'}")),
        Example(.invalidGlobalKey, condition("'StringEquals':{'aws:usrname':'x'}")),
        Example(.typeMismatch, condition("'NumericEquals':{'s3:max-keys':'ten'}")),
        Example(.typeMismatch, condition("'IpAddress':{'aws:SourceIp':'10.0.0.0/33'}")),
        Example(.invalidVariable, "'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::${aws:username'"),
        Example(.variableInOperator, condition("'NumericEquals':{'s3:max-keys':'${aws:username}'}")),
        Example(.refused, "'Effect':'Allow','Action':'x:Get Object','Resource':'arn:aws:s3:::pay'"),
        Example(.passRoleWithStar, "'Effect':'Allow','Action':'iam:PassRole','Resource':'*'"),
        Example(.passRoleWithStarInAction, "'Effect':'Allow','Action':'iam:Pass*','Resource':'*'"),
        Example(.permissionManagementWithStar, "'Effect':'Allow','Action':'iam:Attach*','Resource':'*'"),
        Example(.fullAccess, "'Effect':'Allow','Action':'*','Resource':'*'"),
        Example(.allowWithNotPrincipal, "\(get),'NotPrincipal':{'AWS':'111122223333'}", .resource),
        Example(.allowWithNotAction, "'Effect':'Allow','NotAction':'iam:*','Resource':'*'"),
        Example(.publicPrincipal, "\(get),'Principal':'*'", .resource),
        Example(.serviceWithoutSource, "\(get),'Principal':{'Service':'events.amazonaws.com'}", .resource),
        Example(.forAllValuesSingle, condition("'ForAllValues:StringEquals':{'aws:username':'x'}")),
        Example(.forAllValuesWithoutNull, condition("'ForAllValues:StringEquals':{'aws:TagKeys':'x'}")),
        Example(.missingVersion, "{'Statement':{\(get)}}"),
        Example(
            .variableWithoutVersion,
            "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::${aws:username}'}}"
        ),
        Example(.negatedAllow, condition("'StringNotEquals':{'aws:username':'x'}")),
        Example(.multiValuedKey, condition("'StringEquals':{'aws:TagKeys':'x'}")),
        Example(.literalWildcard, condition("'StringEquals':{'aws:username':'x*'}")),
        Example(
            .notPrincipalWithoutAccount,
            "'Effect':'Deny','Action':'s3:*','Resource':'*','NotPrincipal':{'AWS':'arn:aws:iam::111122223333:user/rosa'}",
            .resource
        ),
        Example(
            .allowDenied,
            "{'Version':'2012-10-17','Statement':[{\(get)},{'Effect':'Deny','Action':'s3:*','Resource':'*'}]}"
        ),
        Example(.emptyArray, condition("'StringEquals':{'aws:username':[]}")), Example(.emptyCondition, condition("")),
        Example(.emptySid, "'Sid':'',\(get)"),
        Example(.redundantAction, "'Effect':'Allow','Action':['s3:Get*','s3:GetObject'],'Resource':'arn:aws:s3:::pay'"),
        Example(
            .redundantResource,
            "'Effect':'Allow','Action':'s3:GetObject','Resource':['arn:aws:s3:::pay','arn:aws:s3:::pay']"
        ),
        Example(.redundantStatement, "{'Version':'2012-10-17','Statement':[{\(get)},{'Sid':'b',\(get)}]}"),
        Example(.redundantValue, condition("'StringEquals':{'aws:username':['x','x']}")),
        Example(.hostBits, condition("'IpAddress':{'aws:SourceIp':'10.1.2.3/8'}")),
    ]

    @Test(arguments: examples)
    func isFoundAlone(_ example: Example) {
        let actions = ["s3:GetObject", "s3:PutObject", "s3:X", "s3:GetObjectTagging"]
        let findings = PolicyCheck.findings(in: example.policy, as: example.kind, knownActions: actions)
        // Nothing else is found, but for what follows from it.
        let follows: Set<PolicyFindingCode> = [.redundantStatement, .missingPrincipal, .emptyCondition]
        let codes = findings.map(\.code).filter { $0 == example.code || !follows.contains($0) }
        #expect(codes == [example.code], "\(findings)")
        #expect(findings.allSatisfy { !$0.details.isEmpty && $0.range.upperBound <= example.policy.utf8.count })
    }

    @Test func everyFindingHasAnExample() {
        #expect(Set(Self.examples.map(\.code)) == Set(PolicyFindingCode.allCases))
    }

    /// What is no mistake to the check is none to the reader, and the other way round.
    @Test func errorsAreWhatIsRefused() throws {
        for seed in 0..<500 as Range<UInt64> {
            var generator = PolicyGenerator(seed: seed &+ 7 << 40)
            let kind = generator.pick([AccessPolicy.Kind.identity, .resource, .trust])
            let findings = PolicyCheck.findings(in: generator.policy(kind).json, as: kind)
            let errors = findings.filter { $0.findingClass == .error && $0.code != .invalidGlobalKey }
            #expect(errors.isEmpty, "\(seed): \(errors)")
        }
        for example in RefusalTests.cases {
            let findings = PolicyCheck.findings(in: Ask.quoted(example.text), as: example.kind)
            let isKnown = findings.contains { $0.findingClass == .error || $0.code == .allowWithNotPrincipal }
            #expect(isKnown, "\(example.reason)")
        }
    }

    @Test func aGoodPolicyHasNoFindings() {
        let text = """
            {'Version':'2012-10-17','Statement':[{'Sid':'Read','Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],
            'Resource':'arn:aws:s3:::pay/${aws:username}/*','Condition':{'Bool':{'aws:SecureTransport':'true'}}}]}
            """
        #expect(
            PolicyCheck.findings(in: Ask.quoted(text), as: .identity, knownActions: ["s3:GetObject", "s3:PutObject"])
                == []
        )
    }

    @Test func theAnswerIsAccessAnalyzers() throws {
        let policy = Ask.quoted("{'Version':'2012-10-17',\n'Statement':[{\(Self.get),'Sid':''}]}")
        let answer = try PolicyValidation.answer(
            .object(["policyDocument": .string(policy), "policyType": .string("IDENTITY_POLICY")])
        )
        let finding = try #require(answer["findings"]?.array.first)
        #expect(finding["findingType"]?.string == "SUGGESTION")
        #expect(finding["issueCode"]?.string == "EMPTY_SID_VALUE")
        let location = try #require(finding["locations"]?.array.first)
        #expect(
            location["path"]?.json == "[{\"value\":\"Statement\"},{\"index\":0},{\"value\":\"Sid\"}]"
        )
        #expect(
            location["span"]?["start"] == .object(["line": .number(2), "column": .number(93), "offset": .number(118)])
        )
        #expect(throws: PolicySimulation.Mistake.self) {
            try PolicyValidation.answer(.object(["policyDocument": .string(policy), "policyType": .string("X")]))
        }
    }
}
