import ArgumentParser
import POSIX
import Preparation
import Reporting

/// Finds sensitive data in files.
@main
struct Magpie: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpie",
        abstract: "Finds sensitive data in files.",
        version: Product.version,
        subcommands: [
            ScanCommand.self, IdentifiersCommand.self, StatusCommand.self, BucketsCommand.self, FindingsCommand.self,
            EventsCommand.self, JobsCommand.self, KMSCommand.self, SecretsCommand.self, RunCommand.self,
            ObjectsCommand.self,
            EncryptCommand.self, DecryptCommand.self,
            WaitSettledCommand.self, AuditCommand.self, MetricsCommand.self, BackupCommand.self, WorkerCommand.self,
            WatcherCommand.self,
        ]
    )

    /// Parses, runs, and turns whatever ends the run into a message and an exit status.
    static func main() {
        Signals.ignoreBrokenPipes()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as ExitCode {
            System.exit(status.rawValue)
        } catch let diagnostic as Diagnostic {
            StandardError.print(diagnostic)
            System.exit(ExitStatus.failure.rawValue)
        } catch  where exitCode(for: error) == .success {
            var output: [UInt8] = Array((fullMessage(for: error) + "\n").utf8)
            StandardOutput.write(&output)
        } catch {
            StandardError.print(Diagnostic(message(for: error), hint: "see '\(commandName(for: error)) --help'"))
            System.exit(ExitStatus.failure.rawValue)
        }
    }

    /// The command whose help explains an error.
    private static func commandName(for error: any Error) -> String {
        let usage = fullMessage(for: error).split(separator: "\n").first { $0.hasPrefix("Usage: ") }
        let words = usage?.dropFirst("Usage: ".count).split(separator: " ").prefix { $0.first?.isLetter ?? false }
        return words.map { $0.joined(separator: " ") } ?? "magpie"
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
