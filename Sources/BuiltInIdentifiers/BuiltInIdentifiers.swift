public import Identifiers
public import Vocabulary

/// The managed data identifiers that are part of the program.
///
/// They are the files under `Rules/` as they were when the program was built, so that it needs nothing beside it.
public enum BuiltInIdentifiers {
    /// Reads them.
    ///
    /// - Parameter withExamples: Whether their examples are wanted too.
    /// - Returns: All of them, in the order in which the build packed them.
    /// - Complexity: About a microsecond an identifier.
    public static func load(withExamples: Bool = false) -> [ManagedDataIdentifier] {
        let text = PackedRules.text
        let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard let identifiers = unsafe try? PackedIdentifiers.unpack(bytes.span, withExamples: withExamples) else {
            preconditionFailure("the program was built from rules that another version packed: build it again")
        }
        return identifiers
    }

    /// The keywords of all of them, as the build has worked them out.
    ///
    /// - Returns: A vocabulary in the order of the identifiers.
    /// - Complexity: About a millisecond.
    public static func vocabulary() -> PreparedVocabulary {
        let text = PackedRules.vocabulary
        let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard let vocabulary = unsafe PreparedVocabulary(packed: bytes.span) else {
            preconditionFailure("the program was built from rules that another version packed: build it again")
        }
        return vocabulary
    }

    /// What they are read from, to tell one set from another.
    public static var bytes: [UInt8] {
        let text = PackedRules.text
        return unsafe Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
