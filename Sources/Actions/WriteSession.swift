import HelperProcesses
public import ObjectEncryption
public import ObjectWriting
public import POSIX

/// An object that another process receives; for one thread.
///
/// It leaves nothing when nobody holds it any more before it was committed.
public final class WriteSession {
    private let channel: FrameChannel
    /// How long the disk may take, in seconds.
    private static let patience = 600
    /// The most that is sent at once, in bytes.
    private static let pieceBytes = 256 << 10

    fileprivate init(_ channel: FrameChannel) {
        self.channel = channel
        channel.limitWaiting(seconds: WriteSession.patience)
    }

    /// Hands on what comes next.
    ///
    /// - Throws: ``WritingError``: what the other process says, or that it has gone.
    public func write(_ bytes: [UInt8]) throws(WritingError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(WriteSession.pieceBytes)
            do throws(SystemError) {
                try channel.send(WriteMessage.bytes(Array(piece)).message)
            } catch {
                throw refusal(error)
            }
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Has the object put into its place.
    ///
    /// - Returns: The file that it is, once it is on the disk.
    /// - Throws: ``WritingError``.
    public func commit(_ commit: ObjectCommit) throws(WritingError) -> FileIdentity {
        do throws(SystemError) {
            try channel.send(WriteMessage.commit(commit).message)
        } catch {
            throw refusal(error)
        }
        switch answer() {
        case .done(let file?): return file
        case .refused(let error): throw error
        case .done(nil), nil: throw WritingError(.failed, "the process that writes has ended")
        }
    }

    private func answer() -> WriteOutcome? {
        // What breaks is no answer.
        guard let frame = try? channel.receive(upTo: WriteMessage.longest) else { return nil }
        return WriteOutcome(frame.bytes)
    }

    /// Why nothing more is taken: what was said before the channel was closed, if anything was.
    private func refusal(_ error: SystemError) -> WritingError {
        if !error.isTimeout, case .refused(let refusal) = answer() { return refusal }
        return WritingError(.failed, "the process that writes has ended: \(error)")
    }
}

extension ActionProcess {
    /// Begins to write an object.
    ///
    /// - Parameters:
    ///   - request: Which.
    ///   - root: The bucket's folder, held open, which goes with the request.
    /// - Returns: Takes what the object holds.
    /// - Throws: `WritingError`, or `SystemError` when no process is to be had.
    public func write(_ request: WriteRequest, in root: Directory) throws -> WriteSession {
        let channel = try connection.send(request.bytes, with: root, within: ActionProcess.writeSeconds)
        do {
            guard var frame = try channel.receive(upTo: WriteMessage.longest) else { throw SystemError.brokenOff }
            if let file = frame.file.take() { return WriteSession(try FrameChannel(taking: file)) }
            guard case .refused(let error) = WriteOutcome(frame.bytes) else {
                throw WritingError(.failed, "the process that writes has said nothing")
            }
            throw error
        } catch let error as SystemError {
            connection.closeDead("it has not answered a request to write: \(error)")
            throw error
        }
    }

    /// Has something done to a bucket in one step.
    ///
    /// - Throws: `WritingError`, or `SystemError` when no process is to be had, or it has ended: then it may have been done.
    public func change(_ request: ChangeRequest, in root: Directory) throws {
        let channel = try connection.send(request.bytes, with: root, within: ActionProcess.writeSeconds)
        do {
            guard let frame = try channel.receive(upTo: WriteMessage.longest) else { throw SystemError.brokenOff }
            switch WriteOutcome(frame.bytes) {
            case .done: return
            case .refused(let error): throw error
            case nil: throw WritingError(.failed, "the process that writes has said nothing")
            }
        } catch let error as SystemError {
            connection.closeDead("it has not answered a request to change a bucket: \(error)")
            throw error
        }
    }

    /// How long a data key, or a folder's way to the disk, may take, in seconds.
    private static let writeSeconds = 120
}
