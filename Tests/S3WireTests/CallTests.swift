import JSON
import ServiceModel
import Testing

@testable import S3Wire

/// What requests ask for, by their paths, queries and heads.
@Suite struct CallTests {
    private static func call(
        _ method: String,
        _ target: String,
        _ headers: [(name: String, value: String)] = [("host", "127.0.0.1:4599")],
        body: String = ""
    ) throws -> S3Call {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let query = parts.count > 1 ? parts[1] : ""
        let request = S3Request(method: method, path: parts[0], query: query, headers: headers)
        return try S3Call(request) { _ in
            Array(body.utf8)
        } model: {
            S3Model.operation($0)
        }
    }

    private static func refusal(_ method: String, _ target: String) -> String {
        do {
            return try call(method, target).operation
        } catch {
            return (error as? ServiceError)?.code ?? "\(error)"
        }
    }

    /// A request, and the operation that it asks for.
    static let requests: [(method: String, target: String, operation: String)] = [
        ("GET", "/", "ListBuckets"), ("GET", "/?x-id=ListBuckets", "ListBuckets"), ("HEAD", "/shelf", "HeadBucket"),
        ("GET", "/shelf", "ListObjects"), ("GET", "/shelf/", "ListObjects"),
        ("GET", "/shelf/?list-type=2", "ListObjectsV2"),
        ("GET", "/shelf?location", "GetBucketLocation"), ("GET", "/shelf?tagging=", "GetBucketTagging"),
        ("GET", "/shelf?encryption", "GetBucketEncryption"), ("GET", "/shelf?policy", "GetBucketPolicy"),
        ("GET", "/shelf?publicAccessBlock", "GetPublicAccessBlock"), ("GET", "/shelf?acl", "GetBucketAcl"),
        ("GET", "/shelf?versioning", "GetBucketVersioning"), ("GET", "/shelf/a/b", "GetObject"),
        ("HEAD", "/shelf/a", "HeadObject"), ("GET", "/shelf/a?tagging", "GetObjectTagging"),
        ("GET", "/shelf/a?partNumber=1", "GetObject"), ("GET", "/shelf/a?attributes", "GetObjectAttributes"),
        // What is not here is not taken for something else.
        ("GET", "/shelf?cors", "NotImplemented"), ("GET", "/shelf?website&prefix=a", "NotImplemented"),
        ("GET", "/shelf/a?torrent", "NotImplemented"), ("GET", "/shelf/a?uploadId=1", "ListParts"),
        ("PATCH", "/shelf/a", "MethodNotAllowed"), ("GET", "/shelf?list-type=3", "ListObjects"),
    ]

    @Test(arguments: requests)
    func requestsAreToldApart(_ method: String, _ target: String, _ operation: String) {
        #expect(Self.refusal(method, target) == operation)
    }

    @Test func parametersComeFromEverywhere() throws {
        let call = try Self.call(
            "GET",
            "/shelf/a%2Fb%20c+d/%FF?response-content-type=text%2Fplain+x&versionId=null&unknown=1",
            [
                ("host", "localhost"), ("range", "bytes=0-1"), ("if-none-match", "\"a\""), ("x-amz-unknown", "1"),
                ("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT"), ("x-amz-expected-bucket-owner", "1"),
            ]
        )
        #expect(
            call.input
                == .object([
                    "Bucket": .string("shelf"), "Key": .string("a/b c+d/\u{10FFFF}"), "Range": .string("bytes=0-1"),
                    "IfNoneMatch": .string("\"a\""), "IfModifiedSince": .number(784_111_777),
                    "ResponseContentType": .string("text/plain x"), "VersionId": .string("null"),
                    "ExpectedBucketOwner": .string("1"),
                ])
        )
        let list = try Self.call("GET", "/shelf?list-type=2&max-keys=7&fetch-owner=true&prefix=a%2F&start-after=")
        #expect(
            list.input
                == .object([
                    "Bucket": .string("shelf"), "MaxKeys": .number(7), "FetchOwner": .boolean(true),
                    "Prefix": .string("a/"), "StartAfter": .string(""),
                ])
        )
        let attributes = try Self.call("GET", "/b/k?attributes", [("x-amz-object-attributes", "ETag, ObjectSize")])
        #expect(attributes.input["ObjectAttributes"]?.array == [.string("ETag"), .string("ObjectSize")])
        #expect(Self.refusal("GET", "/shelf?list-type=2&max-keys=many") == "InvalidArgument")
    }

    @Test(arguments: [
        ("shelf.localhost:4599", "shelf", "a/b"), ("shelf.s3.localhost", "shelf", "a/b"),
        ("my.shelf.localhost", "my.shelf", "a/b"), ("s3.localhost:1", "a", "b"), ("localhost", "a", "b"),
        ("127.0.0.1:80", "a", "b"), ("[::1]:80", "a", "b"),
    ])
    func aHostMayNameTheBucket(_ host: String, _ bucket: String, _ key: String) throws {
        let call = try Self.call("GET", "/a/b", [("host", host)])
        #expect(call.input == .object(["Bucket": .string(bucket), "Key": .string(key)]))
    }

    @Test func everyOperationIsAskedForInOneWay() {
        #expect(Set(S3Binding.all.map(\.name)) == Set(S3Model.operations.map(\.name)))
        #expect(S3Binding.all.count == S3Model.operations.count)
        let members = Set(S3Model.operations.flatMap { $0.parameters.map(\.name) })
        #expect(Set(S3Binding.query.values).isSubset(of: members.union(S3Binding.query.values)))
    }
}

/// Documents of XML in requests.
@Suite struct DocumentTests {
    private static let shape = OperationModel.Shape.structure([
        .optional(
            "Objects",
            .list(.structure([.required("Key", .string(1...10)), .optional("Size", .integer(0...9))]), 0...9)
        ),
        .optional("Quiet", .boolean),
        .optional("TagSet", .list(.structure([.required("Key", .string(1...10))]), 0...9)),
    ])

    private func read(_ text: String) -> JSONValue? { try? XMLDocument(Array(text.utf8)).value(Self.shape) }

    @Test func aDocumentIsReadAsItsModelSays() {
        let text = """
            <?xml version="1.0"?><!-- a --><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Object><Key>a&amp;b&#65;&#x42;</Key><Size>3</Size></Object><Quiet>true</Quiet>
              <Object a='1 > 2'><Key><![CDATA[<x>]]></Key></Object><Unknown/>
              <TagSet><Tag><Key>k</Key></Tag></TagSet></Delete>\u{20}
            """
        #expect(
            read(text)
                == .object([
                    "Objects": .array([
                        .object(["Key": .string("a&bAB"), "Size": .number(3)]), .object(["Key": .string("<x>")]),
                    ]), "Quiet": .boolean(true), "TagSet": .array([.object(["Key": .string("k")])]),
                ])
        )
        #expect(read("<Delete/>") == .object([:]))
    }

    @Test(arguments: [
        "", "x", "<a>", "<a></b>", "<a/><b/>", "<a><b></a></b>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<a>&unknown;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a b=1/>", "<a b/>", "<a>&amp</a>", "<a><!-- </a>",
        "</a>",
        "<a><![CDATA[</a>", "<>", "< a/>", "<a>\u{0}", "<Delete><Object><Size>x</Size></Object></Delete>",
    ])
    func whatIsNoneIsRefused(_ text: String) { #expect(read(text) == nil) }

    @Test func depthAndNumberHaveBounds() {
        #expect(read(String(repeating: "<a>", count: 17) + String(repeating: "</a>", count: 17)) == nil)
        #expect(read("<a>" + String(repeating: "<b/>", count: XMLDocument.most) + "</a>") == nil)
        #expect((try? XMLDocument([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E])) == nil)
    }
}

/// Answers as clients read them.
@Suite struct AnswerTests {
    private func answer(_ method: String, _ path: String, _ query: String, _ value: JSONValue) throws -> S3Answer {
        let request = S3Request(method: method, path: path, query: query, headers: [])
        return S3Answer(
            value,
            to: try S3Call(request) { _ in
                []
            } model: {
                S3Model.operation($0)
            },
            requestID: "R"
        )
    }

    private func headers(_ answer: S3Answer) -> [String: String] {
        Dictionary(uniqueKeysWithValues: answer.headers.map { ($0.name, $0.value) })
    }

    @Test func whatIsSaidOfAnObjectIsInTheHead() throws {
        let answer = try answer(
            "GET",
            "/b/k",
            "",
            .object([
                "ETag": .string("\"e\""), "LastModified": .number(784_111_777), "ContentLength": .number(3),
                "ContentType": .string("text/plain"), "ContentRange": .string("bytes 0-2/9"),
                "Metadata": .object(["team": .string("red")]), "ServerSideEncryption": .string("aws:kms"),
            ])
        )
        #expect(answer.status == 206 && answer.body.isEmpty)
        #expect(
            headers(answer) == [
                "etag": "\"e\"", "last-modified": "Sun, 06 Nov 1994 08:49:37 GMT", "content-length": "3",
                "content-type": "text/plain", "content-range": "bytes 0-2/9", "x-amz-meta-team": "red",
                "x-amz-server-side-encryption": "aws:kms", "x-amz-request-id": "R", "x-amz-id-2": "R",
            ]
        )
    }

    @Test func listsAreDocuments() throws {
        let answer = try answer(
            "GET",
            "/b",
            "list-type=2",
            .object([
                "Name": .string("b"), "IsTruncated": .boolean(false),
                "Contents": .array([
                    .object(["Key": .string("a<&>\r\u{1}"), "Size": .number(1), "LastModified": .number(0)]),
                    .object(["Key": .string("c")]),
                ]),
            ])
        )
        #expect(
            String(decoding: answer.body, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>a&lt;&amp;&gt;&#xD;\u{FFFD}</Key>\
                <LastModified>1970-01-01T00:00:00.000Z</LastModified><Size>1</Size></Contents><Contents><Key>c</Key></Contents>\
                <IsTruncated>false</IsTruncated><Name>b</Name></ListBucketResult>
                """
        )
        let location = try self.answer("GET", "/b", "location", .object(["LocationConstraint": .string("local")]))
        #expect(String(decoding: location.body, as: UTF8.self).hasSuffix(">local</LocationConstraint>"))
    }

    @Test func refusalsHaveTheStatusThatTheirCodeHas() {
        let get = S3Request(method: "GET", path: "/b/k", query: "", headers: [])
        let head = S3Request(method: "HEAD", path: "/b/k", query: "", headers: [])
        for (code, shown, status) in [
            ("NoSuchKey", "NoSuchKey", 404), ("AccessDeniedException", "AccessDenied", 403),
            ("ValidationException", "InvalidArgument", 400), ("InvalidRange", "InvalidRange", 416),
        ] {
            let answer = S3Answer(ServiceError(code, "m"), to: get, requestID: "R")
            #expect(answer.status == status)
            #expect(
                String(decoding: answer.body, as: UTF8.self).contains(
                    "<Error><Code>\(shown)</Code><Message>m</Message>"
                )
            )
            #expect(S3Answer(ServiceError(code, "m"), to: head, requestID: "R").body.isEmpty)
        }
        #expect(S3Answer(ServiceError("NotModified", "m"), to: get, requestID: "R").status == 304)
    }
}
