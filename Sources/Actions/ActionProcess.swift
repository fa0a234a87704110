public import ObjectEncryption
public import POSIX

/// Where the process that rewrites files comes from.
public enum ActionSource: Sendable, Equatable {
    /// A program that is started when it is needed: `magpie-act`, and the socket at which it gets data keys.
    case program([UInt8], keys: String)
    /// A socket at which the service manager starts one for each connection.
    case socket([UInt8])
}

/// The service's side of the process that rewrites files, which is started when it is needed and replaced when it has died.
///
/// For one thread at a time.
public final class ActionProcess {
    private let source: ActionSource
    private(set) var connection: (process: ChildProcess?, channel: FrameChannel)?

    /// Prepares to use a process.
    public init(_ source: ActionSource) { self.source = source }

    /// Has an errand done.
    ///
    /// - Parameters:
    ///   - errand: What is to be done.
    ///   - root: The operation's root, held open, which goes with the errand: the process resolves no path from `/`.
    ///   - journal: Notes how far it has come: what it throws stops the operation before it does what it asked for.
    /// - Returns: How it went. When the process has died, that is said, and the intent is to be recovered if there is one.
    /// - Throws: `SystemError` when no process is to be had; nothing was done then.
    public func run(
        _ errand: ActionErrand,
        in root: Directory,
        journal: any IntentJournal
    ) throws(SystemError) -> ActionAnswer {
        let channel = try start(errand, in: root)
        do throws(SystemError) {
            while let frame = try channel.receive(upTo: ActionErrand.longest) {
                if let answer = ActionAnswer(frame.bytes) { return answer }
                guard let note = ActionNote(frame.bytes, errand.operation) else { break }
                try channel.send(note.taken(by: journal).bytes)
            }
        } catch {
            connection = nil
            return ended(error.isTimeout ? "it has said nothing in \(errand.seconds) s" : "\(error)")
        }
        connection = nil
        return ended("it has ended")
    }

    /// Sends an errand to a process that lives: one that has served for long may have been ended by its manager.
    private func start(_ errand: ActionErrand, in root: Directory) throws(SystemError) -> FrameChannel {
        if let connection {
            connection.channel.limitWaiting(seconds: errand.seconds)
            do throws(SystemError) {
                try connection.channel.send(errand.bytes, with: root)
                return connection.channel
            } catch {
                self.connection = nil
            }
        }
        let channel = try connect()
        channel.limitWaiting(seconds: errand.seconds)
        try channel.send(errand.bytes, with: root)
        return channel
    }

    private func ended(_ message: String) -> ActionAnswer {
        ActionAnswer(
            result: .failed,
            code: "ended",
            message: "the process that rewrites files: \(message)",
            isRetryable: true,
            isPending: true
        )
    }

    private func connect() throws(SystemError) -> FrameChannel {
        switch source {
        case .socket(let path):
            let channel = try FrameChannel(connectingTo: path)
            connection = (nil, channel)
            return channel
        case .program(let path, let keys):
            let process = try ChildProcess(
                path: path,
                arguments: ["magpie-act", keys],
                environment: ["SWIFT_BACKTRACE=enable=no"]
            )
            connection = (process, process.channel)
            return process.channel
        }
    }
}
