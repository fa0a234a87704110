public import Terminal
public import POSIX
public import StrictYAML

/// A failure in words, for the person at the terminal.
public struct Diagnostic: Error, Equatable, Sendable {
    /// How bad it is.
    public enum Level: String, Sendable {
        case error
        case warning
    }

    public var level = Level.error

    /// A code to search for, if there is one.
    public var code: String?

    /// What is wrong: one clause, lower case, no full stop.
    public var message: String

    /// What to do about it.
    public var hint: String?

    /// Creates a message.
    public init(_ message: String, hint: String? = nil, level: Level = .error) {
        self.message = message
        self.hint = hint
        self.level = level
    }

    /// Words a mistake in a YAML file.
    public init(_ error: YAMLError) {
        self.init("\(error.location): \(error.summary)", hint: error.hint)
        code = error.code
    }

    /// Words a failed system call on a path.
    public init(_ path: [UInt8], _ error: SystemError, hint: String? = nil) {
        self.init("\(TerminalText.escaped(path)): \(error)", hint: hint)
    }

    /// The lines to print, with a line feed each.
    public func lines(_ style: Style) -> String {
        let label = level.rawValue + (code.map { " \($0)" } ?? "")
        var text = "magpie: \(style.error(label)): \(TerminalText.escaped(message, keepingLines: true))\n"
        if let hint { text += "magpie: hint: \(TerminalText.escaped(hint, keepingLines: true))\n" }
        return text
    }
}
