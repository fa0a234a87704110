/// A checksum against errors of transmission; it protects against nobody.
///
/// Source: https://reveng.sourceforge.io/crc-catalogue/, CRC-32/ISO-HDLC, CRC-32/ISCSI and CRC-64/NVME.
public struct CyclicRedundancyCheck: Sendable {
    /// Which polynomial.
    public enum Kind: Sendable, CaseIterable {
        /// That of zip and Ethernet.
        case crc32
        /// Castagnoli's.
        case crc32c
        /// That of NVM Express.
        case crc64nvme

        /// The length of the checksum, in bytes.
        public var byteCount: Int { self == .crc64nvme ? 8 : 4 }

        fileprivate var tables: [UInt64] {
            switch self {
            case .crc32: CyclicRedundancyCheck.tablesOfCRC32
            case .crc32c: CyclicRedundancyCheck.tablesOfCRC32C
            case .crc64nvme: CyclicRedundancyCheck.tablesOfCRC64NVME
            }
        }

        /// The polynomial, lowest power first.
        fileprivate var polynomial: UInt64 {
            switch self {
            case .crc32: 0xEDB8_8320
            case .crc32c: 0x82F6_3B78
            case .crc64nvme: 0x9A6C_9329_AC4B_C9B5
            }
        }

        /// The register with all bits set.
        fileprivate var ones: UInt64 { self == .crc64nvme ? .max : 0xFFFF_FFFF }
    }

    public let kind: Kind
    private var register: UInt64
    private let tables: [UInt64]

    /// Begins a checksum.
    public init(_ kind: Kind) {
        self.kind = kind
        register = kind.ones
        tables = kind.tables
    }

    /// Takes bytes in: eight at a time, by a table for each of them.
    public mutating func update(_ bytes: Span<UInt8>) {
        register = CyclicRedundancyCheck.taken(bytes, into: register, tables.span)
    }

    private static func taken(_ bytes: Span<UInt8>, into start: UInt64, _ tables: Span<UInt64>) -> UInt64 {
        var register = start
        var index = 0
        while index + 8 <= bytes.count {
            var word = register
            for offset in 0..<8 { word ^= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
            register = 0
            for offset in 0..<8 {
                register ^= tables[(7 - offset) << 8 | Int(word >> UInt64(8 * offset) & 255)]
            }
            index += 8
        }
        while index < bytes.count {
            register = tables[Int((register ^ UInt64(bytes[index])) & 255)] ^ register >> 8
            index += 1
        }
        return register
    }

    /// The checksum of what was taken in so far.
    public var value: UInt64 { register ^ kind.ones }

    /// ``value``, highest byte first.
    public var bytes: [UInt8] {
        (0..<kind.byteCount).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    /// The checksum of two stretches of bytes, one behind the other, from those of each.
    ///
    /// Source: M. Adler's `crc32_combine` in zlib: to take in *n* bytes of zero is to multiply by a power of *x*.
    ///
    /// - Parameters:
    ///   - kind: Which.
    ///   - first: The checksum of the first.
    ///   - second: The checksum of the second.
    ///   - count: The length of the second, in bytes.
    /// - Returns: The checksum.
    /// - Complexity: O(log *count*).
    public static func combined(_ kind: Kind, _ first: UInt64, _ second: UInt64, count: Int) -> UInt64 {
        // x to the power of eight for each byte, by squaring.
        var power = one(kind)
        var square = multiplied(kind, one(kind) >> 1, one(kind) >> 1)
        var rest = UInt64(count) << 2
        while rest > 0 {
            if rest & 1 == 1 { power = multiplied(kind, power, square) }
            square = multiplied(kind, square, square)
            rest >>= 1
        }
        return multiplied(kind, power, first) ^ second
    }

    /// The polynomial 1.
    private static func one(_ kind: Kind) -> UInt64 { 1 << UInt64(8 * kind.byteCount - 1) }

    /// The product of two polynomials, modulo that of the kind.
    private static func multiplied(_ kind: Kind, _ left: UInt64, _ right: UInt64) -> UInt64 {
        var (product, factor) = (UInt64(0), right)
        var bit = one(kind)
        while bit > 0 {
            if left & bit != 0 { product ^= factor }
            factor = factor & 1 == 1 ? factor >> 1 ^ kind.polynomial : factor >> 1
            bit >>= 1
        }
        return product
    }

    private static let tablesOfCRC32 = makeTables(.crc32)
    private static let tablesOfCRC32C = makeTables(.crc32c)
    private static let tablesOfCRC64NVME = makeTables(.crc64nvme)

    /// Eight tables of 256: what a byte leaves in the register, and what that is after one to seven bytes of zero more.
    private static func makeTables(_ kind: Kind) -> [UInt64] {
        var tables = [UInt64](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt64(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ kind.polynomial : value >> 1 }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = tables[Int(before & 255)] ^ before >> 8
        }
        return tables
    }
}
