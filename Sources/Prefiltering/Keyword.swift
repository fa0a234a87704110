/// A literal that a text must hold before anything dearer is tried.
public struct Keyword: Hashable, Sendable {
    /// How the bytes of a text are compared with the keyword's.
    public enum Comparison: Hashable, Sendable {
        /// As they are.
        case exact

        /// With ASCII letters of either case standing for each other.
        case anyCase
    }

    /// The literal; lower-case when compared in any case.
    public let bytes: [UInt8]

    /// How it is compared.
    public let comparison: Comparison

    /// What may stand beside a keyword.
    public enum Boundary: Hashable, Sendable {
        /// Anything.
        case none

        /// Neither letter nor digit right before it.
        case start

        /// Nothing that would make it a part of a longer word.
        ///
        /// `_`, `-` and everything that is neither letter nor digit end a word; a digit, or an `s` and then a boundary,
        /// may follow. Words of four or more letters are also found before a hump of camel case (`cardNumber`), those
        /// of five or more as one (`myCredit`).
        case word
    }

    /// What may stand beside it.
    public let boundary: Boundary

    /// Creates a keyword.
    ///
    /// - Parameters:
    ///   - bytes: At least two, or three where it is not a word.
    ///   - comparison: How it is compared; `bytes` must be lower-case for ``Comparison/anyCase``.
    ///   - boundary: What may stand beside it.
    public init(_ bytes: [UInt8], comparison: Comparison, boundary: Boundary) {
        precondition(bytes.count >= (boundary == .word ? 2 : 3), "a keyword this short would be found everywhere")
        self.bytes = bytes
        self.comparison = comparison
        self.boundary = boundary
    }

    /// Words of up to three letters are too common inside others to be looked for with humps or endings.
    var isShortWord: Bool { boundary == .word && bytes.count <= 3 }

    /// Words of up to four letters are too common inside others to be looked for as humps.
    var mayBeHump: Bool { boundary == .word && bytes.count > 4 }

    /// The folded bytes that may stand before it, where that says something.
    var neighboursBefore: [UInt8]? {
        if isShortWord { return Folding.strictBoundaries }
        return boundary == .start || boundary == .word && !mayBeHump ? Folding.boundaries : nil
    }

    /// The folded bytes that may stand after it, where that says something.
    var neighboursAfter: [UInt8]? { isShortWord ? Folding.strictBoundaries + Folding.digits : nil }
}

/// A keyword that was found.
public struct KeywordHit: Sendable {
    /// Where it begins, in bytes from the start of the text.
    public let start: Int32

    /// Its index in the list that the ``Prefilter`` was made from.
    public let keyword: Int32
}
