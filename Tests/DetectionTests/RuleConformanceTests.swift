import BuiltInIdentifiers
import Identifiers
import Patterns
import Prefiltering
import Testing

@testable import Detection

/// Every shipped rule does what its examples say, with all rules active.
@Suite struct RuleConformanceTests {
    static let identifiers = BuiltInIdentifiers.load(withExamples: true)
    static let detector = Detector(identifiers)

    @Test(arguments: identifiers.map(\.id))
    func keepsItsExamples(_ id: String) throws {
        let identifier = try #require(Self.identifiers.first { $0.id == id })
        #expect(identifier.examples.count >= 2)
        #expect(identifier.counterexamples.count >= 1)
        for example in identifier.examples {
            let text = try ExampleText.expand(example, seed: id)
            let found = try Self.scan(text)
            #expect(found.contains(id), "«\(text)» is \(found)")
        }
        for example in identifier.counterexamples {
            let text = try ExampleText.expand(example, seed: id)
            #expect(try !Self.scan(text).contains(id), "«\(text)»")
        }
    }

    @Test(arguments: detector.variants.indices)
    func compilesWithinBounds(_ index: Int) throws {
        let variant = Self.detector.variants[index]
        let id = Self.identifiers[Self.detector.owners[index]].id
        do {
            let pattern = try PatternShelf.compile(variant)
            #expect(pattern.maximumLength <= Pattern.greatestLength, "\(id)")
            for exclusion in variant.exclude {
                _ = try Pattern(exclusion, anchoring: .anywhere, bounding: .cut(after: 16_384))
            }
        } catch {
            Issue.record("\(id): \(error): \(variant.pattern)")
        }
    }

    @Test func idsAreUnique() {
        #expect(Set(Self.identifiers.map(\.id)).count == Self.identifiers.count)
    }

    @Test func packingKeepsEverything() throws {
        let packed = Array(PackedIdentifiers.pack(Self.identifiers).utf8)
        #expect(try PackedIdentifiers.unpack(packed.span, withExamples: true) == Self.identifiers)
    }

    /// The ids that are found in `text` after merging.
    private static func scan(_ text: String) throws -> [String] {
        var buffer = TextBuffer(capacity: text.utf8.count)
        buffer.append(contentsOf: Array(text.utf8).span)
        var scanner = try Scanner(detector, allowing: AllowList())
        let outcome = scanner.scan(buffer, owning: 0..<buffer.count)
        #expect(outcome.gaps == 0)
        var resolver = MatchResolver(detector)
        return resolver.resolve(outcome.matches, before: .max).map { identifiers[$0.identifier].id }
    }
}
