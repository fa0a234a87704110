import Bytes
import Testing

@testable import Detection

/// Words without end do not use up what a pattern may try.
@Suite struct LongWordTests {
    @Test(arguments: ["via ", "calle ", "ul. ", "rua ", "avenida ", "12 RD ", "piazza ", "strada "])
    func theyLeaveNoGap(_ street: String) throws {
        var scanner = try Scanner(TextFinds.all.detector, allowing: AllowList())
        for word in ["Abcdefghij", "ABCDEFGHIJ", "a1b2c3d4e5", "via-", "\u{e9}t\u{e9}"] {
            let text = street + String(repeating: word, count: 40) + " (x) "
            var buffer = TextBuffer(capacity: 1024)
            buffer.append(contentsOf: text.utf8Span.span)
            #expect(scanner.scan(buffer, owning: 0..<buffer.count).gaps == 0, "\(text)")
        }
    }
}
