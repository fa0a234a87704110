import Prefiltering

/// Chooses by which windows values are known, one value after the other.
///
/// The pass over a text stops at marked places only, so windows should begin with grams at places that are rare in texts,
/// or marked already. And few values should share a window, or each text with it would have to be compared with all of
/// them. Windows are taken from one region of a value, so that they tell nothing of the rest; see ``region(of:)``.
struct WindowChooser {
    private let sampling: GramSampling
    private let hash: WindowFilter.Hash
    /// What marking a place costs.
    private let commonness: [Float]
    /// The same for windows that turn.
    private let turningCommonness: [Float]
    /// The same, and nothing where a place is marked already.
    private var costs: [Float]
    /// What marking a place for windows that turn costs; nothing where it is marked already.
    private var turningCosts: [Float]
    /// How many windows that do not turn each place is marked for.
    private var marks = [UInt32](repeating: 0, count: GramSampling.placeCount)
    /// How many windows that turn each place is marked for.
    private var turningMarks = [UInt32](repeating: 0, count: GramSampling.placeCount)
    /// How many windows have a hash with the same upper bits.
    private var crowds = [UInt8](repeating: 0, count: 1 << crowdBits)

    private static let crowdBits: UInt64 = 21

    /// What a comparison with a window that is there costs, as a multiple of a stop for nothing.
    private static let comparisonCost: Float = 30

    /// How often any window is taken to come up in ten million at least.
    private static let leastCommonness: Float = 0.001

    /// What all windows of a value may cost before more of it is looked at.
    private static let dearest: Float = 0.5

    /// Places in a value where the region is tried.
    private static let trials = 12

    /// A window that was chosen.
    struct Choice: Equatable {
        var hash: UInt64
        var place: UInt32
        /// Whether it turns; see `TextWindow.turns`.
        var turns: Bool
        /// See ``LeakTable/Anchor``.
        var offset: UInt16
        var kind: LeakTable.Anchor.Kind
    }

    init(_ sampling: GramSampling, _ hash: WindowFilter.Hash, _ commonness: GramSampling.Commonness) {
        self.sampling = sampling
        self.hash = hash
        self.commonness = commonness.all
        turningCommonness = commonness.turning
        costs = commonness.all
        turningCosts = commonness.turning
    }

    /// How many bytes of a value with `length` bytes windows may be taken from.
    ///
    /// From 24 bytes on, at least eight are left that only the code of the whole vouches for.
    static func region(of length: Int) -> Int { min(length, max(16, min(24, length - 8))) }

    /// Chooses windows for a value and marks their places.
    mutating func windows(of value: [UInt8]) -> [Choice] {
        let units = Units(value)
        let plain = plainTrack(value)
        let others = (0..<3).map { base64Tracks(value, $0) } + [hexadecimalTracks(value)]
        let regions = WindowChooser.regions(of: value.count)
        // A run of plain bytes stands as it is in every text. Where there is none, or only one with common windows, each of
        // several ways to write the value needs windows of its own.
        var best = Selection()
        for region in regions { best.improve(spelled(plain, [], region), others, region) }
        var written: [Track] = []
        if best.cost > WindowChooser.dearest, units.mayBeEscaped || !units.isText {
            written = units.writings.map(writtenTrack)
            for region in regions { best.improve(spelled(plain, written, region), others, region) }
        }
        // Words have common windows wherever one looks: then the whole must serve, of which there is little to hide.
        if best.cost > WindowChooser.dearest, value.count <= 128 {
            best.improve(spelled(plain, written, 0..<value.count), others, 0..<value.count)
        }
        var choices: [Choice] = []
        for (tracks, pair) in best.pairs { add(pair, of: tracks, to: &choices) }
        for choice in choices { mark(choice) }
        return choices
    }

    /// Where windows are looked for.
    private static func regions(of length: Int) -> [Range<Int>] {
        let size = region(of: length)
        let last = length - size
        let step = max(1, (last + WindowChooser.trials - 1) / WindowChooser.trials)
        return stride(from: 0, through: last, by: step).map { $0..<$0 + size }
    }

    /// The windows that are the best so far, with the tracks that they are from.
    private struct Selection {
        var pairs: [(tracks: [Track], pair: Pair)] = []
        var cost = Float.infinity

        /// Takes what `spelled` and the best of `others` in `region` are, if they are better.
        mutating func improve(
            _ spelled: [(tracks: [Track], pair: Pair)],
            _ others: [[Track]],
            _ region: Range<Int>
        ) {
            let pairs = spelled + others.map { ($0, $0[0].pair(in: region)) }
            let cost = pairs.map(\.pair.cost).reduce(0, +)
            if !spelled.isEmpty, cost < self.cost { (self.pairs, self.cost) = (pairs, cost) }
        }
    }

    /// The cheapest windows in one region of the value as it is spelled.
    private func spelled(
        _ plain: Track,
        _ written: [Track],
        _ region: Range<Int>
    ) -> [(tracks: [Track], pair: Pair)] {
        // A window that serves one way to write the value may serve the next, and then costs nothing more.
        var chosen: [UInt64] = []
        var ways: [(tracks: [Track], pair: Pair)] = []
        for track in written {
            let pair = track.pair(in: region, knowing: chosen)
            for index in [pair.even, pair.odd].compactMap({ $0 }) { chosen.append(track.windows[index]) }
            ways.append(([track], pair))
        }
        guard let pair = plain.adjoiningPair(in: region) else { return ways }
        return !ways.isEmpty && ways.map(\.pair.cost).reduce(0, +) < pair.cost ? ways : [([plain], pair)]
    }

    /// Takes back what ``windows(of:)`` has marked.
    mutating func forget(_ choices: [Choice]) {
        for choice in choices {
            let place = Int(choice.place)
            if choice.turns {
                turningMarks[place] -= 1
                if turningMarks[place] == 0, marks[place] == 0 { turningCosts[place] = turningCommonness[place] }
            } else {
                marks[place] -= 1
                if marks[place] == 0 {
                    costs[place] = commonness[place]
                    if turningMarks[place] == 0 { turningCosts[place] = turningCommonness[place] }
                }
            }
            // A full counter has forgotten how many there are.
            let crowd = crowd(of: choice.hash)
            if crowds[crowd] < .max { crowds[crowd] -= 1 }
        }
    }

    /// The places at which any window is looked at, and those where only windows that turn are.
    ///
    /// There are none of the second kind while all marked places are rare: to tell whether windows turn has its price too.
    var places: (all: [Bool], turning: [Bool]) {
        let all = zip(marks, turningMarks).map { $0 > 0 || $1 > 0 }
        let marked = zip(all, commonness).reduce(Float(0)) { $1.0 ? $0 + $1.1 : $0 }
        if marked < WindowChooser.rareEnough * commonness.reduce(0, +) {
            return (all, [Bool](repeating: false, count: all.count))
        }
        return (marks.map { $0 > 0 }, turningMarks.map { $0 > 0 })
    }

    /// The share of ordinary text at marked places up to which all windows there are looked at.
    private static let rareEnough: Float = 0.004

    /// The share of even offsets of ordinary text that are at marked places.
    var stopRate: Double {
        var marked = 0.0
        for (place, count) in commonness.enumerated() {
            if marks[place] > 0 {
                marked += Double(count)
            } else if turningMarks[place] > 0 {
                marked += Double(turningCommonness[place])
            }
        }
        return marked / Double(commonness.reduce(0, +))
    }

    private mutating func mark(_ choice: Choice) {
        if choice.turns {
            turningMarks[Int(choice.place)] += 1
        } else {
            marks[Int(choice.place)] += 1
            costs[Int(choice.place)] = 0
        }
        turningCosts[Int(choice.place)] = 0
        let crowd = crowd(of: choice.hash)
        if crowds[crowd] < .max { crowds[crowd] += 1 }
    }

    private func crowd(of hash: UInt64) -> Int { Int(hash >> (64 - WindowChooser.crowdBits)) }

    // MARK: Pairs

    /// A window at an even and one at an odd position of an encoded value, as indices into its track.
    private struct Pair {
        var even: Int?
        var odd: Int?
        var cost: Float
    }

    /// All windows of an encoded value.
    private struct Track {
        var kind: LeakTable.Anchor.Kind
        /// The position of the first window.
        var first = 0
        var windows: [UInt64] = []
        /// What each costs; infinite where it cannot be used.
        var costs: [Float] = []
        /// Where the text for each byte of the value begins, and where it ends; empty where that is all the same.
        var starts: [Int] = []

        /// This one at the costs of both, where they differ.
        func adding(_ other: Track) -> Track {
            var sum = self
            for index in windows.indices where windows[index] != other.windows[index] {
                sum.costs[index] += other.costs[index]
            }
            return sum
        }

        /// The windows that lie in `region` of the value, as indices.
        func indices(in region: Range<Int>) -> Range<Int> {
            let (start, end): (Int, Int) =
                switch kind {
                case .spelled, .spelledBefore:
                    starts.isEmpty
                        ? (region.lowerBound, region.upperBound)
                        : (starts[region.lowerBound], starts[region.upperBound])
                case .base64At0, .base64At1, .base64At2:
                    (
                        (8 * (kind.alignment + region.lowerBound) + 5) / 6, 8 * (kind.alignment + region.upperBound) / 6
                    )
                case .hexadecimal: (2 * region.lowerBound, 2 * region.upperBound)
                }
            let low = min(max(0, start - first), costs.count)
            return low..<max(low, min(costs.count, end - first - TextWindow.length + 1))
        }

        /// The cheapest at an even and at an odd position in `region`.
        func pair(in region: Range<Int>, knowing known: [UInt64] = []) -> Pair {
            pair(among: indices(in: region), knowing: known)
        }

        private func pair(among indices: Range<Int>, knowing known: [UInt64] = []) -> Pair {
            var pair = Pair(even: nil, odd: nil, cost: 0)
            var even = Float.infinity
            var odd = Float.infinity
            for index in indices {
                var cost = costs[index]
                if cost < .infinity, known.contains(windows[index]) { cost = 0 }
                if (first + index) & 1 == 0 {
                    if cost < even { (even, pair.even) = (cost, index) }
                } else if cost < odd {
                    (odd, pair.odd) = (cost, index)
                }
            }
            pair.cost = (pair.even == nil ? 0 : even) + (pair.odd == nil ? 0 : odd)
            return pair
        }

        /// The cheapest two in `region` with nothing but windows between them; `nil` when there are none.
        func adjoiningPair(in region: Range<Int>) -> Pair? {
            let indices = indices(in: region)
            var best: Pair?
            var start = indices.lowerBound
            while start < indices.upperBound {
                var end = start
                while end < indices.upperBound, costs[end] < .infinity { end += 1 }
                if end - start >= 2 {
                    let pair = pair(among: start..<end)
                    if pair.cost < best?.cost ?? .infinity { best = pair }
                }
                start = end + 1
            }
            return best
        }
    }

    private func add(_ pair: Pair, of tracks: [Track], to choices: inout [Choice]) {
        for index in [pair.even, pair.odd].compactMap({ $0 }) {
            for track in tracks {
                let window = track.windows[index]
                var choice = Choice(
                    hash: hash(window),
                    place: UInt32(sampling.place(of: TextWindow.gram(window))),
                    turns: TextWindow.turns(window),
                    offset: UInt16(track.first + index),
                    kind: track.kind
                )
                if let offset = track.starts.firstIndex(of: index) {
                    choice.offset = UInt16(offset)
                } else if let offset = track.starts.firstIndex(of: index + 1) {
                    choice.offset = UInt16(offset)
                    choice.kind = .spelledBefore
                }
                if !choices.contains(choice) { choices.append(choice) }
            }
        }
    }

    // MARK: Tracks

    private func plainTrack(_ value: [UInt8]) -> Track {
        var track = track(.spelled, value)
        // What some text may write by an escape is no part of a window.
        for (index, byte) in value.enumerated() where !Writing.isPlain(byte) {
            for start in max(0, index - TextWindow.length + 1)...index where start < track.costs.count {
                track.costs[start] = .infinity
            }
        }
        return track
    }

    /// A text that writes the value in one way; its windows begin at bytes of the value or one byte before them.
    private func writtenTrack(_ writing: Units.Writing) -> Track {
        var track = track(.spelled, writing.bytes)
        track.starts = writing.starts
        var isUsable = [Bool](repeating: false, count: track.costs.count + 1)
        for start in writing.starts where start < isUsable.count {
            isUsable[start] = true
            if start > 0 { isUsable[start - 1] = true }
        }
        for index in track.costs.indices where !isUsable[index] { track.costs[index] = .infinity }
        return track
    }

    /// The value in Base64, and in its other alphabet where that differs; the first one's costs are those of both.
    private func base64Tracks(_ value: [UInt8], _ alignment: Int) -> [Track] {
        let kind: LeakTable.Anchor.Kind = [.base64At0, .base64At1, .base64At2][alignment]
        let first = (8 * alignment + 5) / 6
        let characters = (first..<8 * (alignment + value.count) / 6).map {
            Int(Base64Text.value(at: $0, of: value, alignment: alignment))
        }
        var standard = track(kind, characters.map { Base64Text.standard[$0] })
        standard.first = first
        guard characters.contains(where: { $0 >= 62 }) else { return [standard] }
        var url = track(kind, characters.map { Base64Text.url[$0] })
        url.first = first
        return [standard.adding(url), url]
    }

    /// The value in hexadecimal digits, small and capital; the first one's costs are those of both.
    private func hexadecimalTracks(_ value: [UInt8]) -> [Track] {
        let tracks = ["0123456789abcdef", "0123456789ABCDEF"].map { digits in
            let digits = Array(digits.utf8)
            return track(.hexadecimal, value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
        return [tracks[0].adding(tracks[1]), tracks[1]]
    }

    /// All windows of `text`.
    private func track(_ kind: LeakTable.Anchor.Kind, _ text: [UInt8]) -> Track {
        var track = Track(kind: kind)
        guard text.count >= TextWindow.length else { return track }
        track.windows.reserveCapacity(text.count)
        track.costs.reserveCapacity(text.count)
        var window: UInt64 = 0
        for (index, byte) in text.enumerated() {
            window = window >> 8 | UInt64(byte) << UInt64(8 * (TextWindow.length - 1))
            guard index >= TextWindow.length - 1 else { continue }
            track.windows.append(window)
            // How common the window is, if what its two ends are were unrelated.
            let place = sampling.place(of: TextWindow.gram(window))
            let end = sampling.place(of: TextWindow.gram(window >> 24))
            let windowCommonness = commonness[place] * commonness[end] * 1e-7 + WindowChooser.leastCommonness
            let comparisons = Float(crowds[crowd(of: hash(window))]) + 1
            let stopCost = TextWindow.turns(window) ? turningCosts[place] : costs[place]
            let cost = stopCost + WindowChooser.comparisonCost * comparisons * windowCommonness
            track.costs.append(cost)
        }
        return track
    }
}
