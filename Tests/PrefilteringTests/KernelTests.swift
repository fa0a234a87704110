import Bytes
import Testing

@testable import Prefiltering

/// All implementations of the pass that the processor can run leave the same, whatever the bytes and wherever the blocks
/// end.
@Suite struct KernelTests {
    static let keywords = [
        Keyword(Array("AKIA".utf8), comparison: .exact, boundary: .none),
        Keyword(Array("ghp_".utf8), comparison: .anyCase, boundary: .none),
        Keyword(Array("-----BEGIN".utf8), comparison: .exact, boundary: .none),
        Keyword(Array("rg".utf8), comparison: .anyCase, boundary: .word),
        Keyword(Array("dni".utf8), comparison: .anyCase, boundary: .word),
        Keyword(Array("card number".utf8), comparison: .anyCase, boundary: .word),
        Keyword(Array("führerschein".utf8), comparison: .anyCase, boundary: .word),
        Keyword(Array("паспорт".utf8), comparison: .anyCase, boundary: .word),
        Keyword(Array("sk-".utf8), comparison: .exact, boundary: .start),
        Keyword(Array("xoxb".utf8), comparison: .exact, boundary: .start),
        Keyword(Array("visa".utf8), comparison: .anyCase, boundary: .word),
        Keyword(Array("credit".utf8), comparison: .anyCase, boundary: .word),
    ]

    private struct Marks: Equatable {
        var hits: [[Int32]]
        var digits: [Int32]
        var ats: [Int32]
        var ibans: [Int32]
        var dates: [Int32]
        var odd: [Bool]
    }

    private func marks(of text: [UInt8], _ kernel: Prefilter.Kernel) -> Marks {
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        var marks = ScanMarks()
        Prefilter(Self.keywords, kernel: kernel).scan(buffer, into: &marks)
        return Marks(
            hits: marks.keywordHits.map { [$0.start, $0.keyword] },
            digits: marks.digitGroups,
            ats: marks.ats,
            ibans: marks.ibanStarts,
            dates: marks.travelDates,
            odd: stride(from: 0, to: text.count, by: ScanMarks.block).map { marks.isOdd(at: $0) }
        )
    }

    @Test(arguments: [0, 1, 2, 3, 15, 16, 31, 32, 63, 64, 65, 127, 511, 512, 513, 1025, 5000])
    func allKernelsAgree(_ length: Int) {
        var state: UInt64 = UInt64(length) + 1
        func random() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        let pieces =
            Self.keywords.map(\.bytes)
            + ["4111 1111 1111 1111", "DE89", "7408122F1204159", "a@b", "Zz9", "\u{0}", "é"].map { Array($0.utf8) }
        for _ in 0..<40 {
            var text: [UInt8] = []
            while text.count < length {
                text += random() % 3 == 0 ? pieces[random() % pieces.count] : [UInt8(truncatingIfNeeded: random())]
            }
            text = Array(text.prefix(length))
            let expected = marks(of: text, .portable)
            for kernel in Prefilter.Kernel.usable { #expect(marks(of: text, kernel) == expected, "\(kernel)") }
        }
    }

    @Test func digitsAreCountedFromAnywhereToAnywhere() {
        var state: UInt64 = 9
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let text = (0..<300).map { _ in random(4) == 0 ? UInt8(ascii: "7") : UInt8(ascii: "x") }
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        var marks = ScanMarks()
        Prefilter(Self.keywords).scan(buffer, into: &marks)
        for _ in 0..<2000 {
            let start = random(text.count)
            let end = start + random(text.count - start + 1)
            let count = text[start..<end].count { $0 == UInt8(ascii: "7") }
            #expect(marks.digitCount(from: start, to: end) == count)
            for least in [0, 1, count, count + 1] {
                let has = marks.hasDigits(least, from: start, to: end)
                #expect(has == (count >= least), "\(least) from \(start) to \(end)")
            }
        }
        let isBeyond = marks.hasDigits(1, from: 0, to: text.count + 1)
        #expect(!isBeyond)
    }

    /// More grams than fit into the two slots that many hashes point to.
    @Test func eachOfManyKeywordsIsFound() {
        let letters = Array("bcdfghjklmnpqrstvwxz".utf8)
        var keywords: [Keyword] = []
        for first in letters {
            for second in letters {
                for third in letters.prefix(10) {
                    let bytes = [first, second, third, 97, second, first, third, 101]
                    keywords.append(Keyword(bytes, comparison: .anyCase, boundary: .none))
                }
            }
        }
        var text: [UInt8] = []
        for keyword in keywords { text += keyword.bytes + [10] }
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        for kernel in Prefilter.Kernel.usable {
            var marks = ScanMarks()
            Prefilter(keywords, kernel: kernel).scan(buffer, into: &marks)
            let found = Set(marks.keywordHits.filter { $0.start % 9 == 0 && $0.start / 9 == $0.keyword }.map(\.keyword))
            #expect(found.count == keywords.count, "\(kernel)")
        }
    }

    private enum Kind: CaseIterable { case small, digit, capital, other }

    /// The rule for seams, in other words than the bits that the program has.
    private static func isSeam(_ kinds: [Kind]) -> Bool {
        let (first, second, third) = (kinds[0], kinds[1], kinds[2])
        func isSmallOrDigit(_ kind: Kind) -> Bool { kind == .small || kind == .digit }
        return isSmallOrDigit(second) && third == .capital && first != second
            || isSmallOrDigit(first) && second == .capital && (first, third) != (.small, .small)
            || first == .digit && second == .small && third == .digit
            || (first == .capital || first == .digit) && second == .small && third == .other
    }

    @Test func seamsAreWhatTheyShouldBe() {
        for first in Kind.allCases {
            for second in Kind.allCases {
                for third in Kind.allCases {
                    let kinds = [first, second, third]
                    let text = kinds.map { kind -> UInt8 in
                        switch kind {
                        case .small: 113
                        case .digit: 55
                        case .capital: 90
                        case .other: 95
                        }
                    }
                    func isSeam(_ bytes: [UInt8]) -> Bool { TextWindow.isSeam(TextWindow.at(0, in: bytes.span)) }
                    for last in [33, 55, 113, 126] as [UInt8] {
                        #expect(isSeam(text + [last]) == Self.isSeam(kinds), "\(kinds)")
                    }
                    for stranger in [0, 10, 32, 128, 195, 255] as [UInt8] {
                        #expect(!isSeam(text + [stranger]))
                        for index in text.indices where kinds[index] == .other {
                            var changed = text + [113]
                            changed[index] = stranger
                            #expect(!isSeam(changed))
                        }
                    }
                }
            }
        }
    }

    private func windows(
        of text: [UInt8],
        _ prefilter: Prefilter,
        blocks: [UInt64],
        marks: [UInt64],
        ends: [UInt64],
        grams: [UInt32] = []
    ) -> [UInt32] {
        let hash = WindowFilter.Hash(key: 77, multiplier: 0x9E37_79B9_7F4A_7C15)
        let filter = WindowFilter(for: prefilter, marks: marks, ends: ends, blocks: blocks, grams: grams, hash: hash)
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        var scanMarks = ScanMarks()
        prefilter.scan(buffer, into: &scanMarks, wanting: filter)
        return scanMarks.windows.sorted()
    }

    /// Windows are looked at that begin or end with a seam, wherever the blocks end, and no others.
    @Test(arguments: [1, 7, 63, 64, 127, 128, 500, 2047, 2048, 2049, 2112, 6000])
    func allKernelsFindWindowsWithSeams(_ length: Int) {
        let prefilters = Prefilter.Kernel.usable.map { Prefilter(Self.keywords, kernel: $0) }
        var state: UInt64 = 5
        let letters = Array("abcdefxyzABCDEFXYZ0123456789 .,-_@%é".utf8)
        for round in 0..<24 {
            let text = (0..<length).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Long stretches without any come up as well.
                return round % 3 == 0 && state >> 60 != 0 ? 97 : letters[Int(state >> 33) % letters.count]
            }
            // Every second filter lets all windows pass.
            let blocks = (0..<64).map { round % 4 < 2 ? UInt64.max : ~(1 << UInt64($0)) }
            let marks = (0..<4).map { round % 4 < 2 ? UInt64.max : 0x5A5A_5A5A_5A5A_5A5A << UInt64($0) }
            let ends = round % 8 < 4 ? marks : [0]
            let found = prefilters.map { windows(of: text, $0, blocks: blocks, marks: marks, ends: ends) }
            #expect(found.allSatisfy { $0 == found[0] })
            guard round % 4 < 2 else { continue }
            let seams = text.indices.filter { TextWindow.isSeam(TextWindow.at($0, in: text.span)) }
            let expected = seams.flatMap { seam in
                [UInt32(seam)] + (round % 8 < 4 ? [UInt32(max(0, seam - TextWindow.endOffset))] : [])
            }
            #expect(found[0] == expected.sorted())
        }
    }

    /// A text that is nothing but seams, or grams that are stopped at, leaves room for all of them.
    @Test(arguments: Prefilter.Kernel.usable, ["A1", "a1a1", "marb"])
    func everyPlaceMayBeLookedAt(_ kernel: Prefilter.Kernel, _ piece: String) {
        let gram = TextWindow.gram(TextWindow.at(0, in: Array("marb".utf8).span))
        let text = [UInt8]((0..<50_000).flatMap { _ in Array(piece.utf8) }.prefix(50_000))
        let all = [UInt64](repeating: .max, count: 2)
        let found = windows(
            of: text,
            Prefilter(Self.keywords, kernel: kernel),
            blocks: all,
            marks: [.max],
            ends: [.max],
            grams: [gram]
        )
        let stops = text.indices.filter { offset in
            let window = TextWindow.at(offset, in: text.span)
            return TextWindow.isSeam(window) || offset.isMultiple(of: 2) && TextWindow.gram(window) == gram
        }
        let expected = stops.flatMap { [UInt32($0), UInt32(max(0, $0 - TextWindow.endOffset))] }
        #expect(found == expected.sorted())
    }

    /// What is read past the end of a text looks like spaces, but it is not there.
    @Test(arguments: Prefilter.Kernel.usable) func nothingIsFoundBehindTheEnd(_ kernel: Prefilter.Kernel) {
        let prefilter = Prefilter(Self.keywords, kernel: kernel)
        let all = [UInt64](repeating: .max, count: 2)
        for length in Array(0...140) + Array(2040...2060) {
            let text = [UInt8](repeating: 32, count: length)
            let found = windows(of: text, prefilter, blocks: all, marks: [.max], ends: [0], grams: [0])
            #expect(found == stride(from: 0, to: UInt32(length), by: 2).map { $0 })
        }
    }

    /// Where there is no seam, a window is found by the gram that it begins or ends with, at even offsets, even if a keyword
    /// is known by the same.
    @Test(arguments: Prefilter.Kernel.usable, ["marble", "credit"])
    func windowsAreFoundByGrams(_ kernel: Prefilter.Kernel, _ word: String) {
        let gram = TextWindow.gram(TextWindow.at(0, in: Array(word.utf8).span))
        let prefilter = Prefilter(Self.keywords, kernel: kernel)
        let all = [UInt64](repeating: .max, count: 2)
        for offset in 0..<70 {
            let text = [UInt8](repeating: 32, count: offset) + Array(word.utf8) + Array(" ".utf8)
            let found = windows(of: text, prefilter, blocks: all, marks: [.max], ends: [.max], grams: [gram])
            let expected =
                offset.isMultiple(of: 2) ? [UInt32(max(0, offset - TextWindow.endOffset)), UInt32(offset)] : []
            #expect(expected.allSatisfy(found.contains), "offset \(offset)")
        }
    }

    /// Each keyword is found at every offset, so in both parities and across every block's end, and nowhere else.
    @Test(arguments: keywords.indices)
    func findsAKeywordAtEveryOffset(_ index: Int) {
        let literal = Self.keywords[index].bytes
        for offset in Array(0...40) + Array(495...530) {
            let text = [UInt8](repeating: 32, count: offset) + literal + Array(" .".utf8)
            let found = marks(of: text, .fastest).hits
            #expect(found.contains([Int32(offset), Int32(index)]), "offset \(offset)")
        }
    }

    @Test(
        arguments: [
            ("card number", 5, true, "in the text"), ("CARD NUMBER", 5, true, "in capitals"),
            ("card numbers", 5, true, "plural"),
            ("card number1", 5, true, "before a digit"), ("xcard number", 5, false, "in a longer word"),
            ("card numbered", 5, false, "as the start of a word"), ("myCard number", 5, true, "as a hump"),
            ("rg", 3, true, "alone"), ("arg", 3, false, "in a word"), ("rg_id", 3, true, "before an underscore"),
            ("Führerschein", 6, true, "with a capital"), ("rgs", 3, false, "short words have no plural"),
            ("myDni", 4, false, "short words are no humps"), ("dni:", 4, true, "before a colon"),
            ("ghp_abc", 1, true, "as a prefix"), ("xGHP_abc", 1, true, "in any case, anywhere"),
            ("akia", 0, false, "not as written"),
            ("(sk-1", 8, true, "at a boundary"), ("ask-1", 8, false, "inside a word"),
            ("_xoxb-", 9, true, "after an underscore"),
            ("éxoxb-", 9, true, "after a letter outside ASCII"), ("9xoxb-", 9, false, "after a digit"),
            ("visaCard", 10, true, "before a hump"), ("myVisa", 10, false, "words of four letters are no humps"),
            ("myCredit", 11, true, "as a hump"), ("éVisa", 10, true, "after a letter outside ASCII"),
        ] as [(String, Int32, Bool, String)]
    )
    func keepsTheRulesForWords(_ text: String, _ keyword: Int32, _ isFound: Bool, _ why: String) {
        #expect(marks(of: Array(text.utf8), .fastest).hits.contains { $0[1] == keyword } == isFound, "\(text): \(why)")
    }

    @Test(
        arguments: [
            ("4111111111111111", [0]), ("4111 1111 1111 1111", [0, 5, 10]), ("x 123-45-6789", [2]), ("12345678", []),
            ("(262) 833-3374", [1]), ("2024-01-15 10:23", [0]), ("1  2  3  4  5", [0, 3]), ("1   23456789", []),
        ] as [(String, [Int32])]
    )
    func findsGroupsThatBeginLongRuns(_ text: String, _ groups: [Int32]) {
        #expect(marks(of: Array(text.utf8), .fastest).digits == groups)
    }

    @Test(arguments: [0, 1, 46, 49, 50, 56, 57, 63, 64, 127])
    func findsDatesOfMachineReadableZones(_ offset: Int) {
        let lead = Array(repeating: UInt8(ascii: " "), count: offset)
        func dates(_ text: String) -> [Int32] { marks(of: lead + Array(text.utf8), .fastest).dates }
        for line in ["7408122F1204159ZE184226B", "7408122<1204159", "7408122M1204159<", "7408122X1204159\n"] {
            #expect(dates(line) == [Int32(offset)], "\(line)")
        }
        #expect(dates("L898902C36UTO7408122F1204159ZE184226B<<<<<10") == [Int32(offset + 13)])
        for line in ["7408122F120415", "740812F1204159", "17408122F1204159", "7408122G1204159", "740812221204159"] {
            #expect(dates(line) == [], "\(line)")
        }
    }

    @Test func findsHeadsOfIBANs() {
        #expect(marks(of: Array("DE89 xDE89 DE8 (GB29) A_FR14".utf8), .fastest).ibans == [0, 16])
    }
}

@Suite struct RowCutterTests {
    private func cut(_ text: String, limit: Int = 9) -> [[String]] {
        let bytes = Array(text.utf8)
        var cutter = RowCutter(delimiter: UInt8(ascii: ","), limit: limit)
        var rows: [[String]] = []
        var start = 0
        while start < bytes.count {
            start = cutter.cut(bytes.span, from: start)
            rows.append((0..<cutter.count).map { String(decoding: bytes[cutter.field($0)], as: UTF8.self) })
        }
        return rows
    }

    @Test func cutsFields() {
        #expect(cut("a,b\nc,,d") == [["a", "b"], ["c", "", "d"]])
        #expect(cut("\"a,\n\"\"b\",c\nd,e\n") == [["\"a,\n\"\"b\"", "c"], ["d", "e"]])
        #expect(cut("a,b,c,d\ne,f\n", limit: 2) == [["a", "b"], ["e", "f"]])
        #expect(cut("a,\n\nb") == [["a", ""], [""], ["b"]])
    }

    @Test func aStrayQuoteHarmsItsCellOnly() {
        #expect(cut("\"a,b\nc,d\n").last == ["c", "d"])
    }
}
