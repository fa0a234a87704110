/// How the tables of frequencies write a folded byte: `!` for what is neither letter nor digit, `_` nor `-`, then A to Z, 0 to 9,
/// `_`, `-` and the eight classes of bytes outside ASCII.
package enum GramLetter {
    /// How many there are.
    package static let count = 47

    /// The code of the first.
    package static let first: UInt8 = 33

    /// The letter for a folded byte.
    static func letter(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 65...90: byte - 64 + 33
        case 0x10...0x19: byte - 0x10 + 27 + 33
        case 0x5F: 37 + 33
        case 0x0D: 38 + 33
        case 0x80...: 39 + byte & 7 + 33
        default: 33
        }
    }

    /// The folded byte that a letter stands for.
    static func byte(_ letter: UInt8) -> UInt8 {
        switch Int(letter) - 33 {
        case 1...26: letter - 33 + 64
        case 27...36: letter - 33 - 27 + 0x10
        case 37: 0x5F
        case 38: 0x0D
        case 39...46: letter - 33 - 39 + 0x80
        default: 0
        }
    }

    /// For each byte of a text the number of its letter, 0 to 46.
    package static let numbers = (0...255).map { letter(Folding.fold(UInt8($0))) - first }
}
