public import Bytes
import Identifiers
import Patterns
import Prefiltering
import Validators

/// A place that has the form of an identifier, and what each further check says of it.
public struct Candidate: Sendable {
    /// A check, in the order in which a scan makes them.
    public struct Check: Sendable, Equatable {
        /// What is asked.
        public enum Question: String, Sendable {
            case keyword, validator, entropy, judgement, exclusion, context, allowList, sample, counterWord
        }

        public var question: Question
        /// Whether it speaks for the value; what fails a check other than ``Question/sample`` and ``Question/counterWord`` is no
        /// match.
        public var isPassed: Bool
        /// What was asked for, and what was there: without the value.
        public var detail: String
    }

    /// Index of the variant in ``Detector/variants``.
    public var variant: Int
    /// Where the value lies, in bytes.
    public var value: Range<Int>
    public var checks: [Check]

    /// Whether all checks hold that decide.
    public var isMatch: Bool { firstFailure == nil }

    /// The check because of which it is no match.
    public var firstFailure: Check? {
        checks.first { !$0.isPassed && $0.question != .sample && $0.question != .counterWord }
    }
}

extension Scanner {
    /// The most places that are looked at of each variant.
    private static let mostCandidates = 50

    /// Places that have the form of an identifier, whether anything leads there or not, with what speaks for and against each.
    ///
    /// Identifiers that read what is assigned to a name have no form, and no candidates.
    ///
    /// - Parameters:
    ///   - identifier: Index in ``Detector/identifiers``.
    ///   - text: The text that ``scan(_:owning:in:from:dumps:)`` was called with last, from its start.
    ///   - range: Where values must lie, in bytes.
    /// - Returns: By variant and place.
    public mutating func candidates(
        of identifier: Int,
        in text: borrowing TextBuffer,
        _ range: Range<Int>
    ) -> [Candidate] {
        var candidates: [Candidate] = []
        for variant in detector.variants.indices where detector.owners[variant] == identifier {
            let rule = detector.variants[variant]
            guard rule.finder == .pattern, !rule.pattern.isEmpty, let pattern = pattern(of: variant) else { continue }
            var position = max(0, range.lowerBound - pattern.maximumLength)
            var count = 0
            while position < range.upperBound, count < Scanner.mostCandidates {
                let last = range.upperBound - 1
                let end = min(text.count, last + pattern.maximumLength + Scanner.lookahead)
                guard
                    case .match = matcher.match(
                        pattern,
                        in: text.bytes,
                        from: position,
                        beginningBy: last,
                        to: end
                    ), let start = matcher.start(of: 0), start <= last,
                    let lower = matcher.start(of: pattern.valueGroup), let upper = matcher.end(of: pattern.valueGroup),
                    let whole = matcher.end(of: 0)
                else { break }
                position = start + 1
                guard upper > lower, lower < range.upperBound, upper > range.lowerBound else { continue }
                count += 1
                let checks = checks(variant, start..<whole, lower..<upper, in: text.bytes)
                candidates.append(Candidate(variant: variant, value: lower..<upper, checks: checks))
            }
        }
        return candidates
    }

    private mutating func checks(
        _ variant: Int,
        _ match: Range<Int>,
        _ value: Range<Int>,
        in bytes: Span<UInt8>
    ) -> [Candidate.Check] {
        let rule = detector.variants[variant]
        let valueBytes = bytes.extracting(value)
        var checks: [Candidate.Check] = []
        if case .keywords(let words, _) = rule.anchor, !words.isEmpty {
            let held = words.first { Scanner.holds($0, bytes.extracting(match)) }
            checks.append(
                Candidate.Check(
                    question: .keyword,
                    isPassed: held != nil,
                    detail: held.map { "holds '\($0)'" } ?? "must hold \(Scanner.list(words))"
                )
            )
        }
        if rule.validator != .none {
            let odds = rule.validator.oddsOfChance
            checks.append(
                Candidate.Check(
                    question: .validator,
                    isPassed: rule.validator.accepts(valueBytes),
                    detail: rule.validator.rawValue + (odds > 1 ? ", which one random value in \(odds) passes" : "")
                )
            )
        }
        if rule.entropy > 0 {
            let bits = Entropy.bitsPerByte(of: valueBytes)
            checks.append(
                Candidate.Check(
                    question: .entropy,
                    isPassed: bits >= rule.entropy,
                    detail: "\(Scanner.tenths(bits)) bits a character, \(Scanner.tenths(rule.entropy)) are needed"
                )
            )
        }
        if rule.judgement != .none {
            let judged = SecretJudge.confidence(of: value, asked: rule.judgement, in: Glyphs(bytes))
            checks.append(
                Candidate.Check(
                    question: .judgement,
                    isPassed: judged != nil,
                    detail: judged.map {
                        "the model is \($0 > .low ? "" : "not ")sure that it is a \(rule.judgement.rawValue)"
                    }
                        ?? "the model takes it for no \(rule.judgement.rawValue)"
                )
            )
        }
        for (index, exclusion) in rule.exclude.isEmpty ? [] : Array(patterns.exclusions(of: variant).enumerated())
        where contains(valueBytes, [exclusion]) {
            checks.append(
                Candidate.Check(question: .exclusion, isPassed: false, detail: "excluded by \(rule.exclude[index])")
            )
        }
        checks += contextChecks(variant, value, in: bytes)
        if allowList.contains(valueBytes) || contains(valueBytes, allowedPatterns) {
            checks.append(Candidate.Check(question: .allowList, isPassed: false, detail: "an allow list has it"))
        }
        if isSample(valueBytes, of: variant) {
            checks.append(
                Candidate.Check(
                    question: .sample,
                    isPassed: false,
                    detail: "documentation and tests use it, or it leads to nobody: confidence low"
                )
            )
        }
        return checks
    }

    private func contextChecks(_ variant: Int, _ value: Range<Int>, in bytes: Span<UInt8>) -> [Candidate.Check] {
        let rule = detector.variants[variant]
        var checks: [Candidate.Check] = []
        if let context = rule.context {
            var word = nearestWord(of: variant, to: value, in: bytes)?.word
            if word == nil { word = columnWord(of: variant, at: value.lowerBound, in: bytes) }
            let name = word.map { String(decoding: detector.words[$0].bytes, as: UTF8.self) }
            checks.append(
                Candidate.Check(
                    question: .context,
                    isPassed: word != nil || !context.isRequired,
                    detail: name.map { "'\($0)' stands near it, or labels it" }
                        ?? "no word such as \(Scanner.list(context.words)) within \(context.distance) bytes"
                        + (context.isRequired ? ", which it needs" : ", which would make it surer")
                )
            )
        }
        if isCountered(value, detector.rules[variant], by: nil, in: bytes) {
            checks.append(
                Candidate.Check(
                    question: .counterWord,
                    isPassed: false,
                    detail: "a word right at it says that it is of another kind"
                )
            )
        }
        return checks
    }

    /// Whether `text` holds `word`, capitals aside.
    private static func holds(_ word: String, _ text: Span<UInt8>) -> Bool {
        let word = Array(word.lowercased().utf8)
        guard text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) {
            var length = 0
            while length < word.count {
                let byte = text[start + length]
                guard (byte &- 65 < 26 ? byte | 0x20 : byte) == word[length] else { break }
                length += 1
            }
            if length == word.count { return true }
        }
        return false
    }

    /// The first of some words.
    private static func list(_ words: [String]) -> String {
        let shown = words.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        return words.count > 4 ? "\(shown) or one of \(words.count - 4) more" : shown
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

/// What a scan finds in a text, as it settles it.
public struct TextFindings: Sendable {
    /// What was found, in order.
    public var settled: [Match]
    /// What gave way to others that claim the same bytes.
    public var outdone: [Match]

    /// Finds everything in a whole text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - scanner: Finds it.
    public init(in text: borrowing TextBuffer, by scanner: inout Scanner) {
        let table = scanner.table(in: text)
        var dumps = table == nil ? Optional(DumpTables()) : nil
        let outcome = scanner.scan(text, owning: 0..<text.count, in: table, from: 0, dumps: &dumps)
        var resolver = MatchResolver(scanner.detector)
        let settled = resolver.resolve(outcome.matches, before: .max)
        self.settled = settled
        outdone = outcome.matches.filter { !settled.contains($0) }
    }
}
