import BuiltInModels
import Bytes
import Detection
import Fingerprints
import Identifiers
import Prefiltering
import Scanning
import Terminal
import Validators

/// Says why a value is found or not, by looking for it as a scan does, and at what each check says.
struct Explainer: ~Copyable {
    private let detector: Detector
    private var scanner: Scanner

    /// Explains what `identifiers` find; all are looked for at once, as in a scan.
    init(_ identifiers: [ManagedDataIdentifier], allowing allowList: AllowList) throws {
        let detector = Detector(identifiers, names: { BuiltInModels.names })
        self.detector = detector
        scanner = try Scanner(detector, allowing: allowList)
    }

    /// How many forms and places are told of.
    private static let most = 10

    // MARK: A value

    /// Why the identifier takes a value or does not, and what would change that; lines that do not hold the value.
    mutating func lines(explaining value: [UInt8], as identifier: ManagedDataIdentifier) -> [String] {
        var lines = ["\(identifier.id): \(identifier.name)"]
        guard let index = detector.identifiers.firstIndex(where: { $0.id == identifier.id }) else { return lines }
        let alone = trial(value, index)
        lines.append("  the value alone is \(words(alone, identifier))")
        lines += forms(of: value, index)
        var best = alone.confidence
        var hasChange = false
        for (shown, text) in Explainer.surroundings(of: value, identifier) {
            let changed = trial(text, index)
            guard let confidence = changed.confidence, best.map({ confidence > $0 }) ?? true else { continue }
            if !hasChange { lines.append("  what would change it:") }
            lines.append("    written as \(shown) it is \(words(changed, identifier))")
            (best, hasChange) = (confidence, true)
        }
        if best == .low || alone.confidence == .low {
            lines.append("  scans leave out what has low confidence, unless they have '--minimum-confidence low'")
        }
        if !identifier.isDefault {
            lines.append("  it is off by default: '--identifiers all,\(identifier.id)' turns it on")
        }
        if !hasChange, best == nil {
            lines.append(
                "  no word near it would make it one: it has not the form, or fails a check that no word outweighs"
            )
        }
        return lines
    }

    /// What a scan makes of a text.
    private struct Trial {
        /// How sure the identifier is; `nil` when it finds nothing.
        var confidence: Confidence?
        /// What spoke for it.
        var reasons: [String] = []
        /// The identifier that the same bytes are found as instead.
        var other: String?
    }

    private mutating func trial(_ text: [UInt8], _ identifier: Int) -> Trial {
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        let found = TextFindings(in: buffer, by: &scanner)
        var trial = Trial()
        let own = found.settled.filter { $0.identifier == identifier }
        if let surest = own.max(by: { $0.evidence.confidence < $1.evidence.confidence }) {
            trial.confidence = surest.evidence.confidence
            trial.reasons = reasons(of: surest)
        } else if let other = found.settled.first {
            trial.other = detector.identifiers[other.identifier].id
        }
        return trial
    }

    private func words(_ trial: Trial, _ identifier: ManagedDataIdentifier) -> String {
        if let confidence = trial.confidence {
            return "found with \(confidence.name) confidence (\(trial.reasons.joined(separator: ", ")))"
        }
        return trial.other.map { "not found as \(identifier.id), but as \($0)" } ?? "not found"
    }

    private func reasons(of match: Match) -> [String] {
        var reasons: [String] = []
        if match.evidence.validator != .none { reasons.append("passes \(match.evidence.validator.rawValue)") }
        if match.evidence.isRandom { reasons.append("random enough") }
        if match.evidence.isKnownName { reasons.append("known name") }
        if match.evidence.word >= 0 {
            reasons.append("near '\(String(decoding: detector.words[match.evidence.word].bytes, as: UTF8.self))'")
        }
        return reasons.isEmpty ? ["by its form alone"] : reasons
    }

    /// What each form of an identifier says of a value.
    private mutating func forms(of value: [UInt8], _ identifier: Int) -> [String] {
        var buffer = TextBuffer(capacity: value.count)
        buffer.append(contentsOf: value.span)
        _ = TextFindings(in: buffer, by: &scanner)
        let candidates = scanner.candidates(of: identifier, in: buffer, 0..<max(1, value.count))
        let variants = detector.variants.indices.filter { detector.owners[$0] == identifier }
        var lines: [String] = []
        for (number, variant) in variants.enumerated().prefix(Explainer.most) {
            let name = variants.count > 1 ? "form \(number + 1)" : "the form"
            let rule = detector.variants[variant]
            guard rule.finder == .pattern, !rule.pattern.isEmpty else {
                lines.append("  \(name): none; what is assigned to a name is read, and told from names by a model")
                continue
            }
            guard
                let candidate = candidates.first(where: { $0.variant == variant && $0.isMatch })
                    ?? candidates.first(where: { $0.variant == variant })
            else {
                lines.append("  \(name): the value has it not; the pattern is \(Explainer.cut(rule.pattern))")
                continue
            }
            let isWhole = candidate.value == 0..<value.count
            lines.append(
                "  \(name): \(isWhole ? "the value has it" : "a part of the value has it"), which is \(rule.confidence.name)"
            )
            lines += candidate.checks.map { "    \($0.isPassed ? "+" : "-") \($0.question.word): \($0.detail)" }
        }
        if variants.count > Explainer.most { lines.append("  and \(variants.count - Explainer.most) more forms") }
        return lines
    }

    /// A value in surroundings that might make more of it, and how these are shown.
    private static func surroundings(
        of value: [UInt8],
        _ identifier: ManagedDataIdentifier
    ) -> [(shown: String, text: [UInt8])] {
        var words: [String] = []
        for variant in identifier.variants {
            var candidates = variant.context?.words ?? []
            if case .keywords(let names, _) = variant.anchor, variant.finder != .pattern { candidates += names }
            for word in candidates.prefix(3) where !words.contains(word) { words.append(word) }
        }
        var texts: [(String, [UInt8])] = []
        for word in words.prefix(most) {
            for (prefix, suffix) in [("\(word): ", "\n"), ("\(word)=\"", "\"\n"), ("\(word)_api_key = \"", "\"\n")] {
                texts.append(
                    (
                        "'\(prefix)VALUE\(suffix.dropLast())'",
                        Array(prefix.utf8) + value + Array(suffix.utf8)
                    )
                )
            }
        }
        return texts
    }

    // MARK: A line

    /// What is found on a line of a text and why, and what comes near to it; values are masked.
    ///
    /// - Parameters:
    ///   - line: The range of the line.
    ///   - text: The whole text.
    ///   - only: The id of the only identifier that is told of; `nil` for all.
    /// - Returns: Lines for people.
    mutating func lines(explaining line: Range<Int>, of text: [UInt8], only: String?) -> [String] {
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        let found = TextFindings(in: buffer, by: &scanner)
        let detector = detector
        func isTold(_ match: Match) -> Bool {
            match.valueStart < line.upperBound && match.valueEnd > line.lowerBound
                && (only == nil || detector.identifiers[match.identifier].id == only)
        }
        var lines: [String] = []
        let settled = found.settled.filter(isTold)
        for match in settled {
            lines.append("found: \(describe(match, in: text, line)), \(reasons(of: match).joined(separator: ", "))")
            if match.evidence.confidence == .low {
                lines.append("  scans leave it out, unless they have '--minimum-confidence low'")
            }
        }
        var told: Set<Int> = Set(settled.map(\.identifier))
        for match in found.outdone.filter(isTold) where told.insert(match.identifier).inserted {
            let winner = found.settled.first { $0.valueStart < match.valueEnd && $0.valueEnd > match.valueStart }
            let name = winner.map { detector.identifiers[$0.identifier].id } ?? "another"
            lines.append("not told: \(describe(match, in: text, line)), which gives way to \(name)")
        }
        lines += nearMisses(on: line, of: text, in: buffer, told, only)
        return lines.isEmpty ? ["nothing on this line has the form of anything that is looked for"] : lines
    }

    private func describe(_ match: Match, in text: [UInt8], _ line: Range<Int>) -> String {
        let value = Array(text[match.valueStart..<match.valueEnd])
        let column = max(0, match.valueStart - line.lowerBound) + 1
        return
            "\(detector.identifiers[match.identifier].id) at byte \(column) of the line, \(Masking.mask(value.span)), "
            + "\(match.evidence.confidence.name) confidence"
    }

    /// What has the form of an identifier and fails a single check.
    private mutating func nearMisses(
        on line: Range<Int>,
        of text: [UInt8],
        in buffer: borrowing TextBuffer,
        _ told: Set<Int>,
        _ only: String?
    ) -> [String] {
        var misses: [(odds: Int, line: String)] = []
        for (index, identifier) in detector.identifiers.enumerated()
        where !told.contains(index) && (only == nil || identifier.id == only) {
            let candidates = scanner.candidates(of: index, in: buffer, line).filter { candidate in
                candidate.checks.count { !$0.isPassed && $0.question != .sample && $0.question != .counterWord } == 1
            }
            guard
                let candidate = candidates.max(by: { left, right in
                    odds(of: left) < odds(of: right)
                }), let failure = candidate.firstFailure
            else { continue }
            let value = Array(text[candidate.value])
            misses.append(
                (
                    odds(of: candidate),
                    "not found: \(identifier.id), \(Masking.mask(value.span)): \(failure.question.word): \(failure.detail)"
                )
            )
        }
        misses.sort { ($1.odds, $0.line) < ($0.odds, $1.line) }
        var lines = misses.prefix(Explainer.most).map(\.line)
        if misses.count > Explainer.most {
            lines.append("and \(misses.count - Explainer.most) more that come near; '--only ID' tells of one")
        }
        return lines
    }

    private func odds(of candidate: Candidate) -> Int {
        let isValid = candidate.checks.contains { $0.question == .validator && $0.isPassed }
        return isValid ? detector.variants[candidate.variant].validator.oddsOfChance : 0
    }

    private static func cut(_ pattern: String) -> String {
        pattern.utf8.count > 120 ? "\(pattern.prefix(117))..." : pattern
    }
}

extension Candidate.Check.Question {
    /// What people call it.
    fileprivate var word: String {
        switch self {
        case .keyword: "keyword"
        case .validator: "check"
        case .entropy: "randomness"
        case .judgement: "model of secrets"
        case .exclusion: "exclusion"
        case .context: "context"
        case .allowList: "allow list"
        case .sample: "known sample"
        case .counterWord: "word against it"
        }
    }
}
