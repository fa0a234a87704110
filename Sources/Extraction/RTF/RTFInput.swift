import Bytes
import Findings

/// The bytes of a document in RTF as they pass, of which the next few can be looked at.
struct RTFInput {
    private let stream: any ByteStream
    private let budget: Budget
    private var bytes: [UInt8] = []
    private var index = 0

    /// How many bytes are read at a time.
    private static let piece = 1 << 17

    init(_ stream: any ByteStream, _ budget: Budget) { (self.stream, self.budget) = (stream, budget) }

    /// The next byte, which stays; `nil` at the end.
    mutating func peek() throws(ExtractionFailure) -> UInt8? {
        if index < bytes.count { return bytes[index] }
        try budget.check()
        bytes = try stream.read(upTo: RTFInput.piece)
        index = 0
        return bytes.first
    }

    /// Passes over the byte that ``peek()`` has given.
    mutating func advance() { index += 1 }

    /// The next byte; `nil` at the end.
    mutating func next() throws(ExtractionFailure) -> UInt8? {
        guard let byte = try peek() else { return nil }
        index += 1
        return byte
    }

    /// The bytes up to the next mark of RTF or line end, from the one that ``peek()`` has given: as many as are at hand.
    mutating func takePlain() -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), 10, 13, 0: return bytes[start..<index]
            default: index += 1
            }
        }
        return bytes[start..<index]
    }

    /// Passes over bytes that are no text.
    ///
    /// - Parameters:
    ///   - count: How many; fewer where the input ends.
    ///   - body: Is given them in pieces.
    /// - Throws: ``ExtractionFailure`` when reading fails or is to end.
    mutating func take(_ count: Int, _ body: (ArraySlice<UInt8>) -> Void) throws(ExtractionFailure) {
        var left = count
        while left > 0, try peek() != nil {
            let piece = bytes[index..<min(bytes.count, index + left)]
            body(piece)
            index = piece.endIndex
            left -= piece.count
        }
    }
}

/// Bytes that are written as two hexadecimal digits each, whatever stands between.
struct HexBytes {
    private(set) var bytes: [UInt8] = []
    private var high: UInt8?

    /// Takes digits; others are passed over.
    mutating func take(_ digits: ArraySlice<UInt8>) {
        for digit in digits {
            guard let value = Hexadecimal.value(digit) else { continue }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
    }

    /// Takes bytes as they are.
    mutating func takeRaw(_ raw: ArraySlice<UInt8>) { bytes += raw }
}
