import Cryptography
import Testing

@testable import Signatures

/// A request that somebody has signed, which can be sent otherwise than it was signed.
struct SignedRequest: Sendable {
    var method = "POST"
    var target = "/a%20b/c?x=1&y=2%2F3"
    var headers: [(name: String, value: String)] = [
        ("host", "127.0.0.1:4599"), ("content-type", "application/x-amz-json-1.1"), ("user-agent", "test"),
        ("x-amz-date", "20261130T120000Z"), ("x-amz-target", "TrentService.Encrypt"),
        ("x-amz-security-token", "VG9rZW4"),
    ]
    var body = Array(#"{"KeyId":"alias/a","Plaintext":"aGVsbG8="}"#.utf8)

    static let secret = SecretBytes(copying: "invented0secret0access0key0of0nobody0000".utf8.span)
    static let signedHeaders = ["content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target"]
    static let now = 1_796_040_000.0

    var signable: SignableRequest { SignableRequest(method, target, headers: headers) }

    static func hash(_ body: [UInt8]) throws -> String {
        var digest = try SHA256()
        digest.update(body.span)
        return digest.finalize().map { String(String($0, radix: 16).suffix(2)) }
            .map { $0.count == 1 ? "0\($0)" : $0 }.joined()
    }

    /// Signed with the secret, as an SDK does.
    func signed(_ names: [String] = signedHeaders) throws -> SignedRequest {
        let scope = SigningScope(date: "20261130", region: "local", service: "kms")
        let canonical = CanonicalRequest.bytes(
            signable,
            signedHeaders: names,
            payloadHash: try SignedRequest.hash(body)
        )
        let signature = try scope.signature(
            of: canonical,
            at: "20261130T120000Z",
            with: try scope.key(from: SignedRequest.secret)
        )
        var copy = self
        let line =
            "AWS4-HMAC-SHA256 Credential=AKIAINVENTED/\(scope.text), SignedHeaders=\(names.joined(separator: ";")), "
            + "Signature=\(String(decoding: signature, as: UTF8.self))"
        copy.headers.append(("authorization", line))
        return copy
    }

    /// What a service does with it.
    func check(at now: Double = now) throws {
        guard let claim = try SignatureClaim(signable) else { throw SignatureRefusal.missing }
        try claim.checkTime(now)
        guard claim.accessKeyID == "AKIAINVENTED" else { throw SignatureRefusal.other }
        try claim.check(
            signable,
            payloadHash: SignedRequest.hash(body),
            key: claim.scope.key(from: SignedRequest.secret)
        )
    }

    mutating func set(_ name: String, _ value: String) {
        headers.removeAll { $0.name == name }
        headers.append((name, value))
    }
}

@Suite struct ClaimTests {
    @Test func acceptsWhatWasSigned() throws {
        let request = try SignedRequest().signed()
        try request.check()
        try request.check(at: SignedRequest.now + 300)
        try request.check(at: SignedRequest.now - 300)
        let claim = try #require(try SignatureClaim(request.signable))
        #expect(claim.sessionToken == "VG9rZW4")
        #expect(claim.scope.service == "kms")
    }

    @Test func acceptsWhatIsSentOtherwiseButSaysTheSame() throws {
        var request = try SignedRequest().signed()
        request.headers.reverse()
        request.set("user-agent", "another")
        request.set("content-type", "  application/x-amz-json-1.1 ")
        request.target = "/a%20b/c?y=2%2f3&x=1"
        try request.check()
    }

    @Test func clocksMayBeFiveMinutesApart() throws {
        let request = try SignedRequest().signed()
        for seconds in [301.0, -301, 86_400] {
            #expect(throws: SignatureRefusal.self) { try request.check(at: SignedRequest.now + seconds) }
        }
        do {
            try request.check(at: SignedRequest.now + 600)
        } catch SignatureRefusal.untimely(let words) {
            #expect(
                words
                    == "Signature expired: 20261130T120000Z is now earlier than 20261130T120500Z (20261130T121000Z - 5 min.)"
            )
        }
    }

    @Test func whatIsNotSignedIsRefused() throws {
        #expect(try SignatureClaim(SignedRequest().signable) == nil)
        // A line that services look at.
        var request = try SignedRequest().signed()
        request.headers.append(("x-amz-content-sha256", try SignedRequest.hash(request.body)))
        #expect(throws: SignatureRefusal.self) { try request.check() }
        // The host.
        let hostless = try SignedRequest().signed(SignedRequest.signedHeaders.filter { $0 != "host" })
        #expect(throws: SignatureRefusal.mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.")) {
            try hostless.check()
        }
    }

    @Test func theHashOfTheBodyMustBeThatOfTheBody() throws {
        var request = SignedRequest()
        request.headers.append(("x-amz-content-sha256", "UNSIGNED-PAYLOAD"))
        let names = (SignedRequest.signedHeaders + ["x-amz-content-sha256"]).sorted()
        let signed = try request.signed(names)
        #expect(throws: SignatureRefusal.self) { try signed.check() }
    }

    /// An Authorization header with these parts.
    private static func line(
        _ scope: String = "20261130/local/kms/aws4_request",
        _ headers: String = "host",
        _ signature: String = Vector.nothing
    ) -> String {
        "AWS4-HMAC-SHA256 Credential=A/\(scope), SignedHeaders=\(headers), Signature=\(signature)"
    }

    @Test(arguments: [
        "", "AWS4-HMAC-SHA256", "Bearer abc", "AWS4-HMAC-SHA256 Credential=a", line("20261130/local/kms"),
        line("20261129/local/kms/aws4_request"), line("20261130/lo cal/kms/aws4_request"),
        line("20261130/local/kms/aws5_request"), line("20261130/local//aws4_request"),
        line("20261130/local/kms/aws4_request", "host;host"), line("20261130/local/kms/aws4_request", "Host"),
        line("20261130/local/kms/aws4_request", "x-amz-date;host"), line("20261130/local/kms/aws4_request", ""),
        line("20261130/local/kms/aws4_request", "host", "00"),
        line("20261130/local/kms/aws4_request", "host", String(repeating: "G", count: 64)),
        line() + ", Signature=\(Vector.nothing)", line() + ", Nothing",
    ])
    func whatIsNoSignatureIsIncomplete(_ line: String) throws {
        var request = SignedRequest()
        request.set("authorization", line)
        #expect(throws: SignatureRefusal.self) { try SignatureClaim(request.signable) }
    }

    @Test func thereIsOneSignatureAndOneTime() throws {
        var twice = try SignedRequest().signed()
        twice.headers += twice.headers.filter { $0.name == "authorization" }
        #expect(throws: SignatureRefusal.self) { try twice.check() }
        var both = try SignedRequest().signed()
        both.target += "&X-Amz-Signature=\(Vector.nothing)"
        #expect(throws: SignatureRefusal.self) { try both.check() }
        var times = try SignedRequest().signed()
        times.headers.append(("x-amz-date", "20261130T120000Z"))
        #expect(throws: SignatureRefusal.self) { try times.check() }
        var none = try SignedRequest().signed()
        none.headers.removeAll { $0.name == "x-amz-date" }
        #expect(throws: SignatureRefusal.self) { try none.check() }
    }

    /// A generator whose numbers are the same each time: what fails is found again.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            // Source: Vigna, splitmix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Changes a byte to another one, or adds or takes one.
    private static func mutate(_ text: String, _ numbers: inout Numbers) -> String {
        String(decoding: mutate(Array(text.utf8), numbers: &numbers), as: UTF8.self)
    }

    private static func mutate(_ bytes: [UInt8], numbers: inout Numbers) -> [UInt8] {
        // What is no space, escape or separator: those may say the same in another way.
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        var result = bytes
        let letter = letters.randomElement(using: &numbers) ?? 0
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0 where !result.isEmpty: result[Int.random(in: result.indices, using: &numbers)] = letter
        case 1 where !result.isEmpty: result.remove(at: Int.random(in: result.indices, using: &numbers))
        default: result.insert(letter, at: Int.random(in: 0...result.count, using: &numbers))
        }
        return result
    }

    @Test func noneOfTenThousandChangedRequestsIsAccepted() throws {
        let original = try SignedRequest().signed()
        let canonical = { (request: SignedRequest) in
            CanonicalRequest.bytes(
                request.signable,
                signedHeaders: SignedRequest.signedHeaders,
                payloadHash: try SignedRequest.hash(request.body)
            )
        }
        let meant = try canonical(original)
        var numbers = Numbers(state: 22)
        var (changed, accepted) = (0, 0)
        while changed < 10_000 {
            var request = original
            switch Int.random(in: 0..<6, using: &numbers) {
            case 0: request.method = Self.mutate(request.method, &numbers)
            case 1: request.target = Self.mutate(request.target, &numbers)
            case 2: request.body = Self.mutate(request.body, numbers: &numbers)
            case 3:
                let index = Int.random(in: request.headers.indices, using: &numbers)
                request.headers[index].name = Self.mutate(request.headers[index].name, &numbers)
            default:
                let index = Int.random(in: request.headers.indices, using: &numbers)
                request.headers[index].value = Self.mutate(request.headers[index].value, &numbers)
            }
            let line = request.headers.filter { $0.name == "authorization" }.map(\.value)
            let isSameLine = line == original.headers.filter { $0.name == "authorization" }.map(\.value)
            // What says the same in another way is no change.
            if isSameLine, try canonical(request) == meant,
                request.headers.allSatisfy({ header in
                    !header.name.hasPrefix("x-amz-") || SignedRequest.signedHeaders.contains(header.name)
                })
            {
                continue
            }
            changed += 1
            if (try? request.check()) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
    }
}
