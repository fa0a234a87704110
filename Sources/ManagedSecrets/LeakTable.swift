import Bytes
public import Prefiltering

/// What a scan needs to recognise managed secrets, and nothing that says what they are.
///
/// For each value it has the code of the whole under a key (HMAC-SHA256, 128 bits of it) and keyed hashes of some
/// windows of seven bytes, in the encodings that are looked for. Who steals it with the key can try guesses: a whole
/// value at the price of an HMAC, the part that windows are taken from more cheaply. See the module's front page for
/// what that means.
///
/// Immutable and shared between threads.
public final class LeakTable: Sendable {
    /// The identifier under which leaked secrets are reported.
    public static let identifier = "MANAGED_SECRET"

    /// The fewest bytes that a value may have.
    public static let leastLength = 8

    /// The most bytes of a value that count; of a longer one, the first so many are recognised.
    public static let greatestLength = 4096

    /// Values shorter than this are no leak as a part of a longer run of letters and digits.
    public static let longestBounded = 16

    /// The most rows that a table may have.
    public static let greatestCount = 1 << 20

    /// The bytes are no table.
    public struct Malformed: Error {}

    let windowHash: WindowFilter.Hash
    let key: [UInt8]
    let marks: [UInt64]
    let ends: [UInt64]
    let blocks: [UInt64]
    let grams: [UInt32]
    let bucketStarts: [UInt32]
    let anchors: [UInt64]
    let codes: [UInt8]
    let ids: [UInt32]

    /// What a window says about a value that may stand where it does.
    ///
    /// It does not say which value: that takes the code of the whole.
    struct Anchor {
        /// How the value is encoded where the window stands.
        enum Kind: UInt64 {
            /// As bytes or by escapes; the window begins at a byte of the value.
            case spelled
            /// The same; the window begins one byte of text before a byte of the value.
            case spelledBefore
            /// In Base64, 0 to 2 bytes after the start of a group of three.
            case base64At0
            case base64At1
            case base64At2
            /// In hexadecimal digits.
            case hexadecimal

            /// The bytes before the value in its first group of three.
            var alignment: Int { Int(rawValue) - Int(Kind.base64At0.rawValue) }

            /// How many bytes, characters or digits a value of `length` bytes has, at most.
            func span(of length: Int) -> Int {
                switch self {
                case .spelled, .spelledBefore: length
                case .base64At0, .base64At1, .base64At2: (length + 2) * 4 / 3 + 1
                case .hexadecimal: length * 2
                }
            }
        }

        var kind: Kind
        /// Bytes, characters or digits from the start of the value to the window.
        var offset: Int
        /// The bytes of the value.
        var length: Int
        /// Whether it has bytes that some text may write by an escape.
        var mayBeEscaped: Bool

        /// The bits of a window's hash that an anchor keeps; the upper bits say where it lies.
        static let tag: UInt64 = 1 << 34 - 1

        /// All of it in 64 bits, with the tag of a window's hash.
        func packed(_ hash: UInt64) -> UInt64 {
            (hash & Anchor.tag) << 30 | kind.rawValue | (mayBeEscaped ? 8 : 0) | UInt64(length) << 4
                | UInt64(offset) << 17
        }

        init(kind: Kind, offset: Int, length: Int, mayBeEscaped: Bool) {
            self.kind = kind
            self.offset = offset
            self.length = length
            self.mayBeEscaped = mayBeEscaped
        }

        /// Unpacks an anchor; `nil` when there is no such anchor.
        init?(_ packed: UInt64) {
            guard let kind = Kind(rawValue: packed & 7) else { return nil }
            self.init(
                kind: kind,
                offset: Int(packed >> 17 & 0x1FFF),
                length: Int(packed >> 4 & 0x1FFF),
                mayBeEscaped: packed & 8 != 0
            )
            guard (LeakTable.leastLength...LeakTable.greatestLength).contains(length), offset < kind.span(of: length)
            else {
                return nil
            }
        }
    }

    static let codeLength = 16
    static let keyLength = 32
    static let magic = Array("MGPLEAK4".utf8)

    /// Reads what ``LeakTableBuilder/build()`` has made, and trusts nothing.
    ///
    /// - Throws: ``Malformed``.
    /// - Complexity: O(*n*), some 10 milliseconds for 100,000 values.
    public init(_ bytes: [UInt8]) throws(Malformed) {
        var reader = TableReader(bytes)
        guard try reader.take(LeakTable.magic.count) == LeakTable.magic else { throw Malformed() }
        let hashKey: [UInt64] = try reader.numbers(2)
        windowHash = WindowFilter.Hash(key: hashKey[0], multiplier: hashKey[1])
        key = try reader.take(LeakTable.keyLength)
        let counts: [UInt32] = try reader.numbers(3)
        let (codeCount, anchorCount, gramCount) = (Int(counts[0]), Int(counts[1]), Int(counts[2]))
        let bits: [UInt32] = try reader.numbers(4)
        guard codeCount <= LeakTable.greatestCount, bits[0] <= 20, bits[1] <= 20, (1...26).contains(bits[2]),
            (1...26).contains(bits[3])
        else { throw Malformed() }
        marks = try reader.numbers(1 << bits[0])
        ends = try reader.numbers(1 << bits[1])
        blocks = try reader.numbers(1 << bits[2])
        grams = try reader.numbers(gramCount)
        bucketStarts = try reader.numbers(1 << bits[3] + 1)
        anchors = try reader.numbers(anchorCount)
        ids = try reader.numbers(codeCount)
        codes = try reader.take(codeCount * LeakTable.codeLength)
        guard reader.isAtEnd, bucketStarts.first == 0, bucketStarts.last == counts[1],
            zip(bucketStarts, bucketStarts.dropFirst()).allSatisfy({ $0 <= $1 }),
            anchors.allSatisfy({ Anchor($0) != nil })
        else { throw Malformed() }
    }

    /// How many values it has.
    public var count: Int { ids.count }

    /// What passes of `prefilter` find the windows of values by.
    public func filter(for prefilter: Prefilter) -> WindowFilter {
        WindowFilter(for: prefilter, marks: marks, ends: ends, blocks: blocks, grams: grams, hash: windowHash)
    }

    /// The anchors whose window may have `hash`.
    func anchors(at hash: UInt64) -> Range<Int> {
        let bits = UInt64((bucketStarts.count - 1).trailingZeroBitCount)
        let bucket = Int(hash >> (64 - bits))
        return Int(bucketStarts[bucket])..<Int(bucketStarts[bucket + 1])
    }

    /// The names of the values with this code, which lie side by side.
    func ids(of code: [UInt8]) -> [UInt32] {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if self.code(middle).lexicographicallyPrecedes(code) { low = middle + 1 } else { high = middle }
        }
        var found: [UInt32] = []
        while low < ids.count, self.code(low).elementsEqual(code) {
            found.append(ids[low])
            low += 1
        }
        return found
    }

    private func code(_ index: Int) -> ArraySlice<UInt8> {
        codes[index * LeakTable.codeLength..<(index + 1) * LeakTable.codeLength]
    }
}

/// Cuts the bytes of a table.
private struct TableReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func take(_ count: Int) throws(LeakTable.Malformed) -> [UInt8] {
        guard count <= bytes.count - offset else { throw LeakTable.Malformed() }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ count: Int
    ) throws(LeakTable.Malformed) -> [Number] {
        let size = count * MemoryLayout<Number>.size
        guard size <= bytes.count - offset else { throw LeakTable.Malformed() }
        defer { offset += size }
        return LittleEndian.numbers(bytes.span.extracting(offset..<offset + size))
    }
}
