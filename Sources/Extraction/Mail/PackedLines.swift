import Bytes

/// Files that lie in the lines of a text, as mail had them before MIME and news have them still.
///
/// Sources: POSIX.1-2017, `uuencode`; yEnc draft 1.3. The lines stay in the text, for what looks like a file may be none.
struct PackedLines {
    /// A file that was unpacked.
    struct File {
        var name: [UInt8]
        var bytes: [UInt8]
    }

    private enum State { case text, uuencoded, yEncoded }

    private var state = State.text
    private var file = File(name: [], bytes: [])
    private var files: [File] = []
    private var byteCount = 0
    /// Whether the next byte is escaped.
    private var isEscaped = false

    /// For one text; what comes then stays packed.
    private static let (mostBytes, mostFiles) = (16 << 20, 1000)

    /// Takes a line of the text, with its end.
    mutating func take(_ line: [UInt8]) {
        switch state {
        case .text:
            guard let first = line.first, first == UInt8(ascii: "b") || first == UInt8(ascii: "=") else { return }
            begin(line)
        case .uuencoded: if !takeUuencoded(PackedLines.content(of: line)) { end() }
        case .yEncoded:
            if line.starts(with: "=ypart ".utf8) { return }
            if line.starts(with: "=yend".utf8) { end() } else { takeYEncoded(PackedLines.content(of: line)) }
        }
    }

    /// The files so far, which then go.
    mutating func takeFiles() -> [File] {
        if state != .text { end() }
        defer { files = [] }
        return files
    }

    private static func content(of line: [UInt8]) -> ArraySlice<UInt8> {
        var line = line[...]
        while let last = line.last, last == 10 || last == 13 { line.removeLast() }
        return line
    }

    private mutating func begin(_ line: [UInt8]) {
        guard files.count < PackedLines.mostFiles, byteCount < PackedLines.mostBytes else { return }
        let text = PackedLines.content(of: line)
        if text.starts(with: "begin ".utf8) {
            let words = text.split(separator: 32, maxSplits: 2)
            guard words.count == 3, 3...4 ~= words[1].count, words[1].allSatisfy({ $0 &- 48 < 8 }) else { return }
            (state, file) = (.uuencoded, File(name: Array(words[2]), bytes: []))
        } else if text.starts(with: "=ybegin ".utf8) {
            let name = text.firstRange(of: Array("name=".utf8)).map { Array(text[$0.upperBound...]) } ?? []
            (state, file, isEscaped) = (.yEncoded, File(name: name, bytes: []), false)
        }
    }

    private mutating func end() {
        if !file.bytes.isEmpty { files.append(file) }
        (state, file) = (.text, File(name: [], bytes: []))
    }

    /// Unpacks a line: its first letter says how many bytes it has, four letters are three of them.
    ///
    /// - Returns: Whether it was one.
    private mutating func takeUuencoded(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, 32...96 ~= first else { return false }
        let count = Int((first - 32) & 63)
        // Spaces at the end may have been lost, and some programs add a letter.
        let letters = line.dropFirst()
        guard count > 0, letters.count <= (count + 2) / 3 * 4 + 1, !letters.contains(where: { $0 < 32 || $0 > 96 })
        else { return false }
        guard byteCount + count <= PackedLines.mostBytes else { return false }
        var output: [UInt8] = []
        var bits: UInt32 = 0
        for index in 0..<(count + 2) / 3 * 4 {
            let letter = index < letters.count ? letters[letters.startIndex + index] : 32
            bits = bits << 6 | UInt32((letter - 32) & 63)
            if index & 3 == 3 {
                for shift: UInt32 in [16, 8, 0] { output.append(UInt8(truncatingIfNeeded: bits >> shift)) }
            }
        }
        file.bytes += output.prefix(count)
        byteCount += count
        return true
    }

    /// Unpacks a line: each byte is 42 too large, and a few are escaped.
    private mutating func takeYEncoded(_ line: ArraySlice<UInt8>) {
        guard byteCount + line.count <= PackedLines.mostBytes else { return }
        for byte in line {
            if byte == UInt8(ascii: "="), !isEscaped {
                isEscaped = true
                continue
            }
            file.bytes.append(byte &- (isEscaped ? 106 : 42))
            isEscaped = false
        }
        byteCount += line.count
    }
}
