public import Validators

/// One way in which an identifier is recognised: a pattern, where to look for it, and what must hold besides.
public struct Variant: Equatable, Sendable {
    /// What leads to a place where the pattern is tried.
    public enum Anchor: Equatable, Sendable {
        /// One of these literals, at most `before` bytes after the start of the match.
        case keywords([String], before: Int)

        /// A group of digits, at most `before` bytes after the start of the match, of one of the given lengths, that
        /// begins a run of at least `count` digits. With `before` above 0, `+` or `(` stands right before the digits.
        case digits(count: Int, groups: [ClosedRange<Int>], before: Int)

        /// The '@' of a mail address whose local part, at most `before` bytes long, begins the match.
        case at(before: Int)

        /// The two capitals, a country's code, and two digits that an IBAN begins with.
        case iban(country: String)

        /// The dates of birth and expiry of a machine-readable zone, at most `before` bytes after the start of the match:
        /// six digits and a check digit, M, F, X or `<`, and seven digits again.
        case travelDates(before: Int)

        /// A word of the variant's context, within whose reach lie at least `digits` digits.
        case context(digits: Int)

        /// Nothing: the pattern is searched everywhere. Dear; for custom identifiers without keywords.
        case everywhere
    }

    /// How a match is found at a place that the anchor leads to.
    public enum Finder: String, CaseIterable, Sendable {
        /// By the pattern.
        case pattern
        /// By reading what is assigned to the name of a password of which the keyword is a part.
        case password
        /// By reading what is assigned to the name of a key or token of which the keyword is a part.
        case key
        /// By the name of a vendor, a keyword, near the name of a key or token that another identifier reads.
        case vendor
        /// By reading the values of a Kubernetes Secret, of which the keyword tells the kind.
        case manifest
        /// By reading names of people wherever words look like one.
        case personNames
    }

    /// What the model of secrets is asked about a value that a pattern found.
    public enum Judgement: String, CaseIterable, Sendable {
        /// Nothing.
        case none
        /// Whether it is a password.
        case password
        /// Whether it is a key or token.
        case key
    }

    /// Words near a match that make it likelier, or that it needs.
    public struct Context: Equatable, Sendable {
        /// The words, lower-case.
        ///
        /// A space in a word also stands for nothing, `_` or `-`.
        public var words: [String]

        /// The greatest distance between the edges of word and match, in bytes.
        public var distance: Int

        /// Whether a match without such a word is no match.
        public var isRequired: Bool

        /// Whether the word must come before the match and the distance runs to the match's end, as Macie has it for
        /// custom data identifiers.
        public var precedes: Bool

        /// Creates a context.
        public init(words: [String], distance: Int = 30, isRequired: Bool, precedes: Bool = false) {
            self.words = words
            self.distance = distance
            self.isRequired = isRequired
            self.precedes = precedes
        }
    }

    /// The PCRE2 pattern, over bytes; empty where another ``finder`` looks.
    public var pattern: String

    /// How a match is found.
    public var finder: Finder

    /// What leads to it.
    public var anchor: Anchor

    /// Words near it, if any matter.
    public var context: Context?

    /// How sure a match is without the help of an optional context.
    public var confidence: Confidence

    /// A check that the value must pass.
    public var validator: Validator

    /// Least Shannon entropy of the value, in bits for each byte; 0 for none.
    public var entropy: Double

    /// Patterns that the value must not hold.
    public var exclude: [String]

    /// What the model of secrets has to say of the value: references, stand-ins and words are no matches then, and what is
    /// weak is found with low confidence.
    public var judgement: Judgement

    /// Whether the pattern comes from a user and may have no upper bound.
    public var isCustom: Bool

    /// Whether the label of the line counts as context, however far it is.
    ///
    /// Not for custom identifiers, whose distance is Macie's, nor for what is searched around words without digits, nor where only
    /// the name of a column counts.
    public var hasLabels: Bool {
        guard !isCustom, let context, !context.precedes, context.distance > 0 else { return false }
        if case .context(0) = anchor { return false }
        return true
    }

    /// Creates a variant.
    public init(
        pattern: String,
        finder: Finder = .pattern,
        anchor: Anchor,
        context: Context? = nil,
        confidence: Confidence = .medium,
        validator: Validator = .none,
        entropy: Double = 0,
        exclude: [String] = [],
        judgement: Judgement = .none,
        isCustom: Bool = false
    ) {
        self.pattern = pattern
        self.finder = finder
        self.anchor = anchor
        self.context = context
        self.confidence = confidence
        self.validator = validator
        self.entropy = entropy
        self.exclude = exclude
        self.judgement = judgement
        self.isCustom = isCustom
    }
}
