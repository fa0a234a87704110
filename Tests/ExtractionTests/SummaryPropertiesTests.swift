import Testing

@testable import Extraction

/// What old documents say of themselves.
@Suite struct SummaryPropertiesTests {
    /// A set of properties: an author, and many that claim the same long text of zeroes.
    private func stream(claims: Int, zeroes: Int) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let texts = 8 + 8 * (claims + 1)
        let author = number(0x1E) + number(8) + Array("A. Moser".utf8)
        var places = number(4) + number(texts)
        for id in 0..<claims { places += number(100 + id) + number(texts + author.count) }
        let set = number(0) + number(claims + 1) + places + author + number(0x1E) + number(zeroes)
        let head: [UInt8] = [0xFE, 0xFF, 0, 0] + [UInt8](repeating: 0, count: 20) + number(1)
        return head + [0xE0] + [UInt8](repeating: 0, count: 15) + number(48) + set
            + [UInt8](repeating: 0, count: zeroes)
    }

    @Test func aPropertyIsTold() {
        #expect(
            String(decoding: SummaryProperties.lines(of: stream(claims: 0, zeroes: 0)), as: UTF8.self)
                == "author: A. Moser\n"
        )
    }

    /// Each claim would cost as much as the stream is long, and says nothing: with no bound this takes minutes.
    @Test func propertiesThatClaimOneTextCostNoMoreThanHonestOnes() {
        let lines = SummaryProperties.lines(of: stream(claims: 9000, zeroes: 1 << 20))
        #expect(String(decoding: lines, as: UTF8.self) == "author: A. Moser\n")
    }
}
