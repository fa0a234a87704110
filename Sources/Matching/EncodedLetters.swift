import Bytes
import Extraction
import Prefiltering

/// A run of letters that stand for bytes: base64, base32 or digits of base 16.
///
/// Source: RFC 4648.
struct EncodedLetters {
    /// How many bits a letter stands for.
    enum Alphabet: Int {
        case base16 = 4
        case base32 = 5
        case base64 = 6

        /// What a letter stands for.
        func value(_ letter: UInt8) -> UInt8? {
            switch self {
            case .base16: return Hexadecimal.value(letter)
            case .base32:
                if letter &- 65 < 26 { return letter &- 65 }
                return letter &- 50 < 6 ? letter &- 24 : nil
            case .base64: return Base64Letter.value(letter)
            }
        }
    }

    /// What the letters hold.
    enum Content {
        case text
        case wide(isBigEndian: Bool)
        case packed
    }

    /// The least and the most letters of base64 that are decoded.
    static let least = 24
    static let most = 1 << 16

    /// The least digits of base 16 and letters of base32.
    private static let leastDigits = 32

    /// Bytes by which is judged what letters hold.
    private static let judged = 12

    /// The most bytes that may come out of packed ones.
    static let mostUnpacked = 1 << 18

    let alphabet: Alphabet
    let content: Content
    /// Where the first letter is, behind a sign of the alphabet.
    let start: Int

    /// What a run says; `nil` where its first bytes are nothing that can be read.
    ///
    /// Most runs are words, names and keys, so this decides by a few letters.
    init?(_ run: Range<Int>, in source: Span<UInt8>) {
        if let content = EncodedLetters.content(.base64, run, in: source) {
            (alphabet, self.content, start) = (.base64, content, run.lowerBound)
            return
        }
        // `0x` of databases and `x` behind a backslash are no digits.
        var first = run.lowerBound
        for skipped in 0..<2 where source[first + skipped] | 0x20 == UInt8(ascii: "x") { first += skipped + 1 }
        let rest = first..<run.upperBound
        guard rest.count >= EncodedLetters.leastDigits else { return nil }
        for alphabet in [Alphabet.base16, .base32] {
            if let content = EncodedLetters.content(alphabet, rest, in: source) {
                (self.alphabet, self.content, start) = (alphabet, content, first)
                return
            }
        }
        return nil
    }

    /// Judges the first bytes of a run in an alphabet.
    private static func content(_ alphabet: Alphabet, _ run: Range<Int>, in source: Span<UInt8>) -> Content? {
        var head = InlineArray<12, UInt8>(repeating: UInt8(ascii: " "))
        var count = 0
        var hasControls = false
        let isKnown = decode(alphabet, run.prefix((8 * judged + alphabet.rawValue - 1) / alphabet.rawValue), in: source)
        {
            guard count < judged else { return }
            head[count] = $0
            count += 1
            hasControls = hasControls || isControl($0)
        }
        guard isKnown else { return nil }
        if !hasControls, UTF8Text.isValid(head.span.extracting(first: count), mayEndInside: true) { return .text }
        if PackedText.begins(head.span) { return .packed }
        var zeroes = (even: 0, odd: 0)
        for index in 0..<count where head[index] == 0 {
            if index & 1 == 0 { zeroes.even += 1 } else { zeroes.odd += 1 }
        }
        if zeroes.even == 0, zeroes.odd * 2 >= count - 2 { return .wide(isBigEndian: false) }
        return zeroes.odd == 0 && zeroes.even * 2 >= count - 2 ? .wide(isBigEndian: true) : nil
    }

    /// Hands on the bytes that letters stand for.
    ///
    /// - Returns: Whether all are letters of the alphabet.
    @inline(__always)
    private static func decode(
        _ alphabet: Alphabet,
        _ run: Range<Int>,
        in source: Span<UInt8>,
        _ body: (UInt8) -> Void
    ) -> Bool {
        var (bits, count) = (UInt32(0), UInt32(0))
        let width = UInt32(alphabet.rawValue)
        for index in run {
            guard let value = alphabet.value(source[index]) else { return false }
            bits = bits << width | UInt32(value)
            count += width
            if count >= 8 {
                count -= 8
                body(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return true
    }

    static func isControl(_ byte: UInt8) -> Bool { !(byte &- 32 < 95 || byte &- 9 < 5 || byte >= 0x80) }

    /// Where the letters of a run are, which goes on in lines of the same width below it.
    func places(_ run: Range<Int>, in source: Span<UInt8>) -> [Int32] {
        var places: [Int32] = []
        let width = run.upperBound - start
        var line = start..<run.upperBound
        while true {
            for index in line {
                guard alphabet.value(source[index]) != nil, places.count < EncodedLetters.most else { return places }
                places.append(Int32(truncatingIfNeeded: index))
            }
            // Lines of a width that encoders make, each of whole groups.
            guard line.count == width, width >= 48, width % 4 == 0 else { return places }
            var next = line.upperBound
            if next < source.count, source[next] == 13 { next += 1 }
            guard next < source.count, source[next] == 10 else { return places }
            next += 1
            let margin = next
            while next < source.count, next - margin < 32, source[next] == 32 || source[next] == 9 { next += 1 }
            var end = next
            while end < source.count, end - next <= width, alphabet.value(source[end]) != nil { end += 1 }
            guard end > next, end - next <= width else { return places }
            line = next..<end
        }
    }
}

extension DecodedStretch {
    /// The surroundings of a run of letters with the run decoded; `nil` where it says nothing that can be read.
    ///
    /// - Parameters:
    ///   - run: The letters.
    ///   - source: The text.
    ///   - mayUnpack: Whether packed bytes are unpacked; otherwise they are only named.
    init?(letters run: Range<Int>, in source: Span<UInt8>, mayUnpack: Bool) {
        guard let letters = EncodedLetters(run, in: source) else { return nil }
        let places = letters.places(run, in: source)
        let width = letters.alphabet.rawValue
        guard places.count >= EncodedLetters.least, let last = places.last else { return nil }
        // The padding says nothing: it belongs to the last byte.
        var end = Int(last) + 1
        let padded = end + (8 - places.count % 8) % 8
        while end < min(padded, source.count), source[end] == UInt8(ascii: "=") { end += 1 }
        self.init(endingAt: end)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(places.count * width / 8)
        var (bits, count) = (UInt32(0), 0)
        for place in places {
            bits = bits << UInt32(width) | UInt32(letters.alphabet.value(source[Int(place)]) ?? 0)
            count += width
            guard count >= 8 else { continue }
            count -= 8
            decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        /// Where the bytes from one to another, both with, are written.
        func origin(_ first: Int, _ last: Int) -> Range<Int> {
            let begin = Int(places[first * 8 / width])
            return begin..<(last == decoded.count - 1 ? end : Int(places[(last * 8 + 7) / width]) + 1)
        }
        let margin = max(0, run.lowerBound - DecodedStretch.margin)..<letters.start
        switch letters.content {
        case .text:
            guard DecodedStretch.isText(decoded) else { return nil }
            copy(margin, of: source)
            for (index, byte) in decoded.enumerated() { append(byte, origin(index, index)) }
        case .wide(let isBigEndian):
            copy(margin, of: source)
            guard appendWide(decoded, isBigEndian, origin) else { return nil }
        case .packed:
            let most = mayUnpack ? EncodedLetters.mostUnpacked : 1
            guard let unpacked = PackedText.unpacked(decoded, most: most) else { return nil }
            unpackedCount = unpacked.bytes.count
            let isText = mayUnpack && DecodedStretch.isText(unpacked.bytes)
            // Two bytes like those of zlib stand in many a key.
            if !(isText && unpacked.isWhole), unpacked.isWhole || unpacked.type != "application/zlib" {
                unreadType = unpacked.type + "; encoding=base64"
            }
            guard isText else { return }
            copy(margin, of: source)
            // What is packed has no place of its own: it is told in proportion.
            let total = unpacked.bytes.count
            for (index, byte) in unpacked.bytes.enumerated() {
                let first = index * (decoded.count - 1) / total
                append(byte, origin(first, min(decoded.count - 1, max(first, (index + 1) * decoded.count / total))))
            }
        }
        copy(end..<min(source.count, end + DecodedStretch.margin), of: source)
    }

    /// Adds text in units of two bytes.
    ///
    /// - Returns: Whether it is such text.
    private mutating func appendWide(
        _ decoded: [UInt8],
        _ isBigEndian: Bool,
        _ origin: (Int, Int) -> Range<Int>
    ) -> Bool {
        guard UTF16Reading(decoded.span, isBigEndian: isBigEndian).isText else { return false }
        var high: (unit: UInt32, at: Int)?
        for index in stride(from: 0, to: decoded.count - 1, by: 2) {
            let unit =
                UInt32(decoded[isBigEndian ? index : index + 1]) << 8 | UInt32(decoded[isBigEndian ? index + 1 : index])
            if unit & 0xFC00 == 0xD800 {
                high = (unit, index)
            } else if let first = high, unit & 0xFC00 == 0xDC00 {
                let value = 0x10000 + (first.unit & 0x3FF) << 10 + unit & 0x3FF
                Unicode.Scalar(value).map { append($0, origin(first.at, index + 1)) }
                high = nil
            } else {
                Unicode.Scalar(unit).map { append($0, origin(index, index + 1)) }
            }
        }
        return true
    }

    /// Whether bytes are printable, but for a few.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(where: EncodedLetters.isControl) { return false }
        let high = bytes.count { $0 >= 0x80 }
        return high == 0 || high * 2 < bytes.count && UTF8Text.isValid(bytes.span)
    }
}
