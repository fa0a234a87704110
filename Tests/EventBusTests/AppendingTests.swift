import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import Deliveries
@testable import EventBus
@testable import EventOperations

/// Several targets, and programs that are none of Magpie's, append to one file.
@Suite struct AppendingTests {
    private let folder: URL
    private let file: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        file = folder.appending(path: "events.jsonl")
    }

    private func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }

    private func messages(_ name: String, _ numbers: Range<Int>) -> [Message] {
        numbers.map { Message(text: #"{"writer":"\#(name)","n":\#($0)}"#, id: "") }
    }

    private func sink(size: Int = 100 << 20, files: Int = 5) -> FileSink {
        FileSink(Array(file.path.utf8), FileSink.Rotation(size: size, files: files))
    }

    @Test func whatAllWriteArrivesOnceAndWhole() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let other = Process()
        other.executableURL = URL(filePath: "/bin/bash")
        other.arguments = [
            "-c", #"for n in {0..3999}; do echo "{\"writer\":\"other\",\"n\":$n}" >> "$0"; done"#, file.path,
        ]
        try other.run()
        Threads.run(4) { number in
            for turn in 0..<200 {
                // Opened anew each time, as after an error or a restart.
                let results = sink().deliver(messages("\(number)", turn * 5..<turn * 5 + 5))
                #expect(results.allSatisfy { $0 == .done })
            }
        }
        other.waitUntilExit()
        let lines = try text().split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        let expected =
            (0..<4000).map { #"{"writer":"other","n":\#($0)}"# }
            + (0..<4).flatMap { writer in (0..<1000).map { #"{"writer":"\#(writer)","n":\#($0)}"# } }
        #expect(lines.count == expected.count)
        #expect(lines.sorted() == expected.sorted())
    }

    /// Two targets put one file aside all the time: nothing is written into a file that is gone.
    @Test func targetsThatPutTheFileAsideLoseNothing() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        Threads.run(3) { number in
            let sink = sink(size: 4000, files: 1000)
            for n in 0..<300 {
                #expect(sink.deliver(messages("\(number)", n..<n + 1)).allSatisfy { $0 == .done })
            }
        }
        var lines: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            lines += try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
                .map(String.init)
        }
        #expect(Set(lines).count == 900 && lines.count == 900)
    }

    @Test func aTornLineIsEndedAndNotRemoved() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try #"{"writer":"crashed","n":"#.write(to: file, atomically: false, encoding: .utf8)
        #expect(sink().deliver(messages("a", 0..<1)) == [.done])
        #expect(try text() == "{\"writer\":\"crashed\",\"n\":\n{\"writer\":\"a\",\"n\":0}\n")
    }

    /// Whoever may read the file may lock it, and stops nothing with it.
    @Test func aForeignLockStopsNothing() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lock = try FileLock(path: Array(file.path.utf8))
        #expect(sink().deliver(messages("a", 0..<1)) == [.done])
        withExtendedLifetime(lock) {}
        #expect(try text() == "{\"writer\":\"a\",\"n\":0}\n")
    }

    /// A file that belongs to one process has no half lines after an error.
    @Test func onlyAFileOfOneWriterIsCut() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try "whole\nhal".write(to: file, atomically: false, encoding: .utf8)
        try AppendedFile(path: Array(file.path.utf8), writers: .one).append(Array("next\n".utf8))
        #expect(try text() == "whole\nnext\n")
    }

    @Test func noMatchIsLostWhileRulesChange() throws {
        let harness = try BusHarness()
        _ = try harness.collect()
        let bus = harness.bus
        let isDone = Monitor(false)
        let model = try #require(EventsModel.operation("PutEvents"))
        Threads.detach {
            let entry = #"{"Source":"app","DetailType":"t","Detail":"{}","Resources":["o"]}"#
            let input = try? JSONValue(parsing: Array("{\"Entries\":[\(entry),\(entry),\(entry)]}".utf8))
            for _ in 0..<300 { _ = try? bus.perform(model, input ?? .null) }
            isDone.withLock { $0 = true }
            isDone.notifyAll()
        }
        var number = 0
        while !isDone.withLock({ $0 }) {
            number += 1
            try harness.perform(
                "PutRule",
                #"{"Name":"r\#(number % 50)","EventPattern":"{\"source\":[\"x\#(number)\"]}"}"#
            )
        }
        #expect(number > 1)
        #expect(bus.matchedCounts.first { $0.rule == "all" }?.count == 900)
        #expect(harness.settle())
        #expect(try bus.targetMetrics().first { $0.rule == "all" }?.delivered == 900)
    }
}
