import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import JobWork
@testable import Jobs
@testable import Recording
@testable import Service
@testable import Watching
@testable import Records

/// Discovery jobs: which objects, when, and each once.
@Suite struct JobTests {
    private func plan(_ definition: String) throws -> JobPlan {
        try JobPlan(try JSONValue(parsing: Array(definition.utf8)))
    }

    private func object(_ key: String, size: Int = 100, modified: String = "2026-11-24", user: UInt32 = 0) throws
        -> JobCandidate
    {
        let time = try #require(UTCTime.seconds(modified))
        return JobCandidate(
            bucket: 1,
            key: Array(key.utf8),
            size: size,
            changedAt: time,
            modifiedAt: time,
            userID: user
        )
    }

    private func term(_ comparator: String, _ key: String, _ values: String...) -> String {
        let list = values.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"simpleScopeTerm":{"comparator":"\#(comparator)","key":"\#(key)","values":[\#(list)]}}"#
    }

    @Test func patternsAndBucketsChoose() throws {
        let plan = try plan(#"{"Buckets":["share"],"Include":["*.csv","hr/**"],"Exclude":["old"]}"#)
        #expect(plan.wants(try object("a/b.csv"), in: "share", since: 0))
        #expect(plan.wants(try object("hr/x/y.txt"), in: "share", since: 0))
        #expect(!plan.wants(try object("a/b.txt"), in: "share", since: 0))
        #expect(!plan.wants(try object("old/b.csv"), in: "share", since: 0))
        #expect(!plan.wants(try object("a/b.csv"), in: "home", since: 0))
    }

    @Test func macieTermsChoose() throws {
        func holds(_ term: String, _ object: JobCandidate) throws -> Bool {
            let included = try plan(#"{"Scoping":{"includes":{"and":[\#(term)]}}}"#).wants(object, in: "b", since: 0)
            let excluded = try plan(#"{"Scoping":{"excludes":{"and":[\#(term)]}}}"#).wants(object, in: "b", since: 0)
            #expect(included != excluded)
            return included
        }
        #expect(try holds(term("EQ", "OBJECT_EXTENSION", "csv", "xlsx"), object("a.CSV")))
        #expect(try !holds(term("NE", "OBJECT_EXTENSION", ".csv"), object("a.csv")))
        #expect(try !holds(term("EQ", "OBJECT_EXTENSION", "csv"), object("folder.csv/a")))
        #expect(try holds(term("STARTS_WITH", "OBJECT_KEY", "hr/"), object("hr/a")))
        #expect(try holds(term("CONTAINS", "OBJECT_KEY", "pay"), object("hr/payroll")))
        #expect(try holds(term("GTE", "OBJECT_SIZE", "100"), object("a")))
        #expect(try !holds(term("GT", "OBJECT_SIZE", "100"), object("a")))
        #expect(try holds(term("LT", "OBJECT_LAST_MODIFIED_DATE", "2026-11-25T00:00:00Z"), object("a")))
        #expect(try !holds(term("LT", "OBJECT_LAST_MODIFIED_DATE", "2026-11-24T00:00:00Z"), object("a")))
    }

    @Test func aSampleIsAlwaysTheSameAndAboutAsLarge() throws {
        let (tenth, half) = (try plan(#"{"SamplingPercentage":10}"#), try plan(#"{"SamplingPercentage":50}"#))
        let objects = try (0..<20_000).map { try object("folder/\($0).txt") }
        let chosen = objects.filter { tenth.wants($0, in: "b", since: 0) }
        #expect((1800...2200).contains(chosen.count))
        #expect(chosen.allSatisfy { half.wants($0, in: "b", since: 0) })
        #expect((9600...10_400).contains(objects.count { half.wants($0, in: "b", since: 0) }))
    }

    @Test func whatWasReadIsWaitedFor() {
        let budget = ReadingBudget(speed: 10_000_000)
        #expect(budget.milliseconds == 0)
        budget.spend(100_000_000)
        #expect((9000...10_001).contains(budget.milliseconds))
        budget.spend(50_000_000)
        #expect((14_000...15_001).contains(budget.milliseconds))
        let unlimited = ReadingBudget(speed: nil)
        unlimited.spend(1 << 40)
        #expect(unlimited.milliseconds == 0)
    }

    @Test func schedulesAndQuietHours() throws {
        func next(_ definition: String, _ time: String) throws -> String? {
            try plan(definition).next(after: try #require(UTCTime.seconds(time))).map(UTCTime.text(secondsSince1970:))
        }
        #expect(try next(#"{"Daily":true}"#, "2026-11-24T10:00:00Z") == "2026-11-25T00:00:00Z")
        #expect(try next(#"{"Weekly":"MONDAY"}"#, "2026-11-24T10:00:00Z") == "2026-11-30T00:00:00Z")
        #expect(try next(#"{"Monthly":31}"#, "2026-11-24T10:00:00Z") == "2026-11-30T00:00:00Z")
        #expect(try next("{}", "2026-11-24T10:00:00Z") == nil)
        let night = try plan(#"{"QuietHours":"22:00-06:30"}"#)
        func left(_ hours: Double, at time: String) throws -> Double {
            night.duration(of: hours * 3600, from: try #require(UTCTime.seconds("2026-11-24T\(time)Z"))) / 3600
        }
        // It works from 6:30 to 22:00, that is 15.5 hours of each day.
        #expect(try left(2, at: "10:00:00") == 2)
        #expect(try left(12, at: "10:00:00") == 12)
        #expect(try left(13, at: "10:00:00") == 13 + 8.5)
        #expect(try left(2, at: "23:30:00") == 7 + 2)
        #expect(try left(15.5 + 15.5 + 1, at: "06:30:00") == 48 + 1)
        for (time, rests) in [("21:59:59", false), ("22:00:00", true), ("06:29:00", true), ("06:30:00", false)] {
            #expect(night.rests(at: try #require(UTCTime.seconds("2026-11-24T\(time)Z"))) == rests)
        }
    }

    @Test(arguments: [
        #"{"Daily":true,"Monthly":1}"#, #"{"InitialRun":true}"#, #"{"QuietHours":"25:00-26:00"}"#,
        #"{"QuietHours":"ab:cd-ef:gh"}"#, #"{"Include":["[a"]}"#, #"{"Owner":["nobody-of-that-name"]}"#,
        #"{"Scoping":{"includes":{"and":[{"simpleScopeTerm":{"comparator":"GT","key":"OBJECT_KEY","values":["a"]}}]}}}"#,
        #"{"Scoping":{"includes":{"and":[{"simpleScopeTerm":{"comparator":"GT","key":"OBJECT_SIZE","values":["big"]}}]}}}"#,
    ])
    func whatCannotBePlannedIsRefused(_ definition: String) throws {
        #expect(throws: ServiceError.self) { try plan(definition) }
    }

    private static func perform(_ name: String, _ input: String, _ harness: ServiceHarness) throws -> JSONValue {
        let operation = try #require(JobsModel.operation(name))
        var table = OperationTable(JobsModel.service, JobsModel.operations)
        harness.service.addJobOperations(to: &table)
        return try harness.perform(operation, input, in: table)
    }

    /// A job looks at each object once, so it has to recognise all managed secrets then.
    @Test func aJobWaitsForManagedSecrets() throws {
        let harness = try ServiceHarness(settle: 0, learning: true)
        for number in 0..<3 { try harness.write("nothing\n", to: "\(number).txt") }
        #expect(harness.waitFor { $0.service.health.scannedEarly == 3 })
        _ = try Self.perform("CreateJob", #"{"Name":"all"}"#, harness)
        func job() throws -> JSONValue { try Self.perform("DescribeJob", #"{"JobId":"all"}"#, harness) }
        #expect(harness.waitFor { _ in (try? job())?["Progress"]?["Chosen"] == .number(3) })
        Threads.sleep(milliseconds: 700)
        #expect(try job()["Progress"]?["Done"] == .number(0))
        #expect(try job()["JobStatus"] == .string("RUNNING"))
        #expect(try job()["WaitsFor"] == .string("managed secrets"))
        harness.service.endLearning()
        #expect(harness.service.health.scannedEarly == nil)
        #expect(harness.waitFor { _ in (try? job())?["JobStatus"] == .string("COMPLETE") })
        #expect(try job()["Progress"]?["Done"] == .number(3))
        #expect(try job()["WaitsFor"] == nil)
    }

    @Test func aJobLooksAtEachObjectOnceAndTells() throws {
        let harness = try ServiceHarness()
        for number in 0..<30 {
            try harness.write(number % 3 == 0 ? ServiceHarness.card : "nothing\n", to: "f/\(number).txt")
        }
        // Who forks meanwhile has a file open for a moment that is written here: it is looked at again when nobody has.
        #expect(harness.settle() && harness.waitFor { $0.service.health.openForWriting == 0 })
        #expect(harness.settle())
        func perform(_ name: String, _ input: String = "{}") throws -> JSONValue {
            try Self.perform(name, input, harness)
        }
        let scanned = harness.service.health.recorded
        _ = try perform("CreateJob", #"{"Name":"all","Include":["f"]}"#)
        #expect(throws: ServiceError.self) { try perform("CreateJob", #"{"Name":"all"}"#) }
        #expect(
            harness.waitFor { _ in
                (try? perform("DescribeJob", #"{"JobId":"all"}"#))?["JobStatus"] == .string("COMPLETE")
            }
        )
        let progress = try perform("DescribeJob", #"{"JobId":"all"}"#)["Progress"]
        #expect(progress?["Done"] == .number(30))
        #expect(progress?["Sensitive"] == .number(10))
        #expect(progress?["Percent"] == .number(100))
        // What is known already is no news.
        #expect(harness.settle())
        #expect(try harness.types().count == 10)
        #expect(harness.service.health.recorded == scanned)
        #expect(throws: ServiceError.self) {
            try perform("UpdateJob", #"{"JobId":"all","JobStatus":"USER_PAUSED"}"#)
        }
    }

    @Test func everyObjectThatIsLookedAtHasARecord() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "card.txt")
        try harness.write("nothing\n", to: "clean.txt")
        #expect(harness.settle())
        let text = try String(contentsOf: harness.state.appending(path: "results/results.jsonl"), encoding: .utf8)
        let records = try text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        func record(_ key: String) -> JSONValue? {
            records.first { $0.values(at: ["resourcesAffected", "s3Object", "key"]) == [.string(key)] }
        }
        #expect(record("clean.txt")?["type"] == .null)
        #expect(
            record("clean.txt")?.values(at: ["classificationDetails", "result", "status", "code"]) == [
                .string("COMPLETE")
            ]
        )
        #expect(record("card.txt")?["severity"]?["description"] == .string("High"))
        #expect(!text.contains("4242 4242"))
    }

    @Test func recordsArePackedWhenThereAreMany() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = ResultLog(ResultLog.Storage(folder: Array(folder.path.utf8), size: 1000, files: 2))
        for number in 0..<12 {
            _ = try log.append([Array("{\"n\":\(number),\"text\":\"\(String(repeating: "x", count: 490))\"}\n".utf8)])
            Threads.sleep(milliseconds: 30)
        }
        var names: [String] = []
        for _ in 0..<12_000 where names.filter({ $0.hasSuffix(".gz") }).count != 2 || names.count != 3 {
            Threads.sleep(milliseconds: 10)
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        }
        #expect(names.count == 3, "\(names)")
        let packed = try #require(names.first { $0.hasSuffix(".gz") })
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-t", folder.appending(path: packed).path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// Where the reserve cannot be kept, the records are what goes: the oldest first, and then the new ones.
    @Test func recordsLeaveRoomForFindings() throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        let folder = parent.appending(path: "results")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: parent) }
        let real = try DiskSpace(at: Array(folder.path.utf8))
        #expect(real.size >= real.free && real.free > 0)
        let line = Array("{\"text\":\"\(String(repeating: "x", count: 490))\"}\n".utf8)
        let old = folder.appending(path: "results-2026-01-01T00-00-00-000000000.jsonl.gz")
        try Data("old".utf8).write(to: old)
        let place = ResultLog.Storage(folder: Array(folder.path.utf8), size: 1 << 20, files: 9, reserve: 1 << 20)
        // A disk of 2 MiB keeps a quarter of it, however large the reserve is meant to be.
        for (free, isKept) in [(1 << 20, true), (1 << 19, false)] {
            let log = ResultLog(place) { _ in DiskSpace(size: 2 << 20, free: free) }
            #expect(try log.append([line]) == isKept)
            #expect(log.problem == nil)
            log.leaveOut(1)
            #expect((log.problem != nil) == (free == 1 << 19))
            #expect(FileManager.default.fileExists(atPath: old.path) == isKept)
        }
        #expect(try Data(contentsOf: folder.appending(path: "results.jsonl")).count == line.count)
    }
}
