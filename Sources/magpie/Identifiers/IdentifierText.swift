import Terminal
import Identifiers
import JSON
import Validators

/// Identifiers as text and as JSON.
enum IdentifierText {
    /// All identifiers, one a line; as JSON one document with a member `identifiers`.
    static func list(_ identifiers: [ManagedDataIdentifier], _ format: IdentifiersCommand.Format) -> [UInt8] {
        switch format {
        case .text: Array(table(identifiers).utf8)
        case .json: document(identifiers)
        }
    }

    /// One identifier with all that makes it up.
    static func show(_ identifier: ManagedDataIdentifier, _ format: IdentifiersCommand.Format) -> [UInt8] {
        switch format {
        case .text: return Array(sheet(identifier).utf8)
        case .json:
            var json = JSONWriter()
            json.identifier(identifier, isComplete: true)
            json.endRecord()
            return json.bytes
        }
    }

    private static func table(_ identifiers: [ManagedDataIdentifier]) -> String {
        let width = identifiers.map(\.id.count).max() ?? 0
        let categoryWidth = identifiers.map(\.category.rawValue.count).max() ?? 0
        return identifiers.map { identifier in
            padded(identifier.id, width) + "  " + padded(identifier.category.rawValue, categoryWidth) + "  "
                + padded(severity(identifier), 6) + "  " + TerminalText.escaped(identifier.name)
                + (identifier.isRecommended ? " (recommended)" : "")
                + (identifier.isDefault ? "" : " (off by default)") + "\n"
        }.joined()
    }

    private static func sheet(_ identifier: ManagedDataIdentifier) -> String {
        var rows = [
            ("id", identifier.id), ("name", identifier.name), ("category", identifier.category.rawValue),
            ("severity", thresholds(identifier)), ("recommended", identifier.isRecommended ? "yes" : "no"),
            ("default", identifier.isDefault ? "on" : "off"),
            ("source", identifier.source),
        ]
        for (index, variant) in identifier.variants.enumerated() {
            rows.append(("", ""))
            if identifier.variants.count > 1 { rows.append(("variant", String(index + 1))) }
            rows.append(("found at", anchor(variant)))
            if let context = variant.context {
                let words = context.words.joined(separator: ", ")
                rows.append(
                    (context.isRequired ? "only near" : "surer near", "\(words) (within \(context.distance) bytes)")
                )
            }
            rows.append(("confidence", variant.confidence.name))
            if variant.validator != .none { rows.append(("check", variant.validator.rawValue)) }
            if variant.entropy > 0 { rows.append(("entropy", "\(variant.entropy) bits per character at least")) }
            if variant.judgement != .none { rows.append(("judged as", variant.judgement.rawValue)) }
            rows.append(("pattern", variant.pattern))
            for pattern in variant.exclude { rows.append(("but not", pattern)) }
        }
        rows.append(("", ""))
        for text in identifier.examples { rows.append(("example", text)) }
        for text in identifier.counterexamples { rows.append(("not", text)) }
        return rows.map { label, text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
                TerminalText.escaped(String($0))
            }
            return label.isEmpty
                ? "\n" : padded(label, 11) + "  " + lines.joined(separator: "\n" + padded("", 13)) + "\n"
        }.joined()
    }

    private static func anchor(_ variant: Variant) -> String {
        switch variant.anchor {
        case .keywords(let words, let before):
            words.joined(separator: ", ") + (before > 0 ? " (up to \(before) bytes into the match)" : "")
        case .digits(let count, _, _): "a group of digits that begins \(count) or more"
        case .at: "an @"
        case .iban(let country): "the IBAN country code \(country)"
        case .travelDates: "two dates as a machine-readable zone has them"
        case .context: "the words near it"
        case .everywhere: "every place"
        }
    }

    /// The severity of one occurrence.
    private static func severity(_ identifier: ManagedDataIdentifier) -> String {
        identifier.severity.levels.first?.severity.description ?? ""
    }

    private static func thresholds(_ identifier: ManagedDataIdentifier) -> String {
        identifier.severity.levels.map { level in
            "\(level.severity.description) from \(Quantity.count(level.occurrences, "occurrence"))"
        }.joined(separator: ", ")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func document(_ identifiers: [ManagedDataIdentifier]) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("identifiers")
        json.beginArray()
        for identifier in identifiers {
            json.identifier(identifier, isComplete: false)
        }
        json.endArray()
        json.endObject()
        json.endRecord()
        return json.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func identifier(_ identifier: ManagedDataIdentifier, isComplete: Bool) {
        beginObject()
        member("id", identifier.id)
        member("name", identifier.name)
        member("category", identifier.category.rawValue)
        member("recommended", identifier.isRecommended)
        member("default", identifier.isDefault)
        member("fallback", identifier.isFallback)
        key("severity")
        beginArray()
        for level in identifier.severity.levels {
            beginObject()
            member("occurrencesThreshold", level.occurrences)
            member("severity", level.severity.description)
            endObject()
        }
        endArray()
        member("source", identifier.source)
        if isComplete { details(of: identifier) }
        endObject()
    }

    private mutating func details(of identifier: ManagedDataIdentifier) {
        key("variants")
        beginArray()
        for variant in identifier.variants {
            beginObject()
            member("pattern", variant.pattern)
            if case .keywords(let words, _) = variant.anchor { member("keywords", words) }
            if let context = variant.context {
                key("context")
                beginObject()
                member("words", context.words)
                member("within", context.distance)
                member("required", context.isRequired)
                endObject()
            }
            member("confidence", variant.confidence.name)
            member("validator", variant.validator.rawValue)
            key("entropy")
            decimal(variant.entropy)
            member("exclude", variant.exclude)
            if variant.judgement != .none { member("judge", variant.judgement.rawValue) }
            endObject()
        }
        endArray()
        member("examples", identifier.examples)
        member("counterexamples", identifier.counterexamples)
    }
}
