import AccessPolicies
import Testing

/// What users of other implementations reported as decided wrongly, with values of our own.
@Suite struct ReportTests {
    /// The decision of a policy with these statements on one request.
    private func decide(
        _ statements: String,
        _ action: String,
        _ resource: String,
        _ context: String = "",
        version: String = "2012-10-17"
    ) throws -> AccessDecision.Effect {
        let set = PolicySet(identity: [try Ask.policy(statements, version: version)])
        let request = PolicyRequest(
            principal: Ask.rosa,
            action: action,
            resource: resource,
            context: Ask.context(context)
        )
        return set.decide(request).effect
    }

    @Test func lettersOfActionsHaveNoCaseInListsEither() throws {
        let list = """
            {'Effect':'Allow','Action':['s3:PutObject','S3:GETobject'],'Resource':['arn:aws:s3:::b/*','arn:aws:s3:::pay/*']}
            """
        #expect(try decide(list, "s3:GetObject", "arn:aws:s3:::pay/2026") == .allowed)
        #expect(try decide(list, "s3:DeleteObject", "arn:aws:s3:::pay/2026") == .implicitDeny)
    }

    @Test func whatIsSpecialInPatternsElsewhereIsNotHere() throws {
        let dot = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::pay/q.[1]+'}"
        #expect(try decide(dot, "s3:GetObject", "arn:aws:s3:::pay/q-[1]+") == .implicitDeny)
        #expect(try decide(dot, "s3:GetObject", "arn:aws:s3:::pay/q.[1]+") == .allowed)
    }

    @Test func pathsOfRolesArePartOfTheirNames() throws {
        let role = "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'arn:aws:iam::111122223333:role/a/b/c'}"
        #expect(try decide(role, "sts:AssumeRole", "arn:aws:iam::111122223333:role/a/b/c") == .allowed)
        #expect(try decide(role, "sts:AssumeRole", "arn:aws:iam::111122223333:role/c") == .implicitDeny)
    }

    @Test func aStarCrossesSlashesAndAQuestionMarkIsOneCharacter() throws {
        let years = "{'Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::pay/19??/*'}"
        #expect(try decide(years, "s3:GetObject", "arn:aws:s3:::pay/1987/05/x") == .allowed)
        #expect(try decide(years, "s3:GetObject", "arn:aws:s3:::pay/198/05/x") == .implicitDeny)
    }

    @Test func whatIsLeftOutIsNotAllowed() throws {
        let rest = "{'Effect':'Allow','NotAction':'s3:Put*','NotResource':'arn:aws:s3:::pay/board/*'}"
        #expect(try decide(rest, "s3:GetObject", "arn:aws:s3:::pay/board/x") == .implicitDeny)
        #expect(try decide(rest, "s3:PutObject", "arn:aws:s3:::pay/x") == .implicitDeny)
        #expect(try decide(rest, "s3:GetObject", "arn:aws:s3:::pay/x") == .allowed)
    }

    @Test func theValueOfAVariableIsLiteral() throws {
        let own = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::pay/${aws:username}/*'}"
        #expect(try decide(own, "s3:GetObject", "arn:aws:s3:::pay/otto/x", "aws:username=*") == .implicitDeny)
        #expect(try decide(own, "s3:GetObject", "arn:aws:s3:::pay/otto/x", "aws:username=????") == .implicitDeny)
        #expect(try decide(own, "s3:GetObject", "arn:aws:s3:::pay/*/x", "aws:username=*") == .allowed)
        #expect(try decide(own, "s3:GetObject", "arn:aws:s3:::pay/otto/x", "aws:username=otto") == .allowed)
    }

    @Test func wildcardsInBracesAreCharacters() throws {
        let star = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::pay/${*}${?}${$}'}"
        #expect(try decide(star, "s3:GetObject", "arn:aws:s3:::pay/abc") == .implicitDeny)
        #expect(try decide(star, "s3:GetObject", "arn:aws:s3:::pay/*?$") == .allowed)
    }

    @Test func theFirstVersionHasNoVariables() throws {
        let own = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::pay/${aws:username}/*'}"
        let (owner, literal) = ("arn:aws:s3:::pay/otto/x", "arn:aws:s3:::pay/${aws:username}/x")
        #expect(try decide(own, "s3:GetObject", owner, "aws:username=otto", version: "2008-10-17") == .implicitDeny)
        #expect(try decide(own, "s3:GetObject", literal, "aws:username=otto", version: "2008-10-17") == .allowed)
    }

    @Test func forAllValuesIsTrueOfNoneAndNullAsksForSome() throws {
        let tags = "'ForAllValues:StringEquals':{'aws:TagKeys':['unit','site']}"
        let open = "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{\(tags)}}"
        let shut =
            "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{\(tags),'Null':{'aws:TagKeys':false}}}"
        let object = "arn:aws:s3:::pay/x"
        #expect(try decide(open, "s3:GetObject", object) == .allowed)
        #expect(try decide(shut, "s3:GetObject", object) == .implicitDeny)
        #expect(try decide(shut, "s3:GetObject", object, "aws:TagKeys=[unit]") == .allowed)
        #expect(try decide(shut, "s3:GetObject", object, "aws:TagKeys=[unit,cost]") == .implicitDeny)
    }

    @Test func forAnyValueIsFalseOfNone() throws {
        let any = """
            {'Effect':'Allow','Action':'s3:*','Resource':'*',
             'Condition':{'ForAnyValue:StringEquals':{'aws:TagKeys':['unit']}}}
            """
        #expect(try decide(any, "s3:GetObject", "arn:aws:s3:::pay/x") == .implicitDeny)
        #expect(try decide(any, "s3:GetObject", "arn:aws:s3:::pay/x", "aws:TagKeys=[site,unit]") == .allowed)
    }

    @Test func aNegatedOperatorIsTrueOfAMissingKey() throws {
        let guarded = """
            {'Effect':'Allow','Action':'s3:*','Resource':'*'},
            {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalTag/unit':'pay'}}}
            """
        #expect(try decide(guarded, "s3:GetObject", "arn:aws:s3:::pay/x") == .explicitDeny)
        #expect(try decide(guarded, "s3:GetObject", "arn:aws:s3:::pay/x", "aws:PrincipalTag/unit=pay") == .allowed)
    }

    @Test func ifExistsIsTrueOfAMissingKey() throws {
        let lenient = """
            {'Effect':'Allow','Action':'s3:*','Resource':'*',
             'Condition':{'StringEqualsIfExists':{'aws:PrincipalTag/unit':'pay'}}}
            """
        #expect(try decide(lenient, "s3:GetObject", "arn:aws:s3:::pay/x") == .allowed)
        #expect(try decide(lenient, "s3:GetObject", "arn:aws:s3:::pay/x", "aws:PrincipalTag/unit=it") == .implicitDeny)
    }

    @Test func anUnknownOperatorIsRefusedWhereItStands() {
        let text = """
            {'Effect':'Allow','Action':'s3:*','Resource':'*'},
            {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'StringIs':{'aws:PrincipalTag/unit':'x'}}}
            """
        let error = #expect(throws: PolicyError.self) { try Ask.policy(text) }
        #expect(error?.code == "MalformedPolicyDocument")
        #expect(error?.place.path == "Statement[1].Condition")
        #expect(error?.place.line == 2)
        #expect(error?.reason == "Invalid Condition type: 'StringIs'.")
    }
}
