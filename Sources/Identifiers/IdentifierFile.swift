public import StrictYAML
import Validators

/// Reads managed data identifiers from YAML; `Rules/README.md` describes the fields.
public enum IdentifierFile {
    /// Reads the identifiers of one file.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: How to call it in errors.
    /// - Returns: The identifiers in the order of the file, no two with the same id.
    /// - Throws: `YAMLError` with the place, for an unknown key, a wrong type or anything else that is not as described.
    public static func read(_ bytes: Span<UInt8>, file: String) throws(YAMLError) -> [ManagedDataIdentifier] {
        var identifiers: [ManagedDataIdentifier] = []
        var mapping = try StrictYAML.parse(bytes: bytes, file: file).mapping()
        for node in try mapping.required("identifiers").list() {
            let identifier = try self.identifier(node)
            if identifiers.contains(where: { $0.id == identifier.id }) {
                throw node.invalid(
                    "there are two identifiers '\(identifier.id)'",
                    hint: "give them one entry with variants"
                )
            }
            identifiers.append(identifier)
        }
        try mapping.finish()
        return identifiers
    }

    private static func identifier(_ node: YAMLNode) throws(YAMLError) -> ManagedDataIdentifier {
        var mapping = try node.mapping()
        let id = try mapping.required("id")
        let name = try mapping.required("name").string()
        let category: Category = try mapping.required("category").choice()
        let severity = try severity(try mapping.required("severity"))
        let isRecommended = try mapping.optional("recommended")?.bool() ?? false
        let isDefault = try mapping.optional("default")?.bool() ?? true
        let isFallback = try mapping.optional("fallback")?.bool() ?? false
        let partOf = try mapping.optional("partOf")?.string()
        let source = try mapping.required("source").string()
        var variants: [Variant] = []
        if let nodes = try mapping.optional("variants")?.list() {
            for node in nodes {
                var mapping = try node.mapping()
                variants.append(try variant(&mapping))
                try mapping.finish()
            }
            if variants.isEmpty { throw node.invalid("'variants' is empty", hint: "give at least one pattern") }
        } else {
            variants = [try variant(&mapping)]
        }
        let examples = try mapping.required("examples").strings()
        let counterexamples = try mapping.required("counterexamples").strings()
        try mapping.finish()
        let isWellFormed = try id.string().utf8.allSatisfy { byte in
            byte &- 65 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "(")
                || byte == UInt8(ascii: ")")
        }
        guard isWellFormed else {
            throw id.invalid("an id is written in capitals, digits and '_'", hint: "for example EXAMPLE_TOKEN")
        }
        return ManagedDataIdentifier(
            id: try id.string(),
            name: name,
            category: category,
            severity: severity,
            isRecommended: isRecommended,
            isDefault: isDefault,
            isFallback: isFallback,
            partOf: partOf,
            source: source,
            variants: variants,
            examples: examples,
            counterexamples: counterexamples
        )
    }

    /// Reads `high`, or `{ low: 1, medium: 2, high: 100 }`.
    private static func severity(_ node: YAMLNode) throws(YAMLError) -> SeverityThresholds {
        let words: [(String, Severity)] = [("low", .low), ("medium", .medium), ("high", .high)]
        guard node.type == .mapping else {
            let word = try node.choice(of: words.map(\.0))
            let level = words.first { $0.0 == word }?.1 ?? .high
            return SeverityThresholds([level: 1])
        }
        var mapping = try node.mapping()
        var levels: [Severity: Int] = [:]
        for (word, severity) in words {
            if let count = try mapping.optional(word)?.int(in: 1...1_000_000) { levels[severity] = count }
        }
        try mapping.finish()
        if levels.isEmpty { throw node.invalid("no threshold", hint: "for example { low: 1, medium: 2, high: 100 }") }
        return SeverityThresholds(levels)
    }

    private static func variant(_ mapping: inout YAMLMapping) throws(YAMLError) -> Variant {
        let finder: Variant.Finder = try mapping.optional("finder")?.choice() ?? .pattern
        let pattern = finder == .pattern ? try mapping.required("pattern").string() : ""
        let context = try context(mapping.optional("context"))
        let anchor = finder == .personNames ? .everywhere : try anchor(&mapping, context)
        let confidence = try mapping.optional("confidence").map { node throws(YAMLError) in
            let word = try node.choice(of: Confidence.allCases.map(\.name))
            return Confidence.allCases.first { $0.name == word } ?? .medium
        }
        return Variant(
            pattern: trimmed(pattern),
            finder: finder,
            anchor: anchor,
            context: context,
            confidence: confidence ?? .medium,
            validator: try mapping.optional("validator")?.choice() ?? .none,
            entropy: try mapping.optional("entropy")?.double(in: 0...8) ?? 0,
            exclude: try mapping.optional("exclude")?.strings() ?? [],
            judgement: try mapping.optional("judge")?.choice() ?? .none
        )
    }

    /// A block scalar ends with a line end, which is no part of the pattern.
    private static func trimmed(_ pattern: String) -> String {
        var pattern = Substring(pattern)
        while pattern.last == "\n" { pattern.removeLast() }
        return String(pattern)
    }

    private static func context(_ node: YAMLNode?) throws(YAMLError) -> Variant.Context? {
        guard let node else { return nil }
        var mapping = try node.mapping()
        let wordNodes = try mapping.required("words").list()
        var words: [String] = []
        for node in wordNodes {
            let word = try node.string()
            guard (2...64).contains(word.utf8.count) else {
                throw node.invalid("a context word has 2 to 64 bytes", hint: "this one has \(word.utf8.count)")
            }
            guard usefulBytes(word) >= 2 else {
                throw node.invalid(
                    "the context word '\(word)' has fewer than two letters, digits, '_' or '-'",
                    hint: "it would be looked for in every gap between words; choose a longer one, or an 'anchor'"
                )
            }
            words.append(word)
        }
        let distance = try mapping.optional("within")?.int(in: 0...1000) ?? 30
        let isRequired = try mapping.required("required").bool()
        try mapping.finish()
        return Variant.Context(words: words, distance: distance, isRequired: isRequired)
    }

    private static func anchor(
        _ mapping: inout YAMLMapping,
        _ context: Variant.Context?
    ) throws(YAMLError) -> Variant.Anchor {
        let keywordNode = mapping.optional("keywords")
        let keywords = try keywordNode?.strings() ?? []
        let before = try mapping.optional("before")?.int(in: 0...500) ?? 0
        let digits = try mapping.optional("digits")?.int(in: 0...64)
        let groups = mapping.optional("groups")
        switch try mapping.optional("anchor")?.choice(of: ["digits", "at", "iban", "travelDates"]) {
        case "digits":
            guard let digits, digits >= 9 else {
                throw mapping.node.invalid(
                    "the anchor 'digits' needs 'digits', at least 9",
                    hint: "add for example 'digits: 13'"
                )
            }
            return .digits(count: digits, groups: try lengths(groups), before: before)
        case "at": return .at(before: before)
        case "travelDates": return .travelDates(before: before)
        case "iban":
            guard keywords.count == 1, keywords[0].utf8.count == 2 else {
                throw mapping.node.invalid(
                    "the anchor 'iban' needs one country code in 'keywords'",
                    hint: "add 'keywords: [DE]'"
                )
            }
            return .iban(country: keywords[0])
        default: break
        }
        if keywords.isEmpty {
            guard context?.isRequired == true else {
                throw mapping.node.invalid(
                    "nothing leads to the pattern",
                    hint: "add 'keywords' that occur in each match, an 'anchor', or a context with 'required: true'"
                )
            }
            return .context(digits: digits ?? 0)
        }
        for keyword in keywords where keyword.utf8.count < 3 || usefulBytes(keyword) < 2 {
            throw (keywordNode ?? mapping.node).invalid(
                "the keyword '\(keyword)' has fewer than three bytes, or fewer than two letters, digits, '_' or '-'",
                hint: "choose a longer one"
            )
        }
        return .keywords(keywords, before: before)
    }

    /// Reads `[3, "13-19"]`.
    private static func lengths(_ node: YAMLNode?) throws(YAMLError) -> [ClosedRange<Int>] {
        guard let node else { return [] }
        var ranges: [ClosedRange<Int>] = []
        for element in try node.list() {
            let ends = try element.string().split(separator: "-").map { Int($0) }
            guard let low = ends.first ?? nil, let high = ends.last ?? nil, ends.count <= 2, low >= 1, low <= high,
                high < 64
            else {
                throw element.invalid("not a length or a range of lengths from 1 to 63", hint: "for example \"13-19\"")
            }
            ranges.append(low...high)
        }
        return ranges
    }

    /// How many bytes of `keyword` tell the prefilter something.
    private static func usefulBytes(_ keyword: String) -> Int {
        keyword.utf8.count { $0 &- 48 < 10 || ($0 & 0xDF) &- 65 < 26 || $0 == 95 || $0 == 45 || $0 >= 0x80 }
    }
}
