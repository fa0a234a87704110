import Foundation
import POSIX
import Synchronization
import Testing

@testable import FindingDocuments

/// What is asked about folders for the objects in them.
@Suite struct FolderListTests {
    /// How often a file system without lists of rights is asked for them.
    private final class Asked: Sendable {
        let count = Mutex(0)
    }

    @Test func eachFileSystemOnTheWayIsAskedForListsOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let asked = Asked()
        let rights = RightsReader { (_, _) throws(SystemError) in
            asked.count.withLock { $0 += 1 }
            return .unsupported
        }
        var exposure = Exposure([], rights)
        for name in ["a", "b"] {
            let path = folder + "/" + name
            try Data("x".utf8).write(to: URL(filePath: path))
            let status = try FileStatus.of(Array(path.utf8))
            #expect(exposure.isPublic(status, at: Array(path.utf8)) != nil)
        }
        // Three kinds of lists, for the root of all and each folder on the way that lies on another device than the one above it.
        var devices: [UInt64] = []
        var path = ""
        for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
            path += path == "/" ? part : "/" + part
            devices.append(try FileStatus.of(Array(path.utf8)).device)
        }
        let changes = zip(devices, devices.dropFirst()).count { $0 != $1 }
        #expect(asked.count.withLock { $0 } == 3 * (1 + changes))
    }
}
