import Bytes
import BuiltInIdentifiers
import BuiltInModels
import Identifiers

@testable import Detection

/// What a detector finds in short texts.
struct TextFinds {
    /// Something that was found.
    struct Find {
        var id: String
        var value: String
        var confidence: Confidence
    }

    /// With all identifiers that are built in.
    static let all = TextFinds(Detector(BuiltInIdentifiers.load(), names: { BuiltInModels.names }))
    /// With those of credentials alone.
    static let credentials = TextFinds(Detector(BuiltInIdentifiers.load().filter { $0.category == .credentials }))

    /// What it finds it with.
    let detector: Detector

    private init(_ detector: Detector) { self.detector = detector }

    /// Looks through a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - mayBeTable: Whether it is looked at as a table if it is one.
    ///   - mayBeDump: Whether what is no table is looked at for statements and markup that name columns.
    ///   - owned: Where in the text matches may begin; `nil` for anywhere.
    ///   - readsProse: Whether names count that nothing announces.
    /// - Returns: What is found, in order.
    /// - Throws: When memory runs out.
    func finds(
        in text: String,
        mayBeTable: Bool = false,
        mayBeDump: Bool = false,
        owning owned: Range<Int>? = nil,
        readsProse: Bool = true
    ) throws -> [Find] {
        var scanner = try Scanner(detector, allowing: AllowList())
        scanner.readsProse = readsProse
        var buffer = TextBuffer(capacity: text.utf8.count)
        buffer.append(contentsOf: text.utf8Span.span)
        let table = mayBeTable ? scanner.table(in: buffer) : nil
        var dumps: DumpTables? = mayBeDump && table == nil ? DumpTables() : nil
        let outcome = scanner.scan(buffer, owning: owned ?? 0..<buffer.count, in: table, from: 0, dumps: &dumps)
        var resolver = MatchResolver(detector)
        return resolver.resolve(outcome.matches, before: .max).map { match in
            let value = (match.valueStart..<match.valueEnd).map { buffer.bytes[$0] }
            return Find(
                id: detector.identifiers[match.identifier].id,
                value: String(decoding: value, as: UTF8.self),
                confidence: match.evidence.confidence
            )
        }
    }
}
