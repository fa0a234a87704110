import Compression

/// Unpacks streams of PDF files, never further than is asked for (ISO 32000-1, section 7.4).
public enum PDFFilters {
    /// A filter with its parameters, whose numbers are those of the standard.
    public struct Filter: Sendable {
        public var name: String
        public var predictor = 1
        public var colors = 1
        public var bits = 8
        public var columns = 1
        public var earlyChange = 1

        /// Names a filter with the usual parameters.
        public init(_ name: String) { self.name = name }
    }

    /// What comes out of a stream.
    public struct Result: Sendable {
        public var bytes: [UInt8]
        /// Whether that is all.
        public var isWhole: Bool

        /// Describes what came out.
        public init(bytes: [UInt8], isWhole: Bool) { (self.bytes, self.isWhole) = (bytes, isWhole) }
    }

    /// The most filters that a stream has.
    private static let mostFilters = 8
    /// The longest row of a predictor, in bytes.
    private static let longestRow = 1 << 20

    /// Unpacks a stream.
    ///
    /// - Parameters:
    ///   - raw: Its bytes in the file.
    ///   - filters: What they were packed with, the outermost first.
    ///   - limit: The most bytes that each filter may give.
    /// - Returns: What comes out, up to the first damage; `nil` for filters of pictures and unknown ones.
    public static func unpack(_ raw: [UInt8], _ filters: [Filter], upTo limit: Int) -> Result? {
        guard filters.count <= mostFilters else { return nil }
        var result = Result(bytes: raw, isWhole: true)
        for filter in filters {
            let step: Result
            switch filter.name {
            case "/FlateDecode", "/Fl": step = inflated(result.bytes, limit)
            case "/LZWDecode", "/LZW": step = lzw(result.bytes, limit, earlyChange: filter.earlyChange != 0)
            case "/ASCIIHexDecode", "/AHx": step = hexadecimal(result.bytes)
            case "/ASCII85Decode", "/A85": step = ascii85(result.bytes)
            case "/RunLengthDecode", "/RL": step = runs(result.bytes, limit)
            case "/Crypt": step = Result(bytes: result.bytes, isWhole: true)
            default: return nil
            }
            guard let bytes = predicted(step.bytes, filter) else { return nil }
            result = Result(bytes: bytes, isWhole: result.isWhole && step.isWhole)
        }
        return result
    }

    private static func inflated(_ packed: [UInt8], _ limit: Int) -> Result {
        guard packed.count > 2, let inflater = Inflater() else { return Result(bytes: [], isWhole: true) }
        inflater.take(Array(packed[2...]))
        var output: [UInt8] = []
        while !inflater.isAtEnd {
            if output.count >= limit { return Result(bytes: output, isWhole: false) }
            // Most streams are short, and room for more costs time.
            let room = min(max(8 * packed.count, 1 << 12), 1 << 18, limit - output.count)
            guard let piece = try? inflater.read(upTo: room), !piece.isEmpty else {
                break
            }
            if output.isEmpty { output = piece } else { output += piece }
        }
        return Result(bytes: output, isWhole: true)
    }

    private static func hexadecimal(_ text: [UInt8]) -> Result {
        var output: [UInt8] = []
        var high: UInt8?
        for byte in text {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            case UInt8(ascii: ">"): return Result(bytes: output + (high.map { [$0 << 4] } ?? []), isWhole: true)
            default: continue
            }
            if let first = high { output.append(first << 4 | digit) }
            high = high == nil ? digit : nil
        }
        return Result(bytes: output + (high.map { [$0 << 4] } ?? []), isWhole: true)
    }

    private static func ascii85(_ text: [UInt8]) -> Result {
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 5 * 4)
        var value: UInt32 = 0
        var count = 0
        func put(_ count: Int) {
            for index in 0..<count { output.append(UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index))) }
        }
        for byte in text {
            if byte == UInt8(ascii: "~") { break }
            if byte &- 33 < 85 {
                value = value &* 85 &+ UInt32(byte - 33)
                count += 1
                guard count == 5 else { continue }
                put(4)
                (value, count) = (0, 0)
            } else if byte == UInt8(ascii: "z"), count == 0 {
                put(4)
            }
        }
        if count > 1 {
            for _ in count..<5 { value = value &* 85 &+ 84 }
            put(count - 1)
        }
        return Result(bytes: output, isWhole: true)
    }

    private static func runs(_ packed: [UInt8], _ limit: Int) -> Result {
        var output: [UInt8] = []
        var index = 0
        while index < packed.count, packed[index] != 128 {
            if output.count >= limit { return Result(bytes: output, isWhole: false) }
            let length = Int(packed[index])
            if length < 128 {
                output += packed[min(packed.count, index + 1)..<min(packed.count, index + 2 + length)]
                index += 2 + length
            } else {
                guard index + 1 < packed.count else { break }
                output += [UInt8](repeating: packed[index + 1], count: 257 - length)
                index += 2
            }
        }
        return Result(bytes: output, isWhole: true)
    }

    private static func lzw(_ packed: [UInt8], _ limit: Int, earlyChange: Bool) -> Result {
        var output: [UInt8] = []
        // Each entry is where in the output it stands, and how long it is.
        var table: [(start: Int, count: Int)] = []
        var last: (start: Int, count: Int)?
        var (width, buffer, bits) = (9, 0, 0)
        for byte in packed {
            buffer = (buffer << 8 | Int(byte)) & 0xFF_FFFF
            bits += 8
            guard bits >= width else { continue }
            let code = buffer >> (bits - width) & (1 << width - 1)
            bits -= width
            if code == 257 { break }
            if code == 256 {
                (table, last, width) = ([], nil, 9)
                continue
            }
            let start = output.count
            if code < 256 {
                output.append(UInt8(code))
            } else if code - 258 < table.count {
                let entry = table[code - 258]
                for index in entry.start..<entry.start + entry.count { output.append(output[index]) }
            } else if let last, code - 258 == table.count {
                for index in last.start..<last.start + last.count { output.append(output[index]) }
                output.append(output[last.start])
            } else {
                break
            }
            if let last, table.count < 4096 - 258 { table.append((last.start, last.count + 1)) }
            last = (start, output.count - start)
            let next = table.count + 258 + (earlyChange ? 1 : 0) + (table.count < 4096 - 258 ? 1 : 0) - 1
            width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9
            if output.count >= limit { return Result(bytes: output, isWhole: false) }
        }
        return Result(bytes: output, isWhole: true)
    }

    /// Undoes a predictor (section 7.4.4.4); `nil` for rows that no picture has.
    private static func predicted(_ bytes: [UInt8], _ filter: Filter) -> [UInt8]? {
        guard filter.predictor > 1 else { return bytes }
        guard 1...64 ~= filter.colors, 1...16 ~= filter.bits, 1...(1 << 24) ~= filter.columns else { return nil }
        let row = (filter.colors * filter.bits * filter.columns + 7) / 8
        let unit = max(1, filter.colors * filter.bits / 8)
        guard row <= longestRow else { return nil }
        if filter.predictor == 2 {
            guard filter.bits == 8 else { return bytes }
            var output = bytes
            for index in output.indices where index % row >= unit {
                output[index] = output[index] &+ output[index - unit]
            }
            return output
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let kind = bytes[index]
            let (start, above) = (output.count, output.count - row)
            for place in 0..<min(row, bytes.count - index - 1) {
                let left = place >= unit ? Int(output[start + place - unit]) : 0
                let up = above >= 0 ? Int(output[above + place]) : 0
                let corner = above >= 0 && place >= unit ? Int(output[above + place - unit]) : 0
                let guess: Int
                switch kind {
                case 1: guess = left
                case 2: guess = up
                case 3: guess = (left + up) / 2
                case 4:
                    let sum = left + up - corner
                    let (a, b, c) = (abs(sum - left), abs(sum - up), abs(sum - corner))
                    guess = a <= b && a <= c ? left : b <= c ? up : corner
                default: guess = 0
                }
                output.append(bytes[index + 1 + place] &+ UInt8(truncatingIfNeeded: guess))
            }
            index += 1 + row
        }
        return output
    }
}
