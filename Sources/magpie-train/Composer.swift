import Classification

/// Makes documents from templates, always the same from the same seed.
///
/// The syntax is that of the files in `Rules/Models/Texts`: `{a|b}` is one of several, `{date}` and its like are filled in,
/// lines that begin with `~ ` are a pool of which some are kept in any order (`~+ ` as one paragraph), `*N ` repeats a line up to
/// N times, and `---` stands between documents of one kind.
struct Composer {
    private var random: SeededGenerator
    private let fillIns: FillIns

    /// Makes documents in a language, such as `de`.
    init(seed: UInt64, language: String) {
        random = SeededGenerator(seed: seed)
        fillIns = FillIns(language: language)
    }

    /// A document, and what its file is called.
    mutating func compose(_ template: Template) -> (name: String, text: String) {
        let body = template.bodies[random.below(template.bodies.count)]
        var lines: [String] = []
        var index = 0
        while index < body.count {
            if let mark = Composer.poolMark(body[index]) {
                var pool: [String] = []
                while index < body.count, Composer.poolMark(body[index]) == mark {
                    pool.append(String(body[index].dropFirst(mark.count)))
                    index += 1
                }
                let kept = random.shuffled(pool).prefix(max(1, pool.count * (33 + random.below(34)) / 100)).map {
                    fill($0)
                }
                if mark == "~+ " { lines.append(kept.joined(separator: " ")) } else { lines += kept }
                continue
            }
            let line = body[index]
            index += 1
            if let (count, rest) = Composer.repetition(line) {
                for _ in 0..<(2 + random.below(max(1, count - 1))) { lines.append(fill(rest)) }
            } else {
                lines.append(fill(line))
            }
        }
        return (fill(template.name), lines.joined(separator: "\n"))
    }

    private static func poolMark(_ line: Substring) -> String? {
        if line.hasPrefix("~+ ") { return "~+ " }
        return line.hasPrefix("~ ") ? "~ " : nil
    }

    private static func repetition(_ line: Substring) -> (Int, Substring)? {
        guard line.first == "*" else { return nil }
        let digits = line.dropFirst().prefix { $0.isNumber }
        guard let count = Int(digits), line.dropFirst(1 + digits.count).first == " " else { return nil }
        return (min(count, 60), line.dropFirst(2 + digits.count))
    }

    // MARK: Braces

    /// The text with everything in braces chosen and filled in.
    mutating func fill(_ text: some StringProtocol) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            guard let close = Composer.end(of: rest, from: open) else { return result + rest[open...] }
            result += value(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// Where the brace at `open` is closed.
    private static func end(of text: Substring, from open: Substring.Index) -> Substring.Index? {
        var depth = 0
        for index in text.indices[open...] {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    private mutating func value(_ inner: Substring) -> String {
        var choices: [Substring] = []
        var depth = 0
        var start = inner.startIndex
        for index in inner.indices {
            switch inner[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case "|" where depth == 0:
                choices.append(inner[start..<index])
                start = inner.index(after: index)
            default: break
            }
        }
        choices.append(inner[start...])
        if choices.count > 1 { return fill(choices[random.below(choices.count)]) }
        return fillIns.value(inner, &random) ?? "{\(inner)}"
    }
}

/// A file of templates.
struct Template {
    /// The pattern of the names of such files.
    var name: Substring
    /// The lines of each document of the kind.
    var bodies: [[Substring]]

    /// Reads a file.
    init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        name = ""
        if let first = lines.first, first.hasPrefix("name:") {
            name = first.dropFirst(5).drop { $0 == " " }
            lines = lines.dropFirst()
            if lines.first?.isEmpty == true { lines = lines.dropFirst() }
        }
        bodies = lines.split(separator: "---").map(Array.init)
    }
}
