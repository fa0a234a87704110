import Bytes
import Testing

/// Bytes in addresses.
@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("a%20b", "a b"), ("%C3%BC", "ü"), ("a+b", "a+b"), ("%", "%"), ("%4", "%4"), ("%4g", "%4g"), ("%+5", "%+5"),
        ("%%41", "%A"), ("", ""),
    ])
    func escapesAreReadAndNothingElseIs(_ text: String, _ expected: String) {
        #expect(String(decoding: PercentEncoding.bytes(text.utf8), as: UTF8.self) == expected)
    }

    @Test func aPlusSignOfAFormIsASpace() {
        #expect(PercentEncoding.bytes("a+b%2B".utf8, isForm: true) == Array("a b+".utf8))
    }

    @Test func onlyPathsKeepSlashes() {
        let bytes = Array("a b/ü~.txt".utf8) + [0xFF]
        #expect(PercentEncoding.path(bytes) == "a%20b/%C3%BC~.txt%FF")
        #expect(String(decoding: PercentEncoding.text(bytes), as: UTF8.self) == "a%20b%2F%C3%BC~.txt%FF")
        #expect(PercentEncoding.bytes(PercentEncoding.text(bytes)) == bytes)
    }
}
