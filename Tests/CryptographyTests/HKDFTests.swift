import Cryptography
import Testing

@Suite struct HKDFTests {
    /// A case of RFC 5869, appendix A.
    struct Case: Sendable, CustomTestStringConvertible {
        var number: Int
        var hash: HashFunction
        var input: [UInt8]
        var salt: [UInt8]
        var info: [UInt8]
        var extracted: String
        var expanded: String
        var testDescription: String { "RFC 5869, A.\(number)" }
    }

    static let cases: [Case] = [
        Case(
            number: 1,
            hash: .sha256,
            input: [UInt8](repeating: 0x0B, count: 22),
            salt: Array(0...0x0C),
            info: Array(0xF0...0xF9),
            extracted: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            expanded: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        ),
        Case(
            number: 2,
            hash: .sha256,
            input: Array(0...0x4F),
            salt: Array(0x60...0xAF),
            info: Array(0xB0...0xFF),
            extracted: "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            expanded: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
        ),
        Case(
            number: 3,
            hash: .sha256,
            input: [UInt8](repeating: 0x0B, count: 22),
            salt: [],
            info: [],
            extracted: "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            expanded: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        ),
        Case(
            number: 4,
            hash: .sha1,
            input: [UInt8](repeating: 0x0B, count: 11),
            salt: Array(0...0x0C),
            info: Array(0xF0...0xF9),
            extracted: "9b6c18c432a7bf8f0e71c8eb88f4b30baa2ba243",
            expanded: "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896"
        ),
    ]

    @Test(arguments: cases)
    func derivesAsTheStandardSays(_ example: Case) throws {
        let input = SecretBytes(example.input)
        let key = try HKDF.extract(example.hash, salt: example.salt.span, key: input)
        #expect(key.exposed() == hex(example.extracted))
        let expanded = hex(example.expanded)
        let output = try HKDF.expand(example.hash, key: key, info: example.info.span, count: expanded.count)
        #expect(output.exposed() == expanded)
        let derived = try HKDF.derive(
            example.hash,
            from: input,
            salt: example.salt.span,
            info: example.info.span,
            count: expanded.count
        )
        #expect(derived.isEqual(to: output))
        // Fewer bytes are the first of more.
        for count in 1...expanded.count {
            let output = try HKDF.expand(example.hash, key: key, info: example.info.span, count: count)
            #expect(output.exposed() == Array(expanded.prefix(count)))
        }
    }

    @Test func noMoreThan255BlocksComeOut() throws {
        let key = try SecretBytes(random: 32)
        func expanded(_ count: Int) throws -> SecretBytes {
            let info: [UInt8] = []
            return try HKDF.expand(.sha256, key: key, info: info.span, count: count)
        }
        #expect(try expanded(255 * 32).count == 8160)
        for count in [0, -1, 255 * 32 + 1] {
            #expect(throws: CryptographyError.invalidArgument) { try expanded(count) }
        }
    }
}
