import Prefiltering
import Testing

/// Blanks before capitals are found wherever they lie to what is asked at once.
@Suite struct CapitalWordsTests {
    private func blanks(in bytes: [UInt8], _ range: Range<Int>) -> [Int] {
        var found: [Int] = []
        while let blank = CapitalWords.blank(
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
            return isJoined && (next &- 65 < 26 || (0xC3...0xD0).contains(next))
        }
    }

    @Test func allAreFoundAndNoOthers() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("ab ZÄ.,: 9_\n  Q".utf8)
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
