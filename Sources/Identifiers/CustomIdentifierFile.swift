public import StrictYAML

/// Reads a user's custom data identifiers from YAML, in the terms that Amazon Macie has for them.
///
/// ```yaml
/// customDataIdentifiers:
///   - name: Employee number
///     regex: 'E-[0-9]{6}'
///     keywords: [employee, staff no]
///     ignoreWords: [E-000000]
///     maximumMatchDistance: 50
///     severityLevels:
///       - { occurrencesThreshold: 1, severity: LOW }
///       - { occurrencesThreshold: 50, severity: HIGH }
/// ```
///
/// A file may also hold the members of one identifier directly. Beyond Macie's: `id`, which findings refer to (made from
/// the name when it is left out), and `examples` and `counterexamples` for `magpie identifiers test`.
///
/// Source: https://docs.aws.amazon.com/macie/latest/user/cdis-options.html
public enum CustomIdentifierFile {
    /// Reads the identifiers of one file.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: How to call it in errors.
    /// - Returns: The identifiers, in the file's order.
    /// - Throws: `YAMLError` with the place.
    public static func read(_ bytes: Span<UInt8>, file: String) throws(YAMLError) -> [ManagedDataIdentifier] {
        let root = try StrictYAML.parse(bytes: bytes, file: file)
        var mapping = try root.mapping()
        guard let nodes = try mapping.optional("customDataIdentifiers")?.list() else { return [try identifier(root)] }
        try mapping.finish()
        var identifiers: [ManagedDataIdentifier] = []
        for node in nodes {
            let identifier = try identifier(node)
            if identifiers.contains(where: { $0.id == identifier.id }) {
                throw node.invalid(
                    "there are two identifiers '\(identifier.id)'",
                    hint: "give one of them another 'id'"
                )
            }
            identifiers.append(identifier)
        }
        return identifiers
    }

    private static func identifier(_ node: YAMLNode) throws(YAMLError) -> ManagedDataIdentifier {
        var mapping = try node.mapping()
        let name = try mapping.required("name").string()
        let id = try mapping.optional("id")?.string() ?? id(from: name)
        let regex = try mapping.required("regex").string()
        let keywords = try words(mapping.optional("keywords"), 2...90)
        let ignoreWords = try words(mapping.optional("ignoreWords"), 1...90)
        let distance = try mapping.optional("maximumMatchDistance")?.int(in: 1...300) ?? 50
        let severity = try severity(mapping.optional("severityLevels"))
        let examples = try mapping.optional("examples")?.strings() ?? []
        let counterexamples = try mapping.optional("counterexamples")?.strings() ?? []
        _ = try mapping.optional("description")?.string()
        try mapping.finish()
        guard !id.isEmpty else { throw node.invalid("no id can be made from the name", hint: "add an 'id'") }
        let context = Variant.Context(words: keywords, distance: distance, isRequired: true, precedes: true)
        let variant = Variant(
            pattern: regex,
            anchor: keywords.isEmpty ? .everywhere : .context(digits: 0),
            context: keywords.isEmpty ? nil : context,
            exclude: ignoreWords.map { "(?i)" + quoted($0) },
            isCustom: true
        )
        return ManagedDataIdentifier(
            id: id,
            name: name,
            category: .customIdentifier,
            severity: severity,
            source: node.location.file,
            variants: [variant],
            examples: examples,
            counterexamples: counterexamples
        )
    }

    /// Reads a list of words, each with a number of bytes in `lengths`.
    private static func words(_ node: YAMLNode?, _ lengths: ClosedRange<Int>) throws(YAMLError) -> [String] {
        guard let node else { return [] }
        var words: [String] = []
        for element in try node.list() {
            let word = try element.string()
            guard lengths.contains(word.utf8.count) else {
                throw element.invalid(
                    "a word has \(lengths.lowerBound) to \(lengths.upperBound) bytes",
                    hint: "this one has \(word.utf8.count)"
                )
            }
            words.append(word)
        }
        return words
    }

    /// Reads `[{ occurrencesThreshold: 1, severity: LOW }]`; without it, one occurrence is of medium severity.
    private static func severity(_ node: YAMLNode?) throws(YAMLError) -> SeverityThresholds {
        guard let node else { return SeverityThresholds([.medium: 1]) }
        var levels: [Severity: Int] = [:]
        var last: (severity: Severity, count: Int)?
        for element in try node.list() {
            var mapping = try element.mapping()
            let count = try mapping.required("occurrencesThreshold").int(in: 1...1_000_000)
            let word = try mapping.required("severity").choice(of: ["LOW", "MEDIUM", "HIGH"])
            try mapping.finish()
            let severity: Severity = word == "LOW" ? .low : word == "MEDIUM" ? .medium : .high
            if let last, severity <= last.severity || count <= last.count {
                throw element.invalid(
                    "severity and threshold must both rise",
                    hint: "sort the levels, each at most once"
                )
            }
            levels[severity] = count
            last = (severity, count)
        }
        guard !levels.isEmpty else { throw node.invalid("no level", hint: "remove the key for one level, MEDIUM") }
        return SeverityThresholds(levels)
    }

    /// `Employee number` as `EMPLOYEE_NUMBER`.
    private static func id(from name: String) -> String {
        let words = name.uppercased().utf8.split { !($0 &- 65 < 26 || $0 &- 48 < 10) }
        return words.map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: "_")
    }

    /// A pattern that matches `text` and nothing else.
    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain = scalar.value >= 0x80 || scalar.properties.isAlphabetic || "0"..."9" ~= scalar
            return isPlain ? String(scalar) : "\\\(scalar)"
        }.joined()
    }
}
