import Validators

/// Identifiers in a form that is read in a fraction of the time that YAML takes.
///
/// The build packs the files under `Rules/` into the program, so that start-up does not grow with the number of rules.
/// A list of text fields: each is its length in UTF-8 bytes in decimal, a colon, and the text.
public enum PackedIdentifiers {
    /// The packed form is not what this program wrote: it must be built again.
    public struct Damaged: Error {}

    /// Packs `identifiers`.
    public static func pack(_ identifiers: [ManagedDataIdentifier]) -> String {
        var writer = Writer()
        writer.put(identifiers.count)
        for identifier in identifiers {
            writer.put(identifier.id)
            writer.put(identifier.name)
            writer.put(identifier.category.rawValue)
            for severity in Severity.allCases {
                writer.put(identifier.severity.levels.first { $0.severity == severity }?.occurrences ?? 0)
            }
            writer.put(identifier.isRecommended ? 1 : 0)
            writer.put(identifier.isDefault ? 1 : 0)
            writer.put(identifier.isFallback ? 1 : 0)
            writer.put(identifier.partOf ?? "")
            writer.put(identifier.source)
            writer.put(identifier.variants.count)
            for variant in identifier.variants { writer.put(variant) }
            writer.put(identifier.examples)
            writer.put(identifier.counterexamples)
        }
        return writer.text
    }

    /// Reads what ``pack(_:)`` wrote.
    ///
    /// - Parameters:
    ///   - packed: The packed form, in UTF-8.
    ///   - withExamples: Whether examples are wanted; leaving them out saves time.
    /// - Returns: The identifiers in the order in which they were packed.
    /// - Throws: ``Damaged`` when the text is cut off, or a field is not what belongs there.
    /// - Complexity: About a microsecond an identifier.
    public static func unpack(_ packed: Span<UInt8>, withExamples: Bool) throws(Damaged) -> [ManagedDataIdentifier] {
        var reader = Reader(packed)
        var identifiers: [ManagedDataIdentifier] = []
        for _ in 0..<(try reader.number()) {
            let id = try reader.string()
            let name = try reader.string()
            guard let category = Category(rawValue: try reader.string()) else { throw Damaged() }
            var levels: [Severity: Int] = [:]
            for severity in Severity.allCases {
                let count = try reader.number()
                if count > 0 { levels[severity] = count }
            }
            let isRecommended = try reader.number() == 1
            let isDefault = try reader.number() == 1
            let isFallback = try reader.number() == 1
            let partOf = try reader.string()
            let source = try reader.string()
            var variants: [Variant] = []
            for _ in 0..<(try reader.number()) { variants.append(try reader.variant()) }
            let examples = try reader.strings(isWanted: withExamples)
            let counterexamples = try reader.strings(isWanted: withExamples)
            identifiers.append(
                ManagedDataIdentifier(
                    id: id,
                    name: name,
                    category: category,
                    severity: SeverityThresholds(levels),
                    isRecommended: isRecommended,
                    isDefault: isDefault,
                    isFallback: isFallback,
                    partOf: partOf.isEmpty ? nil : partOf,
                    source: source,
                    variants: variants,
                    examples: examples,
                    counterexamples: counterexamples
                )
            )
        }
        return identifiers
    }

    private struct Writer {
        var text = ""

        mutating func put(_ field: String) { text += "\(field.utf8.count):\(field)" }
        mutating func put(_ number: Int) { put(String(number)) }

        mutating func put(_ strings: [String]) {
            put(strings.count)
            for string in strings { put(string) }
        }

        mutating func put(_ variant: Variant) {
            put(variant.pattern)
            put(variant.finder.rawValue)
            switch variant.anchor {
            case .keywords(let keywords, let before):
                put("keywords")
                put(keywords)
                put(before)
            case .digits(let count, let groups, let before):
                put("digits")
                put(count)
                put(groups.flatMap { [String($0.lowerBound), String($0.upperBound)] })
                put(before)
            case .at(let before):
                put("at")
                put(before)
            case .iban(let country):
                put("iban")
                put(country)
            case .travelDates(let before):
                put("travelDates")
                put(before)
            case .context(let digits):
                put("context")
                put(digits)
            case .everywhere: put("everywhere")
            }
            put(variant.context?.words ?? [])
            put(variant.context?.distance ?? 0)
            put(variant.context?.isRequired == true ? 1 : 0)
            put(variant.confidence.rawValue)
            put(variant.validator.rawValue)
            put(Int(variant.entropy * 1000 + 0.5))
            put(variant.exclude)
            put(variant.judgement.rawValue)
        }
    }

    private struct Reader: ~Escapable {
        private let bytes: Span<UInt8>
        private var position = 0

        @_lifetime(copy bytes)
        init(_ bytes: Span<UInt8>) { self.bytes = bytes }

        private mutating func field() throws(Damaged) -> Range<Int> {
            var length = 0
            while position < bytes.count, bytes[position] != UInt8(ascii: ":") {
                let digit = bytes[position] &- 48
                guard digit < 10, length < 1 << 30 else { throw Damaged() }
                length = length * 10 + Int(digit)
                position += 1
            }
            let start = position + 1
            guard start + length <= bytes.count else { throw Damaged() }
            position = start + length
            return start..<position
        }

        mutating func string() throws(Damaged) -> String {
            let range = try field()
            guard let text = try? UTF8Span(validating: bytes.extracting(range)) else { throw Damaged() }
            return String(copying: text)
        }

        mutating func number() throws(Damaged) -> Int {
            let range = try field()
            var number = 0
            for index in range {
                let digit = bytes[index] &- 48
                guard digit < 10, number < 1 << 40 else { throw Damaged() }
                number = number * 10 + Int(digit)
            }
            return number
        }

        mutating func strings(isWanted: Bool = true) throws(Damaged) -> [String] {
            var strings: [String] = []
            for _ in 0..<(try number()) {
                if isWanted { strings.append(try string()) } else { _ = try field() }
            }
            return strings
        }

        mutating func variant() throws(Damaged) -> Variant {
            let pattern = try string()
            guard let finder = Variant.Finder(rawValue: try string()) else { throw Damaged() }
            let anchor: Variant.Anchor
            switch try string() {
            case "keywords": anchor = .keywords(try strings(), before: try number())
            case "digits":
                let count = try number()
                let ends = try strings().compactMap { Int($0) }
                let groups = stride(from: 0, to: ends.count - 1, by: 2).map { ends[$0]...ends[$0 + 1] }
                anchor = .digits(count: count, groups: groups, before: try number())
            case "at": anchor = .at(before: try number())
            case "iban": anchor = .iban(country: try string())
            case "travelDates": anchor = .travelDates(before: try number())
            case "context": anchor = .context(digits: try number())
            case "everywhere": anchor = .everywhere
            default: throw Damaged()
            }
            let words = try strings()
            let distance = try number()
            let isRequired = try number() == 1
            guard let confidence = Confidence(rawValue: try number()), let validator = Validator(rawValue: try string())
            else { throw Damaged() }
            let entropy = Double(try number()) / 1000
            let exclude = try strings()
            guard let judgement = Variant.Judgement(rawValue: try string()) else { throw Damaged() }
            return Variant(
                pattern: pattern,
                finder: finder,
                anchor: anchor,
                context: words.isEmpty ? nil : .init(words: words, distance: distance, isRequired: isRequired),
                confidence: confidence,
                validator: validator,
                entropy: entropy,
                exclude: exclude,
                judgement: judgement
            )
        }
    }
}
