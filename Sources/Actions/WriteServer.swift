import EncryptedMessages
import ObjectEncryption
import ObjectWriting
import POSIX

/// Receives objects, each on a channel and a thread of its own: a slow sender keeps nobody else waiting.
final class WriteServer: Sendable {
    /// How many objects are received at most.
    private let threads = LimitedThreads(most: 64)
    /// How long nothing may come, in seconds.
    private static let patience = 600
    private let locks: FolderLocks

    /// Receives none yet; `locks` keep apart those who do the like.
    init(_ locks: FolderLocks) { self.locks = locks }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: Which object.
    ///   - root: The bucket's folder.
    ///   - ask: Reaches KMS.
    /// - Returns: The end of a channel on which the object is to come.
    /// - Throws: ``WritingError``.
    func begin(
        _ request: WriteRequest,
        in root: Directory,
        ask: @escaping KMSDataKeys.Ask
    ) throws(WritingError) -> HeldFile {
        let keys = request.encryption.map { KMSDataKeys(keyIDs: $0.keys, ask: ask) }
        let context: EncryptionContext
        do { context = try EncryptionContext(request.encryption?.context ?? [:]) } catch {
            throw WritingError(.failed, "\(error)")
        }
        let draft = try ObjectDraft(
            in: root,
            at: request.place,
            byteCount: request.byteCount,
            keys: keys,
            context: context,
            locks: locks
        )
        let ends: (own: FrameChannel, other: HeldFile)
        do throws(SystemError) { ends = try FrameChannel.handedOver() } catch {
            throw WritingError(.busy, "\(error)")
        }
        ends.own.limitWaiting(seconds: WriteServer.patience)
        let work = Work(draft, ends.own)
        guard threads.start({ work.receive() }) else {
            throw WritingError(.busy, "too many objects are being written: try again later")
        }
        return ends.other
    }

    /// An object on its way; of the one thread that receives it.
    private final class Work: @unchecked Sendable {
        // Handed over to the thread before it starts, and used by nothing else.
        private let draft: ObjectDraft
        private let channel: FrameChannel

        init(_ draft: ObjectDraft, _ channel: FrameChannel) {
            self.draft = draft
            self.channel = channel
        }

        /// Receives the object; what breaks off leaves nothing.
        func receive() {
            do throws(WritingError) {
                while let message = next() {
                    switch message {
                    case .bytes(let bytes): try draft.write(bytes)
                    case .commit(let commit):
                        let status = try draft.commit(commit)
                        // Who does not hear it asks what is there.
                        try? channel.send(WriteOutcome.done(FileIdentity(status)).bytes)
                        return
                    }
                }
            } catch {
                // Whoever is gone has nothing to be told: what it wrote is not placed.
                try? channel.send(WriteOutcome.refused(error).bytes)
            }
        }

        private func next() -> WriteMessage? {
            // What breaks is an end, too.
            guard let frame = try? channel.receive(upTo: WriteMessage.longest) else { return nil }
            return WriteMessage(frame.bytes)
        }
    }
}

extension ChangeRequest {
    /// Does what is asked for, and says how it went.
    func answered(in root: Directory, _ locks: FolderLocks) -> WriteOutcome {
        do throws(WritingError) {
            try change.perform(in: root, locks: locks)
            return .done(nil)
        } catch {
            return .refused(error)
        }
    }
}
