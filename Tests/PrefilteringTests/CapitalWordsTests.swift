import Prefiltering
import Testing

/// Blanks before capitals are found wherever they lie to what is asked at once.
@Suite struct CapitalWordsTests {
    private let words = CapitalWords(joining: ["de", "von", "del"])

    private func blanks(in bytes: [UInt8], _ range: Range<Int>) -> [Int] {
        var found: [Int] = []
        while let blank = words.blank(
            in: bytes.span,
            (found.last.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
        ) {
            found.append(blank)
        }
        return found
    }

    private func naiveBlanks(in bytes: [UInt8], _ range: Range<Int>) -> [Int] {
        range.filter { index in
            guard index > 0, index + 1 < bytes.count, bytes[index] == 32 else { return false }
            let (before, next) = (bytes[index - 1], bytes[index + 1])
            let isJoined = (before | 32) &- 97 < 26 || before >= 0x80 || ".,:".utf8.contains(before)
            guard isJoined, next &- 65 < 26 || (0xC3...0xD0).contains(next) else { return false }
            // The word before it, with its point.
            let isPoint = before == UInt8(ascii: ".")
            let letters = bytes[max(0, index - 40)..<(isPoint ? index - 1 : index)].reversed().prefix {
                ($0 | 32) &- 97 < 26 || $0 >= 0x80
            }
            guard let first = letters.last, first < 0x80 else { return true }
            let length = letters.count + (isPoint ? 1 : 0)
            let outer = index > length ? bytes[index - length - 1] : 10
            if "-'".utf8.contains(outer) { return true }
            if outer &- 48 < 10 || "@#_/\\.$%&".utf8.contains(outer) { return false }
            return first &- 65 < 26 || length <= 4 && "dv".utf8.contains(first)
        }
    }

    @Test(arguments: [
        ("Anna Weber", [4]), ("the Weber", []), ("Anna de Weber", [7]), ("Anna van Weber", [8]), ("return Weber", []),
        ("vonder Weber", []), ("Jean-pierre Weber", [11]), ("d'arc Weber", [5]), ("née Weber", []), ("zum. Weber", []),
        ("Maria: Weber", [6]), ("weber, Anna", [6]), ("McKay Weber", [5]), ("élan Weber", [5]),
        ("MAX_SIZE Weber", []), ("a/Anna Weber", []), ("x9Anna Weber", []), ("(Anna Weber", [5]), ("J.Anna Weber", []),
        ("Donaudampfschifffahrtsgesellschaftskapitaen Weber", []), ("J. Weber", [2]),
    ])
    func wordsInSmallLettersArePassedOver(_ text: String, _ expected: [Int]) {
        #expect(blanks(in: Array(text.utf8), 0..<text.utf8.count) == expected)
        #expect(naiveBlanks(in: Array(text.utf8), 0..<text.utf8.count) == expected)
    }

    @Test func allAreFoundAndNoOthers() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("ab ZÄ.,: 9_\n  Qdv-'".utf8)
        for count in [0, 1, 2, 3, 127, 128, 129, 130, 131, 257, 1000] {
            for density in [2, 40] {
                let bytes = (0..<count).map { _ in
                    Int.random(in: 0..<density, using: &generator) == 0
                        ? letters.randomElement(using: &generator) ?? 32 : UInt8(ascii: "x")
                }
                #expect(blanks(in: bytes, 0..<count) == naiveBlanks(in: bytes, 0..<count))
                let inner = min(count, 5)..<max(min(count, 5), count - 3)
                #expect(blanks(in: bytes, inner) == naiveBlanks(in: bytes, inner))
            }
        }
    }
}
