import Cryptography
import Foundation
import Testing

/// The vectors of NIST and RSA Laboratories, and some of other implementations.
@Suite struct VectorTests {
    @Test func galoisCounterMode() throws {
        let vectors = try Vector.all("gcm.txt")
        #expect(vectors.count == 200)
        for vector in vectors {
            var cipher = try AESGCM(key: SecretBytes(vector.bytes("Key")))
            let (nonce, data) = (try vector.bytes("IV"), try vector.bytes("AAD"))
            let sealed = try vector.bytes("CT") + vector.bytes("Tag")
            if vector.isGood {
                #expect(try cipher.opened(sealed, nonce, data) == vector.bytes("PT"))
                #expect(try cipher.sealed(vector.bytes("PT"), nonce, data) == sealed)
            } else {
                #expect(throws: CryptographyError.authentication) { try cipher.opened(sealed, nonce, data) }
            }
        }
    }

    @Test func keyWrapWithPadding() throws {
        let vectors = try Vector.all("kwp.txt")
        #expect(vectors.filter(\.isGood).count > 10 && vectors.contains { !$0.isGood })
        for vector in vectors {
            let (key, wrapped) = (SecretBytes(try vector.bytes("Key")), try vector.bytes("C"))
            if vector.isGood {
                #expect(try unwrapped(wrapped, key) == vector.bytes("P"))
                #expect(try KeyWrap.wrapPadded(SecretBytes(vector.bytes("P")), key: key) == wrapped)
            } else {
                #expect(throws: CryptographyError.authentication) { try unwrapped(wrapped, key) }
            }
        }
    }

    @Test func ellipticCurveSignatures() throws {
        let vectors = try Vector.all("ecdsa.txt")
        #expect(Set(try vectors.map { try $0.text("Curve") }) == Set(Curve.allCases.map(\.rawValue)))
        for vector in vectors {
            let curve = try #require(Curve(rawValue: vector.text("Curve")))
            let hash = try #require(HashFunction(rawValue: vector.text("Hash")))
            let size = curve.coordinateByteCount
            let point = try [4] + vector.number("Qx", size) + vector.number("Qy", size)
            let signature = DER.sequence(
                DER.integer(try vector.number("R", size)),
                DER.integer(try vector.number("S", size))
            )
            // A changed key may be no point of the curve any more.
            guard let key = try? publicKey(DER.publicKey(curve, point)) else {
                #expect(!vector.isGood)
                continue
            }
            let digest = try digest(vector.bytes("Msg"), hash)
            #expect(try verifies(key, digest, signature, .ecdsa(hash)) == vector.isGood)
        }
    }

    @Test func rsaSignatures() throws {
        for vector in try Vector.all("rsa-signatures.txt") {
            let hash = try #require(HashFunction(rawValue: vector.text("Hash")))
            let scheme: SignatureScheme = try vector.text("Scheme") == "pss" ? .pss(hash) : .pkcs1(hash)
            let key = try publicKey(DER.publicKey(n: vector.bytes("n"), e: vector.bytes("e")))
            let digest = try digest(vector.bytes("Msg"), hash)
            #expect(try verifies(key, digest, vector.bytes("S"), scheme) == vector.isGood)
        }
    }

    @Test func rsaDecryption() throws {
        var vectors = try Vector.all("rsa-oaep.txt")
        let numbers = vectors.removeFirst()
        let parts = try ["n", "e", "d", "p", "q", "dp", "dq", "qi"].map { try numbers.bytes($0) }
        let key = try PrivateKey(pkcs8: SecretBytes(DER.privateKey(rsa: parts)))
        #expect(key.kind == .rsa(bits: 2048))
        for vector in vectors {
            let hash = try #require(HashFunction(rawValue: vector.text("Hash")))
            let ciphertext = try vector.bytes("C")
            #expect(try decrypted(key, ciphertext, .oaep(hash)) == vector.bytes("P"))
            let other: HashFunction = hash == .sha1 ? .sha256 : .sha1
            #expect(throws: CryptographyError.decryption) { try decrypted(key, ciphertext, .oaep(other)) }
        }
    }

    @Test func keyAgreement() throws {
        for vector in try Vector.all("ecdh.txt") {
            let curve = try #require(Curve(rawValue: vector.text("Curve")))
            let size = curve.coordinateByteCount
            let own = try [4] + vector.number("x", size) + vector.number("y", size)
            let peer = try [4] + vector.number("Qx", size) + vector.number("Qy", size)
            let pkcs8 = try DER.privateKey(curve, vector.number("d", size), own)
            let secret = Result { () throws -> [UInt8] in
                let key = try PrivateKey(pkcs8: SecretBytes(pkcs8))
                return try key.sharedSecret(with: publicKey(DER.publicKey(curve, peer))).exposed()
            }
            let expected = try vector.number("Z", size)
            let isRight = (try? secret.get()) == expected
            let why = try vector.text("Result")
            #expect(isRight == vector.isGood, "\(why)")
        }
    }

    /// RFC 7914, section 12.
    @Test(
        arguments: [
            (
                "", "", 16, 1, 1,
                "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
            ),
            (
                "password", "NaCl", 1024, 8, 16,
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
            ),
            (
                "pleaseletmein", "SodiumChloride", 16384, 8, 1,
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
            ),
        ] as [(String, String, UInt64, UInt32, UInt32, String)]
    )
    func scrypt(_ example: (String, String, UInt64, UInt32, UInt32, String)) throws {
        let (password, salt, n, r, p, expected) = example
        let bytes = Array(salt.utf8)
        let key = try Scrypt.derive(
            password: SecretBytes(Array(password.utf8)),
            salt: bytes.span,
            n: n,
            r: r,
            p: p,
            count: 64
        )
        #expect(key.exposed() == hex(expected))
    }

    /// RFC 6979, A.2.5: a signature of "sample" by P-256 and SHA-256.
    @Test func aSignatureOfTheStandard() throws {
        let point = hex(
            "0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
                + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"
        )
        let signature = DER.sequence(
            DER.integer(hex("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716")),
            DER.integer(hex("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"))
        )
        let key = try publicKey(DER.publicKey(.p256, point))
        let digest = try digest(Array("sample".utf8), .sha256)
        #expect(try verifies(key, digest, signature, .ecdsa(.sha256)))
        let scalar = hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
        let pair = try PrivateKey(pkcs8: SecretBytes(DER.privateKey(.p256, scalar, point)))
        #expect(try pair.publicKey.spki() == DER.publicKey(.p256, point))
    }
}
