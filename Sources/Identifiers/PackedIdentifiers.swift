import Validators

/// Identifiers in a form that is read in a fraction of the time that YAML takes.
///
/// The build packs the files under `Rules/` into the program, so that start-up does not grow with the number of rules.
/// A list of text fields: each is its length in UTF-8 bytes in decimal, a colon, and the text. Context words, which many
/// variants share, come first and are numbers from then on, as are the cases of enumerations.
public enum PackedIdentifiers {
    /// The packed form is not what this program wrote: it must be built again.
    public struct Damaged: Error {}

    /// Packs `identifiers`.
    public static func pack(_ identifiers: [ManagedDataIdentifier]) -> String {
        var writer = Writer()
        var words: [String] = []
        for word in identifiers.flatMap(\.variants).flatMap({ $0.context?.words ?? [] }) where writer.words[word] == nil
        {
            writer.words[word] = words.count
            words.append(word)
        }
        writer.put(words)
        writer.put(identifiers.count)
        for identifier in identifiers {
            writer.put(identifier.id)
            writer.put(identifier.name)
            writer.put(case: identifier.category)
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
        reader.words = try reader.strings()
        let categories = Category.allCases
        var identifiers: [ManagedDataIdentifier] = []
        let count = try reader.number()
        identifiers.reserveCapacity(min(count, packed.count))
        for _ in 0..<count {
            let id = try reader.string()
            let name = try reader.string()
            let category = try reader.choice(of: categories)
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
        /// The number of each context word.
        var words: [String: Int] = [:]

        mutating func put<Kind: CaseIterable & Equatable>(case kind: Kind) {
            for (number, other) in Kind.allCases.enumerated() where other == kind { put(number) }
        }

        mutating func put(_ field: String) { text += "\(field.utf8.count):\(field)" }
        mutating func put(_ number: Int) { put(String(number)) }

        mutating func put(_ strings: [String]) {
            put(strings.count)
            for string in strings { put(string) }
        }

        mutating func put(_ variant: Variant) {
            put(variant.pattern)
            put(case: variant.finder)
            switch variant.anchor {
            case .keywords(let keywords, let before):
                put(case: AnchorKind.keywords)
                put(keywords)
                put(before)
            case .digits(let count, let groups, let before):
                put(case: AnchorKind.digits)
                put(count)
                put(groups.flatMap { [String($0.lowerBound), String($0.upperBound)] })
                put(before)
            case .at(let before):
                put(case: AnchorKind.at)
                put(before)
            case .iban(let country):
                put(case: AnchorKind.iban)
                put(country)
            case .travelDates(let before):
                put(case: AnchorKind.travelDates)
                put(before)
            case .context(let digits):
                put(case: AnchorKind.context)
                put(digits)
            case .everywhere: put(case: AnchorKind.everywhere)
            }
            let numbers = (variant.context?.words ?? []).compactMap { words[$0] }
            put(numbers.count)
            for number in numbers { put(number) }
            put(variant.context?.distance ?? 0)
            put(variant.context?.isRequired == true ? 1 : 0)
            put(variant.confidence.rawValue)
            put(case: variant.validator)
            put(Int(variant.entropy * 1000 + 0.5))
            put(variant.exclude)
            put(case: variant.judgement)
        }
    }

    private enum AnchorKind: CaseIterable {
        case keywords
        case digits
        case at
        case iban
        case travelDates
        case context
        case everywhere
    }

    private struct Reader: ~Escapable {
        private let bytes: Span<UInt8>
        private var position = 0
        /// The context words, by their numbers.
        var words: [String] = []
        private let finders = Variant.Finder.allCases
        private let anchors = AnchorKind.allCases
        private let validators = Validator.allCases
        private let judgements = Variant.Judgement.allCases

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

        /// One of some cases, by its number.
        mutating func choice<Kind>(of cases: [Kind]) throws(Damaged) -> Kind {
            let number = try number()
            guard number < cases.count else { throw Damaged() }
            return cases[number]
        }

        mutating func contextWords() throws(Damaged) -> [String] {
            let count = try number()
            guard count <= bytes.count - position else { throw Damaged() }
            var found: [String] = []
            found.reserveCapacity(count)
            for _ in 0..<count {
                let number = try number()
                guard number < words.count else { throw Damaged() }
                found.append(words[number])
            }
            return found
        }

        mutating func variant() throws(Damaged) -> Variant {
            let pattern = try string()
            let finder = try choice(of: finders)
            let anchor: Variant.Anchor
            switch try choice(of: anchors) {
            case .keywords: anchor = .keywords(try strings(), before: try number())
            case .digits:
                let count = try number()
                let ends = try strings().compactMap { Int($0) }
                let groups = stride(from: 0, to: ends.count - 1, by: 2).map { ends[$0]...ends[$0 + 1] }
                anchor = .digits(count: count, groups: groups, before: try number())
            case .at: anchor = .at(before: try number())
            case .iban: anchor = .iban(country: try string())
            case .travelDates: anchor = .travelDates(before: try number())
            case .context: anchor = .context(digits: try number())
            case .everywhere: anchor = .everywhere
            }
            let words = try contextWords()
            let distance = try number()
            let isRequired = try number() == 1
            guard let confidence = Confidence(rawValue: try number()) else { throw Damaged() }
            let validator = try choice(of: validators)
            let entropy = Double(try number()) / 1000
            let exclude = try strings()
            let judgement = try choice(of: judgements)
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
