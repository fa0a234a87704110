import AccessPolicies
import Testing

/// Policies that are made to hurt end, with a mistake or a decision.
@Suite struct HostileTests {
    private func decide(_ resource: String, on text: String, _ context: PolicyContext = PolicyContext()) throws -> Bool
    {
        let policy = try Ask.policy("{'Effect':'Allow','Action':'*','Resource':'\(resource)'}")
        let request = PolicyRequest(principal: Ask.rosa, action: "s3:GetObject", resource: text, context: context)
        return PolicySet(identity: [policy]).decide(request).isAllowed
    }

    @Test func aHundredThousandStars() throws {
        let bucket = "arn:aws:s3:::" + String(repeating: "a", count: 2_000)
        #expect(try decide("arn:aws:s3:::" + String(repeating: "*", count: 100_000), on: bucket))
        #expect(try decide("arn:aws:s3:::" + String(repeating: "*a", count: 2_000), on: bucket))
        #expect(try !decide("arn:aws:s3:::" + String(repeating: "*a", count: 45_000) + "b", on: bucket))
        #expect(try !decide("arn:aws:s3:::*" + String(repeating: "a?", count: 500) + "b", on: bucket))
        #expect(try !decide("arn:aws:s3:::" + String(repeating: "*?", count: 2_001), on: bucket))
    }

    @Test func aHundredThousandStarsInAnAction() throws {
        let action = "s3:" + String(repeating: "*e", count: 40_000) + "x"
        let policy = try Ask.policy("{'Effect':'Allow','Action':'\(action)','Resource':'*'}")
        let request = PolicyRequest(
            principal: Ask.rosa,
            action: "s3:" + String(repeating: "e", count: 2_000),
            resource: "*"
        )
        #expect(!PolicySet(identity: [policy]).decide(request).isAllowed)
    }

    /// Values of variables are put in no further than the text is long.
    @Test func variablesThatWouldFillTheMemory() throws {
        var context = PolicyContext()
        context.set("aws:username", String(repeating: "a", count: 60_000))
        let resource = "arn:aws:s3:::" + String(repeating: "${aws:username}", count: 6_000)
        #expect(try !decide(resource, on: "arn:aws:s3:::" + String(repeating: "a", count: 100_000), context))
    }

    @Test func whatIsNestedAThousandTimesIsRefused() {
        for (open, close) in [("[", "]"), ("{'a':", "}")] {
            let nested = String(repeating: open, count: 1_000) + "1" + String(repeating: close, count: 1_000)
            for text in [nested, "{'Statement':\(nested)}"] {
                let error = #expect(throws: PolicyError.self) {
                    try AccessPolicy(parsing: Ask.quoted(text), as: .identity, named: "P")
                }
                #expect(error?.reason == "Syntax errors in policy: nested too deeply.")
            }
        }
    }

    @Test func aThousandStatementsAreEnough() {
        let statement = "{'Effect':'Allow','Action':'*','Resource':'*'}"
        #expect(throws: Never.self) { try Ask.policy(Array(repeating: statement, count: 1_000).joined(separator: ",")) }
        let error = #expect(throws: PolicyError.self) {
            try Ask.policy(Array(repeating: statement, count: 1_001).joined(separator: ","))
        }
        #expect(error?.reason == "A policy has at most 1000 statements.")
    }

    @Test func bytesOfNothingAreRefused() {
        var numbers = SeededNumbers(state: 7)
        let valid = Array(
            Ask.quoted(
                """
                {'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Deny','Action':['s3:*'],'Resource':
                'arn:aws:s3:::${aws:username, `x`}/*','Condition':{'DateLessThan':{'aws:CurrentTime':'9999-12-31'}}}]}
                """
            ).utf8
        )
        for _ in 0..<2_000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            // Whatever it is: a policy or a mistake.
            _ = try? AccessPolicy(parsing: String(decoding: bytes, as: UTF8.self), as: .identity, named: "P")
        }
    }

    @Test func whatCannotBeReadDeniesEverything() throws {
        let kept = AccessPolicy.unreadable(named: "Newer", reason: "it has an element 'Purpose'")
        let allowing = try Ask.policy("{'Effect':'Allow','Action':'*','Resource':'*'}")
        for set in [
            PolicySet(identity: [allowing, kept]), PolicySet(identity: [allowing], boundary: kept),
            PolicySet(identity: [allowing], session: [allowing, kept]), PolicySet(identity: [allowing], resource: kept),
            PolicySet(identity: [allowing], serviceControl: [[allowing], [kept]]),
            PolicySet(resource: kept, grants: true),
        ] {
            for principal in [Ask.rosa, .root(of: Ask.account), .anonymous, .service("events.amazonaws.com")] {
                let request = PolicyRequest(principal: principal, action: "kms:Decrypt", resource: "*")
                #expect(set.decide(request).effect == .explicitDeny)
                let text = set.explain(request).text
                #expect(text.contains("policy 'Newer' cannot be read"))
                #expect(text.contains("it has an element 'Purpose'"))
            }
        }
    }
}
