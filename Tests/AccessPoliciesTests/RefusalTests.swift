import AccessPolicies
import Testing

/// What is no policy is refused, with what is wrong and where.
@Suite struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var kind = AccessPolicy.Kind.identity
        var reason: String
        var path = ""
        var testDescription: String { reason }
    }

    private static func statement(
        _ text: String,
        _ reason: String,
        _ path: String,
        _ kind: AccessPolicy.Kind = .identity
    )
        -> Case
    {
        Case(text: "{'Version':'2012-10-17','Statement':{\(text)}}", kind: kind, reason: reason, path: path)
    }

    private static func condition(_ text: String, _ reason: String, _ path: String) -> Case {
        statement(
            "'Effect':'Allow','Action':'*','Resource':'*','Condition':{\(text)}",
            reason,
            "Statement[0].Condition" + path
        )
    }

    private static let allow = "'Effect':'Allow','Action':'s3:*','Resource':'*'"
    private static let open = "'Effect':'Allow','Action':'s3:*','Resource':'*','Principal'"

    static let cases: [Case] = [
        Case(text: "", reason: "Syntax errors in policy: the text ends too early."),
        Case(text: "{'Version':'2012-10-17','Statement':[}", reason: "Syntax errors in policy: no value."),
        Case(text: "[]", reason: "Syntax errors in policy: a policy is an object, not an array."),
        Case(text: "{'Version':'2012-10-17'}", reason: "Syntax errors in policy: a policy has a Statement."),
        Case(
            text: "{'Version':'2012-10-17','Statement':[]}",
            reason: "Syntax errors in policy: there is no statement.",
            path: "Statement"
        ),
        Case(
            text: "{'Version':'2012-10-18','Statement':{\(allow)}}",
            reason: "The policy must contain a valid version string: 2012-10-17 or 2008-10-17.",
            path: "Version"
        ),
        Case(text: "{'statement':{\(allow)}}", reason: "Syntax errors in policy: a policy has no element 'statement'."),
        Case(
            text: "{'Id':1,'Statement':{\(allow)}}",
            reason: "Syntax errors in policy: an Id is a string, not a number.",
            path: "Id"
        ),
        Case(
            text: "{'Statement':{\(allow)},'Statement':{\(allow)}}",
            reason: "Syntax errors in policy: two members of one name."
        ),
        Case(
            text: "{'Statement':'x'}",
            reason: "Syntax errors in policy: a statement is an object, not a string.",
            path: "Statement[0]"
        ),
        statement(
            "'Action':'*','Resource':'*'",
            "Syntax errors in policy: Effect must be Allow or Deny.",
            "Statement[0].Effect"
        ),
        statement(
            "'Effect':'allow','Action':'*','Resource':'*'",
            "Syntax errors in policy: Effect must be Allow or Deny.",
            "Statement[0].Effect"
        ),
        statement("'Effect':'Allow','Resource':'*'", "Policy statement must contain actions.", "Statement[0]"),
        statement(
            "'Effect':'Allow','Action':[],'Resource':'*'",
            "Policy statement must contain actions.",
            "Statement[0].Action"
        ),
        statement("'Effect':'Allow','Action':'*'", "Policy statement must contain resources.", "Statement[0]"),
        statement(
            "'Effect':'Allow','Action':'*','Resource':[]",
            "Policy statement must contain resources.",
            "Statement[0].Resource"
        ),
        statement(
            "'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'",
            "Syntax errors in policy: a statement has Action or NotAction, not both.",
            "Statement[0]"
        ),
        statement(
            "'Effect':'Allow','Action':'*','NotResource':'*','Resource':'*'",
            "Syntax errors in policy: a statement has Resource or NotResource, not both.",
            "Statement[0]"
        ),
        statement(
            "'Effect':'Allow','Action':'GetObject','Resource':'*'",
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. 'GetObject' is not.",
            "Statement[0].Action"
        ),
        statement(
            "'Effect':'Allow','Action':'s3:a:b','Resource':'*'",
            "Actions/Condition can contain only one colon.",
            "Statement[0].Action"
        ),
        statement(
            "'Effect':'Allow','Action':'s*:Get','Resource':'*'",
            "Vendor 's*' is not valid.",
            "Statement[0].Action"
        ),
        statement(
            "'Effect':'Allow','Action':'s3:','Resource':'*'",
            "Action 's3:' is not valid.",
            "Statement[0].Action"
        ),
        statement(
            "'Effect':'Allow','Action':'s3:\u{212A}ey','Resource':'*'",
            "Action 's3:\u{212A}ey' is not valid.",
            "Statement[0].Action"
        ),
        statement(
            "'Effect':'Allow','Action':{'s3':'*'},'Resource':'*'",
            "Syntax errors in policy: a string is needed, not an object.",
            "Statement[0].Action"
        ),
        statement(
            "'Effect':'Allow','Action':'*','Resource':'pay/*'",
            "Resource 'pay/*' must be in ARN format or \"*\".",
            "Statement[0].Resource"
        ),
        statement(
            "'Effect':'Allow','Action':'*','Resource':''",
            "Resource '' must be in ARN format or \"*\".",
            "Statement[0].Resource"
        ),
        statement(
            "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${aws:username'",
            "A policy variable that begins with '${' has no '}'.",
            "Statement[0].Resource"
        ),
        statement(
            "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${}'",
            "A policy variable needs the name of a condition key between '${' and '}'.",
            "Statement[0].Resource"
        ),
        statement(
            "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${aws:${aws:username}}'",
            "A policy variable needs the name of a condition key between '${' and '}'.",
            "Statement[0].Resource"
        ),
        statement(
            "'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${aws:username, all}'",
            "The default value of a policy variable stands in single quotes: ${key, 'value'}.",
            "Statement[0].Resource"
        ),
        statement(
            "'Sid':'a b',\(allow)",
            "Statement IDs (SID) must be alpha-numeric: they satisfy the regular expression [0-9A-Za-z]*.",
            "Statement[0].Sid"
        ),
        Case(
            text: "{'Statement':[{'Sid':'a',\(allow)},{'Sid':'a',\(allow)}]}",
            reason: "Statement IDs (SID) in a single policy must be unique.",
            path: "Statement[1].Sid"
        ),
        statement("'Sid':1,\(allow)", "Syntax errors in policy: a Sid is a string, not a number.", "Statement[0].Sid"),
        statement(
            "'Conditions':{},\(allow)",
            "Syntax errors in policy: a statement has no element 'Conditions'.",
            "Statement[0]"
        ),
        statement("\(open):'*'", "Policy document should not specify a principal.", "Statement[0].Principal"),
        statement(allow, "Missing required field Principal.", "Statement[0]", .resource),
        statement("\(open):'me'", "Invalid principal in policy: 'me'.", "Statement[0].Principal", .resource),
        statement("\(open):{}", "Invalid principal in policy: nobody is named.", "Statement[0].Principal", .resource),
        statement(
            "\(open):{'AWS':[]}",
            "Invalid principal in policy: nobody is named.",
            "Statement[0].Principal",
            .resource
        ),
        statement(
            "\(open):{'AWS':'arn:aws:iam::111122223333:user/*'}",
            "Invalid principal in policy: '\"AWS\":\"arn:aws:iam::111122223333:user/*\"'.",
            "Statement[0].Principal.AWS",
            .resource
        ),
        statement(
            "\(open):{'AWS':'arn:aws:iam::1111:user/x'}",
            "Invalid principal in policy: '\"AWS\":\"arn:aws:iam::1111:user/x\"'.",
            "Statement[0].Principal.AWS",
            .resource
        ),
        statement(
            "\(open):{'AWS':'arn:aws:s3:::pay'}",
            "Invalid principal in policy: '\"AWS\":\"arn:aws:s3:::pay\"'.",
            "Statement[0].Principal.AWS",
            .resource
        ),
        statement(
            "\(open):{'Service':'*'}",
            "Invalid principal in policy: '\"Service\":\"*\"'.",
            "Statement[0].Principal.Service",
            .resource
        ),
        statement(
            "\(open):{'aws':'*'}",
            "Invalid principal in policy: '\"aws\":\"*\"'.",
            "Statement[0].Principal.aws",
            .resource
        ),
        statement(
            "\(open):{'CanonicalUser':'79a5'}",
            "CanonicalUser is not supported: name the account in AWS.",
            "Statement[0].Principal.CanonicalUser",
            .resource
        ),
        statement(
            "'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'",
            "Allow with NotPrincipal is not supported: name who is allowed in Principal.",
            "Statement[0].NotPrincipal",
            .resource
        ),
        statement("\(open):'*'", "Has prohibited field Resource.", "Statement[0].Resource", .trust),
        statement(
            "'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'Action':'sts:*'",
            "Has prohibited field NotPrincipal.",
            "Statement[0].NotPrincipal",
            .trust
        ),
        condition("'StringEqual':{'aws:username':'x'}", "Invalid Condition type: 'StringEqual'.", ""),
        condition(
            "'stringequals':{'aws:username':'x'}",
            "Invalid Condition type: 'stringequals'. Did you mean something with 'StringEquals'? Case counts.",
            ""
        ),
        condition(
            "'NullIfExists':{'aws:username':'true'}",
            "Invalid Condition type: 'NullIfExists'. Did you mean something with 'Null'? Case counts.",
            ""
        ),
        condition(
            "'ForAllValues:Null':{'aws:x':'true'}",
            "Invalid Condition type: 'ForAllValues:Null'. Did you mean something with 'Null'? Case counts.",
            ""
        ),
        condition(
            "'ForAllValues:ForAnyValue:Bool':{'aws:x':'true'}",
            "Invalid Condition type: 'ForAllValues:ForAnyValue:Bool'. Did you mean something with 'Bool'? Case counts.",
            ""
        ),
        condition(
            "'StringEquals':'x'",
            "Syntax errors in policy: an operator has an object of keys, not a string.",
            ".StringEquals"
        ),
        condition(
            "'StringEquals':{'username':'x'}",
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. 'username' is not.",
            ".StringEquals"
        ),
        condition(
            "'StringEquals':{'aws:username':'x','AWS:UserName':'y'}",
            "Duplicate condition key 'AWS:UserName': the case of letters does not tell keys apart.",
            ".StringEquals"
        ),
        condition(
            "'StringEquals':{'aws:username':null}",
            "Syntax errors in policy: a value of a condition is not null.",
            ".StringEquals.aws:username"
        ),
        condition("'NumericLessThan':{'x:n':'ten'}", "The value 'ten' is not a number.", ".NumericLessThan.x:n"),
        condition(
            "'NumericLessThan':{'x:n':'${x:m}'}",
            "The value '${x:m}' is not a number; variables are for strings and ARNs only.",
            ".NumericLessThan.x:n"
        ),
        condition("'NumericEquals':{'x:n':'1e9999'}", "The value '1e9999' is not a number.", ".NumericEquals.x:n"),
        condition(
            "'DateLessThan':{'x:d':'10000-01-01'}",
            "The value '10000-01-01' is not a date of ISO 8601 or seconds since 1970.",
            ".DateLessThan.x:d"
        ),
        condition(
            "'DateLessThan':{'x:d':'2026-02-30'}",
            "The value '2026-02-30' is not a date of ISO 8601 or seconds since 1970.",
            ".DateLessThan.x:d"
        ),
        condition("'Bool':{'x:b':'yes'}", "The value 'yes' is not true or false.", ".Bool.x:b"),
        condition("'Null':{'x:b':1}", "The value '1' is not true or false.", ".Null.x:b"),
        condition("'BinaryEquals':{'x:b':'A'}", "The value 'A' is not base64.", ".BinaryEquals.x:b"),
        condition(
            "'IpAddress':{'x:a':'10.0.0.0/33'}",
            "The value '10.0.0.0/33' is not an IP address or a CIDR block.",
            ".IpAddress.x:a"
        ),
        condition(
            "'IpAddress':{'x:a':'fe80::1%eth0'}",
            "The value 'fe80::1%eth0' is not an IP address or a CIDR block.",
            ".IpAddress.x:a"
        ),
        condition(
            "'IpAddress':{'x:a':'10.0.0.0/08'}",
            "The value '10.0.0.0/08' is not an IP address or a CIDR block.",
            ".IpAddress.x:a"
        ),
        condition(
            "'NotIpAddress':{'x:a':'::ffff:10.0.0.0/95'}",
            "The value '::ffff:10.0.0.0/95' is not an IP address or a CIDR block.",
            ".NotIpAddress.x:a"
        ),
    ]

    @Test(arguments: cases)
    func isRefused(_ example: Case) {
        let error = #expect(throws: PolicyError.self) {
            try AccessPolicy(parsing: Ask.quoted(example.text), as: example.kind, named: "P")
        }
        #expect(error?.code == "MalformedPolicyDocument")
        #expect(error?.reason == example.reason)
        #expect(error?.place.path == example.path)
    }

    @Test func aMistakeHasItsLineAndColumn() {
        let text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Sid\": \"ä\", \"Effect\": \"Maybe\"}\n}"
        let error = #expect(throws: PolicyError.self) { try AccessPolicy(parsing: text, as: .identity, named: "P") }
        #expect(error?.place.line == 3)
        #expect(error?.place.column == 39)
        #expect(
            error.map { "\($0)" }
                == "Syntax errors in policy: Effect must be Allow or Deny. (line 3, column 39: Statement[0].Effect)"
        )
    }

    // MARK: Lengths

    @Test(arguments: [(AccessPolicy.Kind.boundary, 6_144), (.trust, 2_048), (.session, 2_048), (.resource, 32_768)])
    func aPolicyIsNotLongerThanItsKindMayBe(_ kind: AccessPolicy.Kind, _ most: Int) throws {
        let rest = kind == .trust ? "" : ",'Resource':'*'"
        let principal = kind == .trust || kind == .resource ? ",'Principal':'*'" : ""
        func text(_ count: Int) -> String {
            let start = "{'Statement':[{'Sid':'"
            let end = "','Effect':'Allow','Action':'*'\(rest)\(principal)}]}"
            return Ask.quoted(start + String(repeating: "a", count: count - start.count - end.count) + end)
        }
        #expect(throws: Never.self) { try AccessPolicy(parsing: text(most), as: kind, named: "P") }
        let error = #expect(throws: PolicyError.self) {
            try AccessPolicy(parsing: text(most + 1), as: kind, named: "P")
        }
        #expect(error?.code == "LimitExceeded")
        #expect(error?.reason.hasPrefix("Cannot exceed quota for PolicySize: \(most).") == true)
        // White space counts where AWS counts it.
        let isCounted = kind == .session || kind == .resource
        #expect(((try? AccessPolicy(parsing: text(most) + "\n\t ", as: kind, named: "P")) == nil) == isCounted)
    }

    @Test func nothingIsLookedAtThatIsLongerThan100Kibibytes() {
        let text = String(repeating: " ", count: (100 << 10) + 1)
        let error = #expect(throws: PolicyError.self) { try AccessPolicy(parsing: text, as: .identity, named: "P") }
        #expect(error?.reason == "A policy has at most 102400 bytes; this one has 102401.")
    }
}
