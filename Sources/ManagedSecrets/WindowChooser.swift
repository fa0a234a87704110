import Prefiltering

/// Chooses by which windows values are known, one value after the other.
///
/// A pass stops at seams, asks for a mark, and seldom finds one; so windows should begin or end with seams, and best
/// where there is a mark already. A text without seams, as words are, needs windows that begin or end with a gram at an
/// even and one at an odd offset, and these grams should be rare, because the pass must stop at them. And few values
/// should share a window, or each text with it would have to be compared with all of them.
struct WindowChooser {
    private let hash: WindowFilter.Hash
    private let commonness: GramCommonness

    /// How many windows need each mark, as far as a byte can tell.
    private var markCounts = [UInt8](repeating: 0, count: 1 << markBits)

    /// How many windows end with what has each hash, as far as a byte can tell.
    private var endCounts = [UInt8](repeating: 0, count: 1 << endBits)

    /// How many windows the pass must stop for at each gram.
    private var gramCounts: [UInt32: Int] = [:]

    /// How many windows have a hash with the same upper bits.
    private var crowds = [UInt8](repeating: 0, count: 1 << crowdBits)

    private static let markBits: UInt32 = 21
    private static let endBits: UInt32 = 17
    private static let crowdBits: UInt64 = 20

    // Costs are stops for nothing in ten million bytes of text.

    /// What setting a mark costs: one byte in 250 begins a seam.
    private static let markCost = 0.05

    /// What it costs that a pass has to look at a second window, the one that ends where it stops.
    private static let endCost = 0.06

    /// What another window close to it costs: when one comes up, more of the text has to be looked at.
    private static let crowdCost = 0.01

    /// What a stop at a gram costs, as a multiple of one at a seam.
    private static let gramCost = 3.0

    /// What a comparison with a window that begins with a gram costs.
    private static let comparisonCost = 30.0

    /// How often such a window is taken to come up in ten million at least.
    private static let leastCommonness = 0.001

    /// What a window in Base64 costs that changes when the value is escaped before it is encoded.
    private static let unfixedCost = 0.5

    /// What all windows of a value may cost before other regions are tried.
    private static let dear = 5.0

    /// Places in a value where the region is tried.
    private static let trials = 4

    private static let smallDigits = Array("0123456789abcdef".utf8)
    private static let largeDigits = Array("0123456789ABCDEF".utf8)

    /// A window that was chosen.
    struct Choice: Equatable {
        var hash: UInt64
        /// Where the pass stops for it.
        var stop: Stop
        /// See ``LeakTable/Anchor``.
        var offset: UInt16
        var kind: LeakTable.Anchor.Kind
    }

    /// What makes a pass look at a window: the four bytes that it begins or ends with.
    struct Stop: Equatable {
        /// Their hash.
        var hash: UInt32
        /// Whether they are the last ones of the window.
        var isEnd: Bool
        /// Their gram, where they are no seam.
        var gram: UInt32?

        var mark: Int { Int(hash >> (32 - WindowChooser.markBits)) }
        var end: Int { Int(hash >> (32 - WindowChooser.endBits)) }
    }

    init(_ hash: WindowFilter.Hash, _ commonness: GramCommonness) {
        self.hash = hash
        self.commonness = commonness
    }

    /// How many bytes of a value with `length` bytes windows may be taken from.
    ///
    /// From 24 bytes on, at least eight are left that only the code of the whole vouches for.
    static func region(of length: Int) -> Int { min(length, max(16, min(24, length - 8))) }

    /// Chooses windows for a value and sets their marks.
    mutating func windows(of value: [UInt8]) -> [Choice] {
        let units = Units(value)
        var best = Selection()
        for region in WindowChooser.regions(of: value.count) where best.cost > WindowChooser.dear {
            best.improve(selection(units, region))
        }
        // Words have common windows wherever one looks: then the whole must serve, of which there is little to hide.
        if best.cost > WindowChooser.dear, value.count <= 128 {
            best.improve(selection(units, 0..<value.count))
        }
        for choice in best.choices { mark(choice) }
        return best.choices
    }

    /// Where windows are looked for: in the middle first, because many values begin and end alike.
    private static func regions(of length: Int) -> [Range<Int>] {
        let size = region(of: length)
        let last = length - size
        let step = max(1, (last + trials - 1) / trials)
        let starts = [last / 2] + stride(from: 0, through: last, by: step)
        return starts.map { $0..<$0 + size }
    }

    /// Takes back what ``windows(of:)`` has marked.
    mutating func forget(_ choices: [Choice]) {
        for choice in choices {
            let stop = choice.stop
            WindowChooser.uncount(&markCounts[stop.mark])
            if stop.isEnd { WindowChooser.uncount(&endCounts[stop.end]) }
            if let gram = stop.gram, let count = gramCounts[gram] { gramCounts[gram] = count > 1 ? count - 1 : nil }
            WindowChooser.uncount(&crowds[crowd(of: choice.hash)])
        }
    }

    private mutating func mark(_ choice: Choice) {
        let stop = choice.stop
        WindowChooser.count(&markCounts[stop.mark])
        if stop.isEnd { WindowChooser.count(&endCounts[stop.end]) }
        if let gram = stop.gram { gramCounts[gram, default: 0] += 1 }
        WindowChooser.count(&crowds[crowd(of: choice.hash)])
    }

    private static func count(_ counter: inout UInt8) {
        if counter < .max { counter += 1 }
    }

    /// Takes back a count, unless the counter is full and has forgotten how many there were.
    private static func uncount(_ counter: inout UInt8) {
        if counter < .max { counter -= 1 }
    }

    private func crowd(of hash: UInt64) -> Int { Int(hash >> (64 - WindowChooser.crowdBits)) }

    /// The grams that the pass must stop at.
    var grams: [UInt32] { gramCounts.keys.sorted() }

    /// A bit for each four bytes that the pass stops at.
    var marks: [UInt64] { WindowChooser.bits(markCounts) }

    /// A bit for each four bytes that a window ends with.
    var ends: [UInt64] { WindowChooser.bits(endCounts) }

    /// Counters as bits, four times as many as are set or more, as long as there are counters.
    private static func bits(_ counters: [UInt8]) -> [UInt64] {
        let set = counters.indices.filter { counters[$0] > 0 }
        let size = counters.count.trailingZeroBitCount
        let bits = min(size, max(6, Int.bitWidth - (4 * set.count).leadingZeroBitCount))
        var words = [UInt64](repeating: 0, count: 1 << (bits - 6))
        for index in set {
            let bit = index >> (size - bits)
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        return words
    }

    // MARK: Choosing

    /// Windows for one region.
    private struct Selection {
        var choices: [Choice] = []
        var cost = Double.infinity

        mutating func improve(_ other: Selection) {
            if other.cost < cost { self = other }
        }

        mutating func add(_ other: Selection) {
            cost += other.cost
            for choice in other.choices where !choices.contains(choice) { choices.append(choice) }
        }
    }

    /// The best windows in a region.
    private func selection(_ units: Units, _ range: Range<Int>) -> Selection {
        let region = ValueRegion(units.value, range, isText: units.isText)
        var selection = spelled(units, region)
        for alignment in 0..<3 {
            let text = EncodedText(base64: region, alignment: alignment, alphabet: Base64Text.standard)
            // A line may end inside one of two.
            selection.add(windows(2, in: text))
            if text.bytes.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }) {
                let text = EncodedText(base64: region, alignment: alignment, alphabet: Base64Text.url)
                selection.add(windows(2, in: text))
            }
        }
        let small = EncodedText(hexadecimal: region, digits: WindowChooser.smallDigits)
        selection.add(windows(1, in: small))
        if small.bytes.contains(where: { $0 >= UInt8(ascii: "a") }) {
            selection.add(windows(1, in: EncodedText(hexadecimal: region, digits: WindowChooser.largeDigits)))
        }
        return selection
    }

    /// Windows for a value as it is or by escapes.
    private func spelled(_ units: Units, _ region: ValueRegion) -> Selection {
        let plain = EncodedText(plain: region)
        if let selection = seams(1, in: plain) { return selection }
        // Where no run of plain bytes has a seam, each way to write the value may need windows of its own.
        var best = grams(in: plain, adjoining: true)
        if units.mayBeEscaped {
            var written = Selection(cost: 0)
            for text in units.writings(of: region.range) {
                written.add(windows(1, in: text, knowing: written.choices))
            }
            best.improve(written)
        }
        return best
    }

    /// Windows with seams, or with grams where there are none.
    private func windows(_ count: Int, in text: EncodedText, knowing known: [Choice] = []) -> Selection {
        seams(count, in: text, knowing: known) ?? grams(in: text, knowing: known)
    }

    /// Up to `count` windows that begin or end with seams and do not overlap; `nil` when there is none.
    private func seams(_ count: Int, in text: EncodedText, knowing known: [Choice] = []) -> Selection? {
        guard let first = seam(in: text, known, apartFrom: nil) else { return nil }
        var selection = Selection(choices: [first.choice], cost: first.cost)
        if count > 1, let second = seam(in: text, known, apartFrom: first.index) {
            selection.choices.append(second.choice)
            selection.cost += second.cost
        }
        return selection
    }

    /// The cheapest window that begins or ends with a seam and does not overlap the one at `other`.
    private func seam(
        in text: EncodedText,
        _ known: [Choice],
        apartFrom other: Int?
    ) -> (index: Int, choice: Choice, cost: Double)? {
        var best: (index: Int, choice: Choice, cost: Double)?
        func consider(_ seam: UInt64, in window: UInt64, isEnd: Bool, at index: Int) {
            guard TextWindow.isSeam(seam), other.map({ abs($0 - index) >= TextWindow.length }) ?? true,
                let place = text.place(of: index), text.kind != .spelled || text.isFixed(at: index)
            else { return }
            let hash = hash(window)
            let stop = Stop(hash: self.hash.seam(seam), isEnd: isEnd)
            var cost = WindowChooser.crowdCost * Double(crowds[crowd(of: hash)]) + self.cost(of: stop)
            if !text.isFixed(at: index) { cost += WindowChooser.unfixedCost }
            if known.contains(where: { $0.hash == hash }) { cost = 0 }
            guard cost < best?.cost ?? .infinity else { return }
            let offset = UInt16(place.offset)
            best = (index, Choice(hash: hash, stop: stop, offset: offset, kind: place.kind), cost)
        }
        text.forEachWindow { index, window in
            consider(window, in: window, isEnd: false, at: index)
            consider(TextWindow.end(window), in: window, isEnd: true, at: index)
        }
        return best
    }

    /// What it costs that a pass stops at certain bytes, apart from finding them.
    private func cost(of stop: Stop) -> Double {
        (markCounts[stop.mark] == 0 ? WindowChooser.markCost : 0)
            + (stop.isEnd && endCounts[stop.end] == 0 ? WindowChooser.endCost : 0)
    }

    /// The cheapest windows at an even and at an odd position, as far as there are any.
    ///
    /// - Parameters:
    ///   - text: The value as it is encoded.
    ///   - isAdjoining: Whether both must come from the same run of windows that no text writes otherwise.
    ///   - known: Windows that the value has already, which cost nothing.
    /// - Returns: Windows and what they cost.
    private func grams(
        in text: EncodedText,
        adjoining isAdjoining: Bool = false,
        knowing known: [Choice] = []
    ) -> Selection {
        var best = Selection(cost: isAdjoining ? .infinity : 0)
        var pair: [(choice: Choice, cost: Double)?] = [nil, nil]
        func end() {
            let found = pair.compactMap(\.self)
            pair = [nil, nil]
            guard found.count == 2 || !isAdjoining else { return }
            let selection = Selection(choices: found.map(\.choice), cost: found.map(\.cost).reduce(0, +))
            if isAdjoining { best.improve(selection) } else { best = selection }
        }
        text.forEachWindow { index, window in
            guard let place = text.place(of: index), text.kind != .spelled || text.isFixed(at: index) else {
                if isAdjoining { end() }
                return
            }
            let (first, last) = (TextWindow.gram(window), TextWindow.gram(TextWindow.end(window)))
            let (firstStops, lastStops) = (commonness(first), commonness(last))
            // How common the window is, if what its two ends are were unrelated.
            let meetings = firstStops * lastStops * 1e-7 + WindowChooser.leastCommonness
            let hash = hash(window)
            let comparisons = Double(crowds[crowd(of: hash)]) + 1
            func consider(_ gram: UInt32, in bytes: UInt64, stops: Double, at position: Int) {
                let stop = Stop(hash: self.hash.seam(bytes), isEnd: position > index, gram: gram)
                let choice = Choice(hash: hash, stop: stop, offset: UInt16(place.offset), kind: place.kind)
                var cost = WindowChooser.comparisonCost * comparisons * meetings + self.cost(of: stop)
                if gramCounts[gram] == nil { cost += WindowChooser.gramCost * (stops + 1) }
                if known.contains(choice) { cost = 0 }
                if cost < pair[position & 1]?.cost ?? .infinity { pair[position & 1] = (choice, cost) }
            }
            consider(first, in: window, stops: firstStops, at: index)
            consider(last, in: TextWindow.end(window), stops: lastStops, at: index + TextWindow.endOffset)
        }
        end()
        return best
    }
}
