import AccessPolicies
import Testing

/// Policies, and what they say to requests, a line each.
///
/// A line is a sign, an action, a resource, whatever the request says about itself, a semicolon and the reason: `+
/// s3:GetObject arn:aws:s3:::pay/a @rosa aws:username=rosa; the reason`. The sign is `+` for allowed, `-` for
/// implicitly and `!` for explicitly denied; `@` is who asks, of ``principals``; `of=` is whose the resource is;
/// several values are `[a,b]`.
struct Rule: Sendable {
    /// Of https://docs.aws.amazon.com/IAM/latest/UserGuide/.
    var page: String
    var version = "2012-10-17"
    /// Statements with `'` for quotes, and so are the others; `nil` for no such policy.
    var identity: String?
    var boundary: String?
    var session: String?
    var organisation: [String] = []
    var resource: String?
    var trust: String?
    var needsResourcePolicy = false
    var grants: Bool?
    var lines: String

    static let principals: [String: PolicyPrincipal] = [
        "rosa": Ask.rosa, "root": .root(of: Ask.account), "events": .service("events.amazonaws.com"),
        "nobody": .anonymous,
        "otto": PolicyPrincipal(
            kind: .user,
            arn: "arn:aws:iam::444455556666:user/otto",
            account: Ask.other,
            uniqueID: "AIDAOTTOOTTOOTTOOTTO"
        ),
        "otherRoot": .root(of: Ask.other),
        "clerk": PolicyPrincipal(
            kind: .assumedRole,
            arn: "arn:aws:sts::111122223333:assumed-role/clerk/monday",
            account: Ask.account,
            uniqueID: "AROACLERKCLERKCLERKC:monday",
            roleARN: "arn:aws:iam::111122223333:role/ops/clerk"
        ),
        "eva": PolicyPrincipal(
            kind: .federatedUser,
            arn: "arn:aws:sts::111122223333:federated-user/eva",
            account: Ask.account,
            uniqueID: "111122223333:eva"
        ),
    ]

    func set() throws -> PolicySet {
        PolicySet(
            identity: try [identity].compactMap { $0 }.map { try Ask.policy($0, version: version) },
            boundary: try boundary.map { try Ask.policy($0, as: .boundary, version: version) },
            session: try session.map { $0.isEmpty ? [] : [try Ask.policy($0, as: .session, version: version)] },
            serviceControl: try organisation.map { [try Ask.policy($0, as: .serviceControl, version: version)] },
            resource: try resource.map { try Ask.policy($0, as: .resource, version: version) }
                ?? trust.map { try Ask.policy($0, as: .trust, version: version) },
            needsResourcePolicy: needsResourcePolicy,
            grants: grants
        )
    }
}

/// One line of a rule.
struct RuleLine: Sendable, CustomTestStringConvertible {
    var rule: Rule
    var request: PolicyRequest
    var effect: AccessDecision.Effect
    var why: String

    var testDescription: String { "\(request.action) on \(request.resource): \(why)" }

    static func all(of rules: [Rule]) -> [RuleLine] {
        rules.flatMap { rule in rule.lines.split(separator: "\n").map { RuleLine(rule, String($0)) } }
    }

    private init(_ rule: Rule, _ line: String) {
        let halves = line.split(separator: ";", maxSplits: 1).map(String.init)
        let words = halves[0].split(separator: " ").map(String.init)
        self.rule = rule
        why = halves.count == 2 ? String(halves[1].dropFirst()) : ""
        effect = words[0] == "+" ? .allowed : words[0] == "!" ? .explicitDeny : .implicitDeny
        let rest = words.dropFirst(3)
        let who = rest.first { $0.hasPrefix("@") }.map { String($0.dropFirst()) } ?? "rosa"
        let owner = rest.first { $0.hasPrefix("of=") }.map { String($0.dropFirst(3)) }
        request = PolicyRequest(
            principal: Rule.principals[who] ?? .anonymous,
            action: words[1],
            resource: words[2],
            resourceAccount: owner,
            context: Ask.context(rest.filter { !$0.hasPrefix("@") && !$0.hasPrefix("of=") }.joined(separator: " "))
        )
    }
}

/// What policies decide, rule by rule.
@Suite struct RuleTests {
    static let rules =
        ActionRules.all + ResourceRules.all + StringRules.all + ValueRules.all + SetRules.all + VariableRules.all
        + PrincipalRules.all + LimitRules.all + AccountRules.all

    @Test(arguments: RuleLine.all(of: rules))
    func decides(_ line: RuleLine) throws {
        let set = try line.rule.set()
        let decision = set.decide(line.request)
        #expect(decision.effect == line.effect, "\(line.rule.page)")
        #expect(set.explain(line.request).decision.effect == line.effect)
    }

    @Test func thereAreEnough() {
        #expect(RuleLine.all(of: Self.rules).count >= 300)
        #expect(Self.rules.allSatisfy { $0.page.hasSuffix(".html") })
        #expect(RuleLine.all(of: Self.rules).allSatisfy { !$0.why.isEmpty })
    }
}
