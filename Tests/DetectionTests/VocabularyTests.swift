import BuiltInIdentifiers
import Bytes
import Identifiers
import Prefiltering
import Testing

@testable import Detection
@testable import Vocabulary

/// A vocabulary that was worked out beforehand changes nothing but how long a detector takes to make.
@Suite struct VocabularyTests {
    private static let identifiers = BuiltInIdentifiers.load()

    /// A detector's variants with the keywords that lead to them, which say the same whatever their order.
    private static func meaning(_ detector: Detector) -> [Set<String>] {
        var meanings = [Set<String>](repeating: [], count: detector.variants.count)
        for (word, (keyword, use)) in zip(detector.words, detector.uses).enumerated() {
            let name = "\(keyword.bytes) \(keyword.comparison) \(keyword.boundary)"
            for variant in use.anchored { meanings[variant].insert("anchor \(name)") }
            for variant in detector.searched[word] { meanings[Int(variant)].insert("around \(name)") }
            if let naming = use.naming {
                meanings[naming.variant].insert("name \(name) \(naming.offset) \(naming.length)")
            }
            if let variant = use.manifest { meanings[variant].insert("manifest \(name)") }
        }
        for (word, keyword) in detector.words.enumerated() where detector.uses[word].isContext {
            for variant in detector.variants.indices where detector.isContext(word: word, of: variant) {
                meanings[variant].insert("context \(keyword.bytes)")
            }
        }
        return meanings
    }

    @Test func theBuildHasWorkedOutWhatWouldBeWorkedOutNow() {
        let prepared = BuiltInIdentifiers.vocabulary()
        let now = PreparedVocabulary(of: Self.identifiers)
        #expect(prepared.ids == now.ids)
        #expect(prepared.keywords == now.keywords)
        #expect(prepared.bounds == now.bounds)
        #expect(prepared.indices == now.indices)
        #expect(prepared.plan.numbers == now.plan.numbers)
    }

    @Test func keywordsMeanTheSame() {
        let chosen = Self.identifiers.filter { $0.isDefault }
        #expect(
            Self.meaning(Detector(chosen, vocabulary: BuiltInIdentifiers.vocabulary()))
                == Self.meaning(Detector(chosen))
        )
    }

    @Test func identifiersOfOnesOwnAreLookedForBesides() throws {
        let own = ManagedDataIdentifier(
            id: "EMPLOYEE_NUMBER",
            name: "Employee number",
            category: .personalInformation,
            severity: SeverityThresholds([.low: 1]),
            source: "the works council",
            variants: [
                Variant(
                    pattern: "(?<![0-9])7[0-9]{5}(?![0-9])",
                    anchor: .keywords(["staff card"], before: 20),
                    context: Variant.Context(words: ["works council"], isRequired: false)
                )
            ]
        )
        let detector = Detector(Self.identifiers + [own], vocabulary: BuiltInIdentifiers.vocabulary())
        var scanner = try Scanner(detector, allowing: AllowList())
        var text = TextBuffer(capacity: 64)
        text.append(contentsOf: Array("works council: 712345 staff card\n".utf8).span)
        let found = scanner.scan(text, owning: 0..<text.count).matches.map { detector.identifiers[$0.identifier].id }
        #expect(found.contains("EMPLOYEE_NUMBER"))
    }

    @Test func fewIdentifiersAreLookedForAlone() {
        let few = Array(Self.identifiers.prefix(20))
        #expect(Detector(few, vocabulary: BuiltInIdentifiers.vocabulary()).words == Detector(few).words)
    }

    @Test func whatIsDamagedIsNoVocabulary() {
        let packed = Array(PreparedVocabulary(of: Array(Self.identifiers.prefix(30))).packed.utf8)
        #expect(PreparedVocabulary(packed: packed.span) != nil)
        for cut in stride(from: 0, to: packed.count, by: max(1, packed.count / 50)) {
            #expect(PreparedVocabulary(packed: packed.span.extracting(first: cut)) == nil)
        }
        #expect(PreparedVocabulary(packed: (packed + [48]).span) == nil)
    }
}
