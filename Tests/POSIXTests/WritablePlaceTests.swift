import Foundation
import Glibc
import Testing

@testable import POSIX

/// Places that a process may write, and that others find.
@Suite struct WritablePlaceTests {
    private let home: String

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    }

    private func problem(_ path: String) -> String? { WritablePlace.problem(of: Array(path.utf8)) }

    @Test func whatCanBeWrittenIsNoProblem() throws {
        #expect(problem(home + "/new.jsonl") == nil)
        try Data().write(to: URL(filePath: home + "/old.jsonl"))
        #expect(problem(home + "/old.jsonl") == nil)
        // That may come yet.
        #expect(problem(home + "/none/new.jsonl") == nil)
    }

    @Test(.enabled(if: System.isSuperuser)) func aReadOnlyPlaceIsRefused() throws {
        let home = home
        let problem = try FilteredThread.run(refusing: [], with: 0) {
            try inOwnMounts {
                guard unsafe mount("none", home, "tmpfs", UInt(MS_RDONLY), nil) == 0 else { throw SystemError() }
                return WritablePlace.problem(of: Array((home + "/new.jsonl").utf8))
            }
        }
        #expect(problem == "the file system is read-only for the service there")
    }

    @Test(arguments: [
        ("/tmp", true), ("/tmp/a/b", true), ("/var/tmp", true), ("/tmporary", false), ("/var/lib", false),
        ("/tmp/own", false),
    ])
    func aFolderOfTheServicesOwnIsKnown(_ path: String, _ isPrivate: Bool) {
        let table = """
            22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            90 22 254:0 /tmp/systemd-private-95a2-magpied.service-NJu/tmp /tmp rw - ext4 /dev/vda rw
            91 22 254:0 /var/tmp/systemd-private-95a2-magpied.service-NJu/tmp /var/tmp rw - ext4 /dev/vda rw
            92 90 254:0 /srv/own /tmp/own rw - ext4 /dev/vda rw

            """
        #expect(MountTable.isPrivateTemporary(Array(path.utf8), in: Array(table.utf8)) == isPrivate)
    }
}
