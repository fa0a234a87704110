import Foundation
import POSIX
import Testing

/// A folder is read a page at a time, each name once, in the order of the names.
@Suite struct DirectoryPageTests {
    @Test(arguments: [1, 2, 3, 99, 100, 101, Int.max])
    func pagesHaveEachNameOnceInOrder(_ limit: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-pages-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let names = (0..<100).map { String(UInt64($0) &* 0x9E37_79B9_7F4A_7C15, radix: 36) }
        for name in names { try Data().write(to: folder.appending(path: name)) }
        let directory = try Directory(path: Array(folder.path.utf8))
        var pages: [[String]] = []
        var previous: [UInt8]?
        repeat {
            let page = try directory.entries(after: previous, limit: limit)
            pages.append(page.map { String(decoding: $0.name, as: UTF8.self) })
            previous = page.count < limit ? nil : page.last?.name
        } while previous != nil
        #expect(pages.flatMap(\.self) == names.sorted())
        #expect(pages.dropLast().allSatisfy { $0.count == limit })
        #expect(pages.count == names.count / limit + 1)
    }
}
