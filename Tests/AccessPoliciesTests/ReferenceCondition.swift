/// The values of a policy with their variables.
struct ReferenceValues {
    var context: ReferenceContext
    var hasVariables: Bool

    /// A pattern as pieces, with variables put in; `nil` when one has no value.
    func pieces(_ pattern: String, wildcards: Bool) -> [ReferenceText.Piece]? {
        var pieces: [ReferenceText.Piece] = []
        var rest = Substring(pattern)
        while let first = rest.unicodeScalars.first {
            if hasVariables, rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") {
                let content = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end])
                rest = rest[rest.index(after: end)...]
                guard let value = value(content) else { return nil }
                pieces += value.unicodeScalars.map { .character($0) }
                continue
            }
            rest = rest.dropFirst()
            pieces += wildcards ? ReferenceText.pieces(String(first)) : [.character(first)]
        }
        return pieces
    }

    private func value(_ content: String) -> String? {
        if ["*", "?", "$"].contains(content) { return content }
        let parts = content.split(separator: ",", maxSplits: 1).map { $0.filter { $0 != " " } }
        if let values = context.values[parts[0].lowercased()] { return values.count == 1 ? values[0] : nil }
        return parts.count == 2 ? String(parts[1].dropFirst().dropLast()) : nil
    }

    /// The parts of an ARN's pattern between colons, of which there are five at most outside of variables.
    private func split(_ pattern: String) -> [String] {
        var parts = [""]
        var isInVariable = false
        for character in pattern {
            if character == "{", hasVariables, parts[parts.count - 1].last == "$" { isInVariable = true }
            if character == "}" { isInVariable = false }
            if character == ":", !isInVariable, parts.count < 6 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts + [String](repeating: "*", count: 6 - parts.count)
    }

    func matchesARN(_ pattern: String, _ text: String) -> Bool {
        if !pattern.isEmpty, pattern.allSatisfy({ $0 == "*" }) { return true }
        let texts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard texts.count == 6 else { return false }
        if hasVariables, pattern.wholeMatch(of: /\$\{[^}]*\}/) != nil {
            return pieces(pattern, wildcards: false).map { ReferenceText.glob($0, text) } ?? false
        }
        return zip(split(pattern), texts).allSatisfy { pattern, text in
            pieces(pattern, wildcards: true).map { ReferenceText.glob($0, text) } ?? false
        }
    }
}

/// One key of a condition.
struct ReferenceCondition {
    var name: String
    var key: String
    var wanted: [String]
    var values: ReferenceValues

    var holds: Bool {
        var base = name
        var prefix = ""
        if let colon = base.firstIndex(of: ":") {
            prefix = String(base[..<colon])
            base = String(base[base.index(after: colon)...])
        }
        let isLenient = base.hasSuffix("IfExists")
        if isLenient { base = String(base.dropLast("IfExists".count)) }
        let found = values.context.values[key.lowercased()] ?? []
        if base == "Null" { return wanted.contains { ($0 == "true") == found.isEmpty } }
        let isNegated = base.contains("Not")
        let positive = base.replacing("Not", with: "")
        func one(_ value: String) -> Bool {
            let isAny = wanted.contains { compare(positive, $0, value) }
            return isNegated ? !isAny : isAny
        }
        if found.isEmpty {
            if isLenient || prefix == "ForAllValues" { return true }
            return prefix == "ForAnyValue" ? false : isNegated
        }
        switch prefix {
        case "ForAllValues": return found.filter { !one($0) }.isEmpty
        case "ForAnyValue": return !found.filter { one($0) }.isEmpty
        default: return found.count == 1 ? one(found[0]) : false
        }
    }

    private func compare(_ name: String, _ wanted: String, _ found: String) -> Bool {
        switch name {
        case "StringEquals":
            return values.pieces(wanted, wildcards: false).map { ReferenceText.glob($0, found) } ?? false
        case "StringEqualsIgnoreCase":
            return values.pieces(wanted, wildcards: false).map { pieces in
                let text = pieces.map { if case .character(let scalar) = $0 { String(scalar) } else { "" } }.joined()
                return text.lowercased() == found.lowercased()
            } ?? false
        case "StringLike": return values.pieces(wanted, wildcards: true).map { ReferenceText.glob($0, found) } ?? false
        case "ArnEquals", "ArnLike": return values.matchesARN(wanted, found)
        case "Bool": return ["true", "false"].contains(found.lowercased()) && wanted.lowercased() == found.lowercased()
        case "BinaryEquals": return Vocabulary.binaries.contains(found) && wanted == found
        case "IpAddress":
            guard let block = Vocabulary.blocks[wanted], let address = Vocabulary.addresses[found] else { return false }
            return address.hasPrefix(block)
        default: break
        }
        let table = name.hasPrefix("Date") ? Vocabulary.dates : Vocabulary.numbers
        guard let wanted = table[wanted] ?? plain(wanted), let found = table[found] ?? plain(found) else {
            return false
        }
        switch name.drop(while: { !"ELG".contains($0) }) {
        case "Equals": return found == wanted
        case "LessThan": return found < wanted
        case "LessThanEquals": return found <= wanted
        case "GreaterThan": return found > wanted
        case "GreaterThanEquals": return found >= wanted
        default: return false
        }
    }

    /// Digits, which are a number as well as seconds.
    private func plain(_ text: String) -> Double? {
        text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) == nil ? nil : Double(text)
    }
}
