import Cryptography
import Testing

@Suite struct KeyWrapTests {
    /// RFC 5649, section 6.
    @Test(arguments: [
        (
            "c37b7e6492584340bed12207808941155068f738",
            "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a"
        ),
        ("466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f"),
    ])
    func isThatOfTheStandard(_ example: (secret: String, wrapped: String)) throws {
        let key = SecretBytes(hex: "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8")
        #expect(try KeyWrap.wrapPadded(SecretBytes(hex: example.secret), key: key) == hex(example.wrapped))
        #expect(try unwrapped(hex(example.wrapped), key) == hex(example.secret))
    }

    @Test func everyChangedBitIsRefused() throws {
        let key = try SecretBytes(random: 32)
        for count in [1, 7, 8, 9, 16, 31, 32, 33, 1217] {
            let secret = try RandomBytes.make(count)
            let wrapped = try KeyWrap.wrapPadded(SecretBytes(secret), key: key)
            #expect(wrapped.count == (count + 7) / 8 * 8 + 8)
            #expect(try unwrapped(wrapped, key) == secret)
            for bit in stride(from: 0, to: wrapped.count * 8, by: count > 100 ? 97 : 1) {
                #expect(throws: CryptographyError.authentication) { try unwrapped(flipping(bit, wrapped), key) }
            }
            for shorter in [0, 1, 8, 15, wrapped.count - 8, wrapped.count - 1] where shorter < wrapped.count {
                #expect(throws: CryptographyError.authentication) { try unwrapped(Array(wrapped.prefix(shorter)), key) }
            }
            #expect(throws: CryptographyError.authentication) { try unwrapped(wrapped, SecretBytes(random: 32)) }
        }
    }

    @Test func wrongLengthsAreRefused() throws {
        let secret = SecretBytes([1])
        #expect(throws: CryptographyError.invalidKey) { try KeyWrap.wrapPadded(secret, key: SecretBytes(random: 31)) }
        #expect(throws: CryptographyError.invalidArgument) {
            try KeyWrap.wrapPadded(SecretBytes([]), key: SecretBytes(random: 32))
        }
    }

    @Test(
        arguments: [
            (0, 8, 1), (1, 8, 1), (3, 8, 1), (1 << 24, 8, 1), (UInt64.max / 2 + 1, 8, 1), (16, 0, 1), (16, 1, 0),
        ] as [(UInt64, UInt32, UInt32)]
    )
    func scryptRefusesWhatTheStandardForbids(_ numbers: (n: UInt64, r: UInt32, p: UInt32)) {
        let salt: [UInt8] = [1]
        #expect(throws: CryptographyError.invalidArgument) {
            try Scrypt.derive(
                password: SecretBytes([1]),
                salt: salt.span,
                n: numbers.n,
                r: numbers.r,
                p: numbers.p,
                count: 32
            )
        }
    }
}
