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

    /// Whether it counts only as a word of its own.
    ///
    /// `_`, `-` and everything that is neither letter nor digit end a word; a digit, or an `s` and then a boundary, may
    /// follow. Words of four or more letters are also found as humps of camel case (`cardNumber`).
    public let isWord: Bool

    /// Creates a keyword.
    ///
    /// - Parameters:
    ///   - bytes: At least two, or three where it is not a word.
    ///   - comparison: How it is compared; `bytes` must be lower-case for ``Comparison/anyCase``.
    ///   - isWord: Whether it counts only as a word of its own.
    public init(_ bytes: [UInt8], comparison: Comparison, isWord: Bool) {
        precondition(bytes.count >= (isWord ? 2 : 3), "a keyword this short would be found everywhere")
        self.bytes = bytes
        self.comparison = comparison
        self.isWord = isWord
    }

    /// Words of up to three letters are too common inside others to be looked for in humps.
    var isShortWord: Bool { isWord && bytes.count <= 3 }
}

/// A keyword that was found.
public struct KeywordHit: Sendable {
    /// Where it begins, in bytes from the start of the text.
    public let start: Int32

    /// Its index in the list that the ``Prefilter`` was made from.
    public let keyword: Int32
}
