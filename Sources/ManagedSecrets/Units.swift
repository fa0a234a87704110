/// A value as the characters that encoders see, with the ways in which they write them.
struct Units {
    private let value: [UInt8]
    /// Where characters begin, and the value's length behind the last.
    private let boundaries: [Int]

    /// Whether it is text, which programs escape; other bytes are only written as they are, in Base64 or hexadecimal.
    let isText: Bool

    /// A value as one encoder writes it.
    struct Writing {
        var bytes: [UInt8]
        /// For each byte of the value where the text for its character begins, then where the text ends.
        var starts: [Int]
    }

    init(_ value: [UInt8]) {
        self.value = value
        var boundaries: [Int] = []
        var isText = value.allSatisfy { $0 >= 32 || (8...13).contains($0) }
        if value.allSatisfy({ $0 < 0x80 }) {
            boundaries = Array(0...value.count)
        } else if let text = String(validating: value, as: UTF8.self), isText {
            var offset = 0
            for scalar in text.unicodeScalars {
                boundaries.append(offset)
                offset += UTF8.width(scalar)
            }
            boundaries.append(offset)
        } else {
            isText = false
        }
        self.boundaries = boundaries
        self.isText = isText
    }

    /// Whether some text may write a byte of it by an escape.
    var mayBeEscaped: Bool { isText && !value.allSatisfy(ManagedSecrets.Writing.isPlain) }

    /// The different texts in which encoders write it.
    var writings: [Writing] {
        guard isText else { return [Writing(bytes: value, starts: Array(0...value.count))] }
        var found: [Writing] = []
        for way in ManagedSecrets.Writing.allCases.flatMap({ [($0, false), ($0, true)] }) {
            var writing = Writing(bytes: [], starts: [])
            for (start, end) in zip(boundaries, boundaries.dropFirst()) {
                let text = way.0.written(value[start..<end], inCapitals: way.1)
                // Bytes inside a character have no place of their own in an escape.
                let isWhole = text.count == end - start && text.first == value[start]
                for byte in 0..<end - start { writing.starts.append(writing.bytes.count + (isWhole ? byte : 0)) }
                writing.bytes += text
            }
            writing.starts.append(writing.bytes.count)
            if !found.contains(where: { $0.bytes == writing.bytes }) { found.append(writing) }
        }
        return found
    }
}

extension UTF8 {
    /// The bytes of a character.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }
}
