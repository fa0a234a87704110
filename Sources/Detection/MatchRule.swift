import Identifiers
import Validators

/// What a match of a variant has to be, as plain values: a variant has words and patterns besides, which nobody wants to copy for
/// each match.
struct MatchRule: Sendable {
    /// How many bytes of a match may lie before what leads to it.
    let before: Int
    /// How sure a match is without the help of an optional context.
    let confidence: Confidence
    /// A check that the value must pass.
    let validator: Validator
    /// Least Shannon entropy of the value, in bits for each byte; 0 for none.
    let entropy: Double
    /// Whether there are patterns that the value must not hold.
    let hasExclusions: Bool
    /// What the model of secrets is asked about the value.
    let judgement: Variant.Judgement
    /// Whether the pattern comes from a user.
    let isCustom: Bool
    /// Whether the identifier is one of credentials.
    let isCredential: Bool
    /// Whether the label of the line counts as context.
    let hasLabels: Bool
    /// Where words stand that matter, if any do.
    let context: Context?

    /// Where words near a match stand.
    struct Context: Sendable {
        /// The greatest distance between the edges of word and match, in bytes.
        let distance: Int
        /// Whether a match without such a word is no match.
        let isRequired: Bool
        /// Whether the word must come before the match, and the distance runs to the match's end.
        let precedes: Bool
    }

    init(_ variant: Variant, isCredential: Bool) {
        before =
            switch variant.anchor {
            case .keywords(_, let before), .digits(_, _, let before), .at(let before), .travelDates(let before): before
            case .iban, .context, .everywhere: 0
            }
        confidence = variant.confidence
        validator = variant.validator
        entropy = variant.entropy
        hasExclusions = !variant.exclude.isEmpty
        judgement = variant.judgement
        isCustom = variant.isCustom
        self.isCredential = isCredential
        hasLabels = variant.hasLabels
        context = variant.context.map {
            Context(distance: $0.distance, isRequired: $0.isRequired, precedes: $0.precedes)
        }
    }
}
