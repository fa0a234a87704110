import Foundation
import POSIX
import Testing

/// Who keeps whom out of a folder, and who cannot.
@Suite struct FolderLockTests {
    private let root = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString.prefix(8))")

    private func folder(_ name: String = "a") throws -> Directory {
        let url = root.appending(path: name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return try Directory(path: Array(url.path.utf8))
    }

    private var shared: [UInt8] { Array(root.appending(path: "locks").path.utf8) }

    /// Whoever may read a folder can hold its lock, for as long as he likes.
    @Test func aReaderOfTheFolderKeepsNobodyWaiting() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = try folder()
        let reader = FolderLocks().lock(folder)
        #expect(reader.holdsAny)
        let locks = FolderLocks(at: shared)
        let start = Timestamp.monotonic()
        // The first time, for a tenth of a second; from then on not at all.
        for _ in 0..<50 {
            let lock = locks.lock(folder)
            #expect(lock.holdsAny)
            lock.release()
        }
        #expect(Timestamp.monotonic().seconds(since: start) < 3)
        reader.release()
    }

    @Test func thoseWhoShareAFileKeepEachOtherOut() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        let (first, other) = (try folder("a"), try folder("b"))
        let (path, folder) = (shared, root.appending(path: "a").path)
        let held = FolderLocks(at: path).lock(first)
        let order = Monitor<[String]>([])
        Threads.detach {
            guard let directory = try? Directory(path: Array(folder.utf8)) else { return }
            let lock = FolderLocks(at: path).lock(directory)
            order.withLock { $0.append("second") }
            order.notifyAll()
            lock.release()
        }
        // Another folder is not kept.
        #expect(FolderLocks(at: path).lock(other).holdsAny)
        Threads.sleep(milliseconds: 300)
        order.withLock { $0.append("first") }
        held.release()
        #expect(order.wait { $0.count == 2 ? $0 : nil } == ["first", "second"])
    }

    /// What others could open, others could hold.
    @Test func aFileThatOthersMayOpenIsNotShared() throws {
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = try folder()
        let path = root.appending(path: "locks").path
        #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o666]))
        let first = FolderLocks(at: shared).lock(folder)
        // Only the folder itself is held.
        first.release()
        let reader = FolderLocks().lock(folder)
        reader.release()
        #expect(first.holdsAny == false)
    }
}
