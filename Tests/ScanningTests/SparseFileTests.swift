import BuiltInIdentifiers
import Detection
import Findings
import Fingerprints
import Foundation
import Identifiers
import POSIX
import Testing

@testable import Scanning
import TextScanning

/// Files that claim more than they hold, and files that go away.
@Suite struct SparseFileTests {
    private static let card = "payment card 4242 4242 4242 4242\n"

    private static let detector = Detector(BuiltInIdentifiers.load())

    private static func scanner(_ change: (inout ScanOptions) -> Void = { _ in }) throws -> OpenFileScanner {
        var options = ScanOptions(TextOptions(detector: detector, allowList: try AllowList()))
        options.text.details.hashesContent = true
        options.text.details.fingerprintKey = FingerprintKey([UInt8](repeating: 5, count: 32))
        change(&options)
        return try OpenFileScanner(options)
    }

    /// Calls `body` with an empty file, which is removed after.
    private static func withFile(_ body: (String, FileHandle) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try body(path, handle)
        try handle.close()
    }

    private static func scan(_ path: String, seconds: Int? = nil, bytes: Int? = nil) throws -> FileReport {
        var scanner = try scanner()
        return scanner.scan(try OpenFile(path: Array(path.utf8)), seconds: seconds, bytes: bytes)
    }

    @Test func aHoleCostsNoTime() throws {
        try Self.withFile { path, handle in
            try handle.truncate(atOffset: 1 << 43)
            let start = Timestamp.monotonic()
            let report = try Self.scan(path)
            #expect(report.coverage == .complete)
            #expect(report.content == .binary)
            #expect(Timestamp.monotonic().seconds(since: start) < 20)
        }
    }

    /// What lies before, between and behind holes is found where it lies, as if every zero had been read.
    @Test(arguments: [3 << 20, (5 << 20) + 4099, 40 << 20])
    func placesBehindAHoleAreThoseOfTheWholeFile(hole: Int) throws {
        try Self.withFile { path, handle in
            try handle.write(contentsOf: Data("first line\n\(Self.card)".utf8))
            let start = try handle.offset()
            try handle.seek(toOffset: start + UInt64(hole))
            try handle.write(contentsOf: Data("\nanother line\n\(Self.card)".utf8))
            let sparse = try Self.scan(path)

            let content = try #require(FileManager.default.contents(atPath: path))
            try Self.withFile { copy, other in
                try other.write(contentsOf: content)
                let whole = try Self.scan(copy)
                #expect(sparse.coverage == whole.coverage)
                #expect(sparse.content == whole.content)
                #expect(whole.contentHash != nil)
                #expect(sparse.contentHash == whole.contentHash)
                #expect(sparse.bytesClassified == whole.bytesClassified)
                let places = [sparse, whole].map { report in
                    report.detections.flatMap(\.occurrences).map(\.location).map {
                        [$0.range.lowerBound, $0.line, $0.column]
                    }
                }
                #expect(places[0].count == 2)
                #expect(places[0] == places[1])
            }
        }
    }

    /// Text whose first bytes are text, with a hole behind: the line of zeroes counts in columns.
    @Test func columnsCountTheZeroesOfAHole() throws {
        try Self.withFile { path, handle in
            try handle.write(contentsOf: Data(String(repeating: "some words\n", count: 2000).utf8))
            try handle.seek(toOffset: 64 << 20)
            try handle.write(contentsOf: Data(" \(Self.card)".utf8))
            let location = try #require(try Self.scan(path).detections.first?.occurrences.first?.location)
            #expect(location.line == 2001)
            #expect(location.column == (64 << 20) - 22_000 + 15)
            #expect(location.range.lowerBound == (64 << 20) + 14)
        }
    }

    @Test func noMoreIsReadThanMayBe() throws {
        try Self.withFile { path, handle in
            try handle.write(contentsOf: Data(Self.card.utf8))
            for _ in 0..<3 { try handle.write(contentsOf: Data(count: 1 << 20)) }
            try handle.write(contentsOf: Data(Self.card.utf8))
            let report = try Self.scan(path, bytes: 2 << 20)
            #expect(report.coverage == .partial(.readLimit))
            #expect(report.detections.map(\.count) == [1])
            #expect(report.contentHash == nil)
            #expect(try Self.scan(path, bytes: 4 << 20 + 1000).coverage == .complete)
        }
    }

    @Test func aScanEndsWhenItsTimeIsOver() throws {
        try Self.withFile { path, handle in
            try handle.write(contentsOf: Data(Self.card.utf8))
            for _ in 0..<3 { try handle.write(contentsOf: Data(count: 1 << 20)) }
            #expect(try Self.scan(path, seconds: 0).coverage == .partial(.timeLimit))
        }
    }

    @Test func aScanEndsWhenNobodyWaitsForIt() throws {
        try Self.withFile { path, handle in
            for _ in 0..<4 { try handle.write(contentsOf: Data(repeating: 65, count: 1 << 20)) }
            var scanner = try Self.scanner()
            var asked = 0
            let report = scanner.scan(try OpenFile(path: Array(path.utf8))) {
                asked += 1
                return asked < 3
            }
            #expect(report.coverage == .partial(.interrupted))
            #expect(report.bytesClassified == 2 << 20)
        }
    }

    @Test func aScanEndsWhenItsFileIsRemoved() throws {
        try Self.withFile { path, handle in
            for _ in 0..<4 { try handle.write(contentsOf: Data(repeating: 65, count: 1 << 20)) }
            var scanner = try Self.scanner()
            var asked = 0
            let report = scanner.scan(try OpenFile(path: Array(path.utf8))) {
                asked += 1
                if asked == 2 { try? FileManager.default.removeItem(atPath: path) }
                return true
            }
            #expect(report.coverage == .partial(.disappeared))
            #expect(report.bytesClassified < 4 << 20)
        }
    }
}
