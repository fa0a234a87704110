import Cryptography
import Testing

@Suite struct AESGCMTests {
    /// A case of the specification.
    ///
    /// Source: D. McGrew, J. Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B.
    struct Case: Sendable, CustomTestStringConvertible {
        var number: Int
        var key: String
        var nonce: String
        var plaintext = ""
        var data = ""
        var ciphertext = ""
        var tag: String
        var testDescription: String { "test case \(number)" }
    }

    private static let zeros128 = "00000000000000000000000000000000"
    private static let key128 = "feffe9928665731c6d6a8f9467308308"
    private static let key192 = "feffe9928665731c6d6a8f9467308308feffe9928665731c"
    private static let key256 = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    private static let zeroNonce = "000000000000000000000000"
    private static let nonce = "cafebabefacedbaddecaf888"
    private static let text =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
    private static let shortText = String(text.dropLast(8))
    private static let data = "feedfacedeadbeeffeedfacedeadbeefabaddad2"

    static let cases: [Case] = [
        Case(number: 1, key: zeros128, nonce: zeroNonce, tag: "58e2fccefa7e3061367f1d57a4e7455a"),
        Case(
            number: 2,
            key: zeros128,
            nonce: zeroNonce,
            plaintext: zeros128,
            ciphertext: "0388dace60b6a392f328c2b971b2fe78",
            tag: "ab6e47d42cec13bdf53a67b21257bddf"
        ),
        Case(
            number: 3,
            key: key128,
            nonce: nonce,
            plaintext: text,
            ciphertext: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
            tag: "4d5c2af327cd64a62cf35abd2ba6fab4"
        ),
        Case(
            number: 4,
            key: key128,
            nonce: nonce,
            plaintext: shortText,
            data: data,
            ciphertext: "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
            tag: "5bc94fbc3221a5db94fae95ae7121a47"
        ),
        Case(number: 7, key: zeros128 + "0000000000000000", nonce: zeroNonce, tag: "cd33b28ac773f74ba00ed1f312572435"),
        Case(
            number: 8,
            key: zeros128 + "0000000000000000",
            nonce: zeroNonce,
            plaintext: zeros128,
            ciphertext: "98e7247c07f0fe411c267e4384b0f600",
            tag: "2ff58d80033927ab8ef4d4587514f0fb"
        ),
        Case(
            number: 10,
            key: key192,
            nonce: nonce,
            plaintext: shortText,
            data: data,
            ciphertext: "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c"
                + "7d773d00c144c525ac619d18c84a3f4718e2448b2fe324d9ccda2710",
            tag: "2519498e80f1478f37ba55bd6d27618c"
        ),
        Case(number: 13, key: zeros128 + zeros128, nonce: zeroNonce, tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Case(
            number: 14,
            key: zeros128 + zeros128,
            nonce: zeroNonce,
            plaintext: zeros128,
            ciphertext: "cea7403d4d606b6e074ec5d3baf39d18",
            tag: "d0d1c8a799996bf0265b98b5d48ab919"
        ),
        Case(
            number: 15,
            key: key256,
            nonce: nonce,
            plaintext: text,
            ciphertext: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
            tag: "b094dac5d93471bdec1a502270e3cc6c"
        ),
        Case(
            number: 16,
            key: key256,
            nonce: nonce,
            plaintext: shortText,
            data: data,
            ciphertext: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]

    @Test(arguments: cases)
    func sealsAndOpensAsSpecified(_ example: Case) throws {
        var cipher = try AESGCM(key: SecretBytes(hex: example.key))
        let (nonce, data, plaintext) = (hex(example.nonce), hex(example.data), hex(example.plaintext))
        var output: [UInt8] = [1, 2, 3]
        try cipher.seal(plaintext.span, nonce: nonce.span, authenticating: data.span, into: &output)
        #expect(output == [1, 2, 3] + hex(example.ciphertext) + hex(example.tag))

        let sealed = Array(output.dropFirst(3))
        output = [9]
        try cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span, into: &output)
        #expect(output == [9] + plaintext)
        #expect(try cipher.opened(sealed, nonce, data) == plaintext)
    }

    @Test func everyChangedBitIsRefusedAndNothingComesOut() throws {
        let key = try SecretBytes(random: 32)
        let (nonce, data) = (try RandomBytes.make(12), Array("context".utf8))
        let plaintext = Array("an invented secret, somewhat longer than one block".utf8)
        var cipher = try AESGCM(key: key)
        var sealed: [UInt8] = []
        try cipher.seal(plaintext.span, nonce: nonce.span, authenticating: data.span, into: &sealed)

        func isRefused(_ sealed: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> Bool {
            var output: [UInt8] = [7]
            do throws(CryptographyError) {
                try cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span, into: &output)
                return false
            } catch {
                return error == .authentication && output == [7]
            }
        }
        for bit in 0..<(sealed.count * 8) {
            #expect(isRefused(flipping(bit, sealed), nonce, data), "sealed, bit \(bit)")
        }
        for bit in 0..<(nonce.count * 8) { #expect(isRefused(sealed, flipping(bit, nonce), data), "nonce, bit \(bit)") }
        for bit in 0..<(data.count * 8) { #expect(isRefused(sealed, nonce, flipping(bit, data)), "data, bit \(bit)") }
        for count in 0..<sealed.count { #expect(isRefused(Array(sealed.prefix(count)), nonce, data), "first \(count)") }
        for count in 1...16 {
            #expect(isRefused(Array(sealed.dropFirst(count)), nonce, data), "without first \(count)")
        }
        #expect(isRefused(sealed + [0], nonce, data))
        #expect(isRefused(sealed, nonce, []))
        #expect(isRefused(sealed, nonce, data + [0]))
        #expect(isRefused([UInt8](repeating: 0, count: sealed.count), nonce, data))

        // And the cipher still works after all of that.
        #expect(try cipher.opened(sealed, nonce, data) == plaintext)
    }

    @Test func otherKeysOpenNothing() throws {
        let nonce = [UInt8](repeating: 0, count: 12)
        var cipher = try AESGCM(key: SecretBytes(random: 32))
        let sealed = try cipher.sealed([1, 2, 3], nonce)
        var other = try AESGCM(key: SecretBytes(random: 32))
        #expect(throws: CryptographyError.authentication) { try other.opened(sealed, nonce) }
    }

    @Test(arguments: [0, 1, 15, 17, 31, 33, 64])
    func keysOfOtherLengthsAreRefused(_ count: Int) throws {
        #expect(throws: CryptographyError.invalidKey) {
            let cipher = try AESGCM(key: SecretBytes(random: count))
            _ = consume cipher
        }
    }

    @Test(arguments: [0, 8, 11, 13, 16])
    func noncesOfOtherLengthsAreRefused(_ count: Int) throws {
        var cipher = try AESGCM(key: SecretBytes(random: 32))
        let nonce = [UInt8](repeating: 0, count: count)
        #expect(throws: CryptographyError.invalidArgument) { try cipher.sealed([1], nonce) }
        #expect(throws: CryptographyError.invalidArgument) {
            try cipher.opened([UInt8](repeating: 0, count: 17), nonce)
        }
    }

    @Test func lengthsAroundBlocksComeBack() throws {
        var cipher = try AESGCM(key: SecretBytes(random: 32))
        let nonce = [UInt8](repeating: 5, count: 12)
        for count in Array(0...65) + [4095, 4096, 4097, 65_536, 1 << 20] {
            let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) }
            let data = Array(plaintext.prefix(count / 2))
            let sealed = try cipher.sealed(plaintext, nonce, data)
            var opened: [UInt8] = []
            try cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span, into: &opened)
            #expect(opened == plaintext)
            #expect(sealed.count == count + 16)
        }
    }
}
