import Cryptography
public import POSIX

/// A journal of one small file for each operation, for programs without records of their own.
///
/// Each file is locked by the process whose operation it is, so that others leave it alone as long as that lives. Not for
/// several threads.
public final class FileJournal: IntentJournal {
    private let folder: Directory
    private var held: [String: Held] = [:]

    /// A locked file.
    private final class Held {
        let file: PlacedFile

        init(_ file: consuming PlacedFile) { self.file = file }
    }

    /// Opens the journal in the folder at `path`, making it if it is missing.
    public init(path: [UInt8]) throws(SystemError) {
        try Directory.make(path)
        folder = try Directory(path: path)
    }

    public func begin(_ intent: Intent) throws {
        let draft = name(intent, ".draft")
        let new = try lockedDraft(draft)
        let text = try IntentText.bytes(of: intent)
        try new.file.write(text.span, at: 0)
        try new.file.flush()
        try folder.rename(draft, to: name(intent, ".intent"))
        try folder.flush()
        held[intent.operation.id] = new
    }

    public func prepare(_ intent: Intent) throws {
        let draft = name(intent, ".draft")
        let text = try IntentText.bytes(of: intent)
        let new = try lockedDraft(draft)
        try new.file.write(text.span, at: 0)
        try new.file.flush()
        try folder.rename(draft, to: name(intent, ".ready"))
        try folder.flush()
    }

    public func end(_ intent: Intent) throws {
        // In this order: an intent must not be taken for one that was not prepared.
        try folder.removeIfThere(name(intent, ".intent"))
        try folder.flush()
        try folder.removeIfThere(name(intent, ".ready"))
        try folder.removeIfThere(name(intent, ".draft"))
        held[intent.operation.id] = nil
    }

    /// Takes over the operations of processes that are no more.
    ///
    /// - Returns: Their intents, and the names of files that are none.
    public func abandoned() throws(SystemError) -> (intents: [Intent], broken: [[UInt8]]) {
        var intents: [Intent] = []
        var broken: [[UInt8]] = []
        let suffix = Array(".intent".utf8)
        for entry in try folder.entries() where entry.name.ends(with: suffix) {
            // What others end meanwhile is not there any more.
            guard let found = try lock(entry.name), try exists(entry.name) else { continue }
            let stem = Array(entry.name.dropLast(suffix.count))
            let ready = try? FileContents.read(stem + Array(".ready".utf8), in: folder, upTo: 65_536)
            let bytes = try FileContents.read(entry.name, in: folder, upTo: 65_536)
            // One that was not prepared has no second file; one whose second file is torn was not either.
            if let intent = ready.flatMap(IntentText.intent) ?? IntentText.intent(bytes),
                Array(intent.operation.id.utf8) == stem
            {
                held[intent.operation.id] = found
                intents.append(intent)
            } else {
                broken.append(entry.name)
            }
        }
        try sweep()
        return (intents, broken)
    }

    /// Removes what an end or a beginning has left that was cut short.
    ///
    /// As long as an operation goes on, its intent is there, apart from the moment in which it is a draft itself.
    private func sweep() throws(SystemError) {
        for name in try folder.entries().map(\.name) {
            guard [".draft", ".ready"].contains(where: { name.ends(with: Array($0.utf8)) }) else { continue }
            let stem = name.prefix { $0 != UInt8(ascii: ".") }
            // Asked now: an intent may have been written since the names were.
            guard try !exists(stem + Array(".intent".utf8)) else { continue }
            // A draft is locked as long as its writer lives. One that has no name any more was removed by another process,
            // and the name may stand for a newer one.
            guard let held = try lock(name), try held.file.status().linkCount > 0 else { continue }
            try folder.removeIfThere(name)
            withExtendedLifetime(held) {}
        }
    }

    /// Makes a file that is locked, so that nobody takes it for one whose writer is no more.
    private func lockedDraft(_ name: [UInt8]) throws(SystemError) -> Held {
        // Between the two steps another process may take it for abandoned, and remove it: then once more.
        for _ in 0..<FileJournal.attempts {
            do throws(SystemError) {
                let new = Held(try PlacedFile(creating: name, in: folder))
                if try new.file.tryLock(), try new.file.status().linkCount > 0 { return new }
            } catch  where error.isAlreadyThere {}
            Threads.sleep(milliseconds: 1)
        }
        throw SystemError(0)
    }

    /// How often a draft is made anew when others remove it, one a millisecond.
    private static let attempts = 1000

    /// Opens and locks a file; `nil` when it is not there or another process has it.
    private func lock(_ name: [UInt8]) throws(SystemError) -> Held? {
        do throws(SystemError) {
            let held = Held(try PlacedFile(name, in: folder))
            return try held.file.tryLock() ? held : nil
        } catch  where error.isNotFound {
            return nil
        } catch {
            throw error
        }
    }

    private func exists(_ name: [UInt8]) throws(SystemError) -> Bool {
        do throws(SystemError) {
            _ = try folder.status(of: name)
            return true
        } catch  where error.isNotFound {
            return false
        } catch {
            throw error
        }
    }

    private func name(_ intent: Intent, _ suffix: String) -> [UInt8] { Array((intent.operation.id + suffix).utf8) }
}

extension Directory {
    fileprivate func removeIfThere(_ name: [UInt8]) throws(SystemError) {
        do throws(SystemError) { try remove(name) } catch  where error.isNotFound {} catch { throw error }
    }
}

extension [UInt8] {
    fileprivate func ends(with suffix: [UInt8]) -> Bool {
        count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}
