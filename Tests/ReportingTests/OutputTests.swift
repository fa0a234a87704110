import Foundation
import POSIX
import Testing

@testable import Reporting

@Suite struct OutputTests {
    @Test func recordsOfThreadsAreNeverTorn() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let output = SharedOutput(try OutputFile(path: Array(path.utf8)), separatorLength: 1)
        Threads.run(4) { number in
            for _ in 0..<200 {
                var bytes = Array(",\(String(repeating: String(number), count: 500))\n".utf8)
                output.write(&bytes)
            }
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 800)
        #expect(lines.first?.first != ",")
        #expect(lines.dropFirst().allSatisfy { $0.count == 501 && Set($0.dropFirst()).count == 1 })
    }

    @Test func aFullDiskIsAFailure() throws {
        let output = SharedOutput(try OutputFile(path: Array("/dev/full".utf8)))
        var bytes = Array("x".utf8)
        #expect(!output.write(&bytes))
        #expect(output.state == .failed(SystemError(28)))
    }

    @Test func aPrivateFileIsMadeOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = Array((folder + "/a/key").utf8)
        try PrivateFile.create(path, [1, 2, 3])
        #expect(throws: SystemError(17)) { try PrivateFile.create(path, [4]) }
        #expect(try FileContents.read(path) == [1, 2, 3])
        #expect(try FileStatus.of(path).mode == 0o600)
        #expect(try FileStatus.of(Array((folder + "/a").utf8)).mode == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/a") == ["key"])
    }
}
