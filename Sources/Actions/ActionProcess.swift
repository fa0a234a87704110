public import HelperProcesses
public import ObjectEncryption
public import POSIX

/// The service's side of the process that rewrites files, which is started when it is needed and replaced when it has died.
///
/// For one thread at a time.
public final class ActionProcess {
    let connection: HelperConnection

    /// Prepares to use a process.
    public init(_ helper: Helper) { connection = HelperConnection(helper) }

    /// Has something done to a file.
    ///
    /// - Parameters:
    ///   - request: What is to be done.
    ///   - root: The operation's root, held open, which goes with the request: the process resolves no path from `/`.
    ///   - journal: Notes how far it has come: what it throws stops the operation before it does what it asked for.
    /// - Returns: How it went. When the process has died, that is said, and the intent is to be recovered if there is one.
    /// - Throws: `SystemError` when no process is to be had; nothing was done then.
    public func run(
        _ request: ActionRequest,
        in root: Directory,
        journal: any IntentJournal
    ) throws(SystemError) -> ActionAnswer {
        let channel = try connection.send(request.bytes, with: root, within: request.seconds)
        do throws(SystemError) {
            while let frame = try channel.receive(upTo: ActionRequest.longest) {
                if let answer = ActionAnswer(frame.bytes) { return answer }
                guard let note = ActionNote(frame.bytes, request.operation) else { break }
                try channel.send(note.taken(by: journal).bytes)
            }
        } catch {
            return ended(error.isTimeout ? "it has said nothing in \(request.seconds) s" : "\(error)")
        }
        return ended("it has ended")
    }

    private func ended(_ reason: String) -> ActionAnswer {
        connection.closeDead(reason)
        return ActionAnswer(
            result: .failed,
            code: "ended",
            message: "the process that rewrites files: \(reason)",
            isRetryable: true,
            isPending: true
        )
    }
}

extension HelperSource {
    /// Processes that are started from the program at `path`, `magpie-act`.
    ///
    /// - Parameters:
    ///   - path: Where it lies.
    ///   - keys: The socket where they get data keys.
    ///   - locks: The file by which they keep each other apart.
    /// - Returns: Where they come from.
    public static func rewriter(_ path: [UInt8], keys: String, locks: String) -> HelperSource {
        .program(HelperProgram(path: path, arguments: ["magpie-act", keys, locks]))
    }
}
