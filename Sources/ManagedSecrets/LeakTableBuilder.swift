import Bytes
public import Cryptography
public import Prefiltering

/// Makes tables by which workers recognise managed secrets, for the process that has the values.
///
/// It keeps codes and windows of values, never values. Adding one costs some 25 microseconds, several hundred where it
/// consists of words; ``build()`` lays out all of them. For one thread at a time.
public struct LeakTableBuilder: ~Copyable {
    private let key: [UInt8]
    private let code: HMACSHA256
    private let hash: WindowFilter.Hash
    private var chooser: WindowChooser
    private var values: [UInt32: Value] = [:]

    private struct Value {
        var length: Int
        var mayBeEscaped: Bool
        var code: [UInt8]
        var windows: [WindowChooser.Choice]
    }

    /// Creates a builder of empty tables.
    ///
    /// - Parameters:
    ///   - commonness: That of the prefilter which the workers use. With another one, values are recognised as well,
    ///     but passes may have to stop more often.
    ///   - key: 32 random bytes, kept for this purpose alone.
    /// - Throws: `CryptographyError` when memory runs out.
    public init(_ commonness: GramCommonness, key: [UInt8]) throws(CryptographyError) {
        precondition(key.count == LeakTable.keyLength, "a key has 32 bytes")
        let code = try HMACSHA256(key: key)
        let derived: [UInt64] = LittleEndian.numbers(code.code(for: Array("windows".utf8).span).span)
        self.key = key
        self.code = code
        hash = WindowFilter.Hash(key: derived[0], multiplier: derived[1])
        chooser = WindowChooser(hash, commonness)
    }

    /// How many values there are.
    public var count: Int { values.count }

    /// Takes up a value.
    ///
    /// - Parameters:
    ///   - value: Its bytes; of more than ``LeakTable/greatestLength``, the first so many.
    ///   - id: What reports call it; used for no other value, ever. One that is known is replaced.
    /// - Throws: Why it cannot be recognised; then it is not in the table.
    public mutating func add(_ value: Span<UInt8>, id: UInt32) throws(UnusableValue) {
        remove(id)
        var bytes = (0..<min(value.count, LeakTable.greatestLength)).map { value[$0] }
        defer { for index in bytes.indices { bytes[index] = 0 } }
        if let reason = UnusableValue.reason(for: bytes) { throw reason }
        guard values.count < LeakTable.greatestCount else { throw .tooMany }
        values[id] = Value(
            length: bytes.count,
            mayBeEscaped: Units(bytes).mayBeEscaped,
            code: Array(code.code(for: bytes.span).prefix(LeakTable.codeLength)),
            windows: chooser.windows(of: bytes)
        )
    }

    /// Drops the value that is called `id`, if there is one.
    public mutating func remove(_ id: UInt32) {
        guard let value = values.removeValue(forKey: id) else { return }
        chooser.forget(value.windows)
    }

    /// The table for all values that were added, as bytes for ``LeakTable/init(_:)``.
    ///
    /// - Complexity: O(*n* log *n*), a fraction of a second for 100,000 values.
    public func build() -> [UInt8] {
        let sorted = values.sorted { left, right in
            left.value.code == right.value.code
                ? left.key < right.key : left.value.code.lexicographicallyPrecedes(right.value.code)
        }
        let anchors = anchors
        // One or two anchors a bucket; sixteen to 32 bits of the filter for each.
        let bucketBits = UInt32(max(4, 63 - anchors.count.leadingZeroBitCount))
        let blockBits = UInt32(max(4, 64 - (anchors.count / 4).leadingZeroBitCount))
        var blocks = [UInt64](repeating: 0, count: 1 << blockBits)
        for anchor in anchors {
            blocks[Int(anchor.hash >> UInt64(64 - blockBits))] |= WindowFilter.Hash.bits(anchor.hash)
        }

        let (marks, ends, grams) = (chooser.marks, chooser.ends, chooser.grams)
        let (starts, packed) = LeakTableBuilder.buckets(anchors, bits: bucketBits)

        var bytes = LeakTable.magic
        LittleEndian.append([hash.key, hash.multiplier], to: &bytes)
        bytes += key
        let (markBits, endBits) = (UInt32(marks.count.trailingZeroBitCount), UInt32(ends.count.trailingZeroBitCount))
        LittleEndian.append([UInt32(sorted.count), UInt32(anchors.count), UInt32(grams.count)], to: &bytes)
        LittleEndian.append([markBits, endBits, blockBits, bucketBits], to: &bytes)
        LittleEndian.append(marks, to: &bytes)
        LittleEndian.append(ends, to: &bytes)
        LittleEndian.append(blocks, to: &bytes)
        LittleEndian.append(grams, to: &bytes)
        LittleEndian.append(starts, to: &bytes)
        LittleEndian.append(packed, to: &bytes)
        LittleEndian.append(sorted.map(\.key), to: &bytes)
        for value in sorted { bytes += value.value.code }
        return bytes
    }

    /// The windows of all values, each once for each place in a value of some length: alike ones are one.
    private var anchors: [(hash: UInt64, packed: UInt64)] {
        var anchors: [(hash: UInt64, packed: UInt64)] = []
        anchors.reserveCapacity(values.count * 12)
        for value in values.values {
            for window in value.windows {
                let anchor = LeakTable.Anchor(
                    kind: window.kind,
                    offset: Int(window.offset),
                    length: value.length,
                    mayBeEscaped: value.mayBeEscaped
                )
                anchors.append((window.hash, anchor.packed(window.hash)))
            }
        }
        anchors.sort { ($0.hash, $0.packed) < ($1.hash, $1.packed) }
        var unique: [(hash: UInt64, packed: UInt64)] = []
        unique.reserveCapacity(anchors.count)
        for anchor in anchors where unique.last.map({ $0 != anchor }) ?? true { unique.append(anchor) }
        return unique
    }

    /// Where the anchors of each bucket begin, and the anchors, which are sorted by hash.
    private static func buckets(
        _ anchors: [(hash: UInt64, packed: UInt64)],
        bits: UInt32
    ) -> (starts: [UInt32], packed: [UInt64]) {
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        for anchor in anchors { starts[Int(anchor.hash >> UInt64(64 - bits)) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        return (starts, anchors.map(\.packed))
    }
}
