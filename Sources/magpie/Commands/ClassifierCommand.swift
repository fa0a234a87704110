import ArgumentParser
import Classification
import ContentClasses
import Diagnostics
import FindingDocuments
import Findings
import IdentifierChoice
import JSON
import ObjectReading
import POSIX
import Preparation
import Scanning
import ScanSetups
import Terminal
import Classifiers
import TextScanning

/// `magpie classifier`: classes of documents of one's own.
struct ClassifierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classifier",
        abstract: "Trains, tries and lists classes of documents of one's own.",
        subcommands: [Train.self, Test.self, List.self]
    )

    /// The form of the answer.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case json
    }

    /// `magpie classifier train`.
    struct Train: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a class from documents that are like it, and others that are not.",
            discussion: """
                Of each kind at least \(ClassTraining.leastDocuments) different documents are needed; fifty and more make a class \
                that can be relied on. Those unlike it should be what else lies where it is to be told: what looks most like it \
                teaches most. Each document is told by a model that was trained without it, which shows how many of 100 the class \
                finds and how many others it takes for them. The file holds no text, and no value can be read from it. Put it \
                into /etc/magpie/classifiers.d, and 'magpie scan' and the service look for it.
                """
        )

        @Option(help: ArgumentHelp("What the class is called: letters, digits, '-', '_' and '.'.", valueName: "name"))
        var name: String

        @Option(help: ArgumentHelp("A folder or file of documents of the class.", valueName: "dir"))
        var like: [String]

        @Option(help: ArgumentHelp("A folder or file of other documents.", valueName: "dir"))
        var unlike: [String]

        @Option(help: ArgumentHelp("The file for the class. Default: NAME.model.", valueName: "file"))
        var output: String?

        @Option(help: "text or json.")
        var format = Format.text

        func run() throws {
            guard ClassifierFiles.isFree(name) else {
                throw Diagnostic(
                    "a class cannot be called '\(name)'",
                    hint: "begin it with a letter, use letters, digits, '-', '_' and '.', and no name that is built in"
                )
            }
            var problems: [Diagnostic] = []
            let documents = try [like, unlike].map { try DocumentReader.documents(at: $0, &problems).map(\.document) }
            for problem in problems { StandardError.print(problem) }
            let model: DocumentModel
            do throws(ClassTraining.Failure) {
                model = try ClassTraining.train(name, like: documents[0], unlike: documents[1])
            } catch {
                throw Diagnostic(
                    "\(name): \(error)",
                    hint: "name folders with more documents under --like and --unlike"
                )
            }
            let path = output.map(RawArgument.bytes) ?? Array("\(name)\(ClassifierFiles.fileExtension)".utf8)
            do throws(SystemError) {
                try OutputFile(path: path).write(model.bytes)
            } catch {
                throw Diagnostic(path, error)
            }
            let place = TerminalText.escaped(path)
            var answer =
                format == .json ? ClassifierText.json(model, file: place) : ClassifierText.report(model, file: place)
            StandardOutput.write(&answer)
            if !problems.isEmpty { throw ExitStatus.failure.error }
        }
    }

    /// `magpie classifier test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows which documents a class finds.",
            discussion: """
                A line for each object: whether it is of the class, how probable that is, and its path. Exit status: 0 when \
                everything was looked at, 2 when something could not be.
                """
        )

        @Argument(help: ArgumentHelp("The file with the class.", valueName: "file"))
        var file: String

        @Argument(help: ArgumentHelp("Files and folders; '-' is standard input.", valueName: "path"))
        var paths: [String]

        @Option(help: "text or json; a line of JSON an object.")
        var format = Format.text

        func run() throws {
            let model = try ClassifierFiles.model(ClassifierCommand.text(file))
            var problems: [Diagnostic] = []
            var output: [UInt8] = []
            var count = (found: 0, all: 0)
            for (path, document) in try DocumentReader.documents(at: paths, &problems) {
                let verdict = model.verdict(document.features)
                let isFound = model.accepts(verdict)
                count = (count.found + (isFound ? 1 : 0), count.all + 1)
                output += ClassifierText.line(path, verdict.probabilities[0], isFound, format)
            }
            StandardOutput.write(&output)
            for problem in problems { StandardError.print(problem) }
            StandardError.print(
                "magpie: \(count.found) of \(Quantity.count(count.all, "document")) are '\(model.classes[0])'"
            )
            if !problems.isEmpty { throw ExitStatus.failure.error }
        }
    }

    /// `magpie classifier list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the classes that scans look for besides those that are built in.",
            discussion: "Exit status: 0, or 2 when one of them is damaged."
        )

        @Argument(
            help: ArgumentHelp(
                "Files and folders with classes. Default: /etc/magpie/classifiers.d.",
                valueName: "path"
            )
        )
        var paths: [String] = []

        @Option(help: "text or json.")
        var format = Format.text

        func run() throws {
            var problems: [Diagnostic] = []
            let texts = ClassifierFiles.texts(paths.map(RawArgument.bytes), &problems)
            var known: [(DocumentModel, String)] = []
            for text in texts {
                do throws(Diagnostic) {
                    known.append((try ClassifierFiles.model(text), text.name))
                } catch {
                    problems.append(error)
                }
            }
            var answer = ClassifierText.list(known, format)
            StandardOutput.write(&answer)
            for problem in problems { StandardError.print(problem) }
            if !problems.isEmpty { throw ExitStatus.failure.error }
        }
    }

    /// The file with a class.
    fileprivate static func text(_ file: String) throws(Diagnostic) -> SourceText {
        let path = RawArgument.bytes(file)
        do throws(SystemError) {
            let bytes = try FileContents.read(path, upTo: DocumentModel.mostBytes)
            return SourceText(name: TerminalText.escaped(path), bytes: bytes)
        } catch {
            throw Diagnostic(path, error)
        }
    }
}

/// Reads what documents have by which they are told.
enum DocumentReader {
    /// The most documents of which that is kept, with the lowest hashes of their paths: about 300 MB.
    private static let most = 4000

    /// What the documents at some paths have, by path.
    ///
    /// - Parameters:
    ///   - paths: Files and folders; `-` for standard input.
    ///   - problems: Takes what could not be looked at.
    /// - Returns: Those with text, in the order of their paths.
    /// - Throws: `PatternError` when memory runs out.
    static func documents(
        at paths: [String],
        _ problems: inout [Diagnostic]
    ) throws -> [(path: [UInt8], document: ClassTraining.Document)] {
        var setup = ScanSetup()
        setup.identifiers.selection = IdentifierSelection(included: "none", excluded: [])
        setup.classification = .everything
        var options = try setup.options(&problems)
        let found = Monitor<[(path: [UInt8], document: ClassTraining.Document)]>([])
        options.text.classifier?.examine = { path, document in
            found.withLock { found in
                found.append((path, document))
                if found.count >= 2 * most { cut(&found) }
            }
        }
        var roots: [[UInt8]] = []
        for path in paths.map(RawArgument.bytes) {
            do throws(SystemError) {
                if path != ScanRoot.standardInput { _ = try FileStatus.of(path) }
                roots.append(path)
            } catch {
                problems.append(Diagnostic(path, error))
            }
        }
        let failures = Monitor<[Diagnostic]>([])
        try Scan.run(roots, options: options, control: ScanControl()) { Consumer(failures: failures) }
        problems += failures.withLock { $0 }
        var documents = found.withLock { $0 }
        if documents.count > most {
            StandardError.print("magpie: of \(documents.count) documents or more, \(most) are looked at")
            cut(&documents)
        }
        return documents.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private static func cut(_ documents: inout [(path: [UInt8], document: ClassTraining.Document)]) {
        documents.sort {
            (DocumentSample.mark(of: $0.path), $1.path.count) < (DocumentSample.mark(of: $1.path), $0.path.count)
        }
        documents.removeLast(documents.count - min(documents.count, most))
    }

    private struct Consumer: Scan.Consumer {
        let failures: Monitor<[Diagnostic]>

        mutating func take(_ occurrence: Detection, in path: [UInt8], status: FileStatus?) {}

        mutating func take(_ report: FileReport) -> Bool {
            switch report.coverage.reason {
            case .readFailed, .permissionDenied:
                let reason = report.coverage.reason?.summary ?? ""
                failures.withLock { $0.append(Diagnostic("\(TerminalText.escaped(report.path)): \(reason)")) }
            default: break
            }
            return true
        }

        mutating func finish() {}
    }
}
