import Bytes
import BuiltInIdentifiers
import Detection
import Findings
import Foundation
import ManagedSecrets
import Matching
import ObjectReading
import POSIX
import Prefiltering
import Scanning
import TextScanning

/// Measures what it costs to recognise managed secrets, on one thread.
///
/// Over the bytes of a file it measures the detection, over the files of a folder the whole scan. Tables of different
/// sizes take turns, so that whatever else the machine does meets all alike. Time is the processor's, not the wall
/// clock's.
enum LeakBenchmark {
    /// How many values, and how many in a hundred of them are passphrases, whose parts stand in many texts.
    static let tables: [(size: Int, passphrases: Int)] = [(0, 0), (1000, 0), (100_000, 0), (100_000, 5)]
    static let rounds = 5

    static func run(_ paths: [String]) throws {
        let detector = Detector(BuiltInIdentifiers.load() + [ManagedSecretIdentifier.identifier])
        let key = (0..<32).map { UInt8($0 * 7 + 1) }
        let commonness = detector.prefilter.commonness()
        var tables: [LeakTable?] = []
        var written: [[UInt8]?] = []
        for (size, passphrases) in Self.tables {
            var builder = try LeakTableBuilder(commonness, key: key)
            var random = Random(state: 42)
            let adding = Main.time(rounds: 1) {
                for id in 0..<UInt32(size) { try? builder.add(Array(value(&random, passphrases).utf8).span, id: id) }
            }
            var bytes: [UInt8] = []
            let building = Main.time(rounds: 1) { bytes = builder.build() }
            var table: LeakTable?
            let reading = try Main.time(rounds: 1) { table = try LeakTable(bytes) }
            print(
                "\(size) values, \(passphrases)% passphrases: added in \(milliseconds(adding)), built in \(milliseconds(building)), "
                    + "\(bytes.count) bytes read in \(milliseconds(reading))"
            )
            if let table { try checkThatNoneIsMissed(size, passphrases, table, detector) }
            tables.append(size == 0 ? nil : table)
            written.append(size == 0 ? nil : bytes)
        }
        for path in paths {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            try isFolder.boolValue ? measureFolder(path, detector, written) : measureFile(path, detector, tables)
        }
    }

    /// Looks for each value in one encoding after the other.
    private static func checkThatNoneIsMissed(
        _ size: Int,
        _ passphrases: Int,
        _ table: LeakTable,
        _ detector: Detector
    ) throws {
        let matcher = try LeakMatcher(table, for: detector.prefilter)
        var random = Random(state: 42)
        var missed = 0
        var marks = ScanMarks()
        for id in 0..<UInt32(size) {
            let value = Array(value(&random, passphrases).utf8)
            let text: [UInt8] =
                switch id % 3 {
                case 0: value
                case 1: Array(Data([UInt8](repeating: 46, count: Int(id % 7)) + value).base64EncodedString().utf8)
                default: Array(value.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined().utf8)
                }
            var buffer = TextBuffer(capacity: 256)
            buffer.append(contentsOf: ([UInt8](repeating: 32, count: Int(id % 2)) + text).span)
            detector.prefilter.scan(buffer, into: &marks, wanting: matcher.filter)
            let leaks = matcher.leaks(at: marks.windows, in: buffer.bytes, owning: 0..<buffer.count)
            if !leaks.contains(where: { $0.ids.contains(id) }) { missed += 1 }
        }
        print("    \(missed) of them missed in a text of their own")
    }

    /// The detection alone, over the bytes of a file.
    private static func measureFile(_ path: String, _ detector: Detector, _ tables: [LeakTable?]) throws {
        var scanner = try Scanner(detector, allowing: AllowList())
        let chunks = chunks(of: [UInt8](try Data(contentsOf: URL(filePath: path))))
        var buffer = TextBuffer(capacity: 1 << 20)
        var matchers: [LeakMatcher?] = []
        for table in tables { matchers.append(try table.map { try LeakMatcher($0, for: detector.prefilter) }) }
        let results = measure(tables.count) { index, result in
            scanner.wantedWindows = matchers[index]?.filter
            for chunk in chunks {
                result.size += chunk.count
                buffer.removeAll()
                buffer.append(contentsOf: chunk.span)
                _ = scanner.scan(buffer, owning: 0..<buffer.count)
                let windows = scanner.windows
                result.candidates += windows.count
                result.leaks +=
                    matchers[index]?.leaks(at: windows, in: buffer.bytes, owning: 0..<buffer.count).count ?? 0
            }
        }
        show(path, results)
    }

    /// All of a scan, as workers do it, over the files of a folder.
    private static func measureFolder(_ path: String, _ detector: Detector, _ tables: [[UInt8]?]) throws {
        let root = try Directory(path: Array(path.utf8))
        var keys: [[UInt8]] = []
        let files = FileManager.default.enumerator(
            at: URL(filePath: path),
            includingPropertiesForKeys: [.isRegularFileKey]
        )
        for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            keys.append(Array(file.path.dropFirst(URL(filePath: path).path.count + 1).utf8))
        }
        let options = ScanOptions(TextOptions(detector: detector, allowList: try AllowList()))
        var scanners: [ObjectScanner] = []
        for table in tables {
            let scanner = try ObjectScanner(options, ScanControl())
            if let table, try !scanner.recognise(writtenTable: table) {
                fatalError("the table was made for other keywords")
            }
            scanners.append(scanner)
        }
        let results = measure(tables.count) { index, result in
            for key in keys {
                let report = scanners[index].scan(key, in: root)
                result.leaks += report.managedSecrets.count
                result.size += report.bytesClassified
            }
        }
        show(path, results)
    }

    struct Result {
        var seconds = Double.infinity
        /// Bytes of text that were looked at.
        var size = 0
        var candidates = 0
        var leaks = 0
    }

    /// The least processor time that `body` takes for each of so many tables, in rounds over all of them.
    private static func measure(_ count: Int, _ body: (Int, inout Result) -> Void) -> [Result] {
        var results = [Result](repeating: Result(), count: count)
        for _ in 0..<rounds {
            for index in 0..<count {
                var result = Result()
                let start = clock()
                body(index, &result)
                result.seconds = min(results[index].seconds, Double(clock() - start) / Double(CLOCKS_PER_SEC))
                results[index] = result
            }
        }
        return results
    }

    private static func show(_ path: String, _ results: [Result]) {
        print("\(path): \(results[0].size / 1_000_000) MB of text")
        for (table, result) in zip(tables, results) {
            let speed = (Double(result.size) / result.seconds / 1e6).rounded()
            let change = ((result.seconds / results[0].seconds - 1) * 1000).rounded() / 10
            let name = "\(table.size) values, \(table.passphrases)% passphrases"
            print(
                "    \(name): \(speed) MB/s, \(change)% more time, \(result.candidates) candidates, \(result.leaks) leaks"
            )
        }
    }

    private static func chunks(of bytes: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: 1 << 20).map { Array(bytes[$0..<min(bytes.count, $0 + 1 << 20)]) }
    }

    private static func milliseconds(_ seconds: Double) -> String { "\((seconds * 10_000).rounded() / 10) ms" }

    /// A value as people and programs make them.
    private static func value(_ random: inout Random, _ passphrases: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        let all = letters + Array("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        func draw(_ alphabet: [Character], _ count: Int) -> String {
            String((0..<count).map { _ in alphabet[random.below(alphabet.count)] })
        }
        // What an installation has, by number: generated passwords, keys, tokens, some made up by people.
        if random.below(100) < passphrases {
            return words(&random, 3).joined(separator: "-") + "\(random.below(10_000))"
        }
        switch random.below(20) {
        case 0..<7: return draw(all, 32)
        case 7..<9: return draw(all, 12 + random.below(12))
        case 9..<13: return draw(letters, 16 + random.below(25))
        case 13..<16: return draw(Array("0123456789abcdef"), 32 + 8 * random.below(5))
        case 16: return "sk_live_" + draw(letters, 24)
        case 17: return "ghp_" + draw(letters, 36)
        default: return draw(letters + ["+", "/"], 43) + "="
        }
    }

    private static func words(_ random: inout Random, _ count: Int) -> [String] {
        // Made up of syllables, some 60,000 of them, because people know many words.
        let syllables = [
            "ba", "ber", "cor", "den", "dra", "fel", "gar", "hin", "jo", "ker", "lam", "mo", "nis", "or", "pel", "qui",
        ]
        let list = syllables.flatMap { first in syllables.map { first + $0 } }
        return (0..<count).map { _ in list[random.below(list.count)] + list[random.below(list.count)] }
    }

    struct Random {
        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
    }
}
