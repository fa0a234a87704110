/// Letters as they count in words: those of ASCII, and all bytes beyond, which are parts of other letters in UTF-8.
enum Letter {
    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// The byte of a small letter; capitals beyond ASCII stay what they are.
    @inline(__always)
    static func folded(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

    /// For each byte what ``folded(_:)`` makes of a letter; 0 for what is none.
    static let folds: [UInt8] = (0...255).map { isLetter($0) ? folded($0) : 0 }
}

/// Hashes of words and of what else a text has.
enum Hash {
    /// FNV-1a with 32 bits.
    static let start: UInt32 = 0x811c_9dc5

    @inline(__always)
    static func next(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

    /// Mixes the upper bits, and is never 0.
    @inline(__always)
    static func end(_ hash: UInt32) -> UInt32 {
        var hash = hash
        hash ^= hash >> 15
        hash &*= 0x85eb_ca6b
        hash ^= hash >> 13
        hash &*= 0xc2b2_ae35
        hash ^= hash >> 16
        return hash | 1
    }

    @inline(__always)
    static func pair(_ first: UInt32, _ second: UInt32) -> UInt32 { end(first &* 31 &+ second) }

    /// What the hashes of one kind begin with; worked out once for each kind, by whoever needs it.
    static func kind(_ name: String) -> UInt32 { next(name.utf8.reduce(start, next), 0) }

    /// The hash of bytes, apart from those of other kinds.
    @inline(__always)
    static func of(_ kind: UInt32, _ bytes: some Sequence<UInt8>) -> UInt32 { end(bytes.reduce(kind, next)) }

    /// The hash of one byte, apart from those of other kinds.
    @inline(__always)
    static func of(_ kind: UInt32, _ byte: UInt8) -> UInt32 { end(next(kind, byte)) }
}
