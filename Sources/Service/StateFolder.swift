import Accounts
import Auditing
import Configuring
import Control
import Cryptography
import Diagnostics
import Fingerprints
import POSIX
import Problems
import Records
import Scanning
import Terminal

/// The folder for everything that outlives the process, held by this process alone.
struct StateFolder: Sendable {
    let records: RecordStore
    let key: FingerprintKey
    let audit: AuditLog
    /// What is wrong, whoever knows of it.
    let problems = ProblemBook()
    /// What webhooks are signed with.
    let webhookKey: [UInt8]
    /// What windows and codes of managed secrets are made with.
    let leakKey: [UInt8]
    /// What access keys and session tokens are sealed with.
    let identityKey: SecretBytes
    private let lock: FileLock

    /// Opens the folder at `path`, or makes it.
    ///
    /// - Throws: `Diagnostic` with what to do.
    init(_ path: [UInt8]) throws {
        let name = TerminalText.escaped(path)
        do {
            try PrivateFile.createFolders(above: path + Array("/".utf8))
            try ClosedFolder.check(path)
            try StateFolder.checkRecords(path)
            lock = try FileLock(path: path + Array("/lock".utf8))
            key = try FingerprintKey.kept(at: path + Array("/fingerprint.key".utf8))
            try StateFolder.closeRecords(path)
            records = try RecordStore(path: String(decoding: path, as: UTF8.self) + "/magpie.sqlite")
            try StateFolder.checkLocation(records, name)
            webhookKey = try KeyFile.bytes(at: path + Array("/webhook.key".utf8))
            leakKey = Array(try KeyFile.bytes(at: path + Array("/leaks.key".utf8)).prefix(KeyFile.byteCount))
            var bytes = try KeyFile.bytes(at: path + Array("/identities.key".utf8))
            identityKey = SecretBytes(wiping: &bytes)
            audit = try StateFolder.openAudit(records, path + Array("/audit.key".utf8), problems)
        } catch {
            throw StateFolder.diagnostic(for: error, name)
        }
    }

    /// Refuses records whose names have another account or Region: such names would mean nothing any more.
    private static func checkLocation(_ records: RecordStore, _ name: String) throws {
        let here = AccountLocation.current
        let kept = try records.settleLocation(account: here.account, region: here.region)
        if kept == (here.account, here.region) { return }
        throw Diagnostic(
            "everything in \(name) is named in account \(kept.account) and Region \(kept.region)",
            hint:
                "write 'api: { account: \"\(kept.account)\", region: \(kept.region) }', or begin with another state folder"
        )
    }

    /// Opens the audit log, which is damaged where its key is gone.
    private static func openAudit(
        _ records: RecordStore,
        _ keyPath: [UInt8],
        _ problems: ProblemBook
    ) throws -> AuditLog {
        let isNew = (try? FileStatus.of(keyPath)) == nil
        var bytes = try KeyFile.bytes(at: keyPath)
        let key = SecretBytes(wiping: &bytes)
        let log = AuditLog(AuditRows(records, key: key, problems), key: key)
        if isNew, try log.end != .start { try log.noteDamage("its key was gone, and a new one was made") }
        return log
    }

    /// Lets nobody else read the records: members of the group may pass through the folder, for the feed lies in it.
    private static func closeRecords(_ path: [UInt8]) throws {
        for end in ["", "-wal", "-shm"] {
            try PrivateFile.seclude(path + Array("/magpie.sqlite\(end)".utf8), creating: end.isEmpty)
        }
    }

    /// Refuses to begin with new records where there were others: then everything would look as if it had never been.
    static func checkRecords(_ path: [UInt8]) throws(Diagnostic) {
        let (records, trace) = (path + Array("/magpie.sqlite".utf8), path + Array("/audit.key".utf8))
        // What SQLite has not finished to make is empty; the key is made after the records.
        guard (try? FileStatus.of(records).size) ?? 0 == 0, (try? FileStatus.of(trace)) != nil else { return }
        throw Diagnostic(
            "\(TerminalText.escaped(records)) is missing, and there were records here",
            hint: "restore magpie.sqlite from a backup; to begin anew, move all of the state folder away"
        )
    }

    /// Listens for clients.
    func listen(at socket: [UInt8], _ limits: Limits.Clients, _ operations: Operations) throws -> ControlServer {
        do throws(SystemError) {
            return try ControlServer(
                path: socket,
                limits: ControlLimits(limits),
                answering: { operations.answer($0, from: $1, then: $2) },
                metrics: { try operations.metrics(for: $0) }
            )
        } catch {
            throw Diagnostic(
                "\(TerminalText.escaped(socket)): \(error)",
                hint: "use another --socket; 107 bytes at most"
            )
        }
    }

    private static func diagnostic(for error: any Error, _ name: String) -> Diagnostic {
        switch error {
        case let error as Diagnostic: error
        case let error as OpenFolderError: Diagnostic("the state folder is open to others: \(error)", hint: error.hint)
        case let error as SystemError where error.isHeldByAnother:
            Diagnostic("another magpied works in \(name)", hint: "stop it, or use another --state")
        case RecordError.newer:
            Diagnostic(
                "the records in \(name) were written by a newer version",
                hint: "install that version, or use another --state"
            )
        case RecordError.damaged:
            Diagnostic(
                "the records in \(name) are damaged",
                hint:
                    "restore magpie.sqlite from a backup, or move all of the folder away: then everything is scanned again"
            )
        default: Diagnostic("\(name): \(error)", hint: "the state folder must be writable and its disk have room")
        }
    }
}
