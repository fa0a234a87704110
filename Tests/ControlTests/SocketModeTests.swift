import Foundation
import POSIX
import Testing

/// What a new socket lets whom do, and what it leaves alone.
@Suite struct SocketModeTests {
    /// The umask belongs to all threads of a process: one that is changed for a moment is what others get, and may stay for ever.
    @Test func socketsThatBeginTogetherChangeNobodysFiles() async throws {
        let folder = try Folder()
        let usual = try folder.make("usual")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for turn in 0..<200 { _ = try LocalSocket(listeningAt: folder.path("s\(worker)-\(turn % 2)")) }
                }
                group.addTask {
                    for turn in 0..<200 {
                        let mode = try folder.make("\(worker)-\(turn)")
                        #expect(mode == usual)
                    }
                }
            }
            try await group.waitForAll()
        }
        let later = try folder.make("later")
        #expect(later == usual)
    }

    @Test func theOwnerAndTheGroupMayConnect() throws {
        let folder = try Folder()
        let socket = try LocalSocket(listeningAt: folder.path("s"))
        let mode = try FileStatus.of(folder.path("s")).mode
        #expect(mode & 0o777 == 0o660)
        withExtendedLifetime(socket) {}
    }

    private final class Folder: Sendable {
        private let url = FileManager.default.temporaryDirectory.appending(
            path: "magpie-\(UUID().uuidString.prefix(8))"
        )

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> [UInt8] { Array(url.appending(path: name).path.utf8) }

        /// Makes a folder as any code does, and returns its mode.
        func make(_ name: String) throws -> UInt32 {
            try FileManager.default.createDirectory(at: url.appending(path: name), withIntermediateDirectories: false)
            return try FileStatus.of(path(name)).mode
        }
    }
}
