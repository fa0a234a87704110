import ArgumentParser
import Diagnostics
import Fingerprints
import POSIX
import Scanning
import Terminal

/// The command `magpie baseline`: keeps what is there, so that scans tell only what is new.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Notes what is found, so that later scans leave it out.",
        discussion: """
            'magpie scan --baseline FILE' leaves out values that the file knows, wherever they lie: a line that has moved does \
            not return, and a new value on an old line does. The file has no values, but fingerprints of them and the key for \
            these: keep it as closed as the files, for whoever has it can find short values by trying. Exit status: 0, or 2 \
            when something could not be looked at.
            """
    )

    @Argument(
        help: ArgumentHelp("Files and folders; '-' is standard input. Default: the current folder.", valueName: "path")
    )
    var paths: [String] = []

    @Option(help: ArgumentHelp("The file for the baseline.", valueName: "file"))
    var output: String

    @OptionGroup var search: SearchOptions

    @Flag(help: "Print no coverage line.")
    var quiet = false

    func run() throws {
        var scan = try ScanCommand.parse(["--quiet", "--no-progress"])
        (scan.paths, scan.search, scan.quiet) = (paths, search, quiet)
        try scan.refuseIdleOptions()
        let baseline = try Baseline()
        var plan = try ScanPlan(scan, .current(), gathering: baseline)
        // The file is none of what it is about, also when it is there already.
        let path = RawArgument.bytes(output)
        if let status = try? FileStatus.of(path), status.kind == .regular { plan.options.output = status }
        let status = ScanRun(plan).run()
        do {
            let bytes = try baseline.bytes
            try PrivateFile.replace(path, bytes.span)
        } catch let error as SystemError {
            throw Diagnostic(path, error)
        }
        let count = Quantity.count(baseline.entries.count, "value")
        StandardError.print("magpie: \(count) in \(TerminalText.escaped(path)), which others may not read")
        if baseline.isFull {
            throw Diagnostic(
                "there is more than a baseline holds: \(Quantity.grouped(Baseline.most)) values are in it",
                hint: "make one for each part of what is scanned"
            )
        }
        if status != ExitStatus.done.rawValue { throw ExitCode(status) }
    }

    /// Reads a baseline.
    ///
    /// - Throws: `Diagnostic` for one that cannot be read or is damaged: no scan goes on without it.
    static func read(_ file: String) throws -> Baseline {
        let path = RawArgument.bytes(file)
        let name = TerminalText.escaped(path)
        do {
            return try Baseline(try FileContents.read(path, upTo: Baseline.largestFile))
        } catch let error as SystemError {
            throw Diagnostic("--baseline \(name): \(error)")
        } catch let error as Baseline.Failure {
            throw Diagnostic("--baseline \(name): \(error)", hint: "bring it back from where it came, or make it again")
        }
    }

    /// What a scan says of a baseline that it has used.
    static func account(of baseline: Baseline, isWhole: Bool) -> [String] {
        let count = baseline.knownCount
        var lines = ["baseline: \(Quantity.count(count, "occurrence")) left out"]
        let unused = isWhole ? baseline.unused : []
        guard !unused.isEmpty else { return lines }
        lines[0] +=
            "; \(Quantity.grouped(unused.count)) of its values \(unused.count == 1 ? "was" : "were") not found any more:"
        lines += unused.prefix(shown).map {
            "  \($0.type), first found at \(TerminalText.escaped(Array($0.place.utf8)))"
        }
        if unused.count > shown { lines.append("  and \(Quantity.grouped(unused.count - shown)) more") }
        return lines
    }

    /// How many entries that were not found are named.
    private static let shown = 20
}
