import AccessPolicies
import Diagnostics
import Terminal

/// A policy that somebody names on the command line: as JSON, or by its file.
struct PolicyArgument {
    /// What it is called in messages; safe to be shown.
    var name: String
    var text: String

    /// Reads it.
    ///
    /// - Parameter word: JSON, `file://PATH`, or the path alone.
    /// - Throws: `Diagnostic` for a file that cannot be read.
    init(_ word: String) throws {
        let isJSON = word.first { !$0.isWhitespace } == "{"
        let isURL = word.hasPrefix("file://")
        name = isJSON ? "the policy" : TerminalText.escaped(isURL ? String(word.dropFirst("file://".count)) : word)
        text = try OperationCall.text(isJSON || isURL ? word : "file://\(word)")
    }

    /// What it is by what it says: statements that name principals are those of a resource, or of a role where they name no
    /// resources.
    var kind: AccessPolicy.Kind {
        guard text.contains("\"Principal\"") || text.contains("\"NotPrincipal\"") else { return .identity }
        return text.contains("\"Resource\"") || text.contains("\"NotResource\"") ? .resource : .trust
    }
}
