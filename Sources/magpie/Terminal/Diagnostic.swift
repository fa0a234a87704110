import POSIX
import Reporting
import StrictYAML

/// A failure in words, for the person at the terminal.
struct Diagnostic: Error, Equatable, Sendable {
    /// How bad it is.
    enum Level: String, Sendable {
        case error
        case warning
    }

    var level = Level.error

    /// A code to search for, if there is one.
    var code: String?

    /// What is wrong: one clause, lower case, no full stop.
    var message: String

    /// What to do about it.
    var hint: String?

    init(_ message: String, hint: String? = nil, level: Level = .error) {
        self.message = message
        self.hint = hint
        self.level = level
    }

    /// Words a mistake in a YAML file.
    init(_ error: YAMLError) {
        self.init("\(error.location): \(error.summary)", hint: error.hint)
        code = error.code
    }

    /// Words a failed system call on a path.
    init(_ path: [UInt8], _ error: SystemError, hint: String? = nil) {
        self.init("\(TerminalText.escaped(path)): \(error)", hint: hint)
    }

    /// The lines to print, with a line feed each.
    func lines(_ style: Style) -> String {
        let label = level.rawValue + (code.map { " \($0)" } ?? "")
        var text = "magpie: \(style.error(label)): \(TerminalText.escaped(message, keepingLines: true))\n"
        if let hint { text += "magpie: hint: \(TerminalText.escaped(hint, keepingLines: true))\n" }
        return text
    }
}
