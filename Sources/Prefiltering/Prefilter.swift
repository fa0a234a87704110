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
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<magpie_gram_slot>
    /// For each slot its suspects: the index of the first one times `countLimit`, plus how many there are.
    private nonisolated(unsafe) let groups: UnsafeMutablePointer<UInt32>
    private nonisolated(unsafe) let suspects: UnsafeMutablePointer<magpie_suspect>
    private nonisolated(unsafe) let literals: UnsafeMutablePointer<UInt8>
    /// How the literal of each keyword is compared.
    private nonisolated(unsafe) let compared: UnsafeMutablePointer<magpie_literal>
    private let slotMask: UInt32
    private let slotShift: UInt32
    private let kernel: Kernel

    /// Keywords that the kernel cannot see at the very start of a text, because their gram begins before them.
    private let hiddenAtStart: [Int32]

    /// The limit of how many suspects a gram has.
    private static let countLimit = UInt32(MAGPIE_SUSPECTS)

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

        var isHidden = [Bool](repeating: false, count: keywords.count)
        var hidden: [Int32] = []
        for entry in table.entries where entry.offset == -2 && !isHidden[Int(entry.keyword)] {
            isHidden[Int(entry.keyword)] = true
            hidden.append(entry.keyword)
        }
        hiddenAtStart = hidden
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
            unsafe (compared + index).initialize(to: magpie_literal(keywords[index], at: offset))
        }
        // Each literal is stored twice: its bytes, then for each byte the bit that a letter's case may differ in.
        unsafe literals = .allocate(capacity: Int(end) + 1)
        for (keyword, offset) in zip(keywords, offsets) {
            for (index, byte) in keyword.bytes.enumerated() {
                unsafe literals[Int(offset) + index] = byte
                unsafe literals[Int(offset) + keyword.bytes.count + index] =
                    magpie_literal.ignoresCase(of: byte, in: keyword) ? 0x20 : 0
            }
        }

        // Two slots for each place that a hash can point to, so that nearly no gram has to be looked for behind them.
        var homes = 512
        while homes < wanted.count * 2 { homes *= 2 }
        slotMask = UInt32(2 * homes - 1)
        slotShift = UInt32(32 - homes.trailingZeroBitCount)
        unsafe slots = .allocate(capacity: 2 * homes)
        unsafe slots.initialize(repeating: .none, count: 2 * homes)
        unsafe groups = .allocate(capacity: 2 * homes)
        unsafe groups.initialize(repeating: 0, count: 2 * homes)
        unsafe suspects = .allocate(capacity: table.entries.count + 1)
        addSuspects(table.entries)
    }

    /// Fills the slots, and what they lead to.
    ///
    /// - Parameter entries: What each gram betrays, by gram.
    private func addSuspects(_ entries: [GramTable.Entry]) {
        let known = keywords.indices.map { magpie_suspect(keywords[$0], index: $0) }
        var next = 0
        while next < entries.count {
            let (first, gram) = (next, entries[next].gram)
            var slot = magpie_gram_slot(gram: gram, before: 0, after: 0)
            while next < entries.count, entries[next].gram == gram {
                let entry = entries[next]
                var suspect = known[Int(entry.keyword)]
                suspect.offset = Int16(entry.offset)
                unsafe (suspects + next).initialize(to: suspect)
                let literal = unsafe compared[Int(entry.keyword)]
                unsafe slot.allow(
                    Int(entry.offset),
                    Span(_unsafeStart: literals + Int(literal.start), count: Int(literal.length))
                )
                next += 1
            }
            precondition(next - first < Prefilter.countLimit, "too many keywords share a gram")
            var place = home(of: gram)
            while unsafe !slots[Int(place)].isEmpty { place = (place + 1) & slotMask }
            unsafe slots[Int(place)] = slot
            unsafe groups[Int(place)] = UInt32(first) * Prefilter.countLimit + UInt32(next - first)
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
            unsafe findKeywords(in: bytes, count, &marks)
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

    /// The tables as the functions in C take them, valid as long as this is.
    private var tables: magpie_keyword_tables {
        unsafe magpie_keyword_tables(
            slots: slots,
            groups: groups,
            suspects: suspects,
            compared: compared,
            literals: literals,
            slot_mask: slotMask,
            slot_shift: slotShift
        )
    }

    /// Compares the text with the keywords that its grams betray.
    private func findKeywords(in text: UnsafePointer<UInt8>, _ count: Int, _ marks: inout ScanMarks) {
        marks.keywordHits.removeAll(keepingCapacity: true)
        guard let grams = unsafe marks.raw.grams else { return }
        for keyword in hiddenAtStart where unsafe begins(text, count, with: keyword) {
            marks.keywordHits.append(KeywordHit(start: 0, keyword: keyword))
        }
        let hits = unsafe marks.hitRoom
        var tables = unsafe tables
        var isSorted = true
        var last: Int32 = 0
        let kept = unsafe magpie_keep_grams(&tables, text, grams, marks.gramCount)
        var next = 0
        while next < kept {
            let found = unsafe magpie_find_keywords(&tables, text, count, grams, kept, &next, hits)
            for index in 0..<found {
                let hit = unsafe hits[index]
                isSorted = isSorted && hit.start >= last
                last = hit.start
                marks.keywordHits.append(KeywordHit(start: hit.start, keyword: hit.keyword))
            }
        }
        if !isSorted { marks.keywordHits.sort { ($0.start, $0.keyword) < ($1.start, $1.keyword) } }
    }

    /// The first of the two slots in which a gram is unless others were there first; as `magpie_keep_grams` has it.
    @inline(__always)
    private func home(of gram: UInt32) -> UInt32 { ((gram &* 0x9E37_79B1) &>> slotShift) &<< 1 }

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
        return unsafe magpie_stands(text, count, 0, compared + Int(keyword)) != 0
    }
}
