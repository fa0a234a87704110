import BuiltInIdentifiers
import Detection
import Identifiers
import POSIX
import Scanning

struct Counter: Scan.Consumer {
    var count = 0
    var bytes = 0
    var files = 0
    mutating func take(_ occurrence: Detection, in path: [UInt8], status: FileStatus?) {}
    mutating func take(_ report: FileReport) -> Bool {
        files += 1
        bytes += report.bytesClassified
        for d in report.detections {
            count += d.count
            if d.confidence > .low, d.identifier.id != "EMAIL_ADDRESS" {
                print(String(decoding: report.path, as: UTF8.self), d.identifier.id, d.confidence, d.count, d.occurrences.first.map { "\($0.line):\($0.column) \($0.masked)" } ?? "")
            }
        }
        return true
    }
    mutating func finish() { print(files, bytes, count) }
}

@main struct Magpie {
    static func main() throws {
        let ids = BuiltInIdentifiers.load()
        let detector = Detector(ids)
        let options = ScanOptions(detector: detector, threads: CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 2 : 2, allowList: try AllowList())
        try Scan.run([Array(CommandLine.arguments[1].utf8)], options: options) { Counter() }
    }
}
