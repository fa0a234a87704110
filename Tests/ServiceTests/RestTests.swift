import Configuring
import Foundation
import POSIX
import Records
import Testing

@testable import Recording
@testable import Service
@testable import Watching

/// What one object adds to the records is bounded.
@Suite struct RestTests {
    private static func name(_ key: String) -> ObjectName { ObjectName(bucket: 0, key: Array(key.utf8)) }

    @Test func objectsThatRestAreLeftAlone() throws {
        let dirty = DirtySet(DirtySet.Settling(quiet: 0, longest: 0), threads: 1)
        dirty.mark(Self.name("full"), isSettled: true)
        #expect(dirty.next()?.name == Self.name("full"))
        // It changes while it is looked at, and afterwards.
        dirty.mark(Self.name("full"))
        dirty.rest(Self.name("full"), milliseconds: 60_000)
        dirty.finish([Self.name("full")])
        dirty.mark(Self.name("full"), isSettled: true)
        dirty.mark(Self.name("other"))
        #expect(dirty.next()?.name == Self.name("other"))
        dirty.finish([Self.name("other")])
        // Nobody has it looked at earlier by waiting for it.
        #expect(!dirty.waitUntilAnswered(by: .monotonic()))
        dirty.mark(Self.name("other"))
        #expect(dirty.next()?.name == Self.name("other"))
        #expect(dirty.count == 2)
    }

    @Test func aRestEnds() throws {
        let dirty = DirtySet(DirtySet.Settling(quiet: 0, longest: 0), threads: 1)
        dirty.mark(Self.name("full"), isSettled: true)
        _ = dirty.next()
        dirty.rest(Self.name("full"), milliseconds: 20)
        dirty.mark(Self.name("full"))
        dirty.finish([Self.name("full")])
        #expect(dirty.next()?.name == Self.name("full"))
    }

    @Test func soManyFormerFindingsOfAnObjectAreKept() throws {
        let harness = try ServiceHarness(settle: 10, change: { $0.limits.retention.findingsOfObject = 2 })
        for number in 0..<6 {
            try harness.write(String(repeating: "\n", count: number) + ServiceHarness.card, to: "a.txt")
            #expect(harness.settle())
        }
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "a.txt"))
        #expect(harness.settle())
        var query = FindingQuery()
        query.includesResolved = true
        let states = try harness.service.records.findings(query).map(\.state).sorted()
        #expect(states == ["replaced", "resolved"])
    }

    @Test func theHousekeeperRemovesWhatIsTooMuch() throws {
        let harness = try ServiceHarness(settle: 10)
        for number in 0..<4 { try harness.write(ServiceHarness.card, to: "\(number).txt") }
        #expect(harness.settle())
        for number in 0..<3 {
            try FileManager.default.removeItem(at: harness.bucket.appending(path: "\(number).txt"))
        }
        #expect(harness.settle())
        var retention = Retention()
        retention.findingsOfBucket = 1
        let keeper = Housekeeper(harness.service.records, retention)
        keeper.tidy(withActions: true)
        #expect(keeper.problem == nil)
        var query = FindingQuery()
        query.includesResolved = true
        #expect(try harness.service.records.findings(query).map(\.state).sorted() == ["new", "resolved"])
    }
}
