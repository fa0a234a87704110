import Foundation
import Testing

@testable import POSIX

/// Who is at the other end of a local socket.
@Suite struct LocalPeerTests {
    @Test(
        "A process is a part of a service that the machine's administrator has named",
        arguments: [
            ("0::/system.slice/backup.service\n", "backup.service"),
            ("0::/system.slice/system-scan.slice/scan@srv.service/worker\n", "scan@srv.service"),
            ("12:pids:/system.slice/other.service\n1:name=systemd:/system.slice/backup.service\n", "backup.service"),
            ("0::/storage.slice/backup.service\n", "backup.service"),
            ("0::/system.slice/_cpu.service\n", "cpu.service"),
            // Names that users and containers choose are theirs.
            ("0::/user.slice/user-1000.slice/user@1000.service/app.slice/backup.service\n", nil),
            ("0::/machine.slice/machine-x.scope/system.slice/backup.service\n", nil),
            ("0::/machine.slice/backup.service\n", nil),
            ("0::/system.slice/run-1.scope/backup.service\n", nil),
            ("0::/docker/0123/system.slice/backup.service\n", nil),
            ("0::/../system.slice/backup.service\n", nil),
            ("0::/init.scope\n", nil), ("0::/\n", nil), ("", nil), ("system.slice/backup.service", nil),
            ("3:cpu:/system.slice/backup.service\n", nil),
        ] as [(String, String?)]
    )
    func units(controlGroups: String, unit: String?) {
        #expect(LocalPeer.systemdUnit(inControlGroups: controlGroups) == unit)
    }

    @Test func theSecondFieldOfAStatMayHoldAnything() {
        let rest = (3...22).map(String.init).joined(separator: " ")
        #expect(LocalPeer.startTicks(in: "7 (a) b) 1 2 (x) \(rest)") == 22)
        #expect(LocalPeer.startTicks(in: "7 (x) 1 2 3") == nil)
        #expect(LocalPeer.effectiveUser(in: "Name:\tx\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\n") == 2)
        #expect(LocalPeer.effectiveUser(in: "Uid:\n") == nil)
    }

    @Test func whoConnectsIsKnown() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "peer-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let server = try LocalSocket(listeningAt: Array(path.utf8))
        let client = try LocalSocket(connectingTo: Array(path.utf8))
        let peer = try #require(try server.accept().peer)
        #expect(peer.userID == geteuid())
        #expect(peer.groupIDs.first == getegid())
        #expect(peer.processID == getpid())
        #expect(Set(peer.groupIDs).count == peer.groupIDs.count)
        withExtendedLifetime(client) {}
        // A process that began after the connection was made is another one.
        #expect(LocalPeer(userID: peer.userID, processID: getpid()).systemdUnit(connectedBy: 0) == nil)
    }
}
