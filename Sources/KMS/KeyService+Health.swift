import Auditing
import CustomerKeys
public import POSIX
public import Problems
import RootKeys

/// Why the key service does not begin.
public enum KeyServiceFailure: Error, Equatable, Sendable {
    /// Others could change what it keeps.
    case openFolder(OpenFolderError)
    /// There were keys here, and their database is gone.
    case databaseMissing([UInt8])
    /// The database contradicts itself.
    case databaseDamaged([UInt8])
    /// The names of the keys have another account or Region.
    case elsewhere(account: String, region: String)
}

extension KeyServiceFailure: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .openFolder(let error): "\(error): \(error.hint)"
        case .databaseMissing(let path):
            "\(text(path)) is missing, and there were keys: bring it back from a backup; to begin without any, move all of its "
                + "folder away"
        case .databaseDamaged(let path):
            "\(text(path)) is damaged: bring it back from a backup (backup.sqlite beside it is what 'magpie backup' wrote)"
        case .elsewhere(let account, let region):
            "these keys are in account \(account) and Region \(region): configure those, or begin with another folder"
        }
    }

    private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}

extension KeyService {
    /// Refuses a folder that others could change, and a database that is gone.
    static func checkPlace(_ folder: [UInt8]) throws(KeyServiceFailure) {
        do throws(OpenFolderError) { try ClosedFolder.check(folder) } catch { throw .openFolder(error) }
        let path = databasePath(folder)
        // What SQLite has not finished to make is empty; what was there before it is not.
        guard (try? FileStatus.of(path).size) ?? 0 == 0 else { return }
        for name in ["audit.key", "audit.log", "root-key.check"]
        where (try? FileStatus.of(folder + Array("/\(name)".utf8)).size) ?? 0 > 0 {
            throw .databaseMissing(path)
        }
    }

    private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    static func databasePath(_ folder: [UInt8]) -> [UInt8] { folder + Array("/keys.sqlite".utf8) }

    /// What is wrong with what the service keeps, for people, each with what to do; empty when all is well.
    ///
    /// The database is read through every ``databaseCheckSeconds``; the rest costs some system calls.
    public func problems() -> [Problem] {
        var problems: [Problem] = []
        if vault.isSealed {
            let reason = sealedBecause.map { ": \($0)" } ?? ""
            problems.append(
                Problem(.keysSealed, "keys are sealed\(reason)", hint: "unseal them with 'magpie kms unseal'")
            )
        } else {
            do {
                try vault.withRoot { try rootKeys.check($0) }
            } catch let error as RootKeyError {
                problems.append(
                    Problem(
                        .rootKey,
                        "the root key of this process is good, but not what is kept: \(error)",
                        hint: error.hint ?? "bring it back from its backup before the process ends"
                    )
                )
            } catch {
                problems.append(
                    Problem(
                        .rootKey,
                        "the root key cannot be checked: \(error)",
                        hint: "see that it is where 'rootKey' in the configuration says"
                    )
                )
            }
        }
        if let problem = databaseProblem() { problems.append(problem) }
        if let failure = auditFile.failure {
            problems.append(
                Problem(
                    .keyAuditWriting,
                    "the audit log of keys cannot be written, and nothing is answered without it: \(failure)",
                    hint: "make room on its disk"
                )
            )
        }
        return problems + housekeeping.problems
    }

    private static let databaseCheckSeconds = 60.0

    /// What is wrong with the database, as far as was seen last; what is changed then would be lost.
    private func databaseProblem() -> Problem? {
        let path = KeyService.databasePath(settings.folder)
        let place = try? FileStatus.of(path)
        return databaseState.withLock { state in
            guard let place, place.size > 0, place.inode == state.inode else {
                state.problem = Problem(
                    .keyDatabase,
                    "keys.sqlite was removed or replaced while it was in use",
                    hint:
                        "have what the process still knows written by 'magpie backup', then put that, or a backup of before, "
                        + "in its place and restart"
                )
                // Once it is back, it is looked at.
                state.checkedAt = nil
                return state.problem
            }
            let now = Timestamp.monotonic()
            guard state.checkedAt.map({ now.seconds(since: $0) >= KeyService.databaseCheckSeconds }) ?? true else {
                return state.problem
            }
            state.checkedAt = now
            do {
                try KeyStore.check(path)
                state.problem = nil
            } catch  where KeyStore.isDamage(error) {
                state.problem = Problem(
                    .keyDatabase,
                    "\(text(path)) is damaged",
                    hint: "bring it back from a backup (backup.sqlite beside it is what 'magpie backup' wrote)"
                )
            } catch {
                // Whoever cannot be asked has said nothing.
                state.checkedAt = nil
            }
            return state.problem
        }
    }

    /// What is known of the file of the database.
    struct DatabaseState: Sendable {
        /// The file that was opened.
        var inode: UInt64?
        var checkedAt: Timestamp?
        var problem: Problem?
    }
}
