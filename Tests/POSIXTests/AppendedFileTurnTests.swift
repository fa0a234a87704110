import Foundation
import POSIX
import Testing

@Suite struct AppendedFileTurnTests {
    /// Whoever may read a file can hold its lock: that delays what is appended once, and not each time.
    @Test func aReaderWhoHoldsTheLockMakesNothingSlow() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let file = try AppendedFile(path: Array(url.path.utf8))
        try file.append(Array("first\n".utf8))
        let reader = try FileHandle(forReadingFrom: url)
        #expect(flock(reader.fileDescriptor, LOCK_EX) == 0)
        let start = Timestamp.monotonic()
        for number in 0..<20 { try file.append(Array("\(number)\n".utf8)) }
        #expect(Timestamp.monotonic().seconds(since: start) < 10)
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        #expect(lines == ["first"] + (0..<20).map { Substring("\($0)") })
        try reader.close()
    }
}
