import Auditing
import Cryptography
import CustomerKeys
import JSON
import POSIX
import Problems
public import RootKeys
import ServiceModel

/// A key management service with the operations, states and errors of AWS KMS.
///
/// Its operations are done through a `Gateway` over ``makeOperations()`` and ``auditWriter``: each is in the audit log before
/// it is answered.
public final class KeyService: Sendable {
    /// What the service needs to know.
    public struct Settings: Sendable {
        /// The folder for everything that it keeps.
        public var folder: [UInt8]
        /// Where the root key comes from.
        public var source: RootKeySource
        /// How much of the audit log is kept beside the file that is written to, in MiB; `nil` for all.
        public var auditMegabytes: Int?
        /// How long its entries are kept, in days, give or take one; `nil` for ever.
        public var auditDays: Int?
        /// Seconds since 1970.
        public var now: @Sendable () -> Double = { Timestamp.now().secondsSince1970 }

        /// Gathers what must be known.
        public init(folder: [UInt8], source: RootKeySource) {
            self.folder = folder
            self.source = source
        }
    }

    let settings: Settings
    let names = KeyNames()
    let vault = Vault()
    let rootKeys: RootKeyStore
    let audit: AuditLog
    /// Where its entries are.
    let auditFile: AuditFile
    /// What is done without anybody asking, and could not be.
    let housekeeping = Failures(
        .keyHousekeeping,
        hint: "make room on the disk of keys, and see that their folder can be written to; it is tried again by itself"
    )
    let store: KeyStore
    private let current: Monitor<Catalogue>
    /// What keys were last used for.
    let uses: Monitor<KeyUses>
    /// Rung when something is to be told.
    let notices = Monitor(())
    let problem = Monitor<String?>(nil)
    let databaseState = Monitor(DatabaseState())
    /// Held while something changes, so that what is in memory is what is kept.
    private let changes = Monitor(())

    /// Opens what is kept, or makes it; unsealed when the root key can be had without anybody's help.
    ///
    /// - Throws: ``KeyServiceFailure``, what ``KeyStore`` throws, `RootKeyError`, `SystemError`.
    public init(_ settings: Settings) throws {
        self.settings = settings
        try PrivateFile.createFolders(above: settings.folder + Array("/".utf8))
        func path(_ name: String) -> [UInt8] { settings.folder + Array("/\(name)".utf8) }
        try KeyService.checkPlace(settings.folder)
        let databasePath = KeyService.databasePath(settings.folder)
        do {
            store = try KeyStore(path: databasePath)
        } catch  where KeyStore.isDamage(error) {
            throw KeyServiceFailure.databaseDamaged(databasePath)
        }
        if let (account, region) = try store.otherLocation() {
            throw KeyServiceFailure.elsewhere(account: account, region: region)
        }
        let inode = try FileStatus.of(databasePath).inode
        databaseState.withLock { $0 = DatabaseState(inode: inode, checkedAt: .monotonic()) }
        var auditKey = try KeyFile.bytes(at: path("audit.key"))
        let sealing = SecretBytes(wiping: &auditKey)
        let notes = KeyAuditNotes(store: store) { [databaseState] in KeyService.refusal(databaseState) }
        auditFile = try AuditFile(path: path("audit.log"), key: sealing, notes: notes)
        audit = AuditLog(auditFile, key: sealing, now: settings.now)
        rootKeys = RootKeyStore(folder: settings.folder, source: settings.source)
        current = Monitor(try store.catalogue())
        uses = Monitor(try KeyUses(store, at: settings.now()))
        guard !settings.source.needsPassphrase else { return }
        do throws(RootKeyError) {
            vault.unseal(try rootKeys.openOrCreate())
        } catch {
            // Sealed, but there: shares can restore what is missing.
            problem.withLock { $0 = "\(error)\(error.hint.map { ": \($0)" } ?? "")" }
            return
        }
        try makeOwnedKey()
    }

    /// Why the service could not unseal itself, if it could not.
    public var sealedBecause: String? { vault.isSealed ? problem.withLock { $0 } : nil }

    // MARK: State

    /// The account and the Region in the names of keys.
    public var account: String { names.account }
    public var region: String { names.region }

    /// The time, in seconds since 1970, by the clock that the service was given.
    public func now() -> Double { settings.now() }

    /// All keys as they are now.
    var catalogue: Catalogue { current.withLock { $0 } }

    /// Changes keys; what was changed is on the disk when this returns, and in use from then on.
    func edit<Value>(_ body: (inout Catalogue.Edit) throws -> Value) throws -> Value {
        try changes.withLock { _ in
            if let refusal = KeyService.refusal(databaseState) { throw refusal }
            var edit = Catalogue.Edit(catalogue)
            let value = try body(&edit)
            try store.write(edit)
            current.withLock { $0 = edit.catalogue }
            return value
        }
    }

    /// Why nothing may be written into the database; `nil` while it is whole.
    private static func refusal(_ state: Monitor<DatabaseState>) -> ServiceError? {
        state.withLock { $0.problem }.map { ServiceError("KMSInternalException", "\($0.text): \($0.hint)") }
    }

    /// Writes a copy of all keys, wrapped as they are, to `backup.sqlite` beside them, in place of an older one.
    ///
    /// - Returns: Its length, in bytes.
    @discardableResult
    public func backUp() throws -> Int {
        let path = backupPath
        let draft = path + Array(".new".utf8)
        // A draft that an earlier backup left; where it cannot be removed, the copy fails and says so.
        try? RotatedFiles.remove(draft)
        try store.backUp(to: draft)
        try RotatedFiles.publish(draft, as: path)
        return try FilePart.size(of: path)
    }

    /// A piece of the copy that was made last.
    public func backupPart(from offset: Int, upTo count: Int) throws -> [UInt8] {
        try FilePart.read(backupPath, from: offset, upTo: count)
    }

    private var backupPath: [UInt8] { settings.folder + Array("/backup.sqlite".utf8) }
}
