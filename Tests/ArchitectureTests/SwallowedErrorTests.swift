import Foundation
import Testing

/// Nothing fails silently.
@Suite struct SwallowedErrorTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Where an error becomes `nil`, the code answers that at once (`guard`, `if`, `while`, `switch`, a comparison with `nil`), or a
    /// comment says why it may pass.
    @Test func everySwallowedErrorIsAnsweredOrExplained() throws {
        var count = 0
        for case let file as URL in FileManager.default.enumerator(
            at: Self.root.appending(path: "Sources"),
            includingPropertiesForKeys: nil
        ) ?? FileManager.DirectoryEnumerator() where file.pathExtension == "swift" {
            let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
            for (index, line) in lines.enumerated() where line.contains(/\btry\?/) && !line.contains(/^\s*\/\//) {
                count += 1
                let statement = lines[max(0, index - 3)...index].joined(separator: " ")
                let around = lines[max(0, index - 4)...min(lines.count - 1, index + 1)]
                let isAnswered = statement.contains(/\b(guard|if|while|switch)\b/) || line.contains(/[!=]= nil/)
                let isExplained = around.contains { $0.contains("//") }
                #expect(
                    isAnswered || isExplained,
                    "\(file.lastPathComponent):\(index + 1): say why this may fail silently"
                )
            }
        }
        #expect(count > 100)
    }
}
