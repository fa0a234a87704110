/// Reads YAML files so that no mistake in them goes unnoticed.
///
/// Ask the returned node for what you expect. Whatever is not there, is of another type, or was never asked for, ends
/// in a ``YAMLError`` with the place and a hint:
///
/// ```swift
/// let rule = try StrictYAML.parse(text, file: "aws.yaml").mapping { fields throws(YAMLError) in
///     Rule(id: try fields.required("id").string(), words: try fields.optional("words")?.strings() ?? [])
/// }
/// ```
///
/// The language is YAML 1.2's core schema with one document to a file, text as keys, no tags and no merge keys (`<<`).
/// Anchors and aliases work.
public enum StrictYAML {
    /// Parses the text of a file.
    ///
    /// - Parameters:
    ///   - text: One document; an empty one is a node of type ``YAMLType/nothing``.
    ///   - file: The name to use in locations.
    /// - Returns: The root of the document.
    /// - Throws: A ``YAMLError`` for what is not YAML, for a key that occurs twice, for tags, and when one of
    ///   ``YAMLLimit`` is exceeded.
    /// - Complexity: O(*n*) in the bytes plus the values that aliases expand to.
    public static func parse(_ text: String, file: String) throws(YAMLError) -> YAMLNode {
        YAMLNode(document: try Composer.compose(text.utf8Span.span, file: file), index: 0)
    }

    /// Parses the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark.
    ///   - file: The name to use in locations.
    /// - Returns: The root of the document.
    /// - Throws: As ``parse(_:file:)``, and ``YAMLError/notUTF8(at:)`` at the first byte that is not UTF-8.
    public static func parse(bytes: Span<UInt8>, file: String) throws(YAMLError) -> YAMLNode {
        do {
            _ = try UTF8Span(validating: bytes)
        } catch {
            let valid = (0..<error.byteOffsets.lowerBound).map { bytes[$0] }
            let before = String(decoding: valid, as: UTF8.self)
            throw .notUTF8(at: SourceLocation(file: file, after: before.unicodeScalars))
        }
        return YAMLNode(document: try Composer.compose(bytes, file: file), index: 0)
    }
}
