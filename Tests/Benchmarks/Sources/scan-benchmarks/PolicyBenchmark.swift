import AccessPolicies

/// Measures how many requests a second policies decide, on one core.
enum PolicyBenchmark {
    static func run() throws {
        for (name, count) in [("1 statement", 1), ("20 statements", 20), ("200 statements", 200)] {
            let set = try set(of: count)
            let requests = (0..<2_000).map(request)
            var allowed = 0
            let seconds = try Main.time(rounds: 20) {
                allowed = 0
                for request in requests where set.decide(request).isAllowed { allowed += 1 }
            }
            print(
                "\(name): \(Int(Double(requests.count) / seconds)) decisions/s, \(allowed) of \(requests.count) allowed"
            )
        }
        let hostile = try AccessPolicy(
            parsing: """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":\
                "arn:aws:s3:::\(String(repeating: "*a", count: 45_000))b"}}
                """,
            as: .identity,
            named: "hostile",
            atMost: AccessPolicy.longestText
        )
        let long = PolicyRequest(
            principal: principal,
            action: "s3:GetObject",
            resource: "arn:aws:s3:::" + String(repeating: "a", count: 2_000)
        )
        let seconds = try Main.time(rounds: 5) { _ = PolicySet(identity: [hostile]).decide(long) }
        print("45,000 stars: \(Int(seconds * 1e6)) µs")
    }

    private static let principal = PolicyPrincipal(
        kind: .user,
        arn: "arn:aws:iam::111122223333:user/rosa",
        account: "111122223333",
        uniqueID: "AIDAROSAROSAROSAROSA"
    )

    /// A principal's policies of so many statements, a boundary, and a key policy that leaves it to the account.
    private static func set(of count: Int) throws -> PolicySet {
        let statements = (0..<count).map { index in
            switch index % 5 {
            case 0:
                """
                {"Effect":"Allow","Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"],\
                "Resource":"arn:aws:secretsmanager:*:111122223333:secret:team\(index)/*"}
                """
            case 1:
                """
                {"Effect":"Allow","Action":"kms:Decrypt","Resource":"arn:aws:kms:*:111122223333:key/\(index)*",\
                "Condition":{"StringEquals":{"kms:EncryptionContext:unit":"${aws:PrincipalTag/unit}"}}}
                """
            case 2:
                """
                {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"},\
                "NumericLessThan":{"x:level":"\(index)"}}}
                """
            case 3:
                "{\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",\"s3:List*\"],\"Resource\":\"arn:aws:s3:::bucket\(index)/*\"}"
            default:
                """
                {"Effect":"Allow","Action":"events:Put*","Resource":"*","Condition":\
                {"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}
                """
            }
        }
        func policy(_ list: [String], _ kind: AccessPolicy.Kind) throws -> AccessPolicy {
            let text = "{\"Version\":\"2012-10-17\",\"Statement\":[\(list.joined(separator: ","))]}"
            return try AccessPolicy(parsing: text, as: kind, named: "\(kind)", atMost: AccessPolicy.longestText)
        }
        let root = """
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"*","Resource":"*"}
            """
        return PolicySet(
            identity: [try policy(statements, .identity)],
            boundary: try policy(["{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"], .boundary),
            resource: try policy([root], .resource),
            needsResourcePolicy: true
        )
    }

    private static func request(_ number: Int) -> PolicyRequest {
        var context = PolicyContext()
        for (key, value) in [
            ("aws:username", "rosa"), ("aws:PrincipalArn", principal.arn), ("aws:PrincipalAccount", "111122223333"),
            ("aws:PrincipalTag/unit", "pay"), ("aws:SecureTransport", "true"), ("aws:SourceIp", "10.1.2.3"),
            ("aws:CurrentTime", "2026-11-30T12:00:00Z"), ("kms:EncryptionContext:unit", "pay"), ("x:level", "1000"),
        ] { context.set(key, value) }
        let questions = [
            ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:local:111122223333:secret:team15/db-a1b2c3"),
            ("kms:Decrypt", "arn:aws:kms:local:111122223333:key/16f8"),
            ("s3:GetObject", "arn:aws:s3:::bucket18/payroll/2026/11.csv"), ("events:PutEvents", "*"),
            ("iam:CreateUser", "arn:aws:iam::111122223333:user/otto"),
        ]
        let (action, resource) = questions[number % questions.count]
        return PolicyRequest(principal: principal, action: action, resource: resource, context: context)
    }
}
