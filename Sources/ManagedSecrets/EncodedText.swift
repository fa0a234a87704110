import Prefiltering

/// A region of a value in the form in which some text may have it.
struct EncodedText {
    let kind: LeakTable.Anchor.Kind
    let bytes: [UInt8]

    /// What the anchor of a window at each index would be, as far as there is one.
    private let places: Places

    /// Whether no byte of the value that is a part of the window at an index may be written otherwise; empty if none may.
    private let isFixed: [Bool]

    private enum Places {
        /// Positions count from here on.
        case from(Int)
        /// For each byte how much of the value stands before it; -1 inside the text for a character.
        case listed([Int])
    }

    /// A region of a value as it is.
    ///
    /// Its windows consist of bytes that no text writes otherwise.
    init(plain region: ValueRegion) {
        kind = .spelled
        bytes = Array(region.value[region.range])
        places = .from(region.range.lowerBound)
        isFixed = bytes.indices.map { region.isFixed($0..<$0 + TextWindow.length) }
    }

    /// A region in one way to write it.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - offsets: For each of its bytes, and for what stands behind the last, how much of the value stands before it; -1 inside
    ///     the text for a character.
    init(written bytes: [UInt8], offsets: [Int]) {
        kind = .spelled
        self.bytes = bytes
        places = .listed(offsets)
        isFixed = []
    }

    /// A region in Base64, as far as it is whole characters.
    init(base64 region: ValueRegion, alignment: Int, alphabet: [UInt8]) {
        kind = [.base64At0, .base64At1, .base64At2][alignment]
        let first = (8 * (alignment + region.range.lowerBound) + 5) / 6
        let end = max(first, 8 * (alignment + region.range.upperBound) / 6)
        bytes = (first..<end).map { alphabet[Int(Base64Text.value(at: $0, of: region.value, alignment: alignment))] }
        places = .from(first)
        guard !region.isAllFixed else {
            isFixed = []
            return
        }
        let origin = alignment + region.range.lowerBound
        isFixed = (first..<end).map { index in
            region.isFixed(max(0, 6 * index / 8 - origin)..<(6 * (index + TextWindow.length) + 7) / 8 - origin)
        }
    }

    /// A region in hexadecimal digits.
    init(hexadecimal region: ValueRegion, digits: [UInt8]) {
        kind = .hexadecimal
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * region.range.count)
        for byte in region.value[region.range] {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
        self.bytes = bytes
        places = .from(2 * region.range.lowerBound)
        isFixed = []
    }

    /// Whether a window at `index` stays as it is when the value is escaped before it is encoded.
    func isFixed(at index: Int) -> Bool { isFixed.isEmpty || isFixed[index] }

    /// What the anchor of the window at `index` says of its place; `nil` when it cannot have one.
    func place(of index: Int) -> (kind: LeakTable.Anchor.Kind, offset: Int)? {
        switch places {
        case .from(let first): return (kind, first + index)
        case .listed(let offsets):
            if offsets[index] >= 0 { return (.spelled, offsets[index]) }
            return offsets[index + 1] >= 0 ? (.spelledBefore, offsets[index + 1]) : nil
        }
    }

    /// The windows, from the first to the last index.
    @inline(__always)
    func forEachWindow(_ body: (_ index: Int, _ window: UInt64) -> Void) {
        var window: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            window = window >> 8 | UInt64(byte) << UInt64(8 * (TextWindow.length - 1))
            if index >= TextWindow.length - 1 { body(index - TextWindow.length + 1, window) }
        }
    }
}

/// The part of a value that windows are taken from, so that they tell nothing of the rest.
struct ValueRegion {
    let value: [UInt8]
    let range: Range<Int>

    /// For each byte of the region, and behind the last, how many bytes before it some text may write by an escape.
    private let escapable: [Int]

    init(_ value: [UInt8], _ range: Range<Int>, isText: Bool) {
        self.value = value
        self.range = range
        var count = 0
        var escapable = [0]
        escapable.reserveCapacity(range.count + 1)
        for byte in value[range] {
            if isText, !Writing.isPlain(byte) { count += 1 }
            escapable.append(count)
        }
        self.escapable = escapable
    }

    var isAllFixed: Bool { escapable.last == 0 }

    /// Whether no text writes a byte of `part` otherwise; what reaches beyond the region is not known to be so.
    func isFixed(_ part: Range<Int>) -> Bool {
        part.upperBound < escapable.count && escapable[part.upperBound] == escapable[part.lowerBound]
    }
}
