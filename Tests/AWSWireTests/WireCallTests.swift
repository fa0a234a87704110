import JSON
import ServiceModel
import Signatures
import Testing

@testable import AWSWire

@Suite struct WireCallTests {
    private func call(
        _ service: String,
        _ body: String,
        at target: String = "/",
        headers: [(name: String, value: String)] = []
    ) throws -> WireCall {
        let service = try #require(WireService.named(service))
        let models = KMSModel.operations + IAMModel.operations + STSModel.operations + TrailModel.operations
        return try WireCall(
            service,
            SignableRequest("POST", target, headers: headers),
            body: Array(body.utf8)
        ) { name in models.first { $0.qualifiedName == name } }
    }

    private func input(_ form: String, _ service: String = "iam") throws -> JSONValue {
        try JSONValue(parsing: try call(service, form).input)
    }

    @Test func jsonIsHandedOnAsItCame() throws {
        let target: [(name: String, value: String)] = [
            ("x-amz-target", "TrentService.Encrypt"), ("content-type", "application/x-amz-json-1.0"),
        ]
        let call = try call("kms", #"{"KeyId":"a", "Plaintext":"aA=="}"#, headers: target)
        #expect(call.qualifiedName == "kms:Encrypt")
        #expect(String(decoding: call.input, as: UTF8.self) == #"{"KeyId":"a", "Plaintext":"aA=="}"#)
        #expect(call.style == .json("1.0"))
        #expect(try self.call("kms", "", headers: target).input == Array("{}".utf8))
    }

    /// Between processes a request is a line: what comes after a line feed would be another one.
    @Test func aRequestStaysOneLine() throws {
        let target: [(name: String, value: String)] = [("x-amz-target", "TrentService.Encrypt")]
        let call = try call("kms", "{\n\"KeyId\": \"a\\nb\"\r\n}", headers: target)
        #expect(!call.input.contains { $0 < 0x20 })
        #expect(try JSONValue(parsing: call.input) == .object(["KeyId": .string("a\nb")]))
        #expect(throws: ServiceError.self) { try self.call("kms", "{}\n-injected", headers: target) }
    }

    /// SDKs for Go, and newer ones, leave the package of the service's name out.
    @Test(arguments: ["CloudTrail_20131101", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"])
    func servicesAreNamedWithTheirPackageOrWithoutIt(_ name: String) throws {
        let found = try call("cloudtrail", "{}", headers: [("x-amz-target", "\(name).LookupEvents")])
        #expect(found.qualifiedName == "cloudtrail:LookupEvents")
        #expect(throws: ServiceError.self) {
            try call("cloudtrail", "{}", headers: [("x-amz-target", "xCloudTrail_20131101.LookupEvents")])
        }
    }

    @Test(arguments: [
        ("kms", "TrentService.Nothing", "UnknownOperationException"), ("kms", "Encrypt", "UnknownOperationException"),
        ("kms", "secretsmanager.GetSecretValue", "UnknownOperationException"),
        ("kms", "", "UnknownOperationException"),
    ])
    func unknownOperationsOfJSON(_ service: String, _ target: String, _ code: String) {
        #expect { try call(service, "{}", headers: [("x-amz-target", target)]) } throws: {
            ($0 as? ServiceError)?.code == code
        }
    }

    @Test(arguments: [
        ("Version=2010-05-08", "MissingAction"), ("Action=Fly&Version=2010-05-08", "InvalidAction"),
        ("Action=ListUsers&Version=2011-01-01", "NoSuchVersion"), ("", "MissingAction"),
    ])
    func mistakesInForms(_ form: String, _ code: String) {
        #expect { try call("iam", form) } throws: { ($0 as? ServiceError)?.code == code }
    }

    @Test func formsAreReadAsTheModelSays() throws {
        let input = try input(
            "Action=CreateUser&Version=2010-05-08&UserName=a+b%2Bc&Tags.member.2.Key=y&Tags.member.2.Value="
                + "&Tags.member.1.Key=x&Tags.member.1.Value=%3C%26%3E&Unknown.member.1=z"
        )
        #expect(
            input
                == .object([
                    "UserName": .string("a b+c"),
                    "Tags": .array([
                        .object(["Key": .string("x"), "Value": .string("<&>")]),
                        .object(["Key": .string("y"), "Value": .string("")]),
                    ]),
                ])
        )
    }

    @Test func numbersAndTruthsAreWhatTheyAre() throws {
        #expect(try input("Action=ListUsers&MaxItems=10")["MaxItems"] == .number(10))
        #expect(try input("Action=ListUsers&MaxItems=ten")["MaxItems"] == .string("ten"))
        let version = try input("Action=CreatePolicyVersion&PolicyArn=a&PolicyDocument=%7B%7D&SetAsDefault=true")
        #expect(version["SetAsDefault"] == .boolean(true))
        #expect(version["PolicyDocument"] == .string("{}"))
    }

    @Test func structuresAndEmptyLists() throws {
        let input = try input(
            "Action=AssumeRole&RoleArn=a&RoleSessionName=b&PolicyArns.member.1.arn=c&Tags=&DurationSeconds=900",
            "sts"
        )
        #expect(input["PolicyArns"] == .array([.object(["arn": .string("c")])]))
        #expect(input["Tags"] == .array([]))
        #expect(input["DurationSeconds"] == .number(900))
    }

    @Test func aFormMayBeInTheAddress() throws {
        let call = try call(
            "sts",
            "",
            at: "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=900"
        )
        #expect(call.qualifiedName == "sts:GetCallerIdentity")
        #expect(call.input == Array("{}".utf8))
    }

    @Test func formsHaveBounds() {
        let many = "Action=ListUsers&" + String(repeating: "a=b&", count: 10_001)
        let deep = "Action=ListUsers&" + String(repeating: "a.", count: 17) + "=b"
        let long = "Action=ListUsers&PathPrefix=" + String(repeating: "a", count: WireCall.longestForm)
        for form in [many, deep, long] {
            #expect { try call("iam", form) } throws: { ($0 as? ServiceError)?.code == "MalformedInput" }
        }
    }
}
