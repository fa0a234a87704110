public import Bytes
import CScanKernels

/// Finds, in one pass over a text, the few places that are worth a closer look.
///
/// Immutable and shared between threads. The pass runs at memory-like speed whatever the number of keywords: it folds
/// each byte, hashes four bytes at every second position, and asks a table of 16 KB whether a wanted gram can stand
/// there; see ``GramTable`` for how grams are chosen. What survives is compared with the keywords themselves, so that a
/// hit is a fact and not a guess.
@safe
public final class Prefilter: Sendable {
    /// What to look for; hits refer to it by index.
    public let keywords: [Keyword]

    /// What the pass finds grams by.
    let grams: GramFilter

    // All memory below is written in `init` and only read afterwards, so threads may share it.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<GramSlot>
    /// For each slot its suspects: the index of the first one times `countLimit`, plus how many there are.
    private nonisolated(unsafe) let groups: UnsafeMutablePointer<UInt32>
    private nonisolated(unsafe) let suspects: UnsafeMutablePointer<Suspect>
    private nonisolated(unsafe) let literals: UnsafeMutablePointer<UInt8>
    /// How the literal of each keyword is compared.
    private nonisolated(unsafe) let compared: UnsafeMutablePointer<ComparedLiteral>
    private let slotMask: UInt32
    private let slotShift: UInt32
    private let kernel: Kernel

    /// Keywords that the kernel cannot see at the very start of a text, because their gram begins before them.
    private let hiddenAtStart: [Int32]

    /// How many grams ahead memory is asked for: the tables lie outside of the nearer caches.
    private static let lead = 12

    /// The limit of how many suspects a gram has.
    private static let countLimit: UInt32 = 4096

    /// Creates the tables for `keywords`.
    ///
    /// - Parameters:
    ///   - keywords: What to look for.
    ///   - plan: By which grams they are found, if that is known.
    ///   - kernel: Which implementation of the pass to use; others than the default are for tests.
    /// - Complexity: About 2 microseconds a keyword; a tenth of that with a plan.
    public init(_ keywords: [Keyword], _ plan: GramPlan? = nil, kernel: Kernel = .fastest) {
        self.keywords = keywords
        precondition(Kernel.usable.contains(kernel), "the processor has no such kernel")
        self.kernel = kernel
        let plan = plan ?? GramPlan(keywords)
        precondition(plan.keywordCount == keywords.count, "the plan is for other keywords")
        let table = GramTable(entries: plan.entries)

        hiddenAtStart = table.entries.filter { $0.offset == -2 }.map(\.keyword).reduce(into: []) { list, keyword in
            if !list.contains(keyword) { list.append(keyword) }
        }
        let wanted = table.grams
        grams = GramFilter(wanted, plan.hash)

        var offsets: [UInt32] = []
        var end: UInt32 = 0
        for keyword in keywords {
            offsets.append(end)
            end += UInt32(keyword.bytes.count) * 2
        }
        unsafe compared = .allocate(capacity: keywords.count + 1)
        for (index, offset) in offsets.enumerated() {
            unsafe (compared + index).initialize(to: ComparedLiteral(keywords[index], at: offset))
        }
        // Each literal is stored twice: its bytes, then for each byte the bit that a letter's case may differ in.
        unsafe literals = .allocate(capacity: Int(end) + 1)
        for (keyword, offset) in zip(keywords, offsets) {
            for (index, byte) in keyword.bytes.enumerated() {
                unsafe literals[Int(offset) + index] = byte
                unsafe literals[Int(offset) + keyword.bytes.count + index] =
                    ComparedLiteral.ignoresCase(of: byte, in: keyword) ? 0x20 : 0
            }
        }

        var size = 1024
        while size < wanted.count * 2 { size *= 2 }
        slotMask = UInt32(size - 1)
        slotShift = UInt32(32 - size.trailingZeroBitCount)
        unsafe slots = .allocate(capacity: size)
        unsafe slots.initialize(repeating: .none, count: size)
        unsafe groups = .allocate(capacity: size)
        unsafe groups.initialize(repeating: 0, count: size)
        unsafe suspects = .allocate(capacity: table.entries.count + 1)
        let known = keywords.indices.map { Suspect(keywords[$0], index: $0) }
        for (next, entry) in table.entries.enumerated() {
            var suspect = known[Int(entry.keyword)]
            suspect.offset = Int16(entry.offset)
            unsafe (suspects + next).initialize(to: suspect)
            var index = home(of: entry.gram)
            while unsafe !slots[Int(index)].isEmpty, unsafe slots[Int(index)].gram != entry.gram {
                index = (index + 1) & slotMask
            }
            var slot = unsafe slots[Int(index)]
            if slot.isEmpty {
                slot.gram = entry.gram
                unsafe groups[Int(index)] = UInt32(next) * Prefilter.countLimit
            }
            let isFull = unsafe groups[Int(index)] % Prefilter.countLimit == Prefilter.countLimit - 1
            precondition(!isFull, "too many keywords share a gram")
            unsafe groups[Int(index)] += 1
            let literal = unsafe compared[Int(entry.keyword)]
            unsafe slot.allow(
                Int(entry.offset),
                Span(_unsafeStart: literals + Int(literal.start), count: Int(literal.length))
            )
            unsafe slots[Int(index)] = slot
        }
    }

    deinit {
        unsafe slots.deallocate()
        unsafe groups.deallocate()
        unsafe compared.deallocate()
        unsafe suspects.deallocate()
        unsafe literals.deallocate()
    }

    /// An implementation of the pass.
    public enum Kernel: CaseIterable, Sendable {
        /// For x86-64 processors with AVX2 (2013 and later).
        case avx2

        /// The one in Swift that every processor can run.
        case portable

        /// Those that the processor can run, the fastest first.
        public static let usable = allCases.filter { kernel in
            switch kernel {
            case .avx2: magpie_has_avx2() != 0
            case .portable: true
            }
        }

        /// The fastest one that the processor can run.
        public static let fastest = usable[0]
    }

    /// Makes the pass over `text` and leaves what it found in `marks`.
    ///
    /// - Parameters:
    ///   - text: What to look at; at most `Int32.max` bytes.
    ///   - marks: Receives keywords, digit groups, '@' and heads of IBANs, each in order of offset.
    ///   - windows: What windows are wanted besides; it must have been made for this filter.
    /// - Complexity: O(*n*), more than 2 GB a second on a processor with AVX2 where little is found.
    public func scan(_ text: borrowing TextBuffer, into marks: inout ScanMarks, wanting windows: WindowFilter? = nil) {
        marks.reserve(text.count)
        marks.length = text.count
        marks.windowCount = 0
        unsafe text.withPaddedBytes { bytes, count in
            unsafe makePass(bytes, count, into: &marks, wanting: windows)
            unsafe verify(bytes, count, &marks)
            unsafe marks.collectStructuralCandidates(in: bytes)
        }
    }

    private func makePass(
        _ bytes: UnsafePointer<UInt8>,
        _ count: Int,
        into marks: inout ScanMarks,
        wanting windows: WindowFilter?
    ) {
        if kernel == .portable {
            marks.gramCount = unsafe PortableKernel.scan(bytes, count, grams.raw, marks.raw)
            if let windows { unsafe PortableKernel.findWindows(in: bytes, count, windows, into: &marks) }
            return
        }
        let filter = unsafe (windows?.grams(besides: grams) ?? grams).raw
        let room = unsafe windows.map { _ in unsafe marks.reserveWindows(count) }
        marks.gramCount = unsafe withUnsafePointer(to: marks.raw) { raw in
            unsafe withUnsafePointer(to: filter) { filter in
                guard let windows, let room = unsafe room else {
                    return unsafe magpie_scan_avx2(bytes, count, filter, raw, nil, nil, nil)
                }
                return unsafe windows.withFilter { wanted in
                    unsafe magpie_scan_avx2(bytes, count, filter, raw, wanted, room, &marks.windowCount)
                }
            }
        }
    }

    /// How common grams are, for who wants the pass to stop at few more of them.
    ///
    /// - Complexity: Some 50 milliseconds.
    public func commonness() -> GramCommonness {
        GramCommonness(
            grams.hash,
            keywords: (0...Int(slotMask)).compactMap { index in
                let slot = unsafe slots[index]
                return slot.isEmpty ? nil : slot.gram
            }
        )
    }

    /// Where the slot of a gram is, or an empty one if it has none.
    @inline(__always)
    private func place(of gram: UInt32) -> Int {
        var place = home(of: gram)
        while unsafe slots[Int(place)].gram != gram, unsafe !slots[Int(place)].isEmpty {
            place = (place &+ 1) & slotMask
        }
        return Int(place)
    }

    /// Keeps of the grams that the pass found those that stand beside what they may, in place; returns how many.
    ///
    /// Those that are kept have the places of their slots in place of themselves.
    ///
    /// Nothing depends on a single one, so that the processor need not guess.
    private func keepLikely(
        _ grams: UnsafeMutablePointer<UInt64>,
        _ count: Int,
        in text: UnsafePointer<UInt8>,
        of length: Int
    ) -> Int {
        var kept = 0
        for index in 0..<count {
            let later = unsafe grams[min(index &+ Prefilter.lead, count &- 1)]
            unsafe magpie_prefetch(slots + Int(home(of: UInt32(truncatingIfNeeded: later >> 32))))
            let found = unsafe grams[index]
            let offset = Int(found & 0xFFFF_FFFF)
            let place = place(of: UInt32(truncatingIfNeeded: found >> 32))
            let slot = unsafe slots[place]
            // Before the first byte and behind the last one there is nothing to know.
            let before = unsafe offset > 0 ? slot.before >> UInt16(text[offset &- 1] & 15) : 1
            let after = unsafe offset &+ 4 < length ? slot.after >> UInt16(text[offset &+ 4] & 15) : 1
            unsafe grams[kept] = UInt64(truncatingIfNeeded: place) << 32 | UInt64(truncatingIfNeeded: offset)
            kept &+= Int(before & after & 1)
        }
        return kept
    }

    /// Compares the text with the keywords that its grams betray.
    private func verify(_ text: UnsafePointer<UInt8>, _ count: Int, _ marks: inout ScanMarks) {
        marks.keywordHits.removeAll(keepingCapacity: true)
        let suspects = unsafe suspects
        let grams = unsafe marks.raw.grams
        guard let grams = unsafe grams else { return }
        for keyword in hiddenAtStart where unsafe begins(text, count, with: keyword) {
            marks.keywordHits.append(KeywordHit(start: 0, keyword: keyword))
        }
        var isSorted = true
        var lastStart: Int32 = -1
        let kept = unsafe keepLikely(grams, marks.gramCount, in: text, of: count)
        for index in 0..<kept {
            // First where the suspects are is asked for, then they themselves.
            let later = unsafe Int(grams[min(index &+ Prefilter.lead, kept &- 1)] >> 32)
            unsafe magpie_prefetch(groups + later)
            let soon = unsafe Int(grams[min(index &+ Prefilter.lead / 2, kept &- 1)] >> 32)
            unsafe magpie_prefetch(suspects + Int(groups[soon] / Prefilter.countLimit))
            let found = unsafe grams[index]
            let offset = Int(found & 0xFFFF_FFFF)
            let group = unsafe groups[Int(found >> 32)]
            let first = Int(group / Prefilter.countLimit)
            for index in first..<first &+ Int(group % Prefilter.countLimit) {
                let suspect = unsafe suspects[index]
                let start = offset &- Int(suspect.offset)
                guard start >= 0 else { continue }
                // The text is padded, so eight bytes can be read wherever one can.
                let head = unsafe UInt64(littleEndian: UnsafeRawPointer(text + start).loadUnaligned(as: UInt64.self))
                guard suspect.mayBegin(with: head) else { continue }
                let literal = unsafe compared[Int(suspect.keyword)]
                let length = Int(literal.length)
                guard literal.begins(with: head), start &+ length <= count else { continue }
                guard unsafe length <= 8 || goesOn(text + start, literal) else { continue }
                guard unsafe stands(in: text, count, start, length, literal.rules) else { continue }
                isSorted = isSorted && Int32(truncatingIfNeeded: start) >= lastStart
                lastStart = Int32(truncatingIfNeeded: start)
                marks.keywordHits.append(KeywordHit(start: lastStart, keyword: suspect.keyword))
            }
        }
        if !isSorted { marks.keywordHits.sort { ($0.start, $0.keyword) < ($1.start, $1.keyword) } }
    }

    /// The slot that a gram is in unless others were there first: by Fibonacci hashing, whose upper bits depend on every byte.
    @inline(__always)
    private func home(of gram: UInt32) -> UInt32 { (gram &* 0x9E37_79B1) >> slotShift }

    /// Tells whether the text begins with `keyword`.
    private func begins(_ text: UnsafePointer<UInt8>, _ count: Int, with keyword: Int32) -> Bool {
        let literal = keywords[Int(keyword)]
        let length = literal.bytes.count
        guard length <= count else { return false }
        for index in 0..<length {
            let byte = unsafe text[index]
            let folded = literal.comparison == .anyCase && byte &- 65 < 26 ? byte | 0x20 : byte
            guard folded == literal.bytes[index] else { return false }
        }
        return unsafe stands(in: text, count, 0, length, ComparedLiteral.Rules(literal))
    }

    /// Tells whether the literal stands at `text`, of which the first eight bytes are known to be the same.
    @inline(__always)
    private func goesOn(_ text: UnsafePointer<UInt8>, _ literal: ComparedLiteral) -> Bool {
        let length = Int(literal.length)
        let literal = unsafe literals + Int(literal.start)
        for index in 8..<length {
            guard unsafe text[index] | literal[length &+ index] == literal[index] else { return false }
        }
        return true
    }

    /// Tells whether what surrounds the literal at `start` is as its boundary demands; see ``Keyword/Boundary``.
    private func stands(
        in text: UnsafePointer<UInt8>,
        _ count: Int,
        _ start: Int,
        _ length: Int,
        _ rules: ComparedLiteral.Rules
    ) -> Bool {
        if rules.boundary == .none { return true }
        if start > 0 {
            let before = unsafe text[start - 1]
            let isHump = unsafe rules.mayBeHump && Prefilter.isSmall(before) && Prefilter.isCapital(text[start])
            guard Prefilter.endsWord(before, strictly: rules.isShort) || isHump else { return false }
        }
        let end = start + length
        guard rules.boundary == .word, end < count else { return true }
        let after = unsafe text[end]
        if after &- 48 < 10 || Prefilter.endsWord(after, strictly: rules.isShort) { return true }
        guard !rules.isShort else { return false }
        if unsafe Prefilter.isSmall(text[end - 1]), Prefilter.isCapital(after) { return true }
        let isPlural = after | 0x20 == UInt8(ascii: "s")
        guard isPlural, end + 1 < count else { return isPlural }
        return unsafe Prefilter.endsWord(text[end + 1], strictly: false)
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
    private static func isSmall(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

    /// Tells whether `byte` is none of a word.
    ///
    /// Beside a short word, bytes outside ASCII count as letters.
    private static func endsWord(_ byte: UInt8, strictly: Bool) -> Bool {
        !(byte &- 48 < 10) && !((byte & 0xDF) &- 65 < 26) && (byte < 0x80 || !strictly)
    }
}
