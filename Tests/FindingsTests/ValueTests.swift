import Findings
import Identifiers
import Testing

@Suite struct ValueTests {
    @Test func sumsDoNotDependOnTheOrder() {
        let all = ["00ff", "10aa", "deadbeef", "ffffffff"].map {
            "hmac-sha256:" + String(repeating: $0, count: 64 / $0.count)
        }
        func sum(_ texts: [String]) -> ValueSum {
            texts.reduce(into: ValueSum()) { $0.add(fingerprint: $1) }
        }
        #expect(sum(all) == sum(all.reversed()))
        #expect(sum(all) != sum(all.dropLast()))
        #expect(ValueSum(bytes: sum(all).bytes) == sum(all))
        #expect(sum([all[2]]).text == String(repeating: "deadbeef", count: 4))
        // What is carried from the lower half is in the higher.
        let ones = "hmac-sha256:" + String(repeating: "f", count: 64)
        #expect(sum([ones, ones]).text == String(repeating: "f", count: 31) + "e")
        var parts = sum([all[0], all[1]])
        parts.add(sum([all[2], all[3]]))
        #expect(parts == sum(all))
    }

    private static func detection(_ id: String, _ count: Int, _ digests: [String?], others: String? = nil) -> Detection
    {
        let identifier = ManagedDataIdentifier(
            id: id,
            name: id,
            category: .customIdentifier,
            severity: SeverityThresholds([.low: 1]),
            variants: []
        )
        let occurrences = digests.map { digest in
            Occurrence(
                at: Location(line: 1, column: 1, endLine: 1, endColumn: 2, range: 0..<1),
                Evidence(.high, [.pattern]),
                masked: "*",
                fingerprint: digest
            )
        }
        var detection = Detection(
            identifier: identifier,
            count: count,
            severity: .low,
            confidence: .high,
            occurrences: occurrences
        )
        if let others {
            var sum = ValueSum()
            sum.add(fingerprint: others)
            detection.otherValues = sum
        }
        return detection
    }

    @Test func theSameValueCountsOnceForEachIdentifier() {
        let found = [Self.detection("A", 3, ["x", "x", "y"]), Self.detection("B", 2, ["x", nil])]
        #expect(
            FoundValue.values(in: found) == [
                FoundValue(type: "A", digest: "x"), FoundValue(type: "A", digest: "y"),
                FoundValue(type: "B", digest: "x"),
            ]
        )
    }

    /// Another one of those that are not told apart makes another set.
    @Test func whatIsNotLocatedStandsForOneValue() {
        let digits = String(repeating: "0f", count: 32)
        let values = FoundValue.values(in: [Self.detection("A", 7, ["x"], others: digits)])
        #expect(values.contains(FoundValue(type: "A", digest: "others:6:" + String(repeating: "0f", count: 16))))
        #expect(
            FoundValue.values(in: [Self.detection("A", 7, ["x"])]).contains(FoundValue(type: "A", digest: "others:6:"))
        )
    }
}
