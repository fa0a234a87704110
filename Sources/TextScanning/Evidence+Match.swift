import Detection
import Findings

extension Evidence {
    /// What a match says for itself, with its words spelt out, and what its value was found as.
    ///
    /// - Parameters:
    ///   - match: What the checks have noted.
    ///   - detector: The detector that numbers the words.
    ///   - encoding: How a known secret is encoded; `nil` for anything else.
    ///   - isDisguised: Whether the value is written so that it does not read as what it is.
    init(_ match: MatchEvidence, from detector: Detector, encoding: String?, isDisguised: Bool) {
        var reasons: [Reason] = []
        if let validator = match.validatorName { reasons.append(.validator(validator)) }
        if match.isRandom { reasons.append(.entropy) }
        if match.isKnownName { reasons.append(.knownName) }
        if let word = detector.word(of: match) { reasons.append(.keyword(word)) }
        if let encoding { reasons.append(.encoding(encoding)) }
        if isDisguised { reasons.append(.disguised) }
        self.init(match.confidence, reasons.isEmpty ? [.pattern] : reasons)
    }
}
