import Findings
import Foundation
import GRDB
import Identifiers
import POSIX
import Testing

@testable import Records

/// Findings about access keys are kept, listed, hidden, archived and forgotten as others are.
@Suite struct AccessKeyFindingTests {
    /// Says little, and has a rule that suppresses what is about one key.
    private struct Words: FindingWording {
        var suppressedKey = ""
        /// What was told.
        var told = Monitor<[String]>([])

        func route(_ envelope: String, telling finding: Finding?) -> EventRoute {
            told.withLock { $0.append(envelope) }
            return EventRoute(bus: 1)
        }
        func happened(_ happening: ObjectHappening, id: String, time: Double) -> String? { nil }
        func found(_ finding: Finding, id: String, time: Double) -> String {
            "{\"found\":\"\(finding.id)\",\"novelty\":\"\(finding.novelty == .new ? "new" : "changed")\"}"
        }
        func resolved(_ detail: String, because reason: Resolution, id: String, time: Double) -> String {
            "{\"resolved\":\"\(reason.rawValue)\"}"
        }
        func finding(of exposure: FolderExposure) -> Finding { fatalError("No folder is looked at.") }
        func finding(of risk: AccessKeyRisk, count: Int, since createdAt: Double, at time: Double) -> Finding {
            let kind = risk.kind == .unused ? "a" : "b"
            return Finding(
                id: risk.accessKeyID.lowercased() + kind,
                from: Finding.Origin(account: "1", region: "r", hostName: "h", jobID: nil, resultsLocation: nil),
                severity: AccessKeyRisk.severity,
                createdAt: .now(),
                updatedAt: .now(),
                in: nil,
                .accessKey(risk)
            )
        }
        func text(of finding: Finding) -> String {
            guard case .accessKey(let risk) = finding.subject else { return "{}" }
            return """
                {"id":"\(finding.id)","archived":\(finding.isArchived),"local":{"accessKey":{"Arn":"\(risk.userARN)"}}}
                """
        }
        func suppression(of finding: Finding, at time: Double) -> String? {
            finding.id.hasPrefix(suppressedKey.lowercased()) && !suppressedKey.isEmpty ? "a rule" : nil
        }
    }

    /// A store in a folder of its own, with a finding in a bucket.
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        let store: RecordStore
        private let told = Monitor<[String]>([])

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            store = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
            let bucket = try store.bucket(named: "share", path: Array("/share".utf8))
            try store.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO finding (id, bucket, key, type, severity, occurrences, state, digest, createdAt,
                            updatedAt, detail) VALUES ('0bucket', ?, X'61', 't', 3, 1, 'new', 'd', 5, 5, '{"id":"0bucket"}')
                        """,
                    arguments: [bucket.id]
                )
            }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func words(suppressing key: String = "") -> Words { Words(suppressedKey: key, told: told) }

        func save(_ risks: [AccessKeyRisk], at time: Double, suppressing key: String = "") throws {
            _ = try store.save(risks, ended: [], at: time, words: words(suppressing: key))
        }

        func end(_ key: String, _ reason: Resolution, at time: Double) throws {
            let findings = try store.accessKeyFindings().filter { $0.accessKeyID == key }
            _ = try store.save([], ended: findings.map { ($0, reason) }, at: time, words: words())
        }

        var events: [String] { told.withLock { $0 } }

        func ids(_ change: (inout FindingQuery) -> Void = { _ in }) throws -> [String] {
            var query = FindingQuery()
            change(&query)
            return try store.findings(query).map(\.id)
        }
    }

    private static let anna = "arn:aws:iam::000000000000:user/anna"
    private static let bert = "arn:aws:iam::000000000000:user/bert"

    private static func risk(_ key: String, _ kind: AccessKeyRisk.Kind = .tooOld, of user: String = anna)
        -> AccessKeyRisk
    {
        AccessKeyRisk(
            kind,
            accessKeyID: key,
            userARN: user,
            days: 90,
            createdAt: 1,
            usedAt: nil,
            usedService: nil
        )
    }

    @Test func whatStandsIsToldOnce() throws {
        let place = try Place()
        for time in [10.0, 11] { try place.save([Self.risk("AK1"), Self.risk("AK1", .unused)], at: time) }
        #expect(
            place.events == [
                #"{"found":"ak1b","novelty":"new"}"#, #"{"found":"ak1a","novelty":"new"}"#,
            ]
        )
        #expect(try place.ids() == ["ak1a", "ak1b", "0bucket"])
        try place.end("AK1", .accessKeyDeactivated, at: 12)
        try place.end("AK1", .accessKeyDeactivated, at: 13)
        #expect(place.events.dropFirst(2).count == 2)
        #expect(place.events.last == #"{"resolved":"access-key-deactivated"}"#)
        #expect(try place.ids() == ["0bucket"])
        #expect(try place.ids { $0.includesResolved = true } == ["ak1a", "ak1b", "0bucket"])
        // It is made active again.
        try place.save([Self.risk("AK1")], at: 14)
        #expect(place.events.last == #"{"found":"ak1b","novelty":"changed"}"#)
        #expect(try place.store.findings(FindingQuery()).first?.state == "changed")
        let count = try place.store.read {
            try Int.fetchOne($0, sql: "SELECT count FROM accessKeyFinding WHERE id = 'ak1b'")
        }
        #expect(count == 2)
    }

    @Test func aViewSaysWhoseKeyItIs() throws {
        let place = try Place()
        try place.save([Self.risk("AK1", of: Self.bert)], at: 10)
        let view = try #require(try place.store.findings(FindingQuery()).first)
        #expect(view.bucket == nil && view.user == Self.bert && view.key == Array("AK1".utf8))
        #expect(view.type == "Policy:IAMUser/AccessKeyTooOld" && view.severity == 2 && view.occurrences == 0)
    }

    @Test func whatIsHiddenIsNeitherListedNorCountedNorChanged() throws {
        let place = try Place()
        try place.save([Self.risk("AK1"), Self.risk("AK2", of: Self.bert)], at: 10)
        #expect(try place.store.usersWithFindings() == [Self.anna, Self.bert])
        let scope = FindingScope(buckets: [], users: [Self.bert])
        #expect(try place.ids { $0.scope = scope } == ["ak2b"])
        #expect(try place.ids { $0.bucket = "share" } == ["0bucket"])
        #expect(try place.store.finding("ak1b", in: scope) == nil)
        #expect(try place.store.finding("ak", in: scope)?.contains("ak2b") == true, "what is hidden makes it ambiguous")
        #expect(try place.store.finding("ak") == nil)
        #expect(try place.store.archive("ak1b", by: "user bob", at: 11, in: scope) == nil)
        #expect(try place.store.openFindings(after: "", limit: 9, in: scope).map(\.id) == ["ak2b"])
        #expect(try place.store.openFindings(after: "", limit: 2).map(\.id) == ["0bucket", "ak1b"])
        #expect(try place.store.openFindings(after: "ak1b", limit: 2).map(\.id) == ["ak2b"])
        var query = FindingQuery()
        func counts(_ group: FindingGroup) throws -> [String: Int] {
            Dictionary(
                uniqueKeysWithValues: try place.store.statistics(by: group, query).map { ($0.key ?? "-", $0.count) }
            )
        }
        #expect(try counts(.bucket) == ["share": 1, "-": 2])
        #expect(try counts(.severity) == ["High": 1, "Medium": 2])
        #expect(try counts(.type) == ["t": 1, "Policy:IAMUser/AccessKeyTooOld": 2])
        #expect(try counts(.identifier) == [:])
        query.scope = scope
        #expect(try counts(.bucket) == ["-": 1])
        #expect(try counts(.state) == ["new": 1])
    }

    /// Pages begin where the one before has ended, whatever they are about.
    @Test func pagesHaveEachFindingOnce() throws {
        let place = try Place()
        try place.save([Self.risk("AK1"), Self.risk("AK2"), Self.risk("AK3")], at: 5)
        var ids: [String] = []
        var query = FindingQuery()
        query.limit = 1
        while let view = try place.store.findings(query).first {
            ids.append(view.id)
            query.after = FindingPosition(view)
        }
        #expect(ids == ["0bucket", "ak1b", "ak2b", "ak3b"])
    }

    @Test func whoArchivesOneAcceptsThatTheKeyIsSo() throws {
        let place = try Place()
        try place.save([Self.risk("AK1")], at: 10)
        let archived = try place.store.archive("ak1", by: "user anna", at: 11, in: .everything, words: place.words())
        #expect(archived.id == "ak1b")
        #expect(try place.ids() == ["0bucket"])
        #expect(try place.ids { $0.includesArchived = true } == ["ak1b", "0bucket"])
        #expect(try place.store.finding("ak1b")?.contains(#""archived":true"#) == true)
        let told = place.events.count
        try place.end("AK1", .accessKeyDeactivated, at: 12)
        try place.save([Self.risk("AK1")], at: 13)
        #expect(place.events.count == told, "who has accepted it hears no more of it")
        #expect(try place.store.findings(Self.archivedToo).first?.suppressedBy == "user anna")
        _ = try place.store.archive("ak1b", by: nil, at: 14)
        #expect(try place.ids() == ["ak1b", "0bucket"])
    }

    private static var archivedToo: FindingQuery {
        var query = FindingQuery()
        query.includesArchived = true
        return query
    }

    @Test func rulesSuppressWhatComesAndWhatIsThere() throws {
        let place = try Place()
        try place.save([Self.risk("AK1"), Self.risk("AK2")], at: 10, suppressing: "AK1")
        #expect(try place.ids() == ["ak2b", "0bucket"])
        #expect(place.events == [#"{"found":"ak2b","novelty":"new"}"#])
        #expect(try place.store.suppress(["ak2b", "ak1b"], by: "r", at: 11, words: place.words()).count == 1)
        #expect(try place.ids() == ["0bucket"])
        #expect(place.events.last == #"{"resolved":"archived"}"#)
        #expect(try place.store.findings(Self.archivedToo).map(\.suppressedBy) == ["a rule", "r", nil])
    }

    @Test func aRenamedUserKeepsItsFinding() throws {
        let place = try Place()
        try place.save([Self.risk("AK1")], at: 10)
        try place.save([Self.risk("AK1", of: Self.bert)], at: 11)
        #expect(try place.store.accessKeyFindings().map(\.userARN) == [Self.bert])
        #expect(try place.store.finding("ak1b")?.contains("user/bert") == true)
        #expect(place.events.count == 1)
    }

    @Test func whatIsOverIsForgotten() throws {
        let place = try Place()
        try place.save([Self.risk("AK1"), Self.risk("AK2")], at: 10)
        try place.end("AK1", .accessKeyDeleted, at: 11)
        var retention = Retention()
        retention.days = 1
        #expect(try !place.store.removeOldFindings(retention, at: 86_400))
        #expect(try place.store.removeOldFindings(retention, at: 2 * 86_400))
        #expect(try !place.store.removeOldFindings(retention, at: 2 * 86_400))
        #expect(try place.ids { $0.includesResolved = true } == ["ak2b", "0bucket"])
    }
}
