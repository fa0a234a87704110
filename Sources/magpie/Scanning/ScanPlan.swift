import Classifiers
import Detection
import Diagnostics
import FindingDocuments
import Fingerprints
import HelperProcesses
import IdentifierChoice
import IdentifierSources
import Identifiers
import PathPatterns
import POSIX
import Preparation
import Reporting
import Scanning
import ScanSetups
import Terminal
import TextScanning
import WorkerClients

/// What a scan command means: every option checked and looked up, nothing done yet.
///
/// A command line that cannot be understood ends here, and so does one whose rules, custom identifiers or allow lists
/// cannot all be read: with half of them, findings would be missing or wrong, and nobody would know which. A path that is
/// not there is a problem that is told, while everything else goes on.
struct ScanPlan {
    /// Where to scan.
    var roots: [[UInt8]]
    /// What to look for and how.
    var options: ScanOptions
    /// How results are written.
    var format: ReportFormat
    /// What records have in common.
    var context: ReportContext
    /// The output.
    var output: SharedOutput
    /// From how many bytes on records are written.
    var flushThreshold: Int
    /// Where the coverage summary goes.
    var summary: [UInt8]?
    /// The least severity that makes the exit status 1.
    var failOn: Severity?
    /// Whether objects that were read in part make the exit status 2.
    var failsOnPartial: Bool
    /// Whether the coverage line is printed.
    var printsCoverage: Bool
    /// Whether every object is named that was not read completely.
    var namesAllGaps: Bool
    /// Whether a progress line is drawn.
    var showsProgress: Bool
    /// How the results look.
    var style: Style
    /// How messages look.
    var messageStyle: Style
    /// What could not be done so far.
    var problems: [Diagnostic]

    /// How many objects that could not be looked at are named: on the terminal, and in documents.
    ///
    /// A document of a summary names all that are read in part; a million takes some 200 MB.
    var failureLimit: Int { namesAllGaps ? .max : summary != nil ? 1_000_000 : format == .sarif ? 10_000 : 20 }

    /// Works out what `command` means.
    ///
    /// - Parameters:
    ///   - command: The options.
    ///   - environment: The environment.
    ///   - baseline: Takes what is found, in place of results; `nil` for results.
    /// - Throws: ``Diagnostic`` for what makes no sense at all, `PatternError` when memory runs out.
    init(_ command: ScanCommand, _ environment: Environment, gathering baseline: Baseline? = nil) throws {
        try command.refuseIdleOptions()
        var problems: [Diagnostic] = []
        let selection = try ScanPlan.selection(command)
        var setup = ScanPlan.setup(command, environment, &problems)
        var options = try setup.options(threads: command.threads ?? Threads.processorCount, &problems)
        guard problems.isEmpty else {
            for problem in problems { StandardError.print(problem) }
            throw Diagnostic("nothing was scanned", hint: "a scan needs all of its rules, custom files and allow lists")
        }
        options.selection = selection
        options.scansHidden = command.hidden ?? true
        options.crossesFileSystems = command.crossFileSystems
        options.scansArchives = !command.skipsArchives
        options.respectsIgnoreFiles = command.respectIgnoreFiles
        options.text.details.revealsValues = command.reveal
        options.text.baseline = try baseline ?? command.baseline.map(BaselineCommand.read)
        if command.format.hasFingerprints || options.text.allowed.needsKey {
            options.text.details.fingerprintKey = try FingerprintKeyFile.load(environment, &problems)
        }
        options.text.add(for: command.format)
        setup.read(like: options.text)
        options.documents = ScanPlan.documents(setup)

        let paths = command.paths.isEmpty ? [Array(".".utf8)] : command.paths.map(RawArgument.bytes)
        let roots = ScanPlan.roots(paths, &problems)
        let file = try ScanPlan.open(command.output.map(RawArgument.bytes))
        let isTerminal = file.isTerminal
        if let status = try? file.status(), status.kind == .regular { options.output = status }
        let errorsAreSeen = OutputFile(standardError: ()).isTerminal

        self.roots = roots.map(\.path)
        self.options = options
        format = command.format
        context = ReportContext(
            roots: roots,
            hostName: System.hostName,
            jobID: ReportContext.makeJobID(),
            start: .now()
        )
        output = SharedOutput(file, separatorLength: format == .sarif ? SARIFReport.separator.utf8.count : 0)
        flushThreshold = isTerminal ? 1 : 65_536
        summary = command.summary.map(RawArgument.bytes)
        failOn = command.failOn?.severity
        failsOnPartial = command.failOnPartial
        printsCoverage = !command.quiet
        namesAllGaps = command.verbose
        showsProgress = errorsAreSeen && environment.canErase && !command.quiet && !command.hidesProgress
        style = Style(isColored: command.color.isColored(isTerminal: isTerminal, environment))
        messageStyle = Style(isColored: command.color.isColored(isTerminal: errorsAreSeen, environment))
        self.problems = problems
    }

    private static func selection(_ command: ScanCommand) throws(Diagnostic) -> PathSelection {
        var selection = PathSelection()
        selection.includes = try globs(command.search.include, option: "--include")
        selection.excludes = try globs(command.search.exclude, option: "--exclude")
        return selection
    }

    private static func globs(_ patterns: [String], option: String) throws(Diagnostic) -> [Glob] {
        var globs: [Glob] = []
        for pattern in patterns {
            do throws(Glob.Mistake) {
                globs.append(try Glob(pattern))
            } catch {
                throw Diagnostic(error, in: pattern, option)
            }
        }
        return globs
    }

    /// What is looked for, with all files read.
    private static func setup(
        _ command: ScanCommand,
        _ environment: Environment,
        _ problems: inout [Diagnostic]
    ) -> ScanSetup {
        let search = command.search
        let source = IdentifierSource.choose(
            option: search.rules.map(RawArgument.bytes),
            variable: environment.rules
        )
        var setup = ScanSetup()
        setup.identifiers.takeRules(of: source, &problems)
        setup.identifiers.custom = SourceText.read(search.custom.map(RawArgument.bytes), &problems)
        setup.allowLists = SourceText.read(search.allowList.map(RawArgument.bytes), &problems)
        setup.identifiers.classifiers = ClassifierFiles.texts(search.classifier.map(RawArgument.bytes), &problems)
        setup.identifiers.selection = IdentifierSelection(
            included: search.identifiers,
            excluded: search.excludeIdentifiers
        )
        setup.minimumConfidence = search.minimumConfidence.confidence
        setup.maximumFileSize = command.maxFileSize?.bytes
        setup.scansBinary = !command.skipsBinary
        return setup
    }

    /// The paths that can be scanned, each once.
    private static func roots(_ paths: [[UInt8]], _ problems: inout [Diagnostic]) -> [ScanRoot] {
        var roots: [ScanRoot] = []
        for path in paths {
            if path != ScanRoot.standardInput {
                do throws(SystemError) {
                    let kind = try FileStatus.of(path).kind
                    guard kind == .regular || kind == .directory else {
                        problems.append(
                            Diagnostic(
                                "\(TerminalText.escaped(path)): is a \(kind.rawValue)",
                                hint:
                                    "to scan what comes out of it, use 'magpie scan - < \(TerminalText.escaped(path))'"
                            )
                        )
                        continue
                    }
                } catch {
                    problems.append(Diagnostic(path, error))
                    continue
                }
            }
            let root = ScanRoot(path)
            if !roots.contains(where: { $0.absolutePath == root.absolutePath }) { roots.append(root) }
        }
        return roots
    }

    /// Has documents read by processes of their own, each started when it is needed.
    private static func documents(_ setup: ScanSetup) -> Documents {
        guard let program = System.programPath else { return .asBytes }
        let helper = Helper("worker", from: .worker(program))
        let isTold = Monitor(false)
        return .handedOver {
            DocumentWorker(helper, setup) { problem in
                let isFirst = isTold.withLock { told in
                    defer { told = true }
                    return !told
                }
                if isFirst { StandardError.print(problem) }
            }
        }
    }

    private static func open(_ path: [UInt8]?) throws(Diagnostic) -> OutputFile {
        guard let path else { return OutputFile(standardOutput: ()) }
        do throws(SystemError) {
            return try OutputFile(path: path)
        } catch {
            throw Diagnostic("--output \(TerminalText.escaped(path)): \(error)")
        }
    }
}

extension Diagnostic {
    /// Words a pattern for paths that is none.
    fileprivate init(_ mistake: Glob.Mistake, in pattern: String, _ option: String) {
        switch mistake {
        case .empty: self.init("\(option): the pattern is empty", hint: "for example \(option) '*.log'")
        case .openSet(let offset):
            self.init(
                "\(option) '\(pattern)': the '[' at byte \(offset) has no ']'",
                hint: "write '\\[' for the character itself"
            )
        }
    }
}

/// Arguments as bytes: names of files need not be text.
enum RawArgument {
    /// The bytes that `argument` was on the command line.
    static func bytes(_ argument: String) -> [UInt8] {
        let bytes = Array(argument.utf8)
        // Only what is no UTF-8 was changed on the way here, and then U+FFFD is in it.
        guard argument.unicodeScalars.contains("\u{FFFD}") else { return bytes }
        return System.arguments.first { String(decoding: $0, as: UTF8.self) == argument } ?? bytes
    }
}
