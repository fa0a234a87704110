public import ArgumentParser
import Diagnostics
import Identifiers
import POSIX
public import Reporting

/// The command `magpie scan`, as it is typed.
///
/// ``ScanPlan`` says what it means and ``ScanRun`` does it.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Finds sensitive data in files and folders.",
        discussion: """
            Results go to standard output, everything else to standard error. Exit status: 0 when everything was done, 1 \
            when there are findings at or above --fail-on, 2 when something could not be looked at or done.
            """
    )

    @Argument(
        help: ArgumentHelp("Files and folders; '-' is standard input. Default: the current folder.", valueName: "path")
    )
    var paths: [String] = []

    @Option(help: ArgumentHelp("Format of the results: text, jsonl, matches or sarif.", valueName: "format"))
    var format = ReportFormat.text

    @Option(help: ArgumentHelp("Write the results to a file.", valueName: "file"))
    var output: String?

    @Flag(help: "Show values in the formats text and matches.")
    var reveal = false

    @Option(help: ArgumentHelp("Exit with status 1 for findings of this severity or above.", valueName: "severity"))
    var failOn: SeverityWord?

    @Flag(help: "Exit with status 2 when an object could not be read completely.")
    var failOnPartial = false

    @Flag(help: "Name every object that was read in part or skipped.")
    var verbose = false

    @OptionGroup var search: SearchOptions

    @Option(help: ArgumentHelp("A file with findings that are known, from 'magpie baseline'.", valueName: "file"))
    var baseline: String?

    @Option(help: ArgumentHelp("Skip larger files, for example 10M.", valueName: "size"))
    var maxFileSize: ByteSize?

    @Option(help: ArgumentHelp("How many threads scan. Default: one for each processor.", valueName: "n"))
    var threads: Int?

    @Flag(inversion: .prefixedNo, help: "Look at names that begin with a dot, which is the default.")
    var hidden: Bool?

    @Flag(help: "Enter folders at which something is mounted, such as other file systems.")
    var crossFileSystems = false

    @Flag(
        name: .customLong("no-archives"),
        help: "Skip archives, compressed files and documents that are archives."
    )
    var skipsArchives = false

    @Flag(name: .customLong("no-binary"), help: "Skip files that are not text.")
    var skipsBinary = false

    @Flag(help: "Obey .gitignore, .ignore and .magpieignore files.")
    var respectIgnoreFiles = false

    @Option(help: ArgumentHelp("Write what was covered to a file, as JSON.", valueName: "file"))
    var summary: String?

    @Flag(help: "Print no progress and no coverage line.")
    var quiet = false

    @Flag(name: .customLong("no-progress"), help: "Print no progress.")
    var hidesProgress = false

    @Option(help: ArgumentHelp("Use colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads takes a number from 1 to 1024")
        }
    }

    func run() throws {
        System.expectLargeHeap()
        let plan = try ScanPlan(self, .current())
        // Without waiting for threads that only draw or wait for signals, and without giving back memory piece by piece.
        withExtendedLifetime(plan) { System.exit(ScanRun(plan).run()) }
    }
}

extension ScanCommand {
    /// Refuses options that would do nothing: whoever gives one expects something of it.
    func refuseIdleOptions() throws(Diagnostic) {
        if reveal, format != .text, format != .matches {
            throw Diagnostic(
                "--reveal has no effect with --format \(format.rawValue), which never shows values",
                hint: "use --format matches, or leave out --reveal"
            )
        }
        guard !paths.isEmpty, paths.allSatisfy({ $0 == "-" }) else { return }
        let idle: [(option: String, isGiven: Bool)] = [
            ("--include", !search.include.isEmpty), ("--exclude", !search.exclude.isEmpty),
            ("--hidden", hidden == true), ("--no-hidden", hidden == false), ("--cross-file-systems", crossFileSystems),
            ("--respect-ignore-files", respectIgnoreFiles),
        ]
        guard let first = idle.first(where: \.isGiven) else { return }
        throw Diagnostic(
            "\(first.option) has no effect on standard input",
            hint: "leave it out: it chooses among the files of a folder"
        )
    }
}

extension ReportFormat: ExpressibleByArgument {}

extension ColorChoice: ExpressibleByArgument {}

/// A severity as it is typed.
enum SeverityWord: String, CaseIterable, ExpressibleByArgument, Sendable {
    case low
    case medium
    case high

    var severity: Severity {
        switch self {
        case .low: .low
        case .medium: .medium
        case .high: .high
        }
    }
}

/// A confidence as it is typed.
enum ConfidenceWord: String, CaseIterable, ExpressibleByArgument, Sendable {
    case low
    case medium
    case high

    var confidence: Confidence {
        switch self {
        case .low: .low
        case .medium: .medium
        case .high: .high
        }
    }
}
