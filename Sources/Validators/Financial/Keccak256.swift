/// The Keccak-256 hash that Ethereum uses, which pads otherwise than SHA3-256.
///
/// Source: https://keccak.team/keccak_specs_summary.html; rate 1088, capacity 512, padding `01`.
enum Keccak256 {
    /// The hash of `message`, at most 135 bytes (one block).
    ///
    /// - Complexity: About 5 µs, no allocation.
    static func digest(_ message: Span<UInt8>) -> InlineArray<32, UInt8> {
        precondition(message.count <= 135, "a longer message needs more than one block")
        var state = InlineArray<25, UInt64>(repeating: 0)
        for index in message.indices { state[index / 8] ^= UInt64(message[index]) << UInt64(index % 8 * 8) }
        state[message.count / 8] ^= 1 << UInt64(message.count % 8 * 8)
        state[16] ^= 0x80 << 56
        for constant in 0..<24 { permute(&state, constants[constant]) }
        var digest = InlineArray<32, UInt8>(repeating: 0)
        for index in 0..<32 { digest[index] = UInt8(truncatingIfNeeded: state[index / 8] >> UInt64(index % 8 * 8)) }
        return digest
    }

    /// One round: theta, rho and pi, chi, iota, with lane (x, y) at x + 5y.
    private static func permute(_ state: inout InlineArray<25, UInt64>, _ constant: UInt64) {
        var columns = InlineArray<5, UInt64>(repeating: 0)
        for lane in 0..<25 { columns[lane % 5] ^= state[lane] }
        for lane in 0..<25 { state[lane] ^= columns[(lane + 4) % 5] ^ rotated(columns[(lane + 1) % 5], 1) }
        var moved = state
        var (x, y) = (1, 0)
        for step in 0..<24 {
            let lane = x + 5 * y
            (x, y) = (y, (2 * x + 3 * y) % 5)
            moved[x + 5 * y] = rotated(state[lane], UInt64((step + 1) * (step + 2) / 2 % 64))
        }
        for lane in 0..<25 {
            let row = lane / 5 * 5
            state[lane] = moved[lane] ^ ~moved[row + (lane + 1) % 5] & moved[row + (lane + 2) % 5]
        }
        state[0] ^= constant
    }

    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        count == 0 ? word : word << count | word >> (64 - count)
    }

    private static let constants: InlineArray<24, UInt64> = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
