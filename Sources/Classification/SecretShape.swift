/// A value as the model of secrets sees it: bytes folded to a few symbols.
///
/// Letters lose their case in one alphabet, for what they spell, and everything but their case in the other, for how they
/// are mixed.
enum SecretShape {
    /// How many symbols there are in what is spelt, the edge of the value among them.
    static let letterCount = 36

    /// How many symbols there are in how it is mixed, the edge among them.
    static let kindCount = 8

    /// The symbol of a byte in what is spelt: its letter, one for all digits, and one for each group of signs.
    static func letter(_ byte: UInt8) -> Int {
        let folded = byte | 0x20
        if folded &- 97 < 26 { return Int(folded &- 97) }
        if byte &- 48 < 10 { return 26 }
        switch byte {
        case UInt8(ascii: "_"): return 27
        case UInt8(ascii: "-"): return 28
        case UInt8(ascii: "."): return 29
        case UInt8(ascii: "/"), UInt8(ascii: "\\"): return 30
        case UInt8(ascii: " "), 9: return 31
        case UInt8(ascii: "+"), UInt8(ascii: "="): return 32
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ":"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "$"), UInt8(ascii: "%"):
            return 33
        default: return 34
        }
    }

    /// What stands before the first byte and behind the last one, in what is spelt.
    static let letterEdge = 35

    /// The symbol of a byte in how it is mixed.
    static func kind(_ byte: UInt8) -> Int {
        if byte &- 97 < 26 { return byte < 103 ? 0 : 1 }
        if byte &- 65 < 26 { return byte < 71 ? 2 : 3 }
        if byte &- 48 < 10 { return 4 }
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: " "),
            UInt8(ascii: ":"), UInt8(ascii: ","):
            return 5
        default: return 6
        }
    }

    /// What stands before the first byte and behind the last one, in how it is mixed.
    static let kindEdge = 7
}
