public import Identifiers

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

    /// A severity, in six columns.
    public func severity(_ severity: Severity) -> String {
        switch severity {
        case .high: wrap("HIGH  ", "1;31")
        case .medium: wrap("MEDIUM", "33")
        case .low: wrap("LOW   ", "34")
        }
    }

    /// The word that an error begins with.
    public func error(_ text: String) -> String { wrap(text, "1;31") }

    private func wrap(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
