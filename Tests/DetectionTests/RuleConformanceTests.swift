import BuiltInIdentifiers
import BuiltInModels
import Identifiers
import Patterns
import Testing

@testable import Detection

/// Every shipped rule does what its examples say, with all rules active.
@Suite struct RuleConformanceTests {
    static let identifiers = BuiltInIdentifiers.load(withExamples: true)
    static let detector = Detector(identifiers, names: { BuiltInModels.names })

    @Test(arguments: identifiers.map(\.id))
    func keepsItsExamples(_ id: String) throws {
        let identifier = try #require(Self.identifiers.first { $0.id == id })
        #expect(identifier.examples.count >= 2)
        #expect(identifier.counterexamples.count >= 1)
        var scanner = try Scanner(Self.detector, allowing: AllowList())
        for example in identifier.examples {
            let text = try ExampleText.expand(example, seed: id)
            let found = IdentifierCheck.identifiers(in: text, with: &scanner)
            #expect(found.contains(id), "«\(text)» is \(found)")
        }
        for example in identifier.counterexamples {
            let text = try ExampleText.expand(example, seed: id)
            #expect(!IdentifierCheck.identifiers(in: text, with: &scanner).contains(id), "«\(text)»")
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
}
