import Foundation
import POSIX
import Testing

/// Lines that are sought from the end of a file.
@Suite struct LineSearchTests {
    private func lines(of text: String) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        var lines: [String] = []
        let isThere = try LineSearch.hasLine(Array(file.path.utf8)) { line in
            lines.append(String(decoding: line, as: UTF8.self))
            return line.elementsEqual("first".utf8)
        }
        #expect(isThere == lines.contains("first"))
        return lines
    }

    @Test func theLastLineComesFirstAndATornOneIsNone() throws {
        #expect(try lines(of: "") == [])
        #expect(try lines(of: "torn") == [])
        #expect(try lines(of: "one\n") == ["one"])
        #expect(try lines(of: "zero\nfirst\nsecond\n\nthird\ntorn") == ["third", "", "second", "first"])
    }

    /// Lines that lie over the borders of what is read at once are whole; too long ones are passed over.
    @Test func linesAreWholeOverBorders() throws {
        let long = String(repeating: "x", count: 700_001)
        #expect(try lines(of: "first\n\(long)\n\(long)\nsecond\n") == ["second", long, long, "first"])
        let longer = String(repeating: "y", count: 3 << 20)
        #expect(try lines(of: "first\n\(longer)\nsecond\n").filter { $0.count < 1000 }.last == "first")
    }
}
