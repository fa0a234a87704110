import AccessPolicies
import JSON
import Testing

/// Explanations say what decided, and what would have been needed.
@Suite struct ExplanationTests {
    private func text(
        _ set: PolicySet,
        _ action: String = "s3:GetObject",
        _ context: String = "",
        _ who: String = "rosa"
    )
        throws -> String
    {
        let principal = try #require(Rule.principals[who])
        let resource = "arn:aws:s3:::pay/a"
        let request = PolicyRequest(
            principal: principal,
            action: action,
            resource: resource,
            resourceAccount: Ask.account,
            context: Ask.context(context)
        )
        let text = set.explain(request).text
        let start = "\(action) on \(resource) by \(principal.arn) is "
        #expect(text.hasPrefix(start))
        return String(text.dropFirst(start.count))
    }

    private let reading = "{'Sid':'Read','Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::pay/*'}"

    @Test func whoAllows() throws {
        let set = PolicySet(identity: [try Ask.policy(reading, named: "Pay")])
        #expect(try text(set) == "allowed: 'Read' of 'Pay' allows it.")
    }

    @Test func whoDenies() throws {
        let denial = "{'Effect':'Deny','Action':'*','Resource':'*'}"
        let set = PolicySet(identity: [try Ask.policy("\(reading),\(denial)", named: "Pay")])
        #expect(
            try text(set) == "denied: statement 2 of 'Pay' denies it, and nothing that allows it counts against that."
        )
    }

    @Test func whichConditionFailed() throws {
        let condition = "'StringEquals':{'aws:PrincipalTag/unit':['pay','it']},'Bool':{'aws:SecureTransport':true}"
        let statement = "{'Sid':'Tls','Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{\(condition)}}"
        let set = PolicySet(identity: [try Ask.policy(statement, named: "Pay")])
        let start = "not allowed: No policy of the principal allows it. The nearest is 'Tls' of 'Pay', but "
        #expect(
            try text(set, "s3:GetObject", "aws:PrincipalTag/unit=hr") == start
                + "StringEquals on aws:PrincipalTag/unit wants 'pay' or 'it', and the request has 'hr'."
        )
        #expect(
            try text(set, "s3:GetObject", "aws:PrincipalTag/unit=it") == start
                + "Bool on aws:SecureTransport wants 'true', and the request has no such key."
        )
    }

    @Test func whichResourceItIsAbout() throws {
        let other = "{'Effect':'Allow','Action':'s3:*','Resource':['arn:aws:s3:::it/*','arn:aws:s3:::hr/*']}"
        let set = PolicySet(identity: [try Ask.policy(other, named: "Pay")])
        #expect(
            try text(set) == "not allowed: No policy of the principal allows it. The nearest is statement 1 of 'Pay', "
                + "but it is about arn:aws:s3:::it/*, arn:aws:s3:::hr/*."
        )
    }

    @Test func whichLimitDoesNotAllow() throws {
        var set = PolicySet(identity: [try Ask.policy(reading, named: "Pay")])
        set.boundary = try Ask.policy(
            "{'Effect':'Allow','Action':'kms:*','Resource':'*'}",
            as: .boundary,
            named: "Keys"
        )
        #expect(try text(set) == "not allowed: The permissions boundary 'Keys' does not allow it.")
        set.boundary = nil
        set.session = []
        #expect(try text(set) == "not allowed: The policy of the session does not allow it.")
        set.session = nil
        set.serviceControl = [[try Ask.policy("{'Effect':'Allow','Action':'kms:*','Resource':'*'}", named: "Org")]]
        #expect(try text(set) == "not allowed: No service control policy of level 1 ('Org') allows it.")
    }

    @Test func whatTheResourceWouldNeed() throws {
        let set = PolicySet(identity: [try Ask.policy(reading, named: "Pay")])
        #expect(
            try text(set, "s3:GetObject", "", "otto")
                == "not allowed: For another account's resource, a policy of the resource must allow it as well, and does not."
        )
        let root = "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'*','Resource':'*'}"
        let delegating = PolicySet(
            resource: try Ask.policy(root, as: .resource, named: "bucket"),
            needsResourcePolicy: true
        )
        #expect(
            try text(delegating) == "not allowed: No policy of the principal allows it. "
                + "The policy of the resource leaves it to the principal's account."
        )
    }

    @Test func aGrantIsNamed() throws {
        #expect(try text(PolicySet(needsResourcePolicy: true, grants: true)) == "allowed: a grant allows it.")
    }

    @Test func keysThatAreMissingAreListed() throws {
        let statement = """
            {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::${aws:username}','Condition':
            {'Bool':{'aws:SecureTransport':true},'StringLike':{'s3:prefix':'${aws:PrincipalTag/unit}*'}}},
            {'Effect':'Allow','Action':'kms:*','Resource':'*','Condition':{'Null':{'kms:ViaService':true}}}
            """
        let set = PolicySet(identity: [try Ask.policy(statement)])
        let request = PolicyRequest(
            principal: Ask.rosa,
            action: "s3:GetObject",
            resource: "*",
            context: Ask.context("AWS:securetransport=true")
        )
        #expect(set.explain(request).missingKeys == ["aws:PrincipalTag/unit", "aws:username", "s3:prefix"])
    }

    // MARK: Simulations

    private func simulate(_ input: String) throws -> JSONValue {
        try PolicySimulation.custom(try JSONValue(parsing: Array(input.utf8)))
    }

    private func quoted(_ policy: String) -> String { JSONValue.string(Ask.quoted(policy)).json }

    @Test func aSimulationAnswersEachActionOnEachResource() throws {
        let policy = quoted(
            "{'Version':'2012-10-17',\n'Statement':[\n{'Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::a'}]}"
        )
        let input = """
            {"PolicyInputList":[\(policy)],"ActionNames":["s3:GetX","s3:PutX"],"ResourceArns":["arn:aws:s3:::a","arn:aws:s3:::b"],
             "MaxItems":3}
            """
        let answer = try simulate(input)
        let results = try #require(answer["EvaluationResults"]?.array)
        #expect(results.map { $0["EvalDecision"]?.string } == ["allowed", "implicitDeny", "implicitDeny"])
        let statement = try #require(results[0]["MatchedStatements"]?.array.first)
        #expect(statement["SourcePolicyId"]?.string == "PolicyInputList.1")
        #expect(statement["StartPosition"] == .object(["Line": .number(3), "Column": .number(1)]))
        #expect(statement["EndPosition"] == .object(["Line": .number(3), "Column": .number(66)]))
        #expect(answer["IsTruncated"] == .boolean(true))
        let marker = try #require(answer["Marker"]?.string)
        let rest = try simulate(input.replacing("\"MaxItems\":3", with: "\"Marker\":\"\(marker)\""))
        #expect(rest["EvaluationResults"]?.array.count == 1)
        #expect(rest["IsTruncated"] == .boolean(false))
    }

    @Test func aSimulationHasBoundariesAndPoliciesOfResources() throws {
        let all = quoted("{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}")
        let get = quoted("{'Statement':{'Effect':'Allow','Action':'s3:Get*','Resource':'*'}}")
        let bounded = try simulate(
            "{\"PolicyInputList\":[\(all)],\"PermissionsBoundaryPolicyInputList\":[\(get)],\"ActionNames\":[\"s3:PutX\"]}"
        )["EvaluationResults"]?.array.first
        #expect(bounded?["EvalDecision"]?.string == "implicitDeny")
        #expect(
            bounded?["PermissionsBoundaryDecisionDetail"]
                == .object(["AllowedByPermissionsBoundary": .boolean(false)])
        )
        let shared = quoted(
            "{'Statement':{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/rosa'},'Action':'*','Resource':'*'}}"
        )
        let none = quoted("{'Statement':{'Effect':'Allow','Action':'x:y','Resource':'*'}}")
        let input = """
            {"PolicyInputList":[\(none)],"ResourcePolicy":\(shared),"ActionNames":["kms:Decrypt"],
             "CallerArn":"arn:aws:iam::111122223333:user/rosa"}
            """
        #expect(try simulate(input)["EvaluationResults"]?.array.first?["EvalDecision"]?.string == "allowed")
        #expect(throws: PolicySimulation.Mistake("CallerArn is needed: the policy of the resource names principals.")) {
            try simulate(input.replacing("\"CallerArn\"", with: "\"X\""))
        }
    }

    @Test func aSimulationSaysWhatItCannotRead() {
        #expect(throws: PolicySimulation.Mistake.self) {
            try simulate("{\"PolicyInputList\":[\"{}\"],\"ActionNames\":[\"s3:X\"]}")
        }
        let fine = quoted("{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}")
        #expect(throws: PolicySimulation.Mistake("s3:* is not the name of an action, such as s3:GetObject.")) {
            try simulate("{\"PolicyInputList\":[\(fine)],\"ActionNames\":[\"s3:*\"]}")
        }
    }
}
