import Bytes
import Prefiltering

// The form in which the build leaves a vocabulary to the program: a list of numbers in letters, five bits in each.
extension PreparedVocabulary {
    /// The vocabulary as text without quotation marks, in printable ASCII.
    public var packed: String {
        var writer = Writer()
        writer.put(ids.count)
        for id in ids { writer.put(Array(id.utf8)) }
        for (first, next) in zip(firstVariants, firstVariants.dropFirst()) { writer.put(Int(next - first)) }
        writer.put(bounds.count - 1)
        for (first, next) in zip(bounds, bounds.dropFirst()) { writer.put(Int(next - first)) }
        for index in indices { writer.put(Int(index)) }
        writer.put(Int(ibanWord))
        writer.put(keywords.count)
        for keyword in keywords {
            writer.put(Int(Form(keyword).rawValue))
            writer.put(keyword.bytes)
        }
        let numbers = plan.numbers
        writer.put(numbers.count)
        for number in numbers { writer.put(Int(number)) }
        return String(decoding: writer.text, as: UTF8.self)
    }

    /// Reads what ``packed`` has written.
    ///
    /// - Returns: `nil` for what is damaged or was written by another version.
    /// - Complexity: Some nanoseconds a number.
    public init?(packed: Span<UInt8>) {
        var reader = Reader(packed)
        let ids = reader.strings()
        let firstVariants = reader.sums(count: ids.count)
        let bounds = reader.sums(count: reader.number())
        let indices = reader.numbers(count: Int(bounds.last ?? 0)).map { Int32(bitPattern: $0) }
        let ibanWord = Int32(reader.number())
        var keywords: [Keyword] = []
        let count = reader.number()
        guard count <= packed.count else { return nil }
        keywords.reserveCapacity(count + 256)
        for _ in 0..<count {
            guard let form = Form(rawValue: UInt8(truncatingIfNeeded: reader.number())) else { return nil }
            let bytes = reader.bytes()
            guard bytes.count >= 3 || bytes.count == 2 && form.boundary == .word else { return nil }
            keywords.append(Keyword(bytes, comparison: form.comparison, boundary: form.boundary))
        }
        let numbers = reader.numbers(count: reader.number())
        guard reader.isAtEnd, let plan = GramPlan(numbers[...]), plan.keywordCount == keywords.count,
            Int(firstVariants.last ?? 0) * 2 + 1 == bounds.count, Int(ibanWord) < keywords.count,
            indices.allSatisfy({ $0 >= 0 && $0 < keywords.count })
        else { return nil }
        self.init(
            keywords: keywords,
            plan: plan,
            ibanWord: ibanWord,
            ids: ids,
            firstVariants: firstVariants,
            bounds: bounds,
            indices: indices
        )
    }

    /// How a keyword is compared and what stands beside it, as one number.
    private struct Form {
        let rawValue: UInt8

        init(_ keyword: Keyword) {
            let boundary: UInt8 =
                switch keyword.boundary {
                case .none: 0
                case .start: 1
                case .word: 2
                }
            rawValue = boundary << 1 | (keyword.comparison == .exact ? 1 : 0)
        }

        init?(rawValue: UInt8) {
            guard rawValue < 6 else { return nil }
            self.rawValue = rawValue
        }

        var comparison: Keyword.Comparison { rawValue & 1 == 1 ? .exact : .anyCase }
        var boundary: Keyword.Boundary {
            switch rawValue >> 1 {
            case 0: .none
            case 1: .start
            default: .word
            }
        }
    }

    /// The letter for no bits; what is 32 above it goes on.
    private static let zero = UInt8(ascii: "0")

    /// Stands before a byte that is written as two letters.
    private static let escape = UInt8(ascii: "~")

    private struct Writer {
        var text: [UInt8] = []

        mutating func put(_ number: Int) {
            var rest = number
            while rest >= 32 {
                text.append(zero + 32 + UInt8(rest & 31))
                rest >>= 5
            }
            text.append(zero + UInt8(rest))
        }

        /// Writes bytes as they are, and those that are no printable ASCII or mean something in a literal as two letters each.
        mutating func put(_ bytes: [UInt8]) {
            put(bytes.count)
            for byte in bytes {
                if byte &- 32 < 95, !Array("\"#\\~".utf8).contains(byte) {
                    text.append(byte)
                } else {
                    text += [escape, zero + byte >> 4, zero + byte & 15]
                }
            }
        }
    }

    private struct Reader: ~Escapable {
        private let text: Span<UInt8>
        private var position = 0
        private var isDamaged = false

        @_lifetime(copy text)
        init(_ text: Span<UInt8>) { self.text = text }

        /// Whether all was read, and nothing beyond.
        var isAtEnd: Bool { !isDamaged && position == text.count }

        /// The next number; 0 when there is none, or one that is too large.
        mutating func number() -> Int {
            var number = 0
            var shift = 0
            while position < text.count {
                let digit = Int(text[position] &- zero)
                position &+= 1
                guard digit < 64, shift <= 30 else { break }
                number |= (digit & 31) << shift
                if digit < 32, number <= UInt32.max { return number }
                shift &+= 5
            }
            isDamaged = true
            position = text.count
            return 0
        }

        mutating func numbers(count: Int) -> [UInt32] {
            // Each takes a letter at least.
            guard count <= text.count - position else { return [] }
            var numbers: [UInt32] = []
            numbers.reserveCapacity(count)
            for _ in 0..<count { numbers.append(UInt32(number())) }
            return numbers
        }

        /// Sums of the next numbers, from 0 on: one more than there are.
        mutating func sums(count: Int) -> [UInt32] {
            var sum: UInt32 = 0
            return [0]
                + numbers(count: count).map {
                    sum &+= $0
                    return sum
                }
        }

        mutating func bytes() -> [UInt8] {
            let count = number()
            guard count <= text.count - position else { return [] }
            var end = position
            while end < position + count, text[end] != escape { end &+= 1 }
            // Room for what is escaped as well.
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count)
            bytes.append(copying: text.extracting(position..<end))
            position = end
            while bytes.count < count, position < text.count {
                let isEscaped = text[position] == escape
                guard position + (isEscaped ? 3 : 1) <= text.count else { break }
                bytes.append(
                    isEscaped ? (text[position + 1] &- zero) << 4 | (text[position + 2] &- zero) : text[position]
                )
                position += isEscaped ? 3 : 1
            }
            isDamaged = isDamaged || bytes.count < count
            return bytes
        }

        mutating func strings() -> [String] {
            let count = number()
            guard count <= text.count - position else { return [] }
            var strings: [String] = []
            strings.reserveCapacity(count)
            for _ in 0..<count { strings.append(String(decoding: bytes(), as: UTF8.self)) }
            return strings
        }
    }
}
