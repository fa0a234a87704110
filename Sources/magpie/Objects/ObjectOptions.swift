import Diagnostics
import Terminal
import Bytes
import Actions
import ArgumentParser
import Control
import Cryptography
import EncryptedMessages
import JSON
import ObjectEncryption
import POSIX

/// What `magpie encrypt` and `magpie decrypt` have in common.
struct ObjectOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "Names and values that are authenticated with a file, in the open.",
            valueName: "key=value,..."
        )
    )
    var encryptionContext: String?

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("The folder where unfinished operations are noted.", valueName: "dir"))
    var journal: String?

    @Option(help: "text or json.")
    var format = IdentifiersCommand.Format.text

    /// The pairs of `--encryption-context`.
    func context() throws -> EncryptionContext {
        var pairs: [String: String] = [:]
        for pair in (encryptionContext ?? "").split(separator: ",") {
            guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
                throw Diagnostic("'\(pair)' is no pair", hint: "write --encryption-context key=value,other=value")
            }
            let key = String(pair[..<equals])
            guard pairs.updateValue(String(pair[pair.index(after: equals)...]), forKey: key) == nil else {
                throw Diagnostic("'\(key)' comes twice in --encryption-context")
            }
        }
        do throws(MessageError) { return try EncryptionContext(pairs) } catch { throw Diagnostic("\(error)") }
    }

    /// Opens the journal, and tidies up after earlier runs that were cut short.
    func openJournal() throws -> FileJournal {
        let state = Environment.current().stateFolder.map { "\($0)/operations" }
        guard let path = journal ?? state else {
            throw Diagnostic(
                "no home folder for unfinished operations",
                hint: "say where they are noted with --journal"
            )
        }
        let folder = FileStatus.anchored(Array(path.utf8))
        do throws(SystemError) {
            let journal = try FileJournal(path: folder)
            let (intents, broken) = try journal.abandoned()
            for name in broken {
                let path = folder + [UInt8(ascii: "/")] + name
                StandardError.print(Diagnostic("\(TerminalText.escaped(path)): not readable", level: .warning))
            }
            for intent in intents { report(intent.operation, Recovery(journal: journal).recover(intent)) }
            return journal
        } catch {
            throw Diagnostic(folder, error, hint: "say where unfinished operations are noted with --journal")
        }
    }

    /// Reaches KMS through the service.
    func kms(_ keyIDs: [String], required: EncryptionContext) throws -> KMSDataKeys {
        let client = try service.connected()
        return KMSDataKeys(keyIDs: keyIDs, required: required) { (operation, input) throws(DataKeyError) in
            do {
                return try client.ask(ControlRequest("kms:\(operation)", input: input))
            } catch let error as ControlError {
                throw DataKeyError(code: error.code, error.message)
            } catch {
                throw DataKeyError("the service does not answer: \(error)", isRetryable: true)
            }
        }
    }

    /// What rewrites the files; digests are made for programs only.
    func rewriter(_ journal: FileJournal, _ keys: any DataKeySource, _ policy: CommitmentPolicy = .required)
        -> InPlaceRewriter
    {
        InPlaceRewriter(journal: journal, keys: keys, policy: policy, isDigested: format == .json)
    }

    /// Rewrites each of the files, and says what went wrong.
    func rewrite(_ direction: InPlaceOperation.Direction, _ rewriter: InPlaceRewriter, _ context: EncryptionContext)
        throws
    {
        var isComplete = true
        for file in files {
            let (folder, name) = try ObjectOptions.place(of: file)
            let operation = try InPlaceOperation(direction, root: folder.path, folder: [], name: name)
            let answer = ActionAnswer(rewriter.run(operation, in: folder.directory, context: context))
            isComplete = report(folder.path + [UInt8(ascii: "/")] + name, answer) && isComplete
        }
        if !isComplete { throw ExitStatus.failure.error }
    }

    /// The folder of a file, open, with its path without links, and the file's name in it.
    ///
    /// The path is followed once: whatever others put in its place after that, the file is in the folder that is open.
    static func place(
        of file: String
    ) throws(Diagnostic) -> (folder: (directory: Directory, path: [UInt8]), name: [UInt8]) {
        let path = Array(file.utf8)
        let slash = path.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { Array(path[($0 + 1)...]) } ?? path
        let parent = slash.map { Array(path[..<max($0, 1)]) } ?? [UInt8(ascii: ".")]
        guard !name.isEmpty else { throw Diagnostic("\(TerminalText.escaped(path)): not a file") }
        let directory: Directory
        do throws(SystemError) { directory = try Directory(path: parent) } catch { throw Diagnostic(path, error) }
        guard let folder = directory.currentPath else {
            throw Diagnostic("\(TerminalText.escaped(path)): its folder has no path")
        }
        return ((directory, folder), name)
    }

    private func report(_ operation: InPlaceOperation, _ outcome: Recovery.Outcome) {
        let path = operation.root + [UInt8(ascii: "/")] + operation.name
        switch outcome {
        case .undone, .completed:
            guard format == .text else { break }
            StandardError.print(
                "magpie: \(TerminalText.escaped(path)): an operation that was cut short was "
                    + (outcome == .undone ? "taken back" : "finished")
            )
        case .unclear(let message), .postponed(let message):
            StandardError.print(
                Diagnostic("\(TerminalText.escaped(path)): an operation was cut short: \(message)", level: .warning)
            )
        }
        if format == .json { printJSON(path, ActionAnswer(outcome)) }
    }

    private func report(_ path: [UInt8], _ answer: ActionAnswer) -> Bool {
        if format == .json { printJSON(path, answer) }
        if answer.result == .done { return true }
        let hint: String? =
            if answer.isPending {
                "run 'magpie encrypt' or 'magpie decrypt' again to tidy up"
            } else if answer.isRetryable { "try again later" } else { nil }
        StandardError.print(Diagnostic("\(TerminalText.escaped(path)): \(answer.message)", hint: hint))
        return false
    }

    private func printJSON(_ path: [UInt8], _ answer: ActionAnswer) {
        let members: [String: JSONValue?] = [
            "path": .string(String(decoding: path, as: UTF8.self)), "result": .string(answer.result.rawValue),
            "code": answer.code.isEmpty ? nil : .string(answer.code),
            "message": answer.message.isEmpty ? nil : .string(answer.message),
            "isRetryable": .boolean(answer.isRetryable), "isPending": .boolean(answer.isPending),
            "plaintextByteCount": answer.plaintextByteCount.map { .number(Double($0)) },
            "sha256": answer.digest.map { .string(Hexadecimal.text($0)) },
            "keys": answer.keys.isEmpty ? nil : .array(answer.keys.map { .string($0) }),
            "notes": answer.notes.isEmpty ? nil : .array(answer.notes.map { .string($0) }),
        ]
        var line = Array((JSONValue.present(members).json + "\n").utf8)
        StandardOutput.write(&line)
    }
}
