import Cryptography
import Testing

@Suite struct KeyPairTests {
    /// RSA keys take their time to make: once for all tests.
    private static let rsa = try? PrivateKey(generating: .rsa(bits: 2048))
    private static let otherRSA = try? PrivateKey(generating: .rsa(bits: 2048))

    @Test(arguments: Curve.allCases)
    func aCurvesKeysComeBackFromTheirTexts(_ curve: Curve) throws {
        let pair = try PrivateKey(generating: .ec(curve))
        #expect(pair.kind == .ec(curve))
        let spki = try pair.publicKey.spki()
        let again = try PrivateKey(pkcs8: pair.pkcs8())
        #expect(try again.publicKey.spki() == spki)
        #expect(again.kind == pair.kind)
        #expect(try again.pkcs8().isEqual(to: pair.pkcs8()))

        let point = try pair.publicKey.compressedPoint()
        #expect(point.count == curve.coordinateByteCount + 1)
        let compressed = try publicKey(curve, point)
        #expect(try compressed.spki() == spki)
        #expect(try compressed.compressedPoint() == point)
    }

    @Test(arguments: [2048, 3072, 4096])
    func anRSAKeyComesBackFromItsTexts(_ bits: Int) throws {
        let pair = try PrivateKey(generating: .rsa(bits: bits))
        #expect(pair.kind == .rsa(bits: bits))
        let again = try PrivateKey(pkcs8: pair.pkcs8())
        #expect(try again.publicKey.spki() == pair.publicKey.spki())
        let secret = SecretBytes([UInt8](repeating: 7, count: 32))
        for padding in [RSAPadding.oaep(.sha1), .oaep(.sha256), .pkcs1] {
            let ciphertext = try pair.publicKey.encrypt(secret, padding)
            #expect(ciphertext.count == bits / 8)
            #expect(try decrypted(again, ciphertext, padding) == secret.exposed())
        }
    }

    @Test func pemIsRead() throws {
        let key = try PrivateKey(generating: .ec(.p384)).publicKey
        let text = Base64.text(try key.spki())
        let pem = "-----BEGIN PUBLIC KEY-----\n\(text.prefix(64))\n\(text.dropFirst(64))\n-----END PUBLIC KEY-----\n"
        #expect(try PublicKey(pem: pem).spki() == key.spki())
        for wrong in ["", text, pem.replacing("PUBLIC", with: "PRIVATE"), String(pem.dropLast(8)), pem + pem] {
            #expect(throws: CryptographyError.invalidKey) { try PublicKey(pem: wrong) }
        }
    }

    @Test(arguments: Curve.allCases)
    func onlyTheRightSignatureVerifies(_ curve: Curve) throws {
        let pair = try PrivateKey(generating: .ec(curve))
        let digest = try digest([1, 2, 3], .sha256)
        let right = try signature(pair, digest, .ecdsa(.sha256))
        let key = try pair.publicKey
        #expect(try verifies(key, digest, right, .ecdsa(.sha256)))
        for bit in 0..<(right.count * 8) {
            #expect(try !verifies(key, digest, flipping(bit, right), .ecdsa(.sha256)), "bit \(bit)")
        }
        for bit in 0..<(digest.count * 8) {
            #expect(try !verifies(key, flipping(bit, digest), right, .ecdsa(.sha256)), "bit \(bit) of the digest")
        }
        for wrong in try malformed(right) { #expect(try !verifies(key, digest, wrong, .ecdsa(.sha256)), "\(wrong)") }
        let other = try PrivateKey(generating: .ec(curve)).publicKey
        #expect(try !verifies(other, digest, right, .ecdsa(.sha256)))
    }

    /// What is no signature, or is one in a text that DER does not allow.
    private func malformed(_ signature: [UInt8]) throws -> [[UInt8]] {
        let header = signature[1] == 0x81 ? 3 : 2
        let body = Array(signature.dropFirst(header))
        let zero: [UInt8] = [0]
        return [
            [], zero, signature + zero, Array(signature.dropLast()), zero + signature,
            // Numbers of nothing, and r or s alone.
            DER.sequence(DER.integer([]), DER.integer([])), DER.sequence(DER.integer([1]), DER.integer([])),
            DER.sequence(DER.integer([]), DER.integer([1])), DER.sequence(), DER.sequence(DER.integer([1])),
            // The same numbers: a set, bytes behind them, a length in more bytes than it needs, no end.
            DER.element(0x31, body), DER.sequence(body, zero), DER.sequence(body, [0x05, 0x00]),
            [0x30, 0x82, 0, UInt8(body.count)] + body, [0x30, 0x80] + body + [0, 0],
            // A number that is padded with a zero too many.
            DER.sequence([0x02, body[1] + 1, 0] + body.dropFirst(2)),
            // Another text of the same numbers: side by side, as others write them.
            Array(body.dropFirst(2)),
        ]
    }

    @Test func rsaSignaturesAreOfOneSchemeOnly() throws {
        let (pair, other) = (try #require(Self.rsa), try #require(Self.otherRSA))
        let key = try pair.publicKey
        let schemes: [SignatureScheme] = [HashFunction.sha256, .sha384, .sha512].flatMap { [.pkcs1($0), .pss($0)] }
        for scheme in schemes {
            let digest = try digest([1, 2, 3], scheme.hash)
            let right = try signature(pair, digest, scheme)
            #expect(right.count == 256)
            #expect(try verifies(key, digest, right, scheme))
            for bit in stride(from: 0, to: right.count * 8, by: 37) {
                #expect(try !verifies(key, digest, flipping(bit, right), scheme))
            }
            #expect(try !verifies(other.publicKey, digest, right, scheme))
            for wrong in [[], [0], right + [0], Array(right.dropLast()), [0] + right] {
                #expect(try !verifies(key, digest, wrong, scheme))
            }
            for another in schemes where another != scheme {
                let otherDigest =
                    another.hash == scheme.hash ? digest : try CryptographyTests.digest([1, 2, 3], another.hash)
                #expect(try !verifies(key, otherDigest, right, another))
            }
        }
    }

    @Test func changedRSACiphertextsAreRefused() throws {
        let pair = try #require(Self.rsa)
        let ciphertext = try pair.publicKey.encrypt(SecretBytes([1, 2, 3]), .oaep(.sha256))
        for bit in stride(from: 0, to: ciphertext.count * 8, by: 61) {
            #expect(throws: CryptographyError.decryption) {
                try decrypted(pair, flipping(bit, ciphertext), .oaep(.sha256))
            }
        }
        let wrong = [
            [], [0], Array(ciphertext.dropLast()), ciphertext + [0], [UInt8](repeating: 0, count: 256),
            [UInt8](repeating: 255, count: 256),
        ]
        for text in wrong {
            #expect(throws: CryptographyError.decryption) { try decrypted(pair, text, .oaep(.sha256)) }
        }
        let other = try #require(Self.otherRSA)
        #expect(throws: CryptographyError.decryption) { try decrypted(other, ciphertext, .oaep(.sha256)) }
    }

    @Test func whatRSACanHoldIsLimited() throws {
        let key = try #require(Self.rsa).publicKey
        for (padding, most) in [(RSAPadding.oaep(.sha1), 214), (.oaep(.sha256), 190), (.pkcs1, 245)] {
            #expect(try key.encrypt(SecretBytes([UInt8](repeating: 1, count: most)), padding).count == 256)
            #expect(throws: CryptographyError.invalidArgument) {
                try key.encrypt(SecretBytes([UInt8](repeating: 1, count: most + 1)), padding)
            }
        }
    }

    @Test func keysAreUsedForWhatTheyAre() throws {
        let (rsa, curve) = (try #require(Self.rsa), try PrivateKey(generating: .ec(.p256)))
        let digest = [UInt8](repeating: 1, count: 32)
        #expect(throws: CryptographyError.keyMismatch) { try signature(rsa, digest, .ecdsa(.sha256)) }
        #expect(throws: CryptographyError.keyMismatch) { try signature(curve, digest, .pss(.sha256)) }
        #expect(throws: CryptographyError.keyMismatch) { try verifies(curve.publicKey, digest, [], .pkcs1(.sha256)) }
        #expect(throws: CryptographyError.keyMismatch) { try curve.publicKey.encrypt(SecretBytes([1]), .oaep(.sha256)) }
        #expect(throws: CryptographyError.keyMismatch) { try decrypted(curve, [1], .oaep(.sha256)) }
        #expect(throws: CryptographyError.keyMismatch) { try rsa.sharedSecret(with: curve.publicKey) }
        #expect(throws: CryptographyError.keyMismatch) { try rsa.publicKey.compressedPoint() }
        for count in [0, 20, 31, 33, 64] {
            let wrong = [UInt8](repeating: 1, count: count)
            #expect(throws: CryptographyError.invalidArgument) { try signature(curve, wrong, .ecdsa(.sha256)) }
            #expect(throws: CryptographyError.invalidArgument) {
                try verifies(curve.publicKey, wrong, [], .ecdsa(.sha256))
            }
        }
    }

    @Test(arguments: Curve.allCases)
    func bothAgreeOnOneSecret(_ curve: Curve) throws {
        let (one, other) = (try PrivateKey(generating: .ec(curve)), try PrivateKey(generating: .ec(curve)))
        let secret = try one.sharedSecret(with: other.publicKey)
        #expect(secret.count == curve.coordinateByteCount)
        #expect(try other.sharedSecret(with: one.publicKey).isEqual(to: secret))
        for third in Curve.allCases where third != curve {
            let key = try PrivateKey(generating: .ec(third)).publicKey
            #expect(throws: CryptographyError.keyMismatch) { try one.sharedSecret(with: key) }
        }
    }

    @Test(arguments: Curve.allCases)
    func pointsBesideTheCurveAreRefused(_ curve: Curve) throws {
        let size = curve.coordinateByteCount
        let right = try PrivateKey(generating: .ec(curve)).publicKey.spki()
        #expect(try publicKey(right).kind == .ec(curve))
        let point = Array(right.suffix(2 * size + 1))
        let infinity: [UInt8] = [0]
        let zeros = [UInt8](repeating: 0, count: 2 * size)
        let wrong = [
            flipping(point.count * 8 - 1, point), [4] + zeros, infinity, [], Array(point.dropLast()), point + [0],
            [5] + point.dropFirst(), [4] + [UInt8](repeating: 255, count: 2 * size), Array(point.prefix(size + 1)),
        ]
        for point in wrong {
            #expect(throws: CryptographyError.invalidKey) { try publicKey(DER.publicKey(curve, point)) }
        }
        let ones = [UInt8](repeating: 255, count: size)
        let compressed: [[UInt8]] = [[], [2], [4] + zeros.prefix(size), [2] + ones, [2] + zeros]
        for point in compressed {
            #expect(throws: CryptographyError.invalidKey) { try publicKey(curve, point) }
        }
        // A point of one curve is none of another.
        for other in Curve.allCases where other != curve {
            #expect(throws: CryptographyError.invalidKey) { try publicKey(DER.publicKey(other, point)) }
        }
    }

    @Test func keysWithSomethingBehindThemAreRefused() throws {
        let pair = try PrivateKey(generating: .ec(.p256))
        let (spki, pkcs8) = (try pair.publicKey.spki(), try pair.pkcs8().exposed())
        for wrong in [spki + [0], Array(spki.dropLast()), [], [0x30], [0x30, 0x00], pkcs8] {
            #expect(throws: CryptographyError.invalidKey) { try publicKey(wrong) }
        }
        for wrong in [pkcs8 + [0], Array(pkcs8.dropLast()), [], [0x30], spki] {
            #expect(throws: CryptographyError.invalidKey) { try PrivateKey(pkcs8: SecretBytes(wrong)) }
        }
        #expect(throws: CryptographyError.invalidKey) { try PrivateKey(generating: .rsa(bits: 1024)) }
        // An RSA key of 1024 bits, with numbers of no meaning but their size.
        let small = DER.publicKey(n: [UInt8](repeating: 0xFB, count: 128), e: [1, 0, 1])
        #expect(throws: CryptographyError.invalidKey) { try publicKey(small) }
    }

    @Test func aPrivateKeyShowsNothing() throws {
        let pair = try #require(Self.rsa)
        var dumped = ""
        dump(pair, to: &dumped)
        #expect("\(pair)" == "‹private key, rsa(bits: 2048)›")
        #expect(dumped.split(separator: "\n").count == 1)
    }

    /// Source: RFC 8032, section 7.1, test 2.
    @Test func edwardsSignaturesAreThoseOfTheStandard() throws {
        // The key as PKCS #8: RFC 8410, section 7.
        let key = try PrivateKey(
            pkcs8: SecretBytes(
                hex: "302e020100300506032b6570 04220420"
                    + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
            )
        )
        #expect(key.kind == .ed25519)
        let own = try key.publicKey.spki()
        #expect(own.suffix(32) == hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")[...])
        let message: [UInt8] = [0x72]
        let expected = hex(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
                + "b00d291612bb0c00"
        )
        let made = try key.sign(message: message.span)
        #expect(made == expected)
        let isValid = try key.publicKey.verify(message: message.span, signature: expected.span)
        #expect(isValid)
        let other: [UInt8] = [0x73]
        let isOther = try key.publicKey.verify(message: other.span, signature: expected.span)
        #expect(!isOther)
        #expect(throws: CryptographyError.keyMismatch) { _ = try signature(key, own, .ecdsa(.sha256)) }
        #expect(throws: CryptographyError.keyMismatch) {
            _ = try PrivateKey(generating: .ec(.p256)).sign(message: message.span)
        }
    }

    @Test func newEdwardsKeysDiffer() throws {
        let (one, other) = (try PrivateKey(generating: .ed25519), try PrivateKey(generating: .ed25519))
        #expect(try one.publicKey.spki() != other.publicKey.spki())
        #expect(try PrivateKey(pkcs8: one.pkcs8()).publicKey.spki() == one.publicKey.spki())
    }
}
