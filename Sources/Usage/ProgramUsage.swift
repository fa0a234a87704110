public import ArgumentParser
import POSIX

/// How all programs take the words that they are called with.
///
/// Help goes to standard output, with status 0. Whatever the words do not mean (an option, a command or an operation that
/// is not there, a value that is missing, an option that would have no effect) is a mistake: nothing is done, standard
/// error says what and where to look, and the status is ``mistakeStatus``.
public enum ProgramUsage {
    /// The exit status for mistakes.
    public static let mistakeStatus: CInt = 2

    /// The words behind the program's name, as ``rewritten(_:)`` has them.
    public static var words: [String] {
        rewritten(System.arguments.dropFirst().map { String(decoding: $0, as: UTF8.self) })
    }

    /// Has `help a b` mean what `a b --help` does.
    public static func rewritten(_ words: [String]) -> [String] {
        guard words.first == "help" else { return words }
        return words.dropFirst().filter { $0 != "--help" && $0 != "-h" } + ["--help"]
    }

    /// A word that should be a command and is none.
    public struct UnknownCommand: Equatable {
        public var word: String
        /// The commands before it, beginning with the program.
        public var path: [String]
        /// What could stand in its place.
        public var candidates: [String]
    }

    /// The first of `words` that should be a command and is none; `nil` when all is well.
    ///
    /// Commands with operations of their own (`magpie kms`) look after these themselves.
    public static func unknownCommand(in words: [String], of root: any ParsableCommand.Type) -> UnknownCommand? {
        let (command, path) = command(of: words, root)
        let subcommands = command.configuration.subcommands
        guard let word = words.dropFirst(path.count - 1).first, !word.hasPrefix("-"), !subcommands.isEmpty,
            !hasOperations(command)
        else { return nil }
        var candidates: [String] = []
        for subcommand in subcommands where subcommand.configuration.shouldDisplay {
            candidates.append(subcommand._commandName)
        }
        return UnknownCommand(word: word, path: path, candidates: candidates)
    }

    /// What is wrong with `words`, of which `error` tells, and the command whose help explains it.
    ///
    /// An option that is not there comes before all else that may be wrong.
    public static func mistake<Root: ParsableCommand>(
        _ error: any Error,
        in words: [String],
        of root: Root.Type
    ) -> (message: String, command: String) {
        let usage = Root.fullMessage(for: error).split(separator: "\n").first { $0.hasPrefix("Usage: ") }
        let named = usage?.dropFirst("Usage: ".count).split(separator: " ").prefix { $0.first?.isLetter ?? false }
        let name = named.map { $0.joined(separator: " ") } ?? Root._commandName
        let (command, _) = command(of: words, root)
        let options = words.prefix { $0 != "--" }.compactMap { word -> Substring? in
            word.hasPrefix("--") ? word.split(separator: "=", omittingEmptySubsequences: false).first : nil
        }
        let known = Root.helpMessage(for: command, includeHidden: true, columns: 1000).split {
            !$0.isLetter && !$0.isNumber && $0 != "-"
        }
        let message = Root.message(for: error)
        guard !message.hasPrefix("Unknown option"), let unknown = options.first(where: { !known.contains($0) }) else {
            return (message, name)
        }
        return ("Unknown option '\(unknown)'", name)
    }

    private static func hasOperations(_ command: any ParsableCommand.Type) -> Bool {
        if case .some = command.configuration.defaultSubcommand { true } else { false }
    }

    /// The command that `words` begin with, and its path, such as `magpie` and `findings`.
    public static func command(
        of words: [String],
        _ root: any ParsableCommand.Type
    ) -> (command: any ParsableCommand.Type, path: [String]) {
        var command = root
        var path = [root._commandName]
        for word in words {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
            command = next
            path.append(word)
        }
        return (command, path)
    }

    /// The command that the first of `words` names, if it has no commands of its own and understands the others.
    ///
    /// To parse words as those of the root takes looking at all of its commands, which is longer than a scan of a small file takes.
    ///
    /// - Returns: `nil` where the root has to parse the words: for what is to be told of mistakes, help and versions too.
    public static func leaf(_ words: [String], of root: any ParsableCommand.Type) -> (any ParsableCommand)? {
        guard let name = words.first,
            let command = root.configuration.subcommands.first(where: { $0._commandName == name }),
            command.configuration.subcommands.isEmpty, command.configuration.defaultSubcommand == nil
        else { return nil }
        // The root parses the words once more, and tells what is wrong with them.
        return try? command.parseAsRoot(Array(words.dropFirst()))
    }

    /// Parses and runs the only command of a program, and ends the process when that fails.
    ///
    /// What is not understood ends it with ``mistakeStatus``, an `ExitCode` with its own.
    public static func run<Root: ParsableCommand>(_ root: Root.Type) {
        let words = words
        do {
            var command = try Root.parseAsRoot(words)
            try command.run()
        } catch let status as ExitCode {
            System.exit(status.rawValue)
        } catch  where Root.exitCode(for: error) == .success {
            OutputFile.tell(Root.fullMessage(for: error) + "\n")
        } catch {
            let (message, command) = mistake(error, in: words, of: root)
            OutputFile.tellMistake(message, hint: "see '\(command) --help'")
            System.exit(mistakeStatus)
        }
    }
}
