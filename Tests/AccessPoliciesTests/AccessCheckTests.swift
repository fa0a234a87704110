import AccessPolicies
import JSON
import Testing

/// What is said about policies without a request is true of all requests.
@Suite struct AccessCheckTests {
    private func newAccess(_ old: String, _ new: String, _ kind: AccessPolicy.Kind = .identity) throws -> AccessCheck {
        AccessCheck.newAccess(in: try Ask.policy(new, as: kind), since: try Ask.policy(old, as: kind))
    }

    private static func allow(_ action: String, _ resource: String = "*", _ condition: String = "") -> String {
        let condition = condition.isEmpty ? "" : ",'Condition':{\(condition)}"
        return "{'Effect':'Allow','Action':\(action),'Resource':'\(resource)'\(condition)}"
    }

    private static func deny(_ action: String, _ resource: String = "*", _ condition: String = "") -> String {
        allow(action, resource, condition).replacing("Allow", with: "Deny")
    }

    private static let tls = "'Bool':{'aws:SecureTransport':'true'}"

    static let changes: [(why: String, old: String, new: String, result: AccessCheck.Result)] = [
        ("the same", allow("'s3:Get*'"), allow("'s3:Get*'"), .pass),
        ("less of an action", allow("'s3:*'"), allow("['s3:Get*','S3:ListBucket']"), .pass),
        ("more of an action", allow("'s3:Get*'"), allow("'s3:G*'"), .fail),
        ("another action", allow("'s3:Get*'"), allow("['s3:GetX','kms:Decrypt']"), .fail),
        ("less of a resource", allow("'*'", "arn:aws:s3:::a*"), allow("'*'", "arn:aws:s3:::ab/*"), .pass),
        ("more of a resource", allow("'*'", "arn:aws:s3:::ab/*"), allow("'*'", "arn:aws:s3:::a*"), .fail),
        (
            "pieces of ARNs", allow("'*'", "arn:aws:kms:*:*:key/*"),
            allow("'*'", "arn:aws:kms:local:111122223333:key/1"), .pass
        ),
        ("stars in pieces", allow("'*'", "arn:aws:kms:local:*:key/*"), allow("'*'", "arn:aws:kms:*:*:key/*"), .fail),
        ("a question mark for a star", allow("'*'", "arn:aws:s3:::a*"), allow("'*'", "arn:aws:s3:::a?"), .pass),
        ("a star for a question mark", allow("'*'", "arn:aws:s3:::a?"), allow("'*'", "arn:aws:s3:::a*"), .fail),
        ("a condition more", allow("'*'"), allow("'*'", "*", tls), .pass),
        ("a condition less", allow("'*'", "*", tls), allow("'*'"), .fail),
        (
            "a value more", allow("'*'", "*", "'StringEquals':{'aws:username':['a']}"),
            allow("'*'", "*", "'StringEquals':{'aws:username':['a','b']}"), .unknown
        ),
        (
            "a value less", allow("'*'", "*", "'StringEquals':{'aws:username':['a','b']}"),
            allow("'*'", "*", "'StringEquals':{'AWS:UserName':['b']}"), .pass
        ),
        (
            "a value less of those that may not be", allow("'*'", "*", "'StringNotEquals':{'aws:username':['a','b']}"),
            allow("'*'", "*", "'StringNotEquals':{'aws:username':['a']}"), .unknown
        ),
        (
            "a key that may be missing", allow("'*'", "*", "'StringEquals':{'aws:username':'a'}"),
            allow("'*'", "*", "'StringEqualsIfExists':{'aws:username':'a'}"), .unknown
        ),
        ("a denial less", "\(allow("'*'")),\(deny("'s3:*'"))", allow("'*'"), .fail),
        ("a denial that does not matter", "\(allow("'*'")),\(deny("'s3:*'"))", allow("'kms:*'"), .pass),
        ("a denial more", allow("'*'"), "\(allow("'*'")),\(deny("'s3:*'"))", .pass),
        (
            "a denial that is narrower", "\(allow("'*'")),\(deny("'s3:*'"))", "\(allow("'*'")),\(deny("'s3:Get*'"))",
            .fail
        ),
        ("what is allowed and denied", allow("'s3:*'"), "\(allow("'kms:*'")),\(deny("'kms:*'"))", .pass),
        (
            "the same in two statements", "\(allow("'s3:Get*'")),\(allow("'s3:Put*'"))", allow("['s3:GetX','s3:PutX']"),
            .unknown
        ),
        (
            "variables", allow("'*'", "arn:aws:s3:::a/*"), allow("'*'", "arn:aws:s3:::a/${aws:username}/x"), .pass
        ),
        (
            "a variable less", allow("'*'", "arn:aws:s3:::a/${aws:username}"), allow("'*'", "arn:aws:s3:::a/*"), .fail
        ),
        (
            "all but fewer", "{'Effect':'Allow','NotAction':['s3:*','iam:*'],'Resource':'*'}",
            "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}", .fail
        ),
        (
            "all but more", "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}",
            "{'Effect':'Allow','NotAction':['s3:*','iam:*'],'Resource':'*'}", .pass
        ),
        ("what was left out", "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}", allow("'iam:GetUser'"), .fail),
        ("what was not", "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}", allow("'s3:Get*'"), .pass),
    ]

    @Test(arguments: changes.indices)
    func aChangeIsSeen(_ index: Int) throws {
        let change = Self.changes[index]
        let check = try newAccess(change.old, change.new)
        #expect(check.result == change.result, "\(change.why): \(check)")
        #expect((check.witness != nil) == (check.result == .fail))
        #expect(check.reasons.isEmpty == (check.result == .pass))
    }

    @Test func theVersionSaysWhetherAVariableIsOne() throws {
        let statement = Self.allow("'*'", "arn:aws:s3:::a/${aws:username}")
        let old = try Ask.policy(statement, version: "2008-10-17")
        #expect(AccessCheck.newAccess(in: try Ask.policy(statement), since: old).result != .pass)
    }

    @Test func whoIsNamedInAPolicyOfAResource() throws {
        let (all, account) = (PrincipalRules.allow("'*'"), PrincipalRules.allow("{'AWS':'111122223333'}"))
        let rosa = PrincipalRules.allow("{'AWS':'arn:aws:iam::111122223333:user/rosa'}")
        #expect(try newAccess(account, account, .resource).result == .pass)
        #expect(try newAccess(account, all, .resource).result == .fail)
        // Being named gives more than the account does, which leaves it to other policies.
        #expect(try newAccess(account, rosa, .resource).result != .pass)
        #expect(try newAccess(all, rosa, .resource).result != .pass)
    }

    /// No check says that there is no access where a request has it, and each witness is one.
    @Test func whatIsProvedHoldsForAllRequests() throws {
        var results: [AccessCheck.Result: Int] = [:]
        for seed in 0..<UInt64(AgreementTests.count) {
            var generator = PolicyGenerator(seed: seed &+ 5 << 40)
            let kind = generator.pick([AccessPolicy.Kind.identity, .resource])
            let old = generator.policy(kind)
            // Mostly what was, with something more or less.
            var statements = old["Statement"]?.array ?? []
            if statements.isEmpty { statements = [old["Statement"] ?? .null] }
            if generator.chance(2) { statements.append(generator.statement(kind)) }
            if statements.count > 1, generator.chance(2) { statements.remove(at: 0) }
            if generator.chance(3), case .object(var members) = statements[0] {
                members["Condition"] = nil
                members["Action"] =
                    members["NotAction"] == nil ? .string(generator.pick(Vocabulary.actionPatterns)) : nil
                statements[0] = .object(members)
            }
            let version = generator.chance(6) ? "2008-10-17" : "2012-10-17"
            let new = JSONValue.object(["Version": .string(version), "Statement": .array(statements)])
            let (before, after) = (
                try AccessPolicy(parsing: old.json, as: kind, named: "old"),
                try AccessPolicy(parsing: new.json, as: kind, named: "new")
            )
            let check = AccessCheck.newAccess(in: after, since: before)
            results[check.result, default: 0] += 1
            func set(_ policy: AccessPolicy) -> PolicySet {
                kind == .identity
                    ? PolicySet(identity: [policy]) : PolicySet(resource: policy, needsResourcePolicy: true)
            }
            for _ in 0..<40 {
                let request = generator.request()
                guard request.principal.kind != .root else { continue }
                let isNow = set(after).decide(request).isAllowed
                let was = set(before).decide(request).isAllowed
                #expect(!(check.result == .pass && isNow && !was), "\(seed): \(old.json) \(new.json) \(request)")
            }
        }
        for result in [AccessCheck.Result.pass, .fail, .unknown] {
            #expect(results[result, default: 0] > AgreementTests.count / 50, "\(results)")
        }
    }

    // MARK: Actions

    @Test func actionsThatShallNotBeAllowed() throws {
        func check(_ statements: String, _ actions: [String], _ resources: [String] = []) throws -> AccessCheck.Result {
            AccessCheck.access(to: actions, on: resources, in: try Ask.policy(statements)).result
        }
        #expect(try check(Self.allow("'s3:Get*'"), ["s3:DeleteBucket", "kms:Decrypt"]) == .pass)
        #expect(try check(Self.allow("'s3:*'"), ["s3:DeleteBucket"]) == .fail)
        #expect(try check(Self.allow("'S3:del*'"), ["kms:Decrypt", "s3:DeleteBucket"]) == .fail)
        #expect(try check("\(Self.allow("'s3:*'")),\(Self.deny("'s3:Delete*'"))", ["s3:DeleteBucket"]) == .pass)
        #expect(try check("\(Self.allow("'*'")),\(Self.deny("'*'", "arn:aws:s3:::a"))", ["s3:DeleteBucket"]) == .fail)
        #expect(try check(Self.allow("'*'", "arn:aws:s3:::a*"), ["s3:X"], ["arn:aws:s3:::b"]) == .pass)
        #expect(try check(Self.allow("'*'", "arn:aws:s3:::a*"), ["s3:X"], ["arn:aws:s3:::ab"]) == .fail)
        #expect(
            try check("\(Self.allow("'*'")),\(Self.deny("'*'", "arn:aws:s3:::a"))", ["s3:X"], ["arn:aws:s3:::a"])
                == .pass
        )
    }

    // MARK: The public

    static let exposures: [(why: String, statement: String, result: AccessCheck.Result)] = [
        ("everybody", "'Principal':'*'", .fail), ("everybody, the long way", "'Principal':{'AWS':['*']}", .fail),
        ("an account", "'Principal':{'AWS':'111122223333'}", .pass),
        ("a service", "'Principal':{'Service':'events.amazonaws.com'}", .pass),
        ("a provider of identities", "'Principal':{'Federated':'accounts.example.com'}", .fail),
        (
            "of a fixed account",
            "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':'111122223333'}}", .pass
        ),
        ("over TLS", "'Principal':'*','Condition':{\(tls)}", .fail),
        ("not of an account", "'Principal':'*','Condition':{'StringNotEquals':{'aws:PrincipalAccount':'1'}}", .fail),
        (
            "of one if it is there",
            "'Principal':'*','Condition':{'StringEqualsIfExists':{'aws:PrincipalAccount':'1'}}", .fail
        ),
        ("of any", "'Principal':'*','Condition':{'StringLike':{'aws:PrincipalAccount':'*'}}", .fail),
        (
            "users of an account",
            "'Principal':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:*'}}", .pass
        ),
        (
            "users of any", "'Principal':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/rosa'}}",
            .fail
        ),
        (
            "a star before the account",
            "'Principal':'*','Condition':{'StringLike':{'aws:SourceArn':'arn:aws:lambda:*:111122223333:*'}}",
            .fail
        ),
        ("by name", "'Principal':'*','Condition':{'StringEquals':{'aws:username':'rosa'}}", .fail),
        ("from a network", "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}", .pass),
        (
            "from half of the Internet",
            "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['192.0.2.0/24','0.0.0.0/1']}}", .fail
        ),
        (
            "any session of a role",
            "'Principal':'*','Condition':{'StringLike':{'aws:userid':'AROAEXAMPLEID:*'}}", .fail
        ),
        (
            "by an access point of an account",
            "'Principal':'*','Condition':{'StringEquals':{'s3:DataAccessPointAccount':'111122223333'}}", .pass
        ),
        ("of an organisation", "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}", .pass),
    ]

    @Test(arguments: exposures.indices)
    func whatIsPublic(_ index: Int) throws {
        let exposure = Self.exposures[index]
        let statement = "{'Effect':'Allow','Action':'s3:*','Resource':'*',\(exposure.statement)}"
        let check = AccessCheck.publicAccess(in: try Ask.policy(statement, as: .resource))
        #expect(check.result == exposure.result, "\(exposure.why): \(check)")
        let isPublic = try Ask.policy(statement, as: .resource).isPublic
        #expect(isPublic == (exposure.result != .pass), "\(exposure.why)")
        let denied = "\(statement),{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}"
        #expect(AccessCheck.publicAccess(in: try Ask.policy(denied, as: .resource)).result == .pass)
    }
}
