import Cryptography
import Testing

@Suite struct DigestTests {
    /// "abc", by the examples of NIST for FIPS 180-4.
    static let abc: [HashFunction: String] = [
        .sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
        .sha224: "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        .sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        .sha384: "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        .sha512: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ]

    @Test(arguments: HashFunction.allCases)
    func digestsAsTheStandardSays(_ hash: HashFunction) throws {
        let expected = hex(try #require(Self.abc[hash]))
        #expect(expected.count == hash.byteCount)
        #expect(try CryptographyTests.digest(Array("abc".utf8), hash) == expected)
        var digest = try Digest(hash)
        for piece in [[0x61], [], [0x62, 0x63]] as [[UInt8]] { digest.update(piece.span) }
        let result = digest.finalize()
        #expect(result == expected)
    }

    @Test func sha256IsOneOfThem() throws {
        var digest = try SHA256()
        let message = Array("abc".utf8)
        digest.update(message.span)
        let result = digest.finalize()
        #expect(result == hex(try #require(Self.abc[.sha256])))
    }
}
