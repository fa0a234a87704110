import Cryptography
import JSON
import Testing

@testable import Auditing

/// Chains of invented entries, each sealed by its text behind the seal before.
@Suite struct AuditChainTests {
    private static func entry(_ number: Int) -> String { "entry \(number)" }

    private func check(_ entries: [(number: Int, text: String)], from base: AuditBase = .start) throws -> AuditChain {
        var chain = AuditChain(from: base, digestsAll: true)
        for entry in entries {
            let anchor = AuditAnchor(number: entry.number, seal: "\(entry.number)")
            try chain.take(Array(entry.text.utf8), anchor) { previous in
                previous == (entry.number == 1 ? "" : "\(entry.number - 1)") && entry.text == Self.entry(entry.number)
            }
        }
        chain.finish()
        return chain
    }

    private func entries(_ range: ClosedRange<Int>) -> [(number: Int, text: String)] {
        range.map { ($0, Self.entry($0)) }
    }

    @Test func wholeChainsEndWithTheirLastEntry() throws {
        let chain = try check(entries(1...5))
        #expect(chain.firstBad == nil)
        #expect(chain.end == AuditAnchor(number: 5, seal: "5"))
        #expect(try check([]).end == .start)
    }

    @Test func theFirstEntryThatIsWrongIsTold() throws {
        var changed = entries(1...5)
        changed[2].text = "something else"
        #expect(try check(changed).firstBad == 3)
        #expect(try check(entries(2...5)).firstBad == 1)
    }

    @Test func entriesBehindThoseThatWereRemovedAreChecked() throws {
        let base = AuditBase(accepted: 0, digest: "", end: AuditAnchor(number: 3, seal: "3"))
        #expect(try check(entries(4...6), from: base).firstBad == nil)
        #expect(try check(entries(5...6), from: base).firstBad == 4)
        #expect(try check([], from: base).end.number == 3)
    }

    /// What was accepted may not change any more, and what follows is checked as ever.
    @Test func acceptedEntriesStayAsTheyAre() throws {
        var damaged = entries(1...4)
        damaged[1].text = "edited"
        let seen = try check(damaged)
        #expect(seen.firstBad == 2)
        let base = AuditBase(accepted: 4, digest: seen.digest, end: AuditAnchor(number: 4, seal: "4"))
        #expect(try check(damaged, from: base).firstBad == nil)
        #expect(try check(damaged + entries(5...6), from: base).firstBad == nil)
        #expect(try check(damaged + entries(6...6), from: base).firstBad == 5)
        #expect(try check(entries(1...4), from: base).firstBad == 1)
        #expect(try check(Array(damaged.dropLast()), from: base).firstBad == 4)
        #expect(try check(Array(damaged.dropFirst()) + entries(5...5), from: base).firstBad != nil)
    }

    @Test func nobodyMovesABaseWithoutTheKey() throws {
        let base = AuditBase(accepted: 2, digest: "ab", end: AuditAnchor(number: 4, seal: "4"))
        func code(_ key: String) -> AuditBase.Code { { try HMACSHA256(key: Array(key.utf8)).code(for: $0) } }
        let json = try base.json(code("key"))
        #expect(try AuditBase(json, code("key")) == base)
        #expect(try AuditBase(json, code("another")) == nil)
        var members = json.members
        members["accepted"] = .number(3)
        #expect(try AuditBase(.object(members), code("key")) == nil)
    }
}
