import CScanKernels

/// What one pass over a text leaves behind: where keywords may stand, and which bytes are digits, capitals and so on.
///
/// One per thread, reused. All masks hold bit *i* of word *w* for byte 64 *w* + *i* of the text.
@safe
public struct ScanMarks: ~Copyable {
    /// The length that there is room for; none at all at first.
    private var capacity = -1
    private(set) var raw = unsafe magpie_scan_marks()

    /// The number of offsets in the gram list.
    var gramCount = 0

    /// Room for keywords that are on their way to ``keywordHits``.
    let hitRoom: UnsafeMutablePointer<magpie_keyword_hit>

    /// Room for offsets of windows, at most two for each byte and for each gram; only there once it was needed.
    private(set) var windowRoom: UnsafeMutablePointer<UInt32>?
    private var windowCapacity = 0

    /// The number of offsets in ``windowRoom``.
    var windowCount = 0

    /// The length of the text that was passed over, in bytes.
    public internal(set) var length = 0

    /// Keywords that do stand in the text, by start.
    public internal(set) var keywordHits: [KeywordHit] = []

    /// Offsets of digit groups that begin a run of at least nine digits and separators.
    public internal(set) var digitGroups: [Int32] = []

    /// Offsets of '@'.
    public internal(set) var ats: [Int32] = []

    /// Offsets of two capitals followed by two digits, as IBANs begin, not preceded by a letter or digit.
    public internal(set) var ibanStarts: [Int32] = []

    /// Offsets of seven digits that M, F, X or `<` and seven more digits follow, as in a machine-readable zone.
    public internal(set) var travelDates: [Int32] = []

    /// Creates empty marks.
    public init() { unsafe hitRoom = .allocate(capacity: 2 * MAGPIE_HITS) }

    deinit {
        free()
        unsafe windowRoom?.deallocate()
        unsafe hitRoom.deallocate()
    }

    /// Where a window that a ``WindowFilter`` wants may begin, in no order.
    ///
    /// - Complexity: O(*n*) in their number.
    public var windows: [UInt32] {
        guard let room = unsafe windowRoom, windowCount > 0 else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: room, count: windowCount))
    }

    /// Makes room for the windows of a text of `length` bytes.
    mutating func reserveWindows(_ length: Int) -> UnsafeMutablePointer<UInt32> {
        if let room = unsafe windowRoom, length <= windowCapacity { return unsafe room }
        unsafe windowRoom?.deallocate()
        let room = UnsafeMutablePointer<UInt32>.allocate(capacity: 3 * length + 128)
        unsafe windowRoom = room
        windowCapacity = length
        return unsafe room
    }

    /// Makes room for a text of `length` bytes.
    mutating func reserve(_ length: Int) {
        guard length > capacity else { return }
        free()
        capacity = length
        let words = length / 64 + 24
        unsafe raw.grams = .allocate(capacity: length / 2 + 128)
        unsafe raw.digits = .allocate(capacity: words)
        unsafe raw.separators = .allocate(capacity: words)
        unsafe raw.capitals = .allocate(capacity: words)
        unsafe raw.ats = .allocate(capacity: words)
        unsafe raw.odd = .allocate(capacity: length / (64 * ScanMarks.block) + 1)
    }

    private func free() {
        guard capacity >= 0 else { return }
        unsafe raw.grams.deallocate()
        unsafe raw.digits.deallocate()
        unsafe raw.separators.deallocate()
        unsafe raw.capitals.deallocate()
        unsafe raw.ats.deallocate()
        unsafe raw.odd.deallocate()
    }

    /// Bytes of a text for which is noted together whether they are plain.
    static let block = 2048

    /// Whether the bytes from `start` on, as far as ``block`` reaches, may hold any outside ASCII or controls that texts
    /// seldom have; `start` is a multiple of it.
    func isOdd(at start: Int) -> Bool {
        let number = start / ScanMarks.block
        return unsafe raw.odd[number >> 6] >> UInt64(number & 63) & 1 != 0
    }

    /// The number of digits from `start` up to `end`, offsets into the text.
    ///
    /// - Complexity: A few cycles for each 64 bytes.
    public func digitCount(from start: Int, to end: Int) -> Int {
        guard start < end, start >= 0, end <= length else { return 0 }
        var count = 0
        var position = start
        while position < end {
            let bits = unsafe raw.digits[position >> 6] >> UInt64(position & 63)
            let available = min(64 - position & 63, end - position)
            count += (available == 64 ? bits : bits & ((1 << UInt64(available)) - 1)).nonzeroBitCount
            position += available
        }
        return count
    }

    /// Whether there are at least `least` digits from `start` up to `end`, offsets into the text.
    ///
    /// It changes nothing: what may change is handed over without a copy.
    ///
    /// - Complexity: A few cycles for each 64 bytes, as far as it takes to find so many.
    public mutating func hasDigits(_ least: Int, from start: Int, to end: Int) -> Bool {
        guard least > 0 else { return true }
        guard start < end, start >= 0, end <= length, let digits = unsafe raw.digits else { return false }
        return unsafe magpie_has_bits(digits, start, end, least) != 0
    }

    /// The length of the group of adjacent digits at `start`, and the number of digits in the run that it begins.
    ///
    /// A run goes on over one or two separators between digits and ends after 64 bytes at the latest.
    public func digitShape(at start: Int) -> (first: Int, total: Int) {
        let digits = unsafe window(raw.digits, at: start)
        let separators = unsafe window(raw.separators, at: start)
        let first = (~digits).trailingZeroBitCount
        let length = (~(digits | separators)).trailingZeroBitCount
        let gap = (separators & separators >> 1 & separators >> 2).trailingZeroBitCount
        let end = min(length, gap)
        return (first, (end >= 64 ? digits : digits & ((1 << UInt64(end)) - 1)).nonzeroBitCount)
    }

    private func window(_ mask: UnsafeMutablePointer<UInt64>, at position: Int) -> UInt64 {
        let word = position >> 6
        let shift = UInt64(position & 63)
        guard shift > 0 else { return unsafe mask[word] }
        return unsafe mask[word] >> shift | mask[word + 1] << (64 - shift)
    }
}
