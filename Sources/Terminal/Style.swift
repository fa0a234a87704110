/// How parts of a text look on a terminal: in colour, or not at all.
///
/// Whether to use colours is decided once, at the top. The codes are those of ECMA-48, "Select Graphic Rendition".
public struct Style: Sendable {
    private let isColored: Bool

    /// Creates a style.
    public init(isColored: Bool) { self.isColored = isColored }

    /// What stands above something.
    public func heading(_ text: String) -> String { wrap(text, "1") }

    /// What is there for those who look twice.
    public func aside(_ text: String) -> String { wrap(text, "2") }

    /// Sensitive data, masked or not.
    public func value(_ text: String) -> String { wrap(text, "36") }

    /// The word that an error begins with.
    public func error(_ text: String) -> String { wrap(text, "1;31") }

    /// `text` in a colour.
    ///
    /// - Parameters:
    ///   - text: What to show.
    ///   - code: The parameters of "Select Graphic Rendition", such as `1;31`.
    /// - Returns: The text between the sequences, or as it is where there are no colours.
    public func wrap(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
