import JSON
import POSIX
import ServiceModel
import Testing

@testable import SecretsManager

/// Answers are those of AWS Secrets Manager where it is easily held otherwise.
///
/// Source: answers recorded against AWS, and https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
@Suite struct AnswerTests {
    private static let token = "5b3c2f0e-8d4a-4f57-9a61-0c7e2d9b1a44"
    private static let other = "c1f6de20-4a3b-4e8c-b7d5-93a0f84e6b12"

    // MARK: Names

    @Test(arguments: ["pay roll", "pay*", "pay?", #"pay\\roll"#, "päy", "a:b"])
    func whatCanBeNoNameIsRefusedEverywhere(_ name: String) throws {
        let harness = try SecretsHarness()
        let secret = #""SecretId":"\#(name)""#
        for (operation, more) in [
            ("GetSecretValue", ""), ("DescribeSecret", ""), ("PutSecretValue", #","SecretString":"x""#),
            ("UpdateSecret", ""), ("ListSecretVersionIds", ""), ("DeleteSecret", ""),
            ("DeleteSecret", #","ForceDeleteWithoutRecovery":true"#), ("RestoreSecret", ""),
            ("TagResource", #","Tags":[]"#), ("UntagResource", #","TagKeys":[]"#), ("RotateSecret", ""),
            ("CancelRotateSecret", ""), ("GetResourcePolicy", ""), ("DeleteResourcePolicy", ""),
            ("PutResourcePolicy", #","ResourcePolicy":"{}""#), ("ValidateResourcePolicy", #","ResourcePolicy":"{}""#),
            ("UpdateSecretVersionStage", #","VersionStage":"a""#),
        ] {
            #expect(
                harness.refusal(operation, "{\(secret)\(more)}")
                    == ServiceError(
                        "ValidationException",
                        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: "
                            + "-/_+=.@!"
                    ),
                "\(operation)"
            )
        }
        let batch = try harness.perform("BatchGetSecretValue", #"{"SecretIdList":["\#(name)"]}"#)
        #expect(batch["Errors"]?.array.first?["ErrorCode"] == .string("ValidationException"))
    }

    // MARK: Labels and tokens

    @Test func aVersionThatIsReplacedWaitsForNothing() throws {
        let harness = try SecretsHarness()
        try harness.create("s", token: Self.token)
        let label = #"{"SecretId":"s","VersionStage":"AWSPENDING","MoveToVersionId":"\#(Self.token)"}"#
        try harness.perform("UpdateSecretVersionStage", label)
        try harness.perform(
            "PutSecretValue",
            #"{"SecretId":"s","SecretString":"second","ClientRequestToken":"\#(Self.other)"}"#
        )
        #expect(try harness.stages("s") == [Self.token: ["AWSPREVIOUS"], Self.other: ["AWSCURRENT"]])
        // Moved by hand, too; other labels stay.
        for stage in ["AWSPENDING", "mine"] {
            try harness.perform(
                "UpdateSecretVersionStage",
                #"{"SecretId":"s","VersionStage":"\#(stage)","MoveToVersionId":"\#(Self.other)"}"#
            )
        }
        try harness.perform(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"AWSCURRENT","MoveToVersionId":"\#(Self.token)","RemoveFromVersionId":"\#(Self.other)"}"#
        )
        #expect(try harness.stages("s") == [Self.token: ["AWSCURRENT"], Self.other: ["AWSPREVIOUS", "mine"]])
    }

    @Test func aPendingVersionThatIsAnotherStaysPending() throws {
        let harness = try SecretsHarness()
        try harness.create("s")
        try harness.perform(
            "PutSecretValue",
            #"{"SecretId":"s","SecretString":"x","VersionStages":["AWSPENDING"],"ClientRequestToken":"\#(Self.token)"}"#
        )
        try harness.perform(
            "PutSecretValue",
            #"{"SecretId":"s","SecretString":"second","ClientRequestToken":"\#(Self.other)"}"#
        )
        #expect(try harness.stages("s")[Self.token] == ["AWSPENDING"])
    }

    @Test func aTokenThatStoodForAnotherValueIsNamed() throws {
        let harness = try SecretsHarness()
        let arn = try #require(try harness.create("s", "one", token: Self.token)["ARN"]?.string)
        func again(_ value: String, _ token: String) -> ServiceError? {
            harness.refusal(
                "CreateSecret",
                #"{"Name":"s","SecretString":"\#(value)","ClientRequestToken":"\#(token)"}"#
            )
        }
        #expect(again("one", Self.token) == nil)
        #expect(
            again("two", Self.token)
                == ServiceError(
                    "ResourceExistsException",
                    "You can't use ClientRequestToken \(Self.token) because that value is already in use for a version of secret \(arn)."
                )
        )
        let exists = ServiceError(
            "ResourceExistsException",
            "The operation failed because the secret s already exists."
        )
        #expect(again("one", Self.other) == exists)
        #expect(harness.refusal("CreateSecret", #"{"Name":"s","ClientRequestToken":"\#(Self.token)"}"#) == exists)
    }

    @Test func whatIsOutOfRangeIsSaidInWords() throws {
        let harness = try SecretsHarness()
        try harness.create("s")
        let short = ServiceError("InvalidParameterException", "ClientRequestToken must be 32-64 characters long.")
        for token in [String(repeating: "a", count: 31), String(repeating: "a", count: 65), ""] {
            let more = #""ClientRequestToken":"\#(token)""#
            #expect(harness.refusal("CreateSecret", #"{"Name":"t",\#(more)}"#) == short)
            for operation in ["UpdateSecret", "RotateSecret"] {
                #expect(harness.refusal(operation, #"{"SecretId":"s",\#(more)}"#) == short)
            }
            #expect(harness.refusal("PutSecretValue", #"{"SecretId":"s","SecretString":"x",\#(more)}"#) == short)
        }
        for days in [0, 1001, -1] {
            #expect(
                harness.refusal(
                    "RotateSecret",
                    #"{"SecretId":"s","RotationLambdaARN":"arn:magpie:rotator:api-key","RotationRules":{"AutomaticallyAfterDays":\#(days)}}"#
                )
                    == ServiceError(
                        "InvalidParameterException",
                        "RotationRules.AutomaticallyAfterDays must be within 1-1000."
                    )
            )
        }
        #expect(
            harness.refusal("BatchGetSecretValue", #"{"SecretIdList":["s"],"MaxResults":1}"#)
                == ServiceError(
                    "InvalidParameterException",
                    "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided."
                )
        )
    }

    /// SDKs make a token up; who asks without one has to.
    @Test func whoMayMakeAVersionNamesIt() throws {
        let harness = try SecretsHarness()
        let message = "You must provide a ClientRequestToken value. We recommend a UUID-type value."
        for (operation, input, code) in [
            ("CreateSecret", #"{"Name":"s"}"#, "InvalidRequestException"),
            ("PutSecretValue", #"{"SecretId":"none","SecretString":"x"}"#, "InvalidRequestException"),
            ("UpdateSecret", #"{"SecretId":"none"}"#, "InvalidRequestException"),
            ("RotateSecret", #"{"SecretId":"none"}"#, "InvalidParameterException"),
        ] {
            let model = try #require(SecretsModel.operation(operation))
            let request = ServiceRequest(model, try JSONValue(parsing: Array(input.utf8)), by: .user(1000), at: 0)
            #expect(throws: ServiceError(code, message), "\(operation)") {
                try harness.secrets.makeOperations().perform(request)
            }
        }
        #expect(try harness.perform("ListSecrets")["SecretList"]?.array.isEmpty == true)
    }

    @Test func whatThereIsNotHereIsRefusedInWords() throws {
        let harness = try SecretsHarness()
        try harness.create("s")
        #expect(
            harness.refusal("UpdateSecret", #"{"SecretId":"s","Type":"partner"}"#)?.code == "InvalidParameterException"
        )
        let metadata = #""ExternalSecretRotationMetadata":[{"Key":"a","Value":"b"}]"#
        #expect(
            harness.refusal("RotateSecret", #"{"SecretId":"s",\#(metadata)}"#)?.message.contains("not rotated") == true
        )
    }

    // MARK: Descriptions

    @Test func whatIsEmptyIsNotShownAndWhatWasEmptiedIs() throws {
        let harness = try SecretsHarness()
        try harness.perform("CreateSecret", #"{"Name":"s","Description":""}"#)
        func described() throws -> JSONValue { try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#) }
        #expect(try described()["Description"] == nil)
        #expect(try described()["Tags"] == nil)
        try harness.perform("UpdateSecret", #"{"SecretId":"s","Description":"of the shop"}"#)
        #expect(try described()["Description"] == .string("of the shop"))
        try harness.perform("UpdateSecret", #"{"SecretId":"s","Description":""}"#)
        #expect(try described()["Description"] == nil)
        let listed = try harness.perform("ListSecrets")["SecretList"]?.array.first
        #expect(listed?["Description"] == nil)
        try harness.perform("TagResource", #"{"SecretId":"s","Tags":[{"Key":"a","Value":"b"}]}"#)
        try harness.perform("UntagResource", #"{"SecretId":"s","TagKeys":["a"]}"#)
        #expect(try described()["Tags"] == .array([]))
        try harness.restart()
        #expect(try described()["Tags"] == .array([]))
    }

    @Test func everyChangeHasATimeOfItsOwn() throws {
        let harness = try SecretsHarness()
        try harness.create("s")
        var times: [String] = []
        func note() throws {
            let described = try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#)
            times.append(try #require(described["LastChangedDate"]?.string))
        }
        try note()
        for (operation, more) in [
            ("UpdateSecret", #","Description":"x""#), ("PutSecretValue", #","SecretString":"x""#),
            ("UpdateSecret", #","SecretString":"y""#), ("TagResource", #","Tags":[{"Key":"a","Value":"b"}]"#),
            ("UntagResource", #","TagKeys":["a"]"#), ("CancelRotateSecret", ""), ("DeleteSecret", ""),
            ("RestoreSecret", ""),
        ] {
            try harness.perform(operation, #"{"SecretId":"s"\#(more)}"#)
            try note()
        }
        let seconds = times.compactMap(UTCTime.seconds)
        #expect(seconds.count == 9)
        #expect(zip(seconds, seconds.dropFirst()).allSatisfy(<), "\(times)")
    }

    // MARK: Filters

    @Test(arguments: [
        ("Gamma", "stage/ShopGamma/k"), ("shop", "keys.KeyThree stage/ShopGamma/k"), ("ShopGamma", "stage/ShopGamma/k"),
        ("gam", "stage/ShopGamma/k"), ("amma", ""), ("hop", ""), ("stage", "stage/ShopGamma/k"),
        ("k", "keys.KeyThree stage/ShopGamma/k"), ("three", "keys.KeyThree"), ("vendor", ""),
        ("VENDORlist", "VENDORlist"), ("http", "HTTPPort@x"), ("port", "HTTPPort@x"), ("httpport", ""),
        ("+", ""), ("/", ""), ("!/", "HTTPPort@x VENDORlist keys.KeyThree stage/ShopGamma/k"),
        ("of shops", "keys.KeyThree"),
    ])
    func theFilterAllLooksForWords(_ value: String, _ expected: String) throws {
        let harness = try SecretsHarness()
        for name in ["stage/ShopGamma/k", "VENDORlist", "HTTPPort@x"] { try harness.create(name) }
        try harness.perform("CreateSecret", #"{"Name":"keys.KeyThree","Description":"Database of ourShops"}"#)
        let found = try harness.perform(
            "ListSecrets",
            #"{"SortBy":"name","Filters":[{"Key":"all","Values":["\#(value)"]}]}"#
        )
        #expect(found["SecretList"]?.array.compactMap { $0["Name"]?.string }.joined(separator: " ") == expected)
    }

    @Test func tokensSayNothing() throws {
        let harness = try SecretsHarness()
        for number in 1...3 { try harness.create("payroll\(number)") }
        let page = try harness.perform("ListSecrets", #"{"MaxResults":1,"SortBy":"name"}"#)
        let token = try #require(page["NextToken"]?.string)
        #expect(!token.contains("payroll"))
        #expect(
            harness.refusal("ListSecrets", #"{"SortBy":"name","NextToken":"\#(token.dropLast(2))"}"#)?.code
                == "InvalidNextTokenException"
        )
        try harness.perform("PutSecretValue", #"{"SecretId":"payroll1","SecretString":"x"}"#)
        let versions = try harness.perform("ListSecretVersionIds", #"{"SecretId":"payroll1","MaxResults":1}"#)
        let next = try #require(versions["NextToken"]?.string)
        #expect(versions["Versions"]?.array.first?["VersionId"]?.string.map(next.contains) == false)
        let rest = try harness.perform(
            "ListSecretVersionIds",
            #"{"SecretId":"payroll1","MaxResults":1,"NextToken":"\#(next)"}"#
        )
        #expect(rest["Versions"]?.array.count == 1)
        #expect(rest["NextToken"] == nil)
    }
}
