import BuiltInIdentifiers
import Detection
import Findings
import Fingerprints
import Foundation
import Identifiers
import ManagedSecrets
import POSIX
import Testing

@testable import Scanning
import TextScanning

/// An object that only grows is scanned from where its scan has ended, with the result of a scan from the start.
@Suite struct GrowingObjectTests {
    private static let options = Result {
        var options = ScanOptions(
            TextOptions(detector: Detector(BuiltInIdentifiers.load()), allowList: try AllowList())
        )
        options.text.details.hashesContent = true
        options.text.details.fingerprintKey = FingerprintKey([UInt8](repeating: 7, count: 32))
        options.text.locatedOccurrences = 40
        return options
    }

    /// A file that is removed at the end, and a scanner that stays.
    private struct Log: ~Copyable {
        let path = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        let handle: FileHandle
        var scanner: OpenFileScanner

        /// Makes an empty one, of which a look at all bytes holds for `trust` times as long as it took.
        init(trust: Double = 0) throws {
            let isMade = FileManager.default.createFile(atPath: path, contents: nil)
            #expect(isMade)
            let handle = try #require(FileHandle(forUpdatingAtPath: path))
            var scanner = try OpenFileScanner(try GrowingObjectTests.options.get())
            scanner.trust = trust
            self.handle = handle
            self.scanner = scanner
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func append(_ bytes: [UInt8]) throws {
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(bytes))
        }

        /// Scans it, and with another scanner, which has nothing to go on from; expects the same, which is returned.
        mutating func scan(_ note: String) throws -> FileReport {
            let report = scanner.scan(try OpenFile(path: Array(path.utf8)))
            var fresh = try OpenFileScanner(try GrowingObjectTests.options.get())
            let whole = fresh.scan(try OpenFile(path: Array(path.utf8)))
            #expect(GrowingObjectTests.words(report) == GrowingObjectTests.words(whole), "\(note)")
            return report
        }
    }

    /// All that a report says, as lines.
    private static func words(_ report: FileReport) -> [String] {
        [
            "\(report.content) \(report.coverage) \(report.bytesClassified) \(report.contentHash ?? "-") \(report.managedSecrets)"
        ]
            + report.detections.flatMap { detection in
                [
                    """
                    \(detection.identifier.id) \(detection.count) \(detection.severity) \(detection.confidence) \
                    \(detection.otherValues?.text ?? "-")
                    """
                ]
                    + detection.occurrences.map {
                        """
                        \($0.location) \($0.evidence) \($0.masked) \($0.fingerprint ?? "-")
                        """
                    }
            }
    }

    /// Lines of which some hold something, or the half of something.
    private static func lines(_ count: Int, _ numbers: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<count {
            let text =
                switch Int.random(in: 0..<600, using: &numbers) {
                case 0: "payment card 4242 4242 4242 4242"
                case 1: "mail person\(Int.random(in: 0..<99, using: &numbers))@corp-post.test ünïcode"
                case 2: "key AKIAQ2W3E4R5T6Y7U2I3"
                case 3: TextScanTests.key
                default:
                    "2026-11-29 nothing of interest happens here, word after word \(UInt16.random(in: 0...9, using: &numbers))"
                }
            bytes += text.utf8
            bytes.append(10)
        }
        return bytes
    }

    private static let big = 45_000

    /// Ends of all kinds: within a value, within its context, within a key of many lines, within a character.
    @Test(arguments: [UInt64(1), 2, 3])
    func appendingAnythingAnywhereIsTheSameAsScanningAll(_ seed: UInt64) throws {
        var numbers = SeededNumbers(state: seed)
        var log = try Log()
        var text = Self.lines(Self.big, &numbers)
        if seed == 3 { text = Array("card,mail\n".utf8) + text }
        try log.append(text)
        _ = try log.scan("at first")
        for round in 0..<12 {
            let more = Self.lines(Int.random(in: 1..<80, using: &numbers), &numbers)
            try log.append(Array(more.prefix(Int.random(in: 1...more.count, using: &numbers))))
            _ = try log.scan("seed \(seed), round \(round)")
        }
        // The first two scans have looked at all: nothing was known, and nobody knew that it would grow.
        #expect(log.scanner.resumedCount == 11)
    }

    @Test func aValueIsFoundWhereverTheEndWas() throws {
        var numbers = SeededNumbers(state: 4)
        var log = try Log()
        try log.append(Self.lines(Self.big, &numbers))
        _ = try log.scan("at first")
        let text = Array("payment card 4242 4242 4242 4242 and key AKIAQ2W3E4R5T6Y7U2I3\n".utf8)
        for place in stride(from: 0, to: text.count, by: 3) {
            try log.append(Array(text[place..<min(place + 3, text.count)]))
            _ = try log.scan("a few bytes at a time")
        }
        #expect(log.scanner.resumedCount > 15)
    }

    /// What does not begin with what was scanned is scanned from its start.
    @Test func nothingIsTakenForGrownThatHasChanged() throws {
        var numbers = SeededNumbers(state: 5)
        var log = try Log()
        try log.append(Self.lines(Self.big, &numbers))
        _ = try log.scan("at first")
        try log.append(Self.lines(10, &numbers))
        _ = try log.scan("grown")
        let size = try log.handle.seekToEnd()
        // A value in the place of other bytes, and more at the end.
        for place in [0, size / 2, size - 100] {
            try log.handle.seek(toOffset: place)
            try log.handle.write(contentsOf: Data("\npayment card 4242 4242 4242 4242\n".utf8))
            try log.append(Self.lines(1, &numbers))
            _ = try log.scan("changed at \(place)")
        }
        #expect(log.scanner.resumedCount == 0)
        try log.handle.truncate(atOffset: size / 2)
        _ = try log.scan("cut")
        try log.append(Self.lines(Self.big, &numbers))
        _ = try log.scan("other lines in place of those that were cut")
        #expect(log.scanner.resumedCount == 0)
        // A hole in place of the beginning, of equal size, and one behind the end.
        let end = try log.handle.seekToEnd()
        try log.handle.truncate(atOffset: end + (4 << 20))
        try log.append(Self.lines(3, &numbers))
        _ = try log.scan("a hole")
        _ = try log.scan("a hole, again")
    }

    /// Right after all bytes were looked at, only what was appended is.
    @Test func whatWasLookedAtJustNowIsTakenForWhatItWas() throws {
        var numbers = SeededNumbers(state: 7)
        var log = try Log(trust: .infinity)
        try log.append(Self.lines(Self.big, &numbers))
        #expect(try !log.scan("at first").isUnverified)
        try log.append(Self.lines(1, &numbers))
        #expect(try !log.scan("all").isUnverified)
        for _ in 0..<3 {
            try log.append(Self.lines(5, &numbers))
            #expect(try log.scan("what was appended").isUnverified)
        }
        try log.handle.seek(toOffset: 1000)
        try log.handle.write(contentsOf: Data("\npayment card 4242 4242 4242 4242\n".utf8))
        try log.append(Self.lines(1, &numbers))
        #expect(log.scanner.scan(try OpenFile(path: Array(log.path.utf8))).isUnverified)
        // As soon as all bytes are looked at again, the change is seen.
        log.scanner.trust = 0
        #expect(try !log.scan("all again").isUnverified)
        log.scanner.trust = .infinity
        try log.handle.truncate(atOffset: 2000)
        #expect(try !log.scan("cut").isUnverified)
    }

    /// With another table of secrets, all has to be looked at again.
    @Test func anotherTableForgets() throws {
        var numbers = SeededNumbers(state: 6)
        var log = try Log()
        try log.append(Self.lines(Self.big, &numbers))
        for _ in 0..<3 {
            try log.append(Self.lines(1, &numbers))
            _ = try log.scan("grown")
        }
        #expect(log.scanner.resumedCount == 1)
        // Even one that is none.
        #expect(throws: LeakTable.Malformed.self) { try log.scanner.recognise(writtenTable: []) }
        try log.append(Self.lines(1, &numbers))
        _ = try log.scan("after the table")
        #expect(log.scanner.resumedCount == 1)
    }
}

/// Numbers that are the same in each run.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    /// Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
