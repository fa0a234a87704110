public import POSIX

/// Tidies up after operations that a crash has cut short.
///
/// By what the names in the folder stand for, not by how far the operation had come; so it may be cut short itself, and
/// done again. It needs no key: a new file is only ever put in place after it was verified and on the disk.
public struct Recovery {
    private let journal: any IntentJournal
    private let locks: FolderLocks

    /// How a recovery ended.
    public enum Outcome: Sendable, Equatable {
        /// The file is the old one, or one that somebody has put there; nothing of the operation is left.
        case undone
        /// The file is the new one; nothing else of the operation is left.
        case completed
        /// The names stand for something that nobody expected: nothing was touched, a person must look.
        case unclear(String)
        /// Somebody has the old file open for writing, the folder is away, or the disk fails: try again.
        case postponed(String)
    }

    /// Creates a recovery of what `journal` knows.
    ///
    /// - Parameters:
    ///   - journal: Keeps what is needed after a crash.
    ///   - locks: Keep those out of a folder meanwhile who do the like.
    public init(journal: any IntentJournal, locks: FolderLocks = FolderLocks()) {
        self.journal = journal
        self.locks = locks
    }

    /// Finishes an operation or takes it back, and forgets it.
    ///
    /// - Parameters:
    ///   - intent: What was begun.
    ///   - root: The operation's root, held open; `nil` to open it by its path.
    /// - Returns: How it ended. It is forgotten only when it was undone or completed; it is postponed also when the
    ///   journal cannot be told.
    public func recover(_ intent: Intent, in root: Directory? = nil) -> Outcome {
        let outcome: Outcome
        do throws(SystemError) {
            let operation = intent.operation
            let root = if let root { root } else { try Directory(path: operation.root) }
            let folder = try Directory(beneath: root, operation.folder)
            let lock = locks.lock(folder)
            defer { lock.release() }
            outcome = try Places(intent, folder).tidy()
        } catch  where error.isNotFound {
            // It may come back, with what the operation has left in it.
            outcome = .postponed("the folder is not there")
        } catch {
            outcome = .postponed("\(error)")
        }
        switch outcome {
        case .undone, .completed:
            do { try journal.end(intent) } catch { return .postponed("the journal: \(error)") }
        case .unclear, .postponed: break
        }
        return outcome
    }

    /// Finds temporary files in `folder` that no intent explains; they are never removed.
    ///
    /// - Parameters:
    ///   - folder: The folder; those in it are not entered.
    ///   - intents: Those that are known.
    /// - Returns: Their names, sorted by their bytes.
    /// - Throws: `SystemError` when the folder cannot be read.
    public static func strays(in folder: Directory, beside intents: [Intent]) throws(SystemError) -> [[UInt8]] {
        let known = intents.flatMap { [$0.operation.temporaryName, $0.operation.spareName] }
        return try folder.entries().map(\.name).filter {
            $0.starts(with: InPlaceOperation.temporaryPrefix) && !known.contains($0)
        }
    }
}

/// What the three names of an operation stand for.
private struct Places {
    /// What a name stands for.
    enum Content {
        case nothing
        /// The old file; unchanged, or changed.
        case old(isSame: Bool)
        /// The new file; unchanged, or changed.
        case new(isSame: Bool)
        case other
    }

    private let intent: Intent
    private let folder: Directory

    init(_ intent: Intent, _ folder: Directory) {
        self.intent = intent
        self.folder = folder
    }

    private var name: [UInt8] { intent.operation.name }
    private var temporary: [UInt8] { intent.operation.temporaryName }
    private var spare: [UInt8] { intent.operation.spareName }

    func tidy() throws(SystemError) -> Recovery.Outcome {
        if let outcome = try tidySpare() { return outcome }
        let current = try content(of: name)
        switch (current, try content(of: temporary)) {
        case (.new(isSame: true), .nothing): return .completed
        case (_, .nothing):
            // Nothing of ours is left, whatever the name stands for.
            try folder.flush()
            return .undone
        case (.new, .old(let isSame)): return try finish(from: temporary, isSame: isSame, current)
        case (_, .new(isSame: true)): return try remove(temporary, .undone)
        case (_, .other) where intent.new == nil: return try removeDraft()
        case (_, .old): return .unclear("the old file is at \(text(temporary)), and the name stands for another")
        case (_, .new), (_, .other): return .unclear("\(text(temporary)) is not the operation's")
        }
    }

    /// Where names could not be exchanged, the old file has had a second name.
    private func tidySpare() throws(SystemError) -> Recovery.Outcome? {
        let current = try content(of: name)
        switch (current, try content(of: spare)) {
        case (_, .nothing): return nil
        case (.old, .old):
            try folder.remove(spare)
            try folder.flush()
            return nil
        case (.new, .old(let isSame)): return try finish(from: spare, isSame: isSame, current)
        default: return .unclear("the old file is at \(text(spare)), and the name stands for another")
        }
    }

    /// The names were exchanged: removes the old file, or takes the exchange back when somebody has written to it since.
    private func finish(from place: [UInt8], isSame: Bool, _ current: Content) throws(SystemError) -> Recovery.Outcome {
        guard case .new(isSame: true) = current else {
            return .unclear("the old file is at \(text(place)), and the new one has changed")
        }
        let old = try PlacedFile(place, in: folder)
        do throws(SystemError) {
            try old.takeLease()
        } catch  where error.isHeldByAnother {
            return .postponed("somebody has the old file open for writing")
        } catch {
            // No leases here: what times and sizes say must do.
        }
        if isSame, intent.old.matches(try old.status()) { return try remove(place, .completed) }
        if place == spare {
            try folder.rename(spare, to: name)
            try folder.flush()
            return .undone
        }
        try folder.exchange(name, place)
        try folder.flush()
        return try remove(place, .undone)
    }

    /// Removes a file that was being written when nothing else had happened.
    private func removeDraft() throws(SystemError) -> Recovery.Outcome {
        let status = try folder.status(of: temporary)
        guard status.kind == .regular, status.linkCount == 1 else {
            return .unclear("\(text(temporary)) is not a draft")
        }
        return try remove(temporary, .undone)
    }

    private func remove(_ name: [UInt8], _ outcome: Recovery.Outcome) throws(SystemError) -> Recovery.Outcome {
        // That the exchange is on the disk is not known, if the crash came right after it.
        try folder.flush()
        try folder.remove(name)
        try folder.flush()
        return outcome
    }

    private func content(of name: [UInt8]) throws(SystemError) -> Content {
        guard let status = try folder.statusIfThere(of: name) else { return .nothing }
        if status.inode == intent.old.inode { return .old(isSame: intent.old.matches(status)) }
        if let new = intent.new, status.inode == new.inode { return .new(isSame: new.matches(status)) }
        return .other
    }

    private func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
}
