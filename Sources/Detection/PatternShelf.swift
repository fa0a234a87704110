import Identifiers
import Patterns

/// The patterns of one thread, compiled when they are first needed.
///
/// A rule set has hundreds of patterns and a run needs a few dozen: start-up does not grow with the number of rules.
/// Each thread has its own shelf, so that neither a lock nor a shared reference count is on the path of a match.
struct PatternShelf: ~Copyable {
    private let detector: Detector
    private var patterns: [Shelved]
    private var excluded: [[Pattern]?]

    private enum Shelved {
        case unused
        case ready(Pattern)
        case broken
    }

    init(_ detector: Detector) {
        self.detector = detector
        patterns = Array(repeating: .unused, count: detector.variants.count)
        excluded = Array(repeating: nil, count: detector.variants.count)
    }

    /// The pattern of `variant`; `nil` if it does not compile: ``IdentifierCheck`` has looked before any scan, so for want of
    /// memory.
    subscript(variant: Int) -> Pattern? {
        mutating get {
            switch patterns[variant] {
            case .ready(let pattern): return pattern
            case .broken: return nil
            case .unused:
                guard let pattern = try? PatternShelf.compile(detector.variants[variant]) else {
                    patterns[variant] = .broken
                    return nil
                }
                patterns[variant] = .ready(pattern)
                return pattern
            }
        }
    }

    /// What the value of `variant` must not hold.
    mutating func exclusions(of variant: Int) -> [Pattern] {
        if let known = excluded[variant] { return known }
        let made = detector.variants[variant].exclude.compactMap {
            // One that is missing, for want of memory, lets matches through that nobody wanted; it hides none.
            try? Pattern($0, anchoring: .anywhere, bounding: .cut(after: Pattern.greatestLength))
        }
        excluded[variant] = made
        return made
    }

    /// Compiles the pattern of `variant` for the way in which it is tried.
    static func compile(_ variant: Variant) throws(PatternError) -> Pattern {
        let anchoring: Pattern.Anchoring =
            switch variant.anchor {
            case .keywords(_, before: 0), .digits(_, _, before: 0), .iban, .at: .atOffset
            default: .anywhere
            }
        return try Pattern(
            variant.pattern,
            anchoring: anchoring,
            bounding: variant.isCustom ? .cut(after: 1024) : .required
        )
    }
}
