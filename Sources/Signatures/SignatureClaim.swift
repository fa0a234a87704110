public import Cryptography
import POSIX

/// What a request says about its signature, before anybody has checked that.
public struct SignatureClaim: Sendable {
    /// Whose key it says to be signed with.
    public let accessKeyID: String
    public let scope: SigningScope
    /// The names of the lines that it says to be signed, in small letters.
    public let signedHeaders: [String]
    /// The token that a key of a session comes with; `nil` for none.
    public let sessionToken: String?
    /// When it says to be signed, as it says it: `20261130T120000Z`.
    public let timeText: String
    /// The same in seconds since 1970.
    public let time: Double
    /// How long it says to be good, in seconds; `nil` for one that is sent at once, in a line of the head.
    public let lifetime: Int?

    private let signature: [UInt8]

    /// What the signatures of pieces of the body begin with.
    var seed: [UInt8] { signature }

    private static let algorithm = "AWS4-HMAC-SHA256"
    private static let algorithmBytes = Array(algorithm.utf8)
    /// The longest that an address may be good which was signed beforehand, in seconds.
    private static let longestLifetime = 604_800
    /// How far clocks may be apart, in minutes: of S3 further than of all others.
    private var skewMinutes: Int { scope.service == "s3" ? 15 : 5 }
    /// The most lines that may be signed.
    private static let mostHeaders = 100

    /// Whether the signature is in the address, where it may be used until its time is over.
    public var isPresigned: Bool { lifetime != nil }

    /// Reads what a request says.
    ///
    /// - Returns: `nil` when it says nothing about a signature.
    /// - Throws: ``SignatureRefusal/incomplete(_:)`` when it does not say all that it must.
    public init?(_ request: SignableRequest) throws(SignatureRefusal) {
        let lines = request.values("authorization")
        let parameters = !request.query.isEmpty && request.query.contains("X-Amz-") ? request.parameters : []
        let isInQuery = parameters.contains { $0.name == "X-Amz-Signature" || $0.name == "X-Amz-Algorithm" }
        if lines.isEmpty, !isInQuery { return nil }
        guard lines.count + (isInQuery ? 1 : 0) == 1 else {
            throw .incomplete("A request has one signature: in one Authorization header, or in its query.")
        }
        if isInQuery {
            try self.init(query: parameters)
        } else {
            try self.init(line: lines[0], request)
        }
    }

    private init(query parameters: [(name: String, value: String)]) throws(SignatureRefusal) {
        func value(_ name: String) throws(SignatureRefusal) -> String? {
            let found = parameters.filter { $0.name == name }
            guard found.count < 2 else { throw .incomplete("'\(name)' is there twice.") }
            return found.first?.value
        }
        func required(_ name: String) throws(SignatureRefusal) -> String {
            guard let value = try value(name) else {
                throw .incomplete(
                    "AWS query-string parameters must include '\(name)'. Re-examine the query-string parameters."
                )
            }
            return value
        }
        guard try required("X-Amz-Algorithm") == SignatureClaim.algorithm else {
            throw .incomplete("Unsupported AWS 'algorithm'.")
        }
        let lifetime = Int(try required("X-Amz-Expires"))
        guard let lifetime, (1...SignatureClaim.longestLifetime).contains(lifetime) else {
            throw .incomplete("X-Amz-Expires must be 1 to \(SignatureClaim.longestLifetime) seconds.")
        }
        try self.init(
            credential: required("X-Amz-Credential"),
            signedHeaders: required("X-Amz-SignedHeaders"),
            signature: required("X-Amz-Signature"),
            time: required("X-Amz-Date"),
            token: value("X-Amz-Security-Token"),
            lifetime: lifetime
        )
    }

    private init(line: String, _ request: SignableRequest) throws(SignatureRefusal) {
        // Bytes are quicker than characters, and a signature has none but those of ASCII.
        let bytes = Array(line.utf8)
        let start = SignatureClaim.algorithmBytes.count
        guard bytes.starts(with: SignatureClaim.algorithmBytes),
            bytes.count == start || bytes[start] == UInt8(ascii: " ")
        else {
            throw .incomplete("Unsupported AWS 'algorithm': an Authorization header begins with AWS4-HMAC-SHA256.")
        }
        var values: [(name: Range<Int>, value: Range<Int>)] = []
        values.reserveCapacity(3)
        var next = start
        while next < bytes.count {
            let end = SignatureClaim.index(of: UInt8(ascii: ","), bytes, next..<bytes.count)
            defer { next = end + 1 }
            guard end > next else { continue }
            let equals = SignatureClaim.index(of: UInt8(ascii: "="), bytes, next..<end)
            let name = SignatureClaim.trimmed(bytes, next..<equals)
            guard equals < end, !values.contains(where: { bytes[$0.name] == bytes[name] }) else {
                throw .incomplete("The Authorization header is not NAME=VALUE, separated by commas.")
            }
            values.append((name, SignatureClaim.trimmed(bytes, equals + 1..<end)))
        }
        func required(_ name: String) throws(SignatureRefusal) -> String {
            guard let value = values.first(where: { bytes[$0.name].elementsEqual(name.utf8) })?.value else {
                throw .incomplete("Authorization header requires '\(name)' parameter.")
            }
            return String(decoding: bytes[value], as: UTF8.self)
        }
        func single(_ name: String) throws(SignatureRefusal) -> String? {
            let found = request.values(name)
            guard found.count < 2 else { throw .incomplete("The header '\(name)' is there twice.") }
            return found.first
        }
        let credential = try required("Credential")
        let signature = try required("Signature")
        let signedHeaders = try required("SignedHeaders")
        guard let time = try single("x-amz-date") else {
            throw .incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
        }
        try self.init(
            credential: credential,
            signedHeaders: signedHeaders,
            signature: signature,
            time: time,
            token: single("x-amz-security-token"),
            lifetime: nil
        )
    }

    private init(
        credential: String,
        signedHeaders: String,
        signature: String,
        time: String,
        token: String?,
        lifetime: Int?
    ) throws(SignatureRefusal) {
        let parts = SignatureClaim.split(credential, at: "/")
        guard parts.count == 5, parts[4] == "aws4_request", SignatureClaim.isWord(parts[0], upTo: 128),
            SignatureClaim.isWord(parts[2], upTo: 64), SignatureClaim.isWord(parts[3], upTo: 64)
        else {
            throw .incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/aws4_request."
            )
        }
        guard let seconds = SignatureClaim.seconds(time) else {
            throw .incomplete("Date must be in ISO-8601 'basic format': 20261130T120000Z.")
        }
        guard time.hasPrefix(parts[1]), parts[1].utf8.count == 8 else {
            throw .mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.")
        }
        let names = SignatureClaim.split(signedHeaders, at: ";")
        guard names.count <= SignatureClaim.mostHeaders,
            names.allSatisfy({ !$0.isEmpty && SignatureClaim.isSmall($0) }),
            zip(names, names.dropFirst()).allSatisfy({ $0.utf8.lexicographicallyPrecedes($1.utf8) })
        else {
            throw .incomplete(
                "SignedHeaders must be names in small letters, sorted, each once, separated by semicolons."
            )
        }
        let digits = Array(signature.utf8)
        guard digits.count == 64, digits.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }) else {
            throw .incomplete("Signature must be 64 hexadecimal digits.")
        }
        accessKeyID = parts[0]
        scope = SigningScope(date: parts[1], region: parts[2], service: parts[3])
        self.signedHeaders = names
        self.signature = digits
        sessionToken = token
        timeText = time
        self.time = seconds
        self.lifetime = lifetime
    }

    // MARK: Checking

    /// Returns when it was signed now, or beforehand for now.
    ///
    /// - Parameter now: In seconds since 1970.
    /// - Throws: ``SignatureRefusal/untimely(_:)``.
    public func checkTime(_ now: Double) throws(SignatureRefusal) {
        let skew = Double(60 * skewMinutes)
        if time > now + skew {
            throw .untimely(
                "Signature not yet current: \(timeText) is still later than \(SignatureClaim.text(now + skew)) "
                    + "(\(SignatureClaim.text(now)) + \(skewMinutes) min.)"
            )
        }
        if let lifetime {
            guard now < time + Double(lifetime) else {
                throw .untimely("Signature expired: the address was good for \(lifetime) s.")
            }
        } else if time < now - skew {
            throw .untimely(
                "Signature expired: \(timeText) is now earlier than \(SignatureClaim.text(now - skew)) "
                    + "(\(SignatureClaim.text(now)) - \(skewMinutes) min.)"
            )
        }
    }

    /// Returns when a request was signed with a key, and all of it that counts.
    ///
    /// Signatures are compared in a time that does not depend on them.
    ///
    /// - Parameters:
    ///   - request: The one that this was read from.
    ///   - payloadHash: The SHA-256 of its body, in 64 hexadecimal digits.
    ///   - key: The key of the claim's ``scope``.
    ///   - style: How its service writes paths.
    /// - Throws: ``SignatureRefusal/mismatch(_:)``.
    public func check(
        _ request: SignableRequest,
        payloadHash: String,
        key: SecretBytes,
        path style: CanonicalRequest.PathStyle = .normalized
    ) throws(SignatureRefusal) {
        guard signedHeaders.contains("host") else {
            throw .mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.")
        }
        for header in request.headers where header.name.hasPrefix("x-amz-") {
            guard signedHeaders.contains(header.name) else {
                throw .mismatch("There were headers present in the request which were not signed: \(header.name)")
            }
            // What says to be the hash of the body must be it.
            if header.name == "x-amz-content-sha256", header.value != payloadHash {
                throw .mismatch("The provided 'x-amz-content-sha256' header does not match what was computed.")
            }
        }
        let canonical = CanonicalRequest.bytes(
            request,
            signedHeaders: signedHeaders,
            payloadHash: payloadHash,
            isPresigned: isPresigned,
            path: style
        )
        guard let expected = try? scope.signature(of: canonical, at: timeText, with: key),
            ConstantTime.isEqual(expected.span, signature.span)
        else { throw .other }
    }

    // MARK: Texts

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
        while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return start..<end
    }

    /// Where a byte is; the end where it is not.
    private static func index(of byte: UInt8, _ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, bytes[index] != byte { index += 1 }
        return index
    }

    private static func split(_ text: String, at mark: Unicode.Scalar) -> [String] {
        let bytes = Array(text.utf8)
        var parts: [String] = []
        parts.reserveCapacity(8)
        var next = 0
        while next <= bytes.count {
            let end = index(of: UInt8(ascii: mark), bytes, next..<bytes.count)
            parts.append(String(decoding: bytes[next..<end], as: UTF8.self))
            next = end + 1
        }
        return parts
    }

    /// Whether a text has no capital letters.
    private static func isSmall(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x80 && !(65...90 ~= $0) } || text == text.lowercased()
    }

    /// Whether a text is one of letters, digits, `-` and `_`.
    private static func isWord(_ text: String, upTo length: Int) -> Bool {
        (1...length).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }

    /// Seconds since 1970 of `20261130T120000Z`; `nil` for anything else.
    static func seconds(_ text: String) -> Double? {
        var numbers: InlineArray<6, Int> = [0, 0, 0, 0, 0, 0]
        var count = 0
        for byte in text.utf8 {
            defer { count += 1 }
            switch count {
            case 8: guard byte == UInt8(ascii: "T") else { return nil }
            case 15: guard byte == UInt8(ascii: "Z") else { return nil }
            case 0..<15:
                guard 48...57 ~= byte else { return nil }
                // Four digits of the year, then two each of month, day, hour, minute and second.
                let part = count < 4 ? 0 : count < 8 ? count / 2 - 1 : (count - 1) / 2 - 1
                numbers[part] = numbers[part] * 10 + Int(byte - 48)
            default: return nil
            }
        }
        guard count == 16, 1...12 ~= numbers[1], 1...31 ~= numbers[2], numbers[3] < 24, numbers[4] < 60,
            numbers[5] <= 60
        else { return nil }
        let day = CivilDate(numbers[0], numbers[1], numbers[2]).daysSince1970
        return Double(day * 86_400 + numbers[3] * 3600 + numbers[4] * 60 + numbers[5])
    }

    /// `20261130T120000Z`.
    static func text(_ seconds: Double) -> String {
        UTCTime.text(secondsSince1970: seconds).filter { $0 != "-" && $0 != ":" }
    }
}
