public import Cryptography
public import JSON
public import POSIX

/// What was asked for, chained so that nobody can change it unnoticed without the key.
///
/// Each entry carries HMAC-SHA256 over the seal of the one before and its own text, so that an entry that was edited,
/// removed or moved breaks the chain. That its end was cut off shows by anchors, the numbers and seals of late entries,
/// which are kept beside it and elsewhere. An anchor never moves while one of them is not in the log.
public final class AuditLog: AuditWriter {
    private let store: any AuditStore
    private let key: SecretBytes
    private let now: @Sendable () -> Double
    /// Held while the log is compared and its anchors move.
    private let turn = Monitor(())

    /// Opens a log.
    ///
    /// - Parameters:
    ///   - store: Where its entries are.
    ///   - key: What they are sealed with.
    ///   - now: Seconds since 1970.
    public init(
        _ store: any AuditStore,
        key: SecretBytes,
        now: @escaping @Sendable () -> Double = { Timestamp.now().secondsSince1970 }
    ) {
        self.store = store
        self.key = key
        self.now = now
    }

    // MARK: Writing

    public func requireRoom() throws { try store.requireRoom() }

    public func append(_ entries: [AuditEntry], then done: @escaping AuditAppended) {
        store.append(entries, then: done)
    }

    /// The last entry that is on the disk.
    public var end: AuditAnchor { get throws { try store.end } }

    /// All notes that there are about the log.
    public func notes() throws -> [AuditNote: JSONValue] { try store.notes() }

    /// Keeps notes, or forgets them: all or none.
    public func keep(_ notes: [AuditNote: JSONValue?]) throws { try store.keep(notes) }

    /// Makes a code of bytes that are no entry, with the key of the log.
    public func code(for bytes: Span<UInt8>) throws -> [UInt8] { try AuditSealer(key).code(for: bytes) }

    // MARK: Damage

    /// Compares the log with its anchors.
    ///
    /// - Parameter others: Anchors of this log that are kept elsewhere.
    /// - Returns: What is wrong with it, until it is accepted.
    /// - Throws: When it cannot be read.
    @discardableResult
    public func compare(with others: [AuditAnchor] = []) throws -> AuditDamage? {
        try turn.withLock { _ in try compareNow(with: others) }
    }

    private func compareNow(with others: [AuditAnchor]) throws -> AuditDamage? {
        let replacement = try store.replacement()
        let notes = try store.notes()
        if let damage = AuditDamage(notes[.damage]) { return damage }
        if let replacement { return try keepDamage(replacement) }
        let removed = try base(notes) ?? .start
        for anchor in [AuditAnchor(notes[.own])].compactMap(\.self) + others
        where try !removed.hasRemoved(anchor) && !store.contains(anchor) {
            return try keepDamage("entry \(anchor.number), which was anchored, is not there or another")
        }
        return nil
    }

    /// Notes that the log is damaged, until it is accepted.
    ///
    /// - Parameter why: What is wrong, for people.
    /// - Returns: The damage; that which was noted before, if there was.
    /// - Throws: When it cannot be kept.
    @discardableResult
    public func noteDamage(_ why: String) throws -> AuditDamage {
        try turn.withLock { _ in
            if let damage = AuditDamage(try store.notes()[.damage]) { return damage }
            return try keepDamage(why)
        }
    }

    private func keepDamage(_ why: String) throws -> AuditDamage {
        let damage = AuditDamage(why: why, since: now())
        try store.keep([.damage: damage.json])
        return damage
    }

    /// Notes the end of the log, so that it shows when it is cut off; nothing while it is damaged.
    ///
    /// - Parameters:
    ///   - others: Anchors of this log that are kept elsewhere.
    ///   - notes: What is noted with it.
    /// - Returns: The end; `nil` when the log is damaged.
    /// - Throws: When it cannot be read, or the anchor cannot be kept.
    @discardableResult
    public func moveAnchor(
        comparing others: [AuditAnchor] = [],
        keeping notes: [AuditNote: JSONValue] = [:]
    ) throws -> AuditAnchor? {
        try turn.withLock { _ in
            let end = try store.end
            guard try compareNow(with: others) == nil else { return nil }
            let wanted = notes.merging([.own: end.json]) { $1 }
            let kept = try store.notes()
            if wanted.contains(where: { kept[$0.key] != $0.value }) { try store.keep(wanted.mapValues { $0 }) }
            return end
        }
    }

    // MARK: Checking

    /// Checks the whole log.
    ///
    /// - Parameter others: Anchors of this log that are kept elsewhere.
    /// - Returns: The number of its last entry, and that of the first that is not what was written.
    /// - Throws: When it cannot be read.
    public func verify(with others: [AuditAnchor] = []) throws -> (count: Int, firstBad: Int?) {
        let notes = try store.notes()
        guard let base = try base(notes) else { return (try store.end.number, 1) }
        let result = try verify(from: base, [AuditAnchor(notes[.own])].compactMap(\.self) + others)
        if let bad = result.firstBad { try noteDamage("entry \(bad) is not what was written") }
        return result
    }

    /// Checks the whole chain, and no anchors.
    ///
    /// - Returns: The number of its last entry, and that of the first that is not what was written.
    /// - Throws: When it cannot be read.
    public func verifyChain() throws -> (count: Int, firstBad: Int?) {
        guard let base = try base(store.notes()) else { return (try store.end.number, 1) }
        let result = try verify(from: base, [])
        if let bad = result.firstBad { try noteDamage("entry \(bad) is not what was written") }
        return result
    }

    func verify(from base: AuditBase, _ anchors: [AuditAnchor]) throws -> (count: Int, firstBad: Int?) {
        let chain = try chain(from: base, digestsAll: false)
        if let bad = chain.firstBad { return (chain.end.number, bad) }
        let areThere = try anchors.allSatisfy { try base.hasRemoved($0) || store.contains($0) }
        return (chain.end.number, areThere ? nil : chain.end.number + 1)
    }

    private func chain(from base: AuditBase, digestsAll: Bool) throws -> AuditChain {
        var chain = AuditChain(from: base, digestsAll: digestsAll)
        let sealer = try AuditSealer(key)
        try store.forEachEntry(removedUpTo: base.removed) { entry in
            try chain.take(entry.bytes, entry.anchor) { previous in
                !entry.seal.isEmpty && sealer.seal(entry.content, after: previous.utf8).elementsEqual(entry.seal)
            }
        }
        chain.finish()
        return chain
    }

    // MARK: Accepting

    /// Takes the log as it is, once an administrator knows why it is so.
    ///
    /// - Parameter entry: Who takes it so, and why: written first; `nil` for what is in the log already.
    /// - Throws: When it cannot be written: then nothing is accepted.
    public func accept(_ entry: AuditEntry? = nil) throws {
        if let entry { try write(entry) }
        try turn.withLock { _ in
            let base = try accept(try base(store.notes()) ?? .start)
            let json = base == .start ? nil : try sealed(base)
            // Anchors are made anew by who makes them.
            try store.keep([.base: json, .damage: .none, .own: .none, .other: .none, .outside: .none])
        }
    }

    /// From where the chain goes once all entries that are there are taken as they are; where the chain is whole, as before.
    func accept(_ base: AuditBase) throws -> AuditBase {
        try store.alone {
            let chain = try chain(from: base, digestsAll: true)
            guard chain.firstBad != nil else { return base }
            return AuditBase(removed: base.removed, accepted: chain.count, digest: chain.digest, end: try store.end)
        }
    }

    // MARK: Retention

    /// Removes entries that are older than they are kept, or too many; none while the log is damaged.
    ///
    /// - Parameters:
    ///   - bytes: How much is kept; `nil` for all.
    ///   - time: Since when entries are kept, in seconds since 1970; `nil` for all.
    ///   - entry: Tells of it, in the log itself; gets the number of the last that is removed.
    /// - Throws: When the log cannot be read or changed.
    public func retire(keeping bytes: Int?, since time: Double?, _ entry: (Int) -> AuditEntry) throws {
        guard bytes != nil || time != nil else { return }
        try turn.withLock { _ in
            guard try compareNow(with: []) == nil, let base = try base(store.notes()),
                let last = try store.lastTooOld(keeping: bytes, since: time),
                let new = try self.base(base, withoutEntriesUpTo: last)
            else { return }
            try write(entry(last))
            // First what tells that they may be missing.
            try store.removeEntries(upTo: last, keeping: try sealed(new))
        }
    }

    /// From where the chain goes without the entries up to a number; `nil` when their end is not what was written.
    func base(_ base: AuditBase, withoutEntriesUpTo last: Int) throws -> AuditBase? {
        guard let (count, end) = try store.entries(upTo: last) else { return nil }
        return try base.removing(count, upTo: end) { left in
            var chain = AuditChain(from: AuditBase(accepted: left, digest: "", end: .start))
            try store.forEachEntry(behind: last) { entry in
                if chain.count < left { try chain.take(entry.bytes, nil) { _ in false } }
            }
            return chain.digest
        }
    }

    /// From where the chain goes; `nil` when what is noted was not sealed with the key of the log.
    private func base(_ notes: [AuditNote: JSONValue]) throws -> AuditBase? {
        guard let json = notes[.base] else { return .start }
        let sealer = try AuditSealer(key)
        return AuditBase(json) { sealer.code(for: $0) }
    }

    private func sealed(_ base: AuditBase) throws -> JSONValue {
        let sealer = try AuditSealer(key)
        return base.json { sealer.code(for: $0) }
    }
}
