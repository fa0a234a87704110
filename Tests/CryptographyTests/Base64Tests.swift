import Cryptography
import Foundation
import Testing

@Suite struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func isThatOfTheStandard(_ example: (bytes: String, text: String)) {
        #expect(Base64.text(Array(example.bytes.utf8)) == example.text)
        #expect(Base64.bytes(example.text) == Array(example.bytes.utf8))
    }

    @Test func isThatOfFoundation() {
        for count in 0..<300 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            let text = Base64.text(bytes)
            #expect(text == Data(bytes).base64EncodedString())
            #expect(Base64.bytes(text) == bytes)
            #expect(Base64.bytes(Array(text.utf8)) == bytes)
        }
    }

    /// One text only stands for the same bytes, so that nobody can change one without its being seen.
    @Test(arguments: [
        ("Zg", "no padding"), ("Zg=", "half the padding"), ("Zg===", "too much padding"), ("Zh==", "hidden bits"),
        ("Zm9=", "hidden bits"), ("Z===", "three of padding"), ("====", "padding alone"),
        ("Zg==Zg==", "padding inside"),
        ("Z=g=", "a digit behind padding"), ("=Zg=", "padding in front"), ("Zm9v\n", "a line end"), ("Zm 9", "a space"),
        ("Zm9_", "the alphabet of URLs"), ("Zm9-", "the alphabet of URLs"), ("Zm9\u{E9}", "beyond ASCII"),
        ("Zm\u{0}9", "NUL"),
        ("Zm9v=", "a lone sign"),
    ])
    func refuses(_ example: (text: String, why: String)) {
        #expect(Base64.bytes(example.text) == nil, "\(example.why)")
    }
}
