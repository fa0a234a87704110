import Cryptography
public import EncryptedMessages
public import POSIX

/// Encrypts and decrypts files where they lie, so that nothing is ever lost or half written.
///
/// The new file is written beside the old one, verified from the disk, and then takes its name in one step; the old one is
/// removed after a second look that nobody has changed it. A crash at any point leaves one of the two under the name, and a
/// note in the journal from which ``Recovery`` tidies up. One file at a time for each value.
public struct InPlaceRewriter {
    private let journal: any IntentJournal
    private let keys: any DataKeySource
    private let policy: CommitmentPolicy
    private let isDigested: Bool
    private let encryptsMessages: Bool
    private let locks: FolderLocks
    private let observe: (InPlaceOutcome.Step) -> Void

    /// Creates a rewriter.
    ///
    /// - Parameters:
    ///   - journal: Keeps what is needed after a crash.
    ///   - keys: Gives data keys; what it throws leaves the file as it is.
    ///   - policy: Which messages are decrypted.
    ///   - isDigested: Whether outcomes have the plaintext's digest, which makes everything slower by half.
    ///   - encryptsMessages: Whether files are encrypted that begin like encrypted ones; otherwise they are refused.
    ///   - locks: Keep those out of a folder meanwhile who do the like.
    ///   - observe: Is told of each step before it is taken; for tests.
    public init(
        journal: any IntentJournal,
        keys: any DataKeySource,
        policy: CommitmentPolicy = .required,
        isDigested: Bool = false,
        encryptsMessages: Bool = false,
        locks: FolderLocks = FolderLocks(),
        observe: @escaping (InPlaceOutcome.Step) -> Void = { _ in }
    ) {
        self.journal = journal
        self.keys = keys
        self.policy = policy
        self.isDigested = isDigested
        self.encryptsMessages = encryptsMessages
        self.locks = locks
        self.observe = observe
    }

    /// Replaces a file.
    ///
    /// - Parameters:
    ///   - operation: Which file, and which way.
    ///   - root: The operation's root, held open; `nil` to open it by its path.
    ///   - context: What is authenticated with an encrypted file; not looked at when decrypting.
    /// - Returns: How it ended. After a failure that is pending, ``Recovery`` must tidy up.
    public func run(
        _ operation: InPlaceOperation,
        in root: Directory? = nil,
        context: EncryptionContext = EncryptionContext()
    ) -> InPlaceOutcome {
        do throws(Ending) {
            let original = try OriginalFile(operation, in: root, observe: observe)
            switch operation.direction {
            case .encrypt: return try encrypt(original, operation, context)
            case .decrypt: return try decrypt(original, operation)
            }
        } catch {
            return error.outcome(isPending: false)
        }
    }

    private func encrypt(
        _ original: borrowing OriginalFile,
        _ operation: InPlaceOperation,
        _ context: EncryptionContext
    ) throws(Ending) -> InPlaceOutcome {
        if !encryptsMessages, case .success = try Content.header(in: original.file, step: .inspect, policy: .optional) {
            throw .refused(.alreadyEncrypted)
        }
        observe(.dataKey)
        let draft: MessageDraft
        let dataKey: NewDataKey
        do throws(MessageError) { draft = try MessageDraft(context: context) } catch {
            throw .failed(.dataKey, .message(error))
        }
        do throws(DataKeyError) { dataKey = try keys.newDataKey(for: draft.context) } catch {
            throw .failed(.dataKey, .dataKey(error))
        }
        return try replace(original, operation) { (new) throws(Ending) in
            let size = original.status.size
            let isDigested = isDigested || operation.expectedDigest != nil
            let moved = try Content.encrypt(original.file, size, draft, dataKey, isDigested: isDigested, to: new)
            if let expected = operation.expectedDigest, expected != moved.digest { throw .conflict(.changed) }
            return moved
        } verify: { (new, moved) throws(Ending) in
            guard case .success(let header) = try Content.header(in: new, step: .verify, policy: policy),
                header == moved.header
            else { throw .failed(.verify, .verification) }
            // Where it can be, as a reader will do it: a key that nobody can unwrap is as bad as a lost file.
            var key = dataKey.key
            if keys.canUnwrap {
                do throws(DataKeyError) { key = try keys.dataKey(for: header) } catch {
                    throw .failed(.verify, .dataKey(error))
                }
            }
            return try Content.isMessage(in: new, moved.byteCount, header, key, of: original.file)
        }
    }

    private func decrypt(
        _ original: borrowing OriginalFile,
        _ operation: InPlaceOperation
    ) throws(Ending) -> InPlaceOutcome {
        let header: MessageHeader
        switch try Content.header(in: original.file, step: .inspect, policy: policy) {
        case .success(let found): header = found
        case .failure(.notAMessage), .failure(.unknownSuite), .failure(.truncated): throw .refused(.notEncrypted)
        case .failure(let error): throw .failed(.inspect, .message(error))
        }
        observe(.dataKey)
        let key: SecretBytes
        do throws(DataKeyError) { key = try keys.dataKey(for: header) } catch {
            throw .failed(.dataKey, .dataKey(error))
        }
        return try replace(original, operation) { (new) throws(Ending) in
            try Content.decrypt(original.file, original.status.size, header, key, isDigested: isDigested, to: new)
        } verify: { (new, _) throws(Ending) in
            try Content.isMessage(in: original.file, original.status.size, header, key, of: new)
        }
    }

    /// Writes a new file with `write`, has `verify` read it back and compare, and puts it in place of the old one.
    private func replace(
        _ original: borrowing OriginalFile,
        _ operation: InPlaceOperation,
        write: (borrowing PlacedFile) throws(Ending) -> Content.Moved,
        verify: (borrowing PlacedFile, Content.Moved) throws(Ending) -> Bool
    ) throws(Ending) -> InPlaceOutcome {
        observe(.begin)
        var intent = Intent(operation: operation, old: FileIdentity(original.status).lasting)
        do { try journal.begin(intent) } catch { throw .failed(.begin, .journal("\(error)")) }
        var lock: FolderLock?
        // From the last look to the end nobody of Magpie's own gives the name away: clients that put objects wait that long.
        defer { lock?.release() }
        var replacement: Replacement
        var notes: [InPlaceOutcome.Note] = original.isLeased ? [] : [.noLease]
        let moved: Content.Moved
        let status: FileStatus
        do throws(Ending) {
            observe(.create)
            replacement = try Replacement(operation, in: original.folder)
        } catch {
            // Mostly nothing was made; where that is not sure, recovery looks.
            guard original.folder.isNothing(operation.temporaryName) else { return error.outcome(isPending: true) }
            return error.outcome(isPending: (try? journal.end(intent)) == nil)
        }
        do throws(Ending) {
            observe(.copy)
            replacement.file.setFlags(of: original.metadata)
            moved = try write(replacement.file)
            observe(.metadata)
            try replacement.takeMetadata(original.metadata, &notes)
            observe(.flush)
            try system(.flush) { () throws(SystemError) in try replacement.file.flush() }
            observe(.verify)
            replacement.file.dropCache()
            replacement.file.adviseSequential()
            guard try verify(replacement.file, moved) else { throw .failed(.verify, .verification) }
            try replacement.checkMetadata(original.metadata)
            lock = locks.lock(original.folder)
            observe(.compare)
            try original.check()
            status = try replacement.check()
            observe(.prepare)
            intent.new = FileIdentity(status).lasting
            do { try journal.prepare(intent) } catch { throw .failed(.prepare, .journal("\(error)")) }
            observe(.exchange)
            try original.checkLease()
            try replacement.exchange(with: original, &notes)
        } catch {
            return error.outcome(isPending: !abandon(replacement, intent))
        }
        do throws(Ending) {
            try settle(original, replacement)
        } catch .conflict(let conflict) {
            let isClean =
                if replacement.isTakenBack(from: original, observe) {
                    abandon(replacement, intent)
                } else {
                    replacement.isSuperseded(original) && (try? journal.end(intent)) != nil
                }
            return Ending.conflict(conflict).outcome(isPending: !isClean)
        } catch {
            return error.outcome(isPending: true)
        }
        observe(.end)
        if (try? journal.end(intent)) == nil { notes.append(.endNotNoted) }
        return .done(
            InPlaceOutcome.Rewritten(
                // The exchange has moved the time of the last change; should that not be told, the rest is as it was.
                status: (try? replacement.file.status()) ?? status,
                plaintextByteCount: moved.plaintextByteCount,
                digest: moved.digest,
                header: moved.header,
                notes: notes
            )
        )
    }

    /// After the exchange: looks again whether nobody has changed the old file, and removes it.
    private func settle(
        _ original: borrowing OriginalFile,
        _ replacement: borrowing Replacement
    ) throws(Ending) {
        observe(.flushFolder)
        try system(.flushFolder) { () throws(SystemError) in try original.folder.flush() }
        observe(.compareAgain)
        try replacement.checkExchanged(original)
        observe(.remove)
        try original.checkLease()
        try system(.remove) { () throws(SystemError) in
            try original.folder.remove(replacement.oldName)
            try original.folder.flush()
        }
    }

    /// Removes what was written, and the note in the journal.
    ///
    /// - Returns: Whether nothing is left to recover.
    private func abandon(_ replacement: borrowing Replacement, _ intent: Intent) -> Bool {
        guard replacement.isRemoved() else { return false }
        return (try? journal.end(intent)) != nil
    }
}
