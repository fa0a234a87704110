import Bytes
import Findings
import Matching
import TextScanning

extension TextScan {
    /// Scans `text` in pieces of the given sizes, the last taking the rest.
    mutating func scan(_ text: [UInt8], pieces: [Int], with tools: inout ScanTools) {
        var buffer = TextBuffer(capacity: 0)
        var start = 0
        for size in pieces + [text.count] {
            let end = min(text.count, start + size)
            buffer.append(contentsOf: text.span.extracting(start..<end))
            start = end
            scan(&buffer, isLast: start == text.count, with: &tools) { _ in }
            if start == text.count { break }
        }
    }
}
