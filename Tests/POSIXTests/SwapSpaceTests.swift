import Foundation
import POSIX
import Testing

/// A file is held for swap space when the kernel lists it, and whether it does is never guessed.
@Suite struct SwapSpaceTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie swap \(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func aFileThatIsListedIsSwapSpace() throws {
        try withFolder { folder in
            let (file, other, table) = (
                folder.appending(path: "s"), folder.appending(path: "o"), folder.appending(path: "t")
            )
            for path in [file, other] { try Data().write(to: path) }
            let written = file.path.replacingOccurrences(of: " ", with: "\\040")
            let text = "Filename\tType\tSize\n/dev/none partition\t1\n\(written)  file\t1\n"
            try Data(text.utf8).write(to: table)
            func isSwap(_ path: URL) throws -> Bool {
                try SwapSpace.contains(try FileStatus.of(Array(path.path.utf8)), listedIn: Array(table.path.utf8))
            }
            let (isListed, isOther) = (try isSwap(file), try isSwap(other))
            #expect(isListed)
            #expect(!isOther)
        }
    }

    @Test func withoutAListThereIsNone() throws {
        try withFolder { folder in
            let path = Array(folder.appending(path: "none").path.utf8)
            let status = try FileStatus.of(Array(folder.path.utf8))
            #expect(try !SwapSpace.contains(status, listedIn: path))
        }
    }

    @Test func aListThatCannotBeReadIsAnError() throws {
        try withFolder { folder in
            let path = Array(folder.path.utf8)
            let status = try FileStatus.of(path)
            #expect(throws: SystemError.self) { try SwapSpace.contains(status, listedIn: path) }
        }
    }
}
