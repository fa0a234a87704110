import Bytes
import Identifiers
import Prefiltering
import Testing

@testable import Detection

/// A pattern that cannot be used leaves a gap: what it would have found is not known.
@Suite struct BrokenPatternTests {
    private static func outcome(_ anchor: Variant.Anchor, _ context: Variant.Context?, in text: String) throws -> Int {
        let identifier = ManagedDataIdentifier(
            id: "BROKEN",
            name: "Broken",
            category: .credentials,
            severity: SeverityThresholds([.high: 1]),
            variants: [Variant(pattern: "broken-([0-9]{9}", anchor: anchor, context: context)]
        )
        #expect(IdentifierCheck.mistakes(in: identifier).count == 1)
        var scanner = try Scanner(Detector([identifier]), allowing: AllowList())
        var buffer = TextBuffer(capacity: 64)
        buffer.append(contentsOf: text.utf8Span.span)
        return scanner.scan(buffer, owning: 0..<buffer.count).gaps
    }

    @Test func whereItWouldBeTriedThereIsAGap() throws {
        #expect(try Self.outcome(.keywords(["broken-"], before: 0), nil, in: "a broken-123456789") == 1)
        #expect(try Self.outcome(.everywhere, nil, in: "anything") == 1)
        let context = Variant.Context(words: ["order"], isRequired: true)
        #expect(try Self.outcome(.context(digits: 1), context, in: "order 17") == 1)
    }

    @Test func whereItWouldNotBeTriedThereIsNone() throws {
        #expect(try Self.outcome(.keywords(["broken-"], before: 0), nil, in: "nothing of the kind") == 0)
    }
}
