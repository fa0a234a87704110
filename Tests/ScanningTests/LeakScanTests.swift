import Detection
import Findings
import Foundation
import Identifiers
import ManagedSecrets
import Matching
import POSIX
import Prefiltering
import Testing

@testable import ObjectReading
@testable import Scanning
import TextScanning

/// Managed secrets at the edges: of chunks, of files, of encodings.
@Suite struct LeakScanTests {
    private static let value = #"Zx81kQ/we77 "PlmT"#

    /// A keyword that the texts do not hold, and managed secrets.
    private static let options: Result<TextOptions, any Error> = Result {
        let other = ManagedDataIdentifier(
            id: "OTHER",
            name: "Other",
            category: .credentials,
            severity: SeverityThresholds([.high: 1]),
            variants: [
                Variant(pattern: "unrelated-[0-9]{9}", anchor: .keywords(["unrelated-"], before: 0), confidence: .high)
            ]
        )
        return TextOptions(detector: Detector([other, ManagedSecretIdentifier.identifier]), allowList: try AllowList())
    }

    /// Without optimisation it takes seconds to work out.
    private static let commonness = Result { try options.get().detector.prefilter.commonness() }

    private static func table(of values: [[UInt8]]) throws -> [UInt8] {
        var builder = try LeakTableBuilder(commonness.get(), key: Array(0..<32))
        for (id, value) in values.enumerated() { try builder.add(value.span, id: UInt32(id)) }
        return builder.build()
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { Array(String(format: "%02x", $0).utf8) }
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedString().utf8) }

    /// The ways in which a value may be written, with what a report calls them; other than plain where that differs.
    private static func writings(of value: [UInt8]) -> [(encoding: String, text: [UInt8])] {
        let url = value.flatMap { byte in
            byte &- 48 < 10 || (byte | 32) &- 97 < 26 ? [byte] : Array(String(format: "%%%02X", byte).utf8)
        }
        let escaped = value.flatMap { byte in byte == 34 || byte == 92 ? [92, byte] : [byte] }
        let all = [
            ("plain", value), ("base64", base64(value)), ("hex", hexadecimal(value)), ("url", url),
            ("backslash", escaped),
        ]
        return all.filter { $0.0 == "plain" || $0.1 != value }
    }

    /// Where a value that was found at `range` is to begin and end: the last digit of Base64 need not be part of it.
    private static func isPlace(_ range: Range<Int>?, _ expected: Range<Int>, _ encoding: String) -> Bool {
        guard let range, range.lowerBound == expected.lowerBound else { return false }
        let slack = encoding == "base64" ? 3 : 0
        return (expected.upperBound - slack...expected.upperBound).contains(range.upperBound)
    }

    private static func filler(_ count: Int) -> [UInt8] {
        let line = Array("words that say nothing, line by line\n".utf8)
        return (0..<count).map { line[$0 % line.count] }
    }

    // MARK: Chunks

    /// What is found in a text that comes in pieces: where, and how it was written.
    private func scan(
        _ text: [UInt8],
        pieces: [Int],
        with tools: inout ScanTools
    ) throws -> [(range: Range<Int>, reasons: [String])] {
        var scan = TextScan(try Self.options.get(), content: .text(.utf8))
        scan.scan(text, pieces: pieces, with: &tools)
        return scan.detections().flatMap(\.occurrences).map { ($0.location.range, $0.evidence.reasons.map(\.name)) }
    }

    /// Wherever the boundary between two chunks falls, before, in or behind a value: it is found, and once.
    @Test(arguments: [value, "Zx81kQwe77PlmT"]) func nothingIsLostOrCountedTwiceAtABoundary(_ value: String) throws {
        var tools = try Self.options.get().makeTools()
        let value = Array(value.utf8)
        let recognises = try tools.recognise(writtenTable: try Self.table(of: [value]))
        #expect(recognises)
        let place = 3000
        for (encoding, text) in Self.writings(of: value) {
            let whole = Self.filler(place) + [58] + text + [10] + Self.filler(Scanner.marginAfter + 3000)
            let range = place + 1..<place + 1 + text.count
            for boundary in range.lowerBound - 70...range.upperBound + 70 {
                // Where the first chunk ends to own; and where its bytes end.
                for end in [boundary + Scanner.marginAfter, boundary] {
                    let found = try scan(whole, pieces: [end], with: &tools)
                    let place = "\(encoding), boundary at \(boundary - range.lowerBound)"
                    #expect(found.count == 1 && Self.isPlace(found.first?.range, range, encoding), "\(place)")
                    #expect(found.first?.reasons == ["encoding:\(encoding)"], "\(place)")
                }
            }
        }
    }

    /// The longest value that is known whole.
    @Test func aLongValueIsFoundAtABoundary() throws {
        var numbers = SystemRandomNumberGenerator()
        let value = (0..<LeakTable.greatestLength).map { _ in UInt8.random(in: 33...126, using: &numbers) }
        var tools = try Self.options.get().makeTools()
        let recognises = try tools.recognise(writtenTable: try Self.table(of: [value]))
        #expect(recognises)
        for (encoding, text) in Self.writings(of: value) {
            let whole = Self.filler(3000) + [32] + text + [10] + Self.filler(Scanner.marginAfter + 3000)
            let range = 3001..<3001 + text.count
            let places = [-1, 0, 1, 8, text.count / 2, text.count - 8, text.count - 1, text.count, text.count + 1]
            for place in places.map({ $0 + range.lowerBound }) {
                for end in [place + Scanner.marginAfter, place] {
                    let found = try scan(whole, pieces: [end], with: &tools)
                    #expect(
                        found.count == 1 && Self.isPlace(found.first?.range, range, encoding),
                        "\(encoding), boundary at \(place - range.lowerBound)"
                    )
                }
            }
        }
    }

    /// A text that comes byte by byte, as from a pipe.
    @Test func piecesOfAnySizeAreOneText() throws {
        var tools = try Self.options.get().makeTools()
        let value = Array(Self.value.utf8)
        let recognises = try tools.recognise(writtenTable: try Self.table(of: [value]))
        #expect(recognises)
        for (encoding, text) in Self.writings(of: value) {
            let whole = Self.filler(500) + [58] + text + [10] + Self.filler(Scanner.marginAfter + 500)
            for size in [1, 7, 64, 4999] {
                let found = try scan(whole, pieces: Array(repeating: size, count: whole.count / size), with: &tools)
                let isThere = Self.isPlace(found.first?.range, 501..<501 + text.count, encoding)
                #expect(found.count == 1 && isThere, "\(encoding) in pieces of \(size)")
            }
        }
    }

    // MARK: Files

    private final class Bench {
        private let folder: URL
        private var scanner: OpenFileScanner

        init(_ values: [UInt8]...) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
            scanner = try OpenFileScanner(ScanOptions(try LeakScanTests.options.get()))
            let recognises = try scanner.recognise(writtenTable: try LeakScanTests.table(of: values))
            #expect(recognises)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        /// What is found in a file of `parts`.
        func report(on parts: [UInt8]...) throws -> FileReport {
            let file = folder.appending(path: "file")
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            for part in parts { try handle.write(contentsOf: Data(part)) }
            try handle.close()
            return scanner.scan(try OpenFile(path: Array(file.path.utf8)))
        }
    }

    /// How a text may be stored.
    enum Storage: String, CaseIterable, Sendable {
        case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian, utf16LittleEndianWithMark, utf16BigEndianWithMark

        func bytes(_ text: String) -> [UInt8] {
            func units(_ text: String, isBigEndian: Bool) -> [UInt8] {
                text.utf16.flatMap { unit in
                    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
                    return isBigEndian ? [high, low] : [low, high]
                }
            }
            return switch self {
            case .utf8: Array(text.utf8)
            case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case .utf16LittleEndian: units(text, isBigEndian: false)
            case .utf16BigEndian: units(text, isBigEndian: true)
            case .utf16LittleEndianWithMark: units("\u{FEFF}" + text, isBigEndian: false)
            case .utf16BigEndianWithMark: units("\u{FEFF}" + text, isBigEndian: true)
            }
        }
    }

    @Test(arguments: Storage.allCases) func theEndsOfAFileAreNoEdges(_ storage: Storage) throws {
        let value = Self.value
        let bench = try Bench(Array(value.utf8))
        for (encoding, text) in Self.writings(of: Array(value.utf8)) {
            let text = String(decoding: text, as: UTF8.self)
            for (before, after) in [("", ""), ("", "\r\n"), ("", " and more"), ("a = ", ""), ("é\r\n", "")] {
                let report = try bench.report(on: storage.bytes(before + text + after))
                #expect(report.managedSecrets == [0], "\(storage), \(encoding) between '\(before)' and '\(after)'")
                #expect(report.coverage == .complete)
            }
        }
    }

    /// Texts in scripts whose letters have no zero byte in UTF-16.
    @Test(arguments: Storage.allCases) func otherScriptsAreTextToo(_ storage: Storage) throws {
        let value = Self.value
        let bench = try Bench(Array(value.utf8), Array("пароль-секрет".utf8))
        for text in [
            "数据库的密码是\(value)请不要告诉别人，谢谢大家的合作与支持。\r\n",
            String(repeating: "数据库的密码在这里请不要告诉别人\r\n", count: 30) + value,
            "Пароль для базы данных: \(value)\r\n", "κωδικός: \(value)\r\n",
            "这是一个很长的说明文档没有空格也没有换行只有汉字和一个秘密" + value,
        ] {
            #expect(try bench.report(on: storage.bytes(text)).managedSecrets == [0], "\(text.prefix(20))")
        }
        #expect(try bench.report(on: storage.bytes("для базы: пароль-секрет\r\n")).managedSecrets == [1])
    }

    /// Around the ends of what is read together, in the encodings of a text.
    @Test(arguments: Storage.allCases) func theChunksOfAFileAreNoEdges(_ storage: Storage) throws {
        let value = Self.value
        let bench = try Bench(Array(value.utf8))
        let mark = storage.bytes("").count
        let width = storage.bytes("a").count - mark
        let tail = storage.bytes(String(repeating: "tail of words\n", count: 3000)).dropFirst(mark)
        for end in [ChunkReader.chunk, ChunkReader.chunk - Scanner.marginAfter * width] {
            let filler = String(decoding: Self.filler(end / width), as: UTF8.self)
            for back in stride(from: -2, through: value.utf8.count + 2, by: 3) {
                let start = storage.bytes(String(filler.dropLast(back + 3)) + ":")
                let secret = storage.bytes(value + "\n").dropFirst(mark)
                let report = try bench.report(on: start, Array(secret), Array(tail))
                #expect(report.detections.map(\.count) == [1], "\(storage), \(back) before \(end)")
            }
        }
    }

    @Test func theEndOfALargeFileIsRead() throws {
        let value = Array(Self.value.utf8)
        let bench = try Bench(value)
        let quarter = Self.filler(17 << 20)
        for text in [value, Self.base64(value), Self.hexadecimal(value)] {
            let report = try bench.report(on: quarter, quarter, quarter, quarter, [10], text)
            #expect(report.managedSecrets == [0])
            #expect(report.detections.first?.occurrences.first?.location.range.lowerBound == 68 << 20 + 1)
        }
    }

    /// Cells of tables are searched by what their columns are called; managed secrets are wherever they are.
    @Test func cellsAreNoEdges() throws {
        let value = Self.value
        let bench = try Bench(Array(value.utf8))
        let quoted = "\"" + value.replacing("\"", with: "\"\"") + "\""
        let escaped = value.replacing("\"", with: "\\\"")
        for text in [
            "id,note,city\n1,\(quoted),Oslo\n", "id;note\n1;\(quoted)\n", "id\tnote\n1\t\(value)\n",
            "note,id\n\(quoted),1\n", "id,note\n1,\"two\nlines \(quoted.dropFirst())\n",
            "id,note\n1,\(Data(value.utf8).base64EncodedString())\n",
            #"[{"id":1,"note":"\#(escaped)"}]"#,
            #"{"id":1,"note":"a \#(escaped) b"}"# + "\n" + #"{"id":2,"note":""}"# + "\n",
        ] {
            #expect(try bench.report(on: Array(text.utf8)).managedSecrets == [0], "\(text)")
        }
    }
}
