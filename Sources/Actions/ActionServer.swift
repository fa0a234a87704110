import Cryptography
import EncryptedMessages
import ObjectEncryption
import ObjectWriting
public import POSIX

/// The other side of ``ActionProcess``: does what is asked for, one thing after the other.
public enum ActionServer {
    /// Serves until the channel is closed, or something comes that is no request.
    ///
    /// - Parameters:
    ///   - channel: To the service.
    ///   - problem: Why nothing can be done, which is then the answer to every request; `nil` when there is no reason.
    ///   - locks: Keep apart those who do the like.
    ///   - ask: Reaches KMS.
    /// - Returns: Whether the channel was closed.
    public static func serve(
        _ channel: FrameChannel,
        unable problem: String? = nil,
        locks: FolderLocks = FolderLocks(),
        ask: @escaping KMSDataKeys.Ask
    ) -> Bool {
        let reads = ReadServer()
        let writes = WriteServer(locks)
        while var frame = try? channel.receive(upTo: ActionRequest.longest) {
            if let request = ReadRequest(frame.bytes) {
                guard let file = frame.file.take() else { return false }
                do {
                    if let problem { throw ReadRefusal("confinement", problem) }
                    let required = try EncryptionContext(request.required)
                    let keys = KMSDataKeys(keyIDs: [], required: required, ask: ask)
                    let pipe = try reads.read(request, of: HeldFile(file), keys: keys)
                    guard (try? channel.send([], with: pipe)) != nil else { break }
                } catch {
                    let refusal = error as? ReadRefusal ?? ReadRefusal("failed", "\(error)")
                    guard (try? channel.send(refusal.bytes)) != nil else { break }
                }
                continue
            }
            if let request = WriteRequest(frame.bytes) {
                guard let given = try? frame.file?.directory(path: request.root) else { return false }
                do throws(WritingError) {
                    if let problem { throw WritingError(.failed, problem) }
                    let object = try writes.begin(request, in: own(given), ask: ask)
                    guard (try? channel.send([], with: object)) != nil else { break }
                } catch {
                    guard (try? channel.send(WriteOutcome.refused(error).bytes)) != nil else { break }
                }
                continue
            }
            if let request = ChangeRequest(frame.bytes) {
                guard let given = try? frame.file?.directory(path: request.root) else { return false }
                let outcome =
                    problem.map { WriteOutcome.refused(WritingError(.failed, $0)) }
                    ?? request.answered(in: own(given), locks)
                guard (try? channel.send(outcome.bytes)) != nil else { break }
                continue
            }
            guard let request = ActionRequest(frame.bytes) else { return false }
            // What is meant is the folder that came with the request, not what its path leads to by now.
            guard let given = try? frame.file?.directory(path: request.operation.root) else { return false }
            let root = own(given)
            let answer =
                problem.map { ActionAnswer(result: .failed, code: "confinement", message: $0, isRetryable: true) }
                ?? run(request, in: root, RemoteJournal(channel: channel), locks, ask)
            guard (try? channel.send(answer.bytes)) != nil else { break }
        }
        return true
    }

    /// The same folder by the mounts of this process, or the one that was given where there is another at its path by now.
    ///
    /// A folder that is handed over is reached by a mount of its sender, which may be read-only for him: what is written
    /// through it is then refused, whatever this process may do.
    private static func own(_ given: Directory) -> Directory {
        guard let folder = try? RootFolder(at: given.path), let status = try? given.status(),
            folder.status.isSameFile(as: status)
        else { return given }
        return folder.directory
    }

    private static func run(
        _ request: ActionRequest,
        in root: Directory,
        _ journal: RemoteJournal,
        _ locks: FolderLocks,
        _ ask: @escaping KMSDataKeys.Ask
    ) -> ActionAnswer {
        let operation = request.operation
        do {
            switch request.action {
            case .encrypt(.kms(let keys), let context):
                let keys = KMSDataKeys(keyIDs: keys, ask: ask)
                let rewriter = InPlaceRewriter(
                    journal: journal,
                    keys: keys,
                    encryptsMessages: request.isForced,
                    locks: locks
                )
                return ActionAnswer(rewriter.run(operation, in: root, context: try EncryptionContext(context)))
            case .encrypt(.publicKey(let pem), let context):
                let keys = try RSADataKeys(publicKey: PublicKey(pem: pem))
                let rewriter = InPlaceRewriter(
                    journal: journal,
                    keys: keys,
                    encryptsMessages: request.isForced,
                    locks: locks
                )
                return ActionAnswer(rewriter.run(operation, in: root, context: try EncryptionContext(context)))
            case .decrypt(let required):
                let keys = KMSDataKeys(keyIDs: [], required: try EncryptionContext(required), ask: ask)
                return ActionAnswer(
                    InPlaceRewriter(journal: journal, keys: keys, locks: locks).run(operation, in: root)
                )
            case .recover(let intent):
                return ActionAnswer(Recovery(journal: journal, locks: locks).recover(intent, in: root))
            }
        } catch {
            return ActionAnswer(result: .failed, code: "failed", message: "\(error)")
        }
    }
}

/// The service's journal, from here.
private struct RemoteJournal: IntentJournal {
    let channel: FrameChannel

    func begin(_ intent: Intent) throws { try tell(ActionNote(.begin, intent)) }

    func prepare(_ intent: Intent) throws { try tell(ActionNote(.prepare, intent)) }

    func end(_ intent: Intent) throws { try tell(ActionNote(.end, intent)) }

    private func tell(_ note: ActionNote) throws {
        try channel.send(note.bytes)
        guard let frame = try channel.receive(upTo: ActionRequest.longest), let receipt = ActionReceipt(frame.bytes)
        else {
            throw ActionReceipt(failure: "the service has gone")
        }
        if receipt.failure != nil { throw receipt }
    }
}
