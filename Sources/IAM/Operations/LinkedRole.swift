import JSON

/// The role of a service that Magpie runs itself: its own, and changed by nobody.
struct LinkedRole: Sendable {
    /// Where roles of services are.
    static let path = "/aws-service-role/"

    /// What it is called: `events.amazonaws.com`.
    let service: String
    let name: String
    /// What the service does with it.
    let actions: [String]
    /// Its policy, compiled once.
    let document: PolicyDocument

    init(service: String, name: String, actions: [String]) {
        (self.service, self.name, self.actions) = (service, name, actions)
        document = PolicyDocument(LinkedRole.policy(actions), named: "role \(name): \(name)")
    }

    static let all = [
        LinkedRole(
            service: "events.amazonaws.com",
            name: "AWSServiceRoleForAmazonEventBridge",
            actions: [
                "events:PutEvents", "iam:UpdateAccessKey", "kms:GenerateDataKey", "objects:Encrypt",
                "secretsmanager:DescribeSecret", "secretsmanager:RotateSecret",
            ]
        ),
        LinkedRole(
            service: "macie.amazonaws.com",
            name: "AWSServiceRoleForAmazonMacie",
            actions: ["macie2:Get*", "macie2:List*", "objects:List*", "s3:Get*", "s3:List*"]
        ),
        LinkedRole(
            service: "secretsmanager.amazonaws.com",
            name: "AWSServiceRoleForSecretsManager",
            actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "events:PutEvents"]
        ),
    ]

    /// All services that have one, for people.
    static var services: String { all.map(\.service).joined(separator: ", ") }

    private static func document(_ statement: [String: JSONValue]) -> String {
        JSONValue.object([
            "Version": .string("2012-10-17"),
            "Statement": .array([.object(statement.merging(["Effect": .string("Allow")]) { $1 })]),
        ]).json
    }

    var trust: String {
        LinkedRole.document([
            "Principal": .object(["Service": .string(service)]), "Action": .string("sts:AssumeRole"),
        ])
    }

    var policy: String { document.text }

    private static func policy(_ actions: [String]) -> String {
        document(["Action": .array(actions.map { .string($0) }), "Resource": .string("*")])
    }
}
