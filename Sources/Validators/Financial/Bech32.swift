/// Checks the address of a segregated witness program.
///
/// Source: BIP 173 (Bech32, version 0) and BIP 350 (Bech32m, versions 1–16).
enum Bech32 {
    /// Tells whether `value` is `bc1`, a program of a permitted length, and its checksum, all in one case.
    ///
    /// - Returns: One random text of this shape in one thousand million passes.
    /// - Complexity: O(*n*), about 500 ns, no allocation.
    static func isSegWitAddress(_ value: Span<UInt8>) -> Bool {
        guard (14...74).contains(value.count), hasOneCase(value) else { return false }
        var checksum = checksumOfPrefix
        var version = 0
        var last = 0
        for index in 3..<value.count {
            guard let number = digit(ASCII.lowercased(value[index])) else { return false }
            checksum = step(checksum, number)
            if index == 3 { version = number }
            if index == value.count - 7 { last = number }
        }
        let bits = (value.count - 10) * 5
        let padding = bits % 8
        guard version <= 16, padding < 5, last & (1 << padding - 1) == 0 else { return false }
        let length = bits / 8
        if version == 0 { return checksum == 1 && (length == 20 || length == 32) }
        return checksum == 0x2BC8_30A3 && (2...40).contains(length)
    }

    private static func hasOneCase(_ value: Span<UInt8>) -> Bool {
        var (hasLower, hasUpper) = (false, false)
        for index in value.indices {
            hasLower = hasLower || ASCII.isLower(value[index])
            hasUpper = hasUpper || ASCII.isUpper(value[index])
        }
        return !(hasLower && hasUpper)
    }

    private static func step(_ checksum: Int, _ number: Int) -> Int {
        let top = checksum >> 25
        var next = (checksum & 0x1FF_FFFF) << 5 ^ number
        for bit in 0..<5 where top >> bit & 1 == 1 { next ^= generator[bit] }
        return next
    }

    /// The checksum so far behind `bc`, which counts as its high bits, a zero and its low bits.
    private static let checksumOfPrefix = [3, 3, 0, 2, 3].reduce(1, step)

    private static let generator: InlineArray<5, Int> = [
        0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
    ]

    /// 0–31 for a character of the alphabet, otherwise nil.
    private static func digit(_ byte: UInt8) -> Int? {
        let alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8.span
        for index in alphabet.indices where alphabet[index] == byte { return index }
        return nil
    }
}
