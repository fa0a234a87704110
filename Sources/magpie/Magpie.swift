import Diagnostics
import ProductIdentity
import ArgumentParser
import POSIX
import StrictYAML
import Usage

/// Finds sensitive data in files.
@main
struct Magpie: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpie",
        abstract: "Finds sensitive data in files.",
        version: Product.version,
        subcommands: [
            ScanCommand.self, ExtractCommand.self, ClassifyCommand.self, ClassifierCommand.self, BaselineCommand.self,
            IdentifiersCommand.self, StatusCommand.self, BucketsCommand.self,
            RulesCommand.self, FindingsCommand.self,
            SuppressionCommand.self,
            EventsCommand.self, IAMCommand.self, JobsCommand.self, KMSCommand.self, MacieCommand.self,
            SecretsCommand.self, QueuesCommand.self, TrailCommand.self,
            STSCommand.self, CredentialsCommand.self, EnvCommand.self, AWSCommand.self, RunCommand.self,
            ObjectsCommand.self,
            EncryptCommand.self, DecryptCommand.self,
            WaitSettledCommand.self, AuditCommand.self, MetricsCommand.self, BackupCommand.self,
            DoctorCommand.self, WorkerCommand.self,
            WatcherCommand.self, CompleteCommand.self,
        ]
    )

    /// Parses, runs, and turns whatever ends the run into a message and an exit status.
    static func main() {
        Signals.ignoreBrokenPipes()
        let words = ProgramUsage.words
        do {
            try checkCommands(words)
            var command = try ProgramUsage.leaf(words, of: Magpie.self) ?? parseAsRoot(words)
            try run(&command, words)
        } catch let status as ExitCode {
            System.exit(status.rawValue)
        } catch let diagnostic as Diagnostic {
            StandardError.print(diagnostic)
            System.exit(ExitStatus.failure.rawValue)
        } catch  where exitCode(for: error) == .success {
            var output: [UInt8] = Array((fullMessage(for: error) + "\n").utf8)
            StandardOutput.write(&output)
        } catch {
            let (message, command) = ProgramUsage.mistake(error, in: words, of: Magpie.self)
            StandardError.print(Diagnostic(message, hint: "see '\(command) --help'"))
            System.exit(ExitStatus.failure.rawValue)
        }
    }

    private static func run(_ command: inout any ParsableCommand, _ words: [String]) throws {
        do {
            try command.run()
        } catch  where exitCode(for: error) == .success && !(command is Magpie) {
            // A command that only has commands was called without one, and not with --help, which is a command too.
            guard !type(of: command).configuration.subcommands.isEmpty else { throw error }
            let name = ProgramUsage.command(of: words, Magpie.self).path.joined(separator: " ")
            throw Diagnostic("'\(name)' needs a command", hint: "see '\(name) --help'")
        }
    }

    /// Refuses a command that is not there before its help is looked for.
    private static func checkCommands(_ words: [String]) throws(Diagnostic) {
        guard let unknown = ProgramUsage.unknownCommand(in: words, of: Magpie.self) else { return }
        let path = unknown.path.joined(separator: " ")
        let suggestion = Spelling.closest(to: unknown.word, among: unknown.candidates)
        throw Diagnostic(
            "there is no command '\(path) \(unknown.word)'",
            hint: suggestion.map { "did you mean '\(path) \($0)'?" } ?? "see '\(path) --help'"
        )
    }
}

/// What the exit status says.
enum ExitStatus: CInt {
    /// Everything was done.
    case done = 0
    /// There are findings as severe as `--fail-on` says.
    case findings = 1
    /// Something could not be looked at, or not be done.
    case failure = 2

    /// An error that ends a command with this status.
    var error: ExitCode { ExitCode(rawValue) }
}
