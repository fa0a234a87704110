import Bytes
import Prefiltering

/// A stretch of text of which something is written in letters or escapes, with that decoded, and where each byte comes from.
struct DecodedStretch {
    /// The decoded text.
    private(set) var bytes: [UInt8] = []

    /// For each byte, where in the buffer it begins and ends, and whether it is written otherwise there.
    private var origins: [Origin] = []

    private struct Origin {
        var start: Int32
        var end: Int32
        var isDecoded: Bool

        init(_ range: Range<Int>, isDecoded: Bool) {
            start = Int32(truncatingIfNeeded: range.lowerBound)
            end = Int32(truncatingIfNeeded: range.upperBound)
            self.isDecoded = isDecoded
        }
    }

    /// Up to where in the buffer it was decoded.
    private(set) var end = 0

    /// The MIME type of what the letters hold, where that was not read.
    var unreadType: String?

    /// Bytes that were unpacked.
    var unpackedCount = 0

    /// Bytes around what is decoded that are looked at with it.
    static let margin = 256

    /// The least of characters in UTF-16.
    static let leastWide = 8

    /// Escapes are decoded up to so many bytes behind the first.
    static let mostEscapes = 1 << 14

    /// How many layers of letters or escapes are undone.
    static let layers = 2

    /// Creates an empty one that ends at `end`.
    init(endingAt end: Int = 0) { self.end = end }

    /// Takes bytes as they are.
    mutating func copy(_ range: Range<Int>, of source: Span<UInt8>) {
        for index in range { copy(source[index], at: index) }
    }

    private mutating func copy(_ byte: UInt8, at index: Int) {
        bytes.append(byte)
        origins.append(Origin(index..<index + 1, isDecoded: false))
    }

    /// Adds a byte that is written at `origin`.
    mutating func append(_ byte: UInt8, _ origin: Range<Int>) {
        bytes.append(byte)
        origins.append(Origin(origin, isDecoded: true))
    }

    /// Adds a character that is written at `origin`, as a reader sees it: spaces and dashes of all kinds as those of ASCII, and
    /// nothing for what has no width.
    mutating func append(_ scalar: Unicode.Scalar, _ origin: Range<Int>) {
        switch scalar.value {
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F: append(UInt8(ascii: " "), origin)
        case 0x2010...0x2015, 0x2212: append(UInt8(ascii: "-"), origin)
        case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: return
        case ..<0x80: append(UInt8(scalar.value), origin)
        default: for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte, origin) }
        }
    }

    /// Where a range of the decoded text comes from.
    func origin(of range: Range<Int>) -> Range<Int> {
        Int(origins[range.lowerBound].start)..<Int(origins[range.upperBound - 1].end)
    }

    /// The same stretch as one of what `outer` was decoded from.
    func within(_ outer: DecodedStretch) -> DecodedStretch {
        var moved = self
        moved.origins = origins.map { origin in
            Origin(outer.origin(of: Int(origin.start)..<Int(origin.end)), isDecoded: origin.isDecoded)
        }
        return moved
    }

    /// Whether something in a range is written otherwise than it reads.
    func isDecoded(_ range: Range<Int>) -> Bool { origins[range].contains(where: \.isDecoded) }

    // MARK: Escapes

    /// The surroundings of escapes with all of them decoded.
    init(escapesAt start: Int, in source: Span<UInt8>) {
        let family: Escape.Family = source[start] == UInt8(ascii: "=") ? .quotedPrintable : .signs
        let last = min(source.count, start + DecodedStretch.mostEscapes)
        var index = max(0, start - DecodedStretch.margin)
        var quiet = 0
        while index < last {
            if let (scalar, length) = Escape.read(source, at: index, family) {
                if let scalar { append(scalar, index..<index + length) }
                index += length
                quiet = 0
            } else {
                copy(source[index], at: index)
                index += 1
                quiet += 1
                // Behind the last escape only its surroundings count.
                if index > start, quiet > DecodedStretch.margin { break }
            }
        }
        end = index
    }

    // MARK: UTF-16

    /// A run of ASCII in UTF-16.
    init(wide run: Range<Int>, in source: Span<UInt8>) {
        for index in stride(from: run.lowerBound, to: run.upperBound, by: 2) {
            append(source[index], index..<index + 2)
        }
        // Where the high bytes come first, the last character has none behind it.
        let last = run.upperBound
        if run.lowerBound > 0, source[run.lowerBound - 1] == 0, last < source.count, source[last] &- 32 < 95 {
            append(source[last], last - 1..<last + 1)
        }
        end = run.upperBound
    }
}
