public import Identifiers
public import Validators

/// A place in a text where an identifier's pattern matched and every check held.
///
/// Offsets count bytes from the start of the text that was scanned, however many chunks it came in.
public struct Match: Equatable, Sendable {
    /// Index of the identifier in ``Detector/identifiers``.
    public var identifier: Int

    /// Index of the variant in ``Detector/variants``.
    public var variant: Int

    /// Where the whole match begins: what decides which chunk it belongs to.
    public var start: Int

    /// Where the sensitive value begins.
    public var valueStart: Int

    /// Where it ends.
    public var valueEnd: Int

    /// What speaks for it, as the checks have found it.
    public var evidence: MatchEvidence

    /// Whether it is a managed secret, known by its code and not by a pattern: it outranks all others.
    public var isManagedSecret = false

    /// The length of the value, in bytes.
    public var length: Int { valueEnd - valueStart }

    /// A managed secret at `range`, encoded as it is.
    ///
    /// - Parameters:
    ///   - range: Where the value lies, in bytes from the start of the text.
    ///   - identifier: The index of the identifier for managed secrets.
    ///   - variant: The index of its variant.
    /// - Returns: A match of high confidence, for which no word near it counts.
    public static func managedSecret(at range: Range<Int>, identifier: Int, variant: Int) -> Match {
        Match(
            identifier: identifier,
            variant: variant,
            start: range.lowerBound,
            valueStart: range.lowerBound,
            valueEnd: range.upperBound,
            evidence: MatchEvidence(confidence: .high),
            isManagedSecret: true
        )
    }

    /// Counts offsets from a point `distance` bytes earlier.
    public mutating func move(by distance: Int) {
        start += distance
        valueStart += distance
        valueEnd += distance
    }
}

/// What speaks for a match, noted by the checks that it has passed.
///
/// Words are named by number, so that evidence is a few plain values however many matches there are.
public struct MatchEvidence: Equatable, Sendable {
    /// How sure the match is.
    public var confidence: Confidence

    /// What has checked the value; ``Validator/none`` where only the form counts.
    public var validator = Validator.none

    /// Whether the value is as random as its rule asks for.
    public var isRandom = false

    /// Whether lists of names know the value.
    public var isKnownName = false

    /// The context word nearest to it, as an index into ``Detector/words``; -1 for none.
    public var word = -1

    /// The distance to that word, in bytes; `Int.max` for none.
    public var wordDistance = Int.max

    /// What has checked the value, as rules call it; `nil` where only the form counts.
    package var validatorName: String? { validator == .none ? nil : validator.rawValue }

    /// Notes that nothing but its form speaks for a match.
    public init(confidence: Confidence) { self.confidence = confidence }
}
