import Foundation
import Testing

/// Audit logs that somebody makes shorter while the service is stopped, from outside.
@Suite struct AuditTests {
    /// Makes entries in both logs, stops the service, and defines `cut`, which runs SQL, and `again`, which starts it.
    private static let start =
        DaemonTests.start + """
            again() { magpied --config magpie.yaml 2>>log & daemon=$!; until magpie status >/dev/null 2>&1 || magpie status 2>/dev/null | grep -q up; do sleep 0.05; done; }
            halt() { kill $daemon; wait $daemon; }
            cut() { python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()' "$1" "$2"; }
            said() { for i in $(seq 600); do magpie status | grep -q "audit log of $1 is damaged" && echo said && return; sleep 0.2; done; }
            settled
            for i in 1 2 3; do magpie events create-event-bus --name bus$i >/dev/null; magpie kms create-key >/dev/null; done
            magpie audit verify
            halt

            """

    private func shell() throws -> Shell { try DaemonTests().shell() }

    /// Both may be cut: what is kept in one database tells of the log in the other, whatever was done since.
    @Test(arguments: [
        ("head -n 1 state/keys/audit.log > cut; cat cut > state/keys/audit.log", "keys"),
        ("rm state/keys/audit.log; cut state/keys/keys.sqlite \"DELETE FROM document WHERE name = 'audit'\"", "keys"),
        ("cut state/magpie.sqlite 'DELETE FROM audit WHERE number > 1'", "the service"),
        ("cut state/magpie.sqlite 'DELETE FROM audit'; cut state/magpie.sqlite 'DELETE FROM auditNote'", "the service"),
    ])
    func aShorterLogIsReportedUntilItIsAccepted(_ cut: String, _ log: String) async throws {
        let outcome = try await shell().run(
            Self.start + """
                \(cut)
                again
                for i in 4 5 6; do magpie events create-event-bus --name bus$i >/dev/null; magpie kms create-key >/dev/null; done
                said '\(log)'; magpie audit verify; echo $?
                halt; again
                said '\(log)'
                magpie audit accept --reason 'a test of ours'; echo $?
                magpie audit verify | grep -c 'as they were'; magpie status | grep -c damaged
                magpie audit list | grep -c 'magpie:AcceptAuditLogs.*a test of ours'; grep -c 'a test of ours' state/keys/audit.log
                halt; again
                magpie audit verify | grep -c 'as they were'; magpie status | grep -c damaged
                """
        )
        #expect(
            outcome.lines == [
                "entries: 6, all as they were written", "of keys: 3, all as they were written", "said", "2", "said",
                "0",
                "2", "0", "2", "1", "2", "0",
            ]
        )
    }

    @Test func aWholeLogIsNothingToAccept() async throws {
        let outcome = try await shell().run(
            Self.start + "again; magpie audit accept --reason 'why not'; echo $?; magpie status | grep -c audit"
        )
        #expect(outcome.lines.suffix(2) == ["2", "0"])
        #expect(outcome.errors.contains("both audit logs are whole"))
    }

    /// Whoever changes both databases has the file outside against him.
    @Test func anchorsInAFileOutsideShowWhatBothDatabasesHide() async throws {
        let shell = try DaemonTests().shell()
        let folder = shell.folder.path
        try shell.write(
            "magpie.yaml",
            """
            state: \(folder)/state
            settleMilliseconds: 100
            buckets:
              - path: \(folder)/bucket
            audit:
              anchorFile: \(folder)/anchors.jsonl
            """
        )
        let outcome = try await shell.run(
            Self.start + """
                cp -r state before
                again
                for i in 4 5 6; do magpie events create-event-bus --name bus$i >/dev/null; magpie kms create-key >/dev/null; done
                halt
                rm -rf state; mv before state
                again; said keys; said 'the service'
                """
        )
        #expect(outcome.lines.suffix(2) == ["said", "said"], "\(outcome.output) \(outcome.errors)")
    }
}
