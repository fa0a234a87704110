import Cryptography
import Testing

@testable import Signatures

/// A request with what its signature must be.
struct Vector: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: SignableRequest
    var service = "service"
    var signedHeaders: [String]
    /// The SHA-256 of the body.
    var payloadHash = Vector.nothing
    var isPresigned = false
    var style = CanonicalRequest.PathStyle.normalized
    var secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    var time = "20150830T123600Z"
    var signature: String

    /// The SHA-256 of an empty body.
    static let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    var scope: SigningScope { SigningScope(date: String(time.prefix(8)), region: "us-east-1", service: service) }

    func key() throws -> SecretBytes { try scope.key(from: SecretBytes(copying: secret.utf8.span)) }

    /// Such as AWS has published.
    ///
    /// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html,
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html; those that are called 'by botocore' are
    /// what botocore 1.43.11 makes.
    static let all: [Vector] = [
        Vector(
            testDescription: "nothing but a host and a time",
            request: SignableRequest(
                "GET",
                "/",
                headers: [("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z")]
            ),
            signedHeaders: ["host", "x-amz-date"],
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        Vector(
            testDescription: "ListUsers",
            request: SignableRequest(
                "GET",
                "/?Action=ListUsers&Version=2010-05-08",
                headers: [
                    ("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                    ("host", "iam.amazonaws.com"), ("x-amz-date", "20150830T123600Z"),
                ]
            ),
            service: "iam",
            signedHeaders: ["content-type", "host", "x-amz-date"],
            signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        ),
        Vector(
            testDescription: "a path with dots and escapes, a query out of order, by botocore",
            request: SignableRequest(
                "GET",
                "/example/..//a%20b/./c%2Fd/?b=2&a=1&a=%2F&c",
                headers: [("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z")]
            ),
            signedHeaders: ["host", "x-amz-date"],
            signature: "b68c545e1a6885b8a084f70f589bd4491655b8ad88cc0851bba4b91f58123bfe"
        ),
        Vector(
            testDescription: "a body, a token, spaces and a port, by botocore",
            request: SignableRequest(
                "POST",
                "/",
                headers: [
                    ("host", "example.amazonaws.com:4599"), ("my-header", "  a   b  c "),
                    ("x-amz-target", "TrentService.Encrypt"), ("x-amz-date", "20150830T123600Z"),
                    ("x-amz-security-token", "to/ken+=="),
                ]
            ),
            service: "kms",
            signedHeaders: ["host", "my-header", "x-amz-date", "x-amz-security-token", "x-amz-target"],
            payloadHash: "96be43636295337ac7260535e66ec9f8411f2e88c68ed77993a89ce70b5b729f",
            signature: "07f12a4989d964462ed015ed815aa21bb156ca3748df6c182ff834ec907a43d9"
        ),
        Vector(
            testDescription: "GET Object",
            request: SignableRequest(
                "GET",
                "/test.txt",
                headers: [
                    ("host", "examplebucket.s3.amazonaws.com"), ("range", "bytes=0-9"),
                    ("x-amz-content-sha256", nothing), ("x-amz-date", "20130524T000000Z"),
                ]
            ),
            service: "s3",
            signedHeaders: ["host", "range", "x-amz-content-sha256", "x-amz-date"],
            style: .asSent,
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            time: "20130524T000000Z",
            signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        ),
        Vector(
            testDescription: "GET Object, presigned",
            request: SignableRequest(
                "GET",
                "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1"
                    + "%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                    + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                headers: [("host", "examplebucket.s3.amazonaws.com")]
            ),
            service: "s3",
            signedHeaders: ["host"],
            payloadHash: "UNSIGNED-PAYLOAD",
            isPresigned: true,
            style: .asSent,
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            time: "20130524T000000Z",
            signature: "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
        ),
        Vector(
            testDescription: "GetCallerIdentity, presigned with a token, by botocore",
            request: SignableRequest(
                "GET",
                "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE"
                    + "%2F20150830%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=900"
                    + "&X-Amz-SignedHeaders=host&X-Amz-Security-Token=to%2Fken%2B%3D%3D"
                    + "&X-Amz-Signature=1da710d50b32b238bba400726d0dbeb63007f08aa0436d49a7dce795cb430383",
                headers: [("host", "sts.amazonaws.com")]
            ),
            service: "sts",
            signedHeaders: ["host"],
            isPresigned: true,
            signature: "1da710d50b32b238bba400726d0dbeb63007f08aa0436d49a7dce795cb430383"
        ),
    ]
}

@Suite struct VectorTests {
    @Test(arguments: Vector.all) func signsAsAWSDoes(_ vector: Vector) throws {
        let canonical = CanonicalRequest.bytes(
            vector.request,
            signedHeaders: vector.signedHeaders,
            payloadHash: vector.payloadHash,
            isPresigned: vector.isPresigned,
            path: vector.style
        )
        let signature = try vector.scope.signature(of: canonical, at: vector.time, with: vector.key())
        #expect(String(decoding: signature, as: UTF8.self) == vector.signature)
    }

    /// Source: the example of deriving a key in AWS's documentation.
    @Test(arguments: [
        ("20120215", "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d"),
        ("20150830", "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"),
    ])
    func derivesKeysAsAWSDoes(_ date: String, _ expected: String) throws {
        let secret = SecretBytes(copying: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".utf8.span)
        let key = try SigningScope(date: date, region: "us-east-1", service: "iam").key(from: secret)
        #expect(key.exposed().map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() == expected)
    }

    @Test(arguments: Vector.all.filter { $0.isPresigned }) func acceptsWhatIsPresigned(_ vector: Vector) throws {
        let claim = try #require(try SignatureClaim(vector.request))
        #expect(claim.isPresigned)
        try claim.check(vector.request, payloadHash: vector.payloadHash, key: vector.key(), path: vector.style)
        try claim.checkTime(claim.time + 899)
        #expect(throws: SignatureRefusal.self) { try claim.checkTime(claim.time + 86_400) }
        #expect(throws: SignatureRefusal.self) { try claim.checkTime(claim.time - 901) }
    }
}
