/// How the kernels see bytes: letters without case, and everything that no keyword is known by as zero.
enum Folding {
    /// Folds a byte.
    static func fold(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            byte & 0xDF
        case 0x80...: byte & 0x87
        default: 0
        }
    }

    /// Every folded byte there is.
    static let all = Array(Set((0...255).map { fold(UInt8($0)) })).sorted()

    /// Every folded byte that is neither letter nor digit in ASCII.
    static let boundaries = strictBoundaries + Array(0x80...0x87)

    /// Every folded byte of ASCII that is neither letter nor digit.
    static let strictBoundaries = [0, fold(UInt8(ascii: "_")), fold(UInt8(ascii: "-"))]

    /// The folded digits.
    static let digits = (0...9).map { fold(UInt8(ascii: "0") + $0) }
}
