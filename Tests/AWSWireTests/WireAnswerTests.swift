import JSON
import ServiceModel
import Signatures
import Testing

@testable import AWSWire

@Suite struct WireAnswerTests {
    private func call(_ service: String, _ operation: String) throws -> WireCall {
        let service = try #require(WireService.named(service))
        let target: String =
            if case .json(let target) = service.dialect { "\(target).\(operation)" } else { "" }
        let models = KMSModel.operations + IAMModel.operations + STSModel.operations + EventsModel.operations
        return try WireCall(
            service,
            SignableRequest("POST", "/?Action=\(operation)", headers: [("x-amz-target", target)]),
            body: []
        ) { name in models.first { $0.qualifiedName == name } }
    }

    private func written(_ service: String, _ operation: String, _ answer: JSONValue) throws -> String {
        let answer = try WireAnswer(.value(answer), to: call(service, operation), requestID: "id-1")
        #expect(answer.status == 200)
        #expect(answer.headers.contains { $0.name == "x-amzn-requestid" && $0.value == "id-1" })
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test func timesOfJSONAreNumbers() throws {
        let answer = JSONValue.object([
            "KeyMetadata": .object([
                "CreationDate": .string("2026-11-30T12:00:00.125Z"), "Description": .string("2026-11-30T12:00:00Z"),
            ])
        ])
        #expect(
            try written("kms", "DescribeKey", answer)
                == #"{"KeyMetadata":{"CreationDate":1796040000.125,"Description":"2026-11-30T12:00:00Z"}}"#
        )
    }

    @Test(arguments: [
        (#"{"a":"2026-11-30T12:00:00Z"}"#, true), (#"{"a":"2026-11-30"}"#, false), (#"{"a":"x2026-11-30T"}"#, false),
        (#"{"a":"""2026-11-30T"}"#, true), ("", false), (#"{"Plaintext":"20261130T120000Z"}"#, false),
    ])
    func onlyWhatHasTimesIsReadAgain(_ json: String, _ hasTime: Bool) {
        #expect(WireTimes.hasTime(json.utf8.span) == hasTime)
    }

    @Test func xmlHasListsMapsAndDocuments() throws {
        let role = JSONValue.object([
            "Role": .object([
                "RoleName": .string("a<b>&\"c\"\u{1}"), "CreateDate": .string("2026-11-30T12:00:00Z"),
                "AssumeRolePolicyDocument": .object(["Version": .string("2012-10-17")]),
                "Tags": .array([.object(["Key": .string("k"), "Value": .string("")])]), "Empty": .array([]),
                "MaxSessionDuration": .number(3600), "IsIt": .boolean(true), "Nothing": .null,
            ])
        ])
        #expect(
            try written("iam", "GetRole", role)
                == #"<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role>"#
                + "<AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument>"
                + "<CreateDate>2026-11-30T12:00:00Z</CreateDate><Empty></Empty><IsIt>true</IsIt>"
                + "<MaxSessionDuration>3600</MaxSessionDuration><RoleName>a&lt;b&gt;&amp;&quot;c&quot;\u{FFFD}</RoleName>"
                + "<Tags><member><Key>k</Key><Value></Value></member></Tags></Role></GetRoleResult>"
                + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></GetRoleResponse>"
        )
        let summary = JSONValue.object(["SummaryMap": .object(["Users": .number(2)])])
        #expect(
            try written("iam", "GetAccountSummary", summary)
                .contains("<SummaryMap><entry><key>Users</key><value>2</value></entry></SummaryMap>")
        )
    }

    private func error(_ code: String, _ style: WireStyle) -> (status: Int, text: String) {
        let answer = WireAnswer(ServiceError(code, "Not <so>."), in: style, requestID: "id-1")
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    @Test(arguments: [
        ("NotFoundException", 400, "NotFoundException"), ("InvalidClientTokenId", 400, "UnrecognizedClientException"),
        ("ExpiredToken", 400, "ExpiredTokenException"), ("SignatureDoesNotMatch", 400, "InvalidSignatureException"),
        ("MissingAuthenticationToken", 400, "MissingAuthenticationTokenException"),
        ("InternalFailure", 500, "InternalFailure"), ("KMSInternalException", 500, "KMSInternalException"),
    ])
    func errorsOfJSON(_ code: String, _ status: Int, _ name: String) {
        let (found, text) = error(code, .json("1.1"))
        #expect(found == status)
        #expect(text == #"{"Message":"Not <so>.","__type":"\#(name)","message":"Not <so>."}"#)
    }

    @Test(arguments: [
        ("NoSuchEntity", 404, "NoSuchEntity", "Sender"), ("AccessDeniedException", 403, "AccessDenied", "Sender"),
        ("InvalidClientTokenId", 403, "InvalidClientTokenId", "Sender"),
        ("ValidationException", 400, "ValidationError", "Sender"), ("DeleteConflict", 409, "DeleteConflict", "Sender"),
        ("InternalFailure", 500, "InternalFailure", "Receiver"),
    ])
    func errorsOfXML(_ code: String, _ status: Int, _ name: String, _ type: String) {
        let (found, text) = error(code, .xml("urn:x"))
        #expect(found == status)
        #expect(
            text == #"<ErrorResponse xmlns="urn:x"><Error><Type>"# + type + "</Type><Code>\(name)</Code>"
                + "<Message>Not &lt;so&gt;.</Message></Error><RequestId>id-1</RequestId></ErrorResponse>"
        )
    }

    @Test func everyRequestHasAStyle() {
        #expect(WireStyle(nil, contentType: nil, target: "TrentService.Encrypt") == .json("1.1"))
        #expect(WireStyle(nil, contentType: "application/x-amz-json-1.0", target: nil) == .json("1.0"))
        guard case .xml = WireStyle(nil, contentType: "text/plain", target: nil) else {
            Issue.record("what is no JSON gets XML")
            return
        }
    }

    /// A line of the table whose operations nobody has would answer everything with an error.
    @Test func everyServiceHasOperations() {
        let models =
            KMSModel.operations + IAMModel.operations + STSModel.operations + EventsModel.operations
            + SecretsModel.operations + QueuesModel.operations + TrailModel.operations + MacieModel.session
        for service in WireService.all { #expect(models.contains { $0.service == service.name }, "\(service.name)") }
    }
}
