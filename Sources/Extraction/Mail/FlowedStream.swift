import Bytes

/// A text whose lines go on in the next one where they end in a space, with its paragraphs put together (RFC 3676, section 4).
final class FlowedStream: ByteStream {
    private let stream: any ByteStream
    private let deletesSpaces: Bool
    private var input: [UInt8] = []
    private var isAtEnd = false
    /// How deep the line before was quoted, if it goes on.
    private var open: Int?

    /// The longest line that is looked at as one, in bytes.
    private static let longestLine = 1 << 16

    init(_ stream: any ByteStream, deletesSpaces: Bool) { (self.stream, self.deletesSpaces) = (stream, deletesSpaces) }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        var output: [UInt8] = []
        while output.isEmpty {
            if !isAtEnd {
                let piece = try stream.read(upTo: max(1, limit - min(limit - 1, input.count)))
                isAtEnd = piece.isEmpty
                input += piece
            }
            var start = 0
            while let end = input[start...].firstIndex(of: 10) {
                take(input[start...end], into: &output)
                start = end + 1
            }
            if isAtEnd || input.count - start > FlowedStream.longestLine {
                take(input[start...], into: &output)
                start = input.count
            }
            input.removeFirst(start)
            if isAtEnd, output.isEmpty { return [] }
        }
        return output
    }

    private func take(_ line: ArraySlice<UInt8>, into output: inout [UInt8]) {
        guard !line.isEmpty else { return }
        var text = line
        while let last = text.last, last == 10 || last == 13 { text.removeLast() }
        let depth = text.prefix { $0 == UInt8(ascii: ">") }.count
        // What it goes on with has lost its line end already.
        var content = text
        if let open, open == depth {
            content = text.dropFirst(depth)
            if content.first == 32 { content.removeFirst() }
        } else if open != nil {
            output.append(10)
        }
        let isSignature = text.dropFirst(depth).elementsEqual("-- ".utf8)
        guard text.last == 32, !isSignature else {
            output += content + line[text.endIndex...]
            open = nil
            return
        }
        output += deletesSpaces ? content.dropLast() : content
        open = depth
    }
}

/// Text in UTF-7, as UTF-8 (RFC 2152).
final class UTF7Stream: ByteStream {
    private let stream: any ByteStream
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var isShifted = false
    private var isFirst = false
    /// The first half of a character of two.
    private var high: UInt16?

    init(_ stream: any ByteStream) { self.stream = stream }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        var output: [UInt8] = []
        while output.isEmpty {
            let bytes = try stream.read(upTo: max(1, limit / 2))
            if bytes.isEmpty { return [] }
            for byte in bytes { take(byte, into: &output) }
        }
        return output
    }

    private func take(_ byte: UInt8, into output: inout [UInt8]) {
        guard isShifted else {
            if byte == UInt8(ascii: "+") {
                (isShifted, isFirst, bits, bitCount, high) = (true, true, 0, 0, nil)
            } else {
                output.append(byte)
            }
            return
        }
        defer { isFirst = false }
        guard byte != UInt8(ascii: "-"), let value = Base64Letter.value(byte) else {
            isShifted = false
            if byte == UInt8(ascii: "-") {
                if isFirst { output.append(UInt8(ascii: "+")) }
            } else {
                output.append(byte)
            }
            return
        }
        bits = bits << 6 | UInt32(value)
        bitCount += 6
        guard bitCount >= 16 else { return }
        bitCount -= 16
        let unit = UInt16(truncatingIfNeeded: bits >> UInt32(bitCount))
        if UTF16.isLeadSurrogate(unit) {
            high = unit
            return
        }
        output += String(decoding: high.map { [$0, unit] } ?? [unit], as: UTF16.self).utf8
        high = nil
    }
}
