import Bytes
import Findings

/// The lines of a mail or a mailbox, each with its line end.
final class MailLines {
    private let stream: any ByteStream
    private var buffer: [UInt8] = []
    private var offset = 0
    private var isAtEnd = false
    /// A line that was read and belongs to what follows.
    private var pending: [UInt8]?
    /// Whether a line of `From ` behind an empty one begins another mail.
    let isMailbox: Bool
    private var wasBlank = true

    /// The longest line that is read as one, in bytes; a longer one comes in pieces.
    private static let longestLine = 1 << 16

    init(_ stream: any ByteStream, isMailbox: Bool) { (self.stream, self.isMailbox) = (stream, isMailbox) }

    /// The next line; `nil` at the end.
    func next() throws(ExtractionFailure) -> [UInt8]? {
        if let line = pending {
            pending = nil
            return line
        }
        var end = offset
        while true {
            end = MailLines.lineEnd(in: buffer, from: end, to: offset + MailLines.longestLine)
            if end < buffer.count || end - offset >= MailLines.longestLine { break }
            if isAtEnd {
                guard offset < buffer.count else { return nil }
                let line = Array(buffer[offset...])
                offset = buffer.count
                return line
            }
            let looked = end - offset
            buffer.removeFirst(offset)
            offset = 0
            let piece = try stream.read(upTo: 1 << 17)
            if piece.isEmpty { isAtEnd = true }
            buffer += piece
            end = looked
        }
        let isWhole = end < buffer.count && buffer[end] == 10
        let line = Array(buffer[offset..<(isWhole ? end + 1 : end)])
        offset = isWhole ? end + 1 : end
        return line
    }

    /// Where a line ends, or where it is cut: a function of an array, for a class checks each look at one that it holds.
    private static func lineEnd(in bytes: [UInt8], from start: Int, to limit: Int) -> Int {
        var index = start
        let end = min(bytes.count, limit)
        while index < end, bytes[index] != 10 { index += 1 }
        return index
    }

    /// The next line of the same mail; `nil` where the mail ends, at whose end another one may begin.
    func nextOfMail() throws(ExtractionFailure) -> [UInt8]? {
        guard let line = try next() else { return nil }
        if isMailbox, wasBlank, line.starts(with: "From ".utf8) {
            pending = line
            return nil
        }
        wasBlank = line.allSatisfy { $0 == 10 || $0 == 13 }
        if isMailbox, line.first == UInt8(ascii: ">") {
            let quoted = line.drop { $0 == UInt8(ascii: ">") }
            if quoted.starts(with: "From ".utf8) { return Array(line.dropFirst()) }
        }
        return line
    }

    /// Puts a line back that belongs to what follows.
    func unread(_ line: [UInt8]) { pending = line }

    /// Passes over the line that begins a mail in a mailbox.
    ///
    /// - Returns: Whether there is another mail.
    func beginMail() throws(ExtractionFailure) -> Bool {
        guard let line = try next() else { return false }
        if !line.starts(with: "From ".utf8) { pending = line }
        wasBlank = false
        return true
    }
}

/// The body of a part of a mail, up to the boundary that ends it.
final class MailBody: ByteStream {
    /// How the bytes are written in letters (RFC 2045, section 6).
    enum Encoding { case none, base64, quotedPrintable }

    private let lines: MailLines
    private let boundaries: [[UInt8]]
    private var decoder: BodyDecoder
    private var output: [UInt8] = []
    private var offset = 0
    private var isAtEnd = false
    /// The line end before a boundary belongs to the boundary.
    private var heldEnd: [UInt8] = []
    private var packed = PackedLines()

    /// The files that lay packed in its lines so far, which then go.
    func takeFiles() -> [PackedLines.File] { packed.takeFiles() }

    /// Which boundary ended it: how many are around it and whether its part was the last; `nil` for the mail's end.
    private(set) var ending: (level: Int, isLast: Bool)?

    init(_ lines: MailLines, until boundaries: [[UInt8]], _ encoding: Encoding) {
        (self.lines, self.boundaries) = (lines, boundaries)
        decoder = BodyDecoder(encoding)
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        while output.count - offset < min(limit, 1 << 16), !isAtEnd { try step() }
        let count = min(limit, output.count - offset)
        let bytes = Array(output[offset..<offset + count])
        offset += count
        if offset == output.count { (output, offset) = ([], 0) }
        return bytes
    }

    /// Passes over what was not read.
    func drain() throws(ExtractionFailure) {
        while !isAtEnd {
            try step()
            (output, offset) = ([], 0)
        }
    }

    private func step() throws(ExtractionFailure) {
        guard let line = try lines.nextOfMail() else {
            decoder.take(heldEnd[...], into: &output)
            isAtEnd = true
            return
        }
        if let found = MailBody.boundary(line, boundaries) {
            (ending, isAtEnd) = (found, true)
            return
        }
        packed.take(line)
        if !heldEnd.isEmpty { decoder.take(heldEnd[...], into: &output) }
        var end = line.count
        if end > 0, line[end - 1] == 10 { end -= 1 }
        if end > 0, end < line.count, line[end - 1] == 13 { end -= 1 }
        decoder.take(line[..<end], into: &output)
        heldEnd.removeAll(keepingCapacity: true)
        heldEnd += line[end...]
    }

    /// Whether a line is one of the boundaries (RFC 2046, section 5.1.1): the innermost that it can be.
    static func boundary(_ line: [UInt8], _ boundaries: [[UInt8]]) -> (level: Int, isLast: Bool)? {
        guard line.count >= 3, line[0] == UInt8(ascii: "-"), line[1] == UInt8(ascii: "-") else { return nil }
        var end = line.count
        while end > 2, line[end - 1] <= 32 { end -= 1 }
        let text = line[2..<end]
        for level in boundaries.indices.reversed() {
            let boundary = boundaries[level]
            if text.elementsEqual(boundary) { return (level, false) }
            if text.count == boundary.count + 2, text.starts(with: boundary),
                text.suffix(2).allSatisfy({ $0 == UInt8(ascii: "-") })
            {
                return (level, true)
            }
        }
        return nil
    }
}

/// Turns letters back into bytes, line by line.
struct BodyDecoder {
    private let encoding: MailBody.Encoding
    private var bits: UInt32 = 0
    private var bitCount = 0
    /// White space that is part of a line only if something follows it.
    private var softEnd = false

    init(_ encoding: MailBody.Encoding) { self.encoding = encoding }

    /// Takes a line without its end, or a line's end.
    mutating func take(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        switch encoding {
        case .none: output += bytes
        case .base64: takeLetters(bytes, into: &output)
        case .quotedPrintable: takeQuoted(bytes, into: &output)
        }
    }

    /// The value of each byte as a letter of base64; 255 of others.
    private static let values: [UInt8] = (0...255).map { Base64Letter.value(UInt8($0)) ?? 255 }

    private mutating func takeLetters(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        let values = BodyDecoder.values
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bitCount == 0 {
                let rest = bytes[index...]
                index += takeFours(rest.span, into: &output)
            }
            guard index < bytes.endIndex else { return }
            takeLetter(bytes[index], values[Int(bytes[index])], into: &output)
            index += 1
        }
    }

    /// Takes as many letters as are nothing but letters, by fours, which are three bytes each, as most lines are.
    ///
    /// - Returns: How many.
    private func takeFours(_ letters: Span<UInt8>, into output: inout [UInt8]) -> Int {
        let fours = letters.count / 4
        if fours == 0 { return 0 }
        let values = BodyDecoder.values.span
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: 3 * fours))
        var span = output.mutableSpan
        var (from, to) = (0, start)
        while from + 4 <= letters.count {
            let (first, second) = (values[Int(letters[from])], values[Int(letters[from + 1])])
            let (third, fourth) = (values[Int(letters[from + 2])], values[Int(letters[from + 3])])
            guard first | second | third | fourth < 64 else { break }
            span[to] = first << 2 | second >> 4
            span[to + 1] = second << 4 | third >> 2
            span[to + 2] = third << 6 | fourth
            (from, to) = (from + 4, to + 3)
        }
        output.removeLast(output.count - to)
        return from
    }

    private mutating func takeLetter(_ byte: UInt8, _ value: UInt8, into output: inout [UInt8]) {
        guard value < 64 else {
            if byte == UInt8(ascii: "=") { (bits, bitCount) = (0, 0) }
            return
        }
        bits = bits << 6 | UInt32(value)
        bitCount += 6
        if bitCount >= 8 {
            bitCount -= 8
            output.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
        }
    }

    private mutating func takeQuoted(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        if bytes.first == 10 || bytes.first == 13, bytes.allSatisfy({ $0 == 10 || $0 == 13 }) {
            if !softEnd { output += bytes }
            softEnd = false
            return
        }
        softEnd = false
        var end = bytes.endIndex
        while end > bytes.startIndex, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        var index = bytes.startIndex
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "=") {
                if index + 1 == end {
                    softEnd = true
                    return
                }
                if index + 2 < end, let high = Hexadecimal.value(bytes[index + 1]),
                    let low = Hexadecimal.value(bytes[index + 2])
                {
                    output.append(high << 4 | low)
                    index += 3
                    continue
                }
            }
            output.append(byte)
            index += 1
        }
    }

    /// All of `bytes`, decoded.
    static func decoded(_ bytes: [UInt8], _ encoding: MailBody.Encoding) -> [UInt8] {
        var decoder = BodyDecoder(encoding)
        var output: [UInt8] = []
        decoder.take(bytes[...], into: &output)
        return output
    }
}
