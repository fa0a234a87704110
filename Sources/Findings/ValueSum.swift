/// A sum over keyed digests of values, in any order: tells one set of values from another without any of them.
///
/// Without the key nobody can choose values that have a given sum.
public struct ValueSum: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// The sum of nothing.
    public init() {}

    /// Adds a fingerprint: the first 32 of the hexadecimal digits that it ends with.
    public mutating func add(fingerprint text: String) {
        var parts: (UInt64, UInt64) = (0, 0)
        for byte in text.utf8.suffix(64).prefix(32) {
            let digit = UInt64(byte & 0x0F) + (byte > UInt8(ascii: "9") ? 9 : 0)
            parts = (parts.0 << 4 | parts.1 >> 60, parts.1 << 4 | digit)
        }
        add(high: parts.0, low: parts.1)
    }

    /// Adds another sum.
    public mutating func add(_ other: ValueSum) { add(high: other.high, low: other.low) }

    private mutating func add(high: UInt64, low: UInt64) {
        let (sum, isOver) = self.low.addingReportingOverflow(low)
        self.low = sum
        self.high = self.high &+ high &+ (isOver ? 1 : 0)
    }

    /// 32 hexadecimal digits.
    public var text: String {
        [high, low].map { part in
            let digits = String(part, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension ValueSum {
    /// The sum of 16 bytes.
    public init(bytes: [UInt8]) {
        for index in 0..<min(8, bytes.count) { high = high << 8 | UInt64(bytes[index]) }
        for index in 8..<max(8, min(16, bytes.count)) { low = low << 8 | UInt64(bytes[index]) }
    }

    /// It as 16 bytes.
    public var bytes: [UInt8] {
        [high, low].flatMap { part in (0..<8).map { UInt8(truncatingIfNeeded: part >> (56 - 8 * $0)) } }
    }
}
