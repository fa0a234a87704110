import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import Auditing
@testable import KMS

/// Audit logs that somebody makes shorter, and how that stays known until an administrator accepts it.
@Suite struct AuditTests {
    private let harness: KeyHarness
    private var log: URL { harness.folder.appending(path: "audit.log") }

    init() throws {
        harness = try KeyHarness()
        try ask(20)
        try harness.service.anchorAudit()
    }

    private func ask(_ count: Int) throws {
        for _ in 0..<count { try harness.perform("GenerateRandom", #"{"NumberOfBytes":1}"#) }
    }

    private func keep(_ count: Int) throws {
        let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").prefix(count)
        try lines.map { $0 + "\n" }.joined().write(to: log, atomically: false, encoding: .utf8)
    }

    /// Housekeeping used to move the anchor to the end of whatever there was.
    @Test(arguments: [0, 10, 19])
    func aShorterLogStaysDamagedWhateverComesBehindIt(_ count: Int) throws {
        try keep(count)
        try harness.restart()
        for _ in 0..<30 { try harness.perform("ListKeys") }
        try harness.service.anchorAudit()
        #expect(try harness.service.compareAudit()?.why.contains("entry 20") == true)
        #expect(try harness.service.verifyAudit().firstBad != nil)
        try harness.restart()
        try harness.service.anchorAudit()
        #expect(try harness.service.compareAudit() != nil)
        #expect(try harness.service.exchangeAnchors(.start, for: nil) == nil)
    }

    @Test func aLogThatIsRemovedWhileItIsInUseIsDamaged() throws {
        try FileManager.default.removeItem(at: log)
        try ask(1)
        #expect(try harness.service.compareAudit() != nil)
        try ask(1)
        #expect(try String(contentsOf: log, encoding: .utf8).split(separator: "\n").count == 1)
    }

    /// The anchor that lies in the other process's database shows what was done to both files of this one.
    @Test func anAnchorElsewhereShowsWhatTheOwnOneDoesNot() throws {
        let end = try #require(try harness.service.exchangeAnchors(AuditAnchor(number: 7, seal: "a"), for: nil))
        #expect(end.number == 20)
        #expect(try harness.service.anchorOfService() == AuditAnchor(number: 7, seal: "a"))
        try ask(5)
        #expect(try harness.service.compareAudit(with: end) == nil)
        #expect(
            try harness.service.compareAudit(with: AuditAnchor(number: 20, seal: String(repeating: "0", count: 64)))
                != nil
        )
    }

    @Test func whatAnAdministratorAcceptsIsNoDamageAnyMore() throws {
        try keep(10)
        try harness.restart()
        #expect(try harness.service.compareAudit() != nil)
        let alice = Principal.user(1000, name: "alice")
        try harness.service.acceptAudit(because: "restored from a backup", by: alice)
        #expect(try harness.service.compareAudit() == nil)
        #expect(try harness.service.verifyAudit() == (11, nil))
        #expect(
            try String(contentsOf: log, encoding: .utf8).contains(
                #""action":"audit:Accept","reason":"restored from a backup""#
            )
        )
        try keep(10)
        #expect(try harness.service.compareAudit()?.why.contains("entry 11") == true)
    }

    /// An edited entry is taken as it is, and may not be edited again.
    @Test func acceptedEntriesAreFixed() throws {
        func edit(_ name: String, _ other: String) throws {
            let text = try String(contentsOf: log, encoding: .utf8)
            let range = try #require(text.range(of: name))
            try text.replacingCharacters(in: range, with: other).write(to: log, atomically: false, encoding: .utf8)
        }
        try edit("alice", "bobby")
        #expect(try harness.service.verifyAudit().firstBad == 1)
        #expect(try harness.service.compareAudit() != nil)
        try harness.service.acceptAudit(because: "a test", by: .user(0, name: "root"))
        #expect(try harness.service.verifyAudit() == (21, nil))
        try ask(2)
        try harness.restart()
        #expect(try harness.service.verifyAudit() == (23, nil))
        try edit("bobby", "carol")
        #expect(try harness.service.verifyAudit().firstBad != nil)
    }

    /// What is removed because it is old is no damage, and what stays is checked as ever.
    @Test func oldEntriesGoAndTheChainHolds() throws {
        func putAside() throws {
            let next = try harness.service.auditFile.putAside(upTo: harness.service.auditFile.end)
            harness.service.auditFile.state.withLock { $0.file = next }
        }
        try putAside()
        try ask(10)
        try putAside()
        try ask(5)
        let (log, file) = (harness.service.audit, harness.service.auditFile)
        #expect(try file.numbersAside() == [20, 30])
        #expect(try file.filesTooOld(keeping: 1 << 20, since: nil) == [])
        #expect(try file.filesTooOld(keeping: 0, since: nil) == [20, 30])
        #expect(try file.filesTooOld(keeping: nil, since: 1e12) == [20, 30])
        let base = try #require(try log.base(.start, withoutEntriesUpTo: 20))
        #expect(base.end.number == 20)
        try FileManager.default.removeItem(atPath: self.log.path + "-20")
        #expect(try log.verify(from: base, [base.end]) == (35, nil))
        #expect(try log.verify(from: .start, []).firstBad == 1)
        // Entries that were accepted as they are may be removed in parts.
        let digest = try log.accept(AuditBase(removed: 20, accepted: 0, digest: "", end: .start))
        #expect(digest.accepted == 15)
        let rest = try #require(try log.base(digest, withoutEntriesUpTo: 30))
        #expect((rest.removed, rest.accepted, rest.end.number) == (30, 5, 35))
        try FileManager.default.removeItem(atPath: self.log.path + "-30")
        #expect(try log.verify(from: rest, []) == (35, nil))
    }
}
