import Foundation
import Testing

@testable import Locating

/// Paths in XML and YAML.
@Suite struct RecordPlacesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var path: String?
        var why: String
        var testDescription: String { why }
    }

    /// The paths of all `X` of a text that comes in pieces of `length` bytes, of which all but the last few are forgotten.
    private func paths(in text: String, pieces length: Int = .max) -> [String?] {
        let bytes = Array(text.utf8)
        guard var places = RecordPlaces(bytes.span) else { return [] }
        var base = 0
        return bytes.indices.filter { bytes[$0] == UInt8(ascii: "X") }.map { offset in
            while length < bytes.count, base + length < offset {
                places.pass(base + length, in: Array(bytes[base...]).span, from: base)
                base += length
            }
            let line = bytes[..<offset].count { $0 == 10 } + 1
            let place = places.place(at: offset, line: line, in: Array(bytes[base...]).span, from: base)
            return place?.path
        }
    }

    static let xml = [
        Case(text: "<?xml version='1.0'?><a>X</a>", path: "$.a", why: "an element"),
        Case(text: "<a><b/><b k='v'><c>X</c></b></a>", path: "$.a.b[1].c", why: "the second of its name"),
        Case(text: "<a>\n <b>1</b>\n <b key = \"X\"/>\n</a>", path: "$.a.b[1]['@key']", why: "an attribute"),
        Case(text: "<a><!-- <b> -- > --><![CDATA[ <c> ]] > ]]>X</a>", path: "$.a", why: "comments and sections"),
        Case(
            text: "<!DOCTYPE a [ <!ENTITY e \"<b>\"> ]><a><e>X</e></a>",
            path: "$.a.e",
            why: "a declaration of a type"
        ),
        Case(text: "<?xml version='1.0'?><p:a xml:lang='de'><b-c.d/>X</p:a>", path: "$['p:a']", why: "namespaces"),
        Case(text: "<a><b>x</a><c>X</c>", path: nil, why: "tags that do not nest"),
        Case(text: "<a b='X'><c/></a>", path: "$.a['@b']", why: "an attribute of the first element"),
        Case(text: "<a><!-- X --></a>", path: "$.a", why: "a comment lies in its element"),
    ]

    static let yaml = [
        Case(text: "a:\n  b: X\n", path: "$.a.b", why: "keys in keys"),
        Case(
            text: "spec:\n  containers:\n  - name: a\n  - name: b\n    image: X\n",
            path: "$.spec.containers[1].image",
            why: "a list as far in as its key"
        ),
        Case(text: "a:\n    - 1\n    - [1, X]\n", path: "$.a[1]", why: "collections in brackets"),
        Case(text: "a:\n- - 1\n  - X\n", path: "$.a[0][1]", why: "lists of lists"),
        Case(text: "a:\n  b: |\n    k: v\n\n    X\n  c: 1\n", path: "$.a.b", why: "texts of several lines"),
        Case(text: "a:\n  b: |-\n    k: v\nc: X\n", path: "$.c", why: "what follows them"),
        Case(
            text: "a:\n  b: \"x\n\n  y: z\\\"\n  w\"\n  c: X\n",
            path: "$.a.c",
            why: "texts in quotes of several lines"
        ),
        Case(text: "---\na: 1\n---\nb: X\n", path: "$.b", why: "several documents"),
        Case(text: "# note\na:\n  'it''s': {x: X}\n", path: "$.a['it\\'\\'s']", why: "keys in quotes"),
        Case(text: "a:\n  url: http://x:1/ # b: c\n  b: X # d: e\n", path: "$.a.b", why: "colons that end no key"),
        Case(text: "a:\r\n  b:\r\n  - X\r\n", path: "$.a.b[0]", why: "line ends of Windows"),
        Case(text: "a:\n  X: 1\n", path: "$.a", why: "a key is a part of what is around it"),
        Case(text: "a: &anchor !tag |\n  b: c\nd:\n  e: X\n", path: "$.d.e", why: "anchors and tags"),
        Case(text: "Dear all:\n- one\n- two\nthis is no list. X\n", path: nil, why: "prose"),
        Case(text: "Name: a\nCity: X\n", path: nil, why: "lines with colons"),
    ]

    @Test(arguments: xml + yaml)
    func placesAreFound(_ example: Case) {
        #expect(paths(in: example.text).first ?? nil == example.path)
    }

    @Test func longTextsAreFollowedPieceByPiece() {
        let rows = (0..<300).map { "<row n='\($0)'><name>text &lt; \($0)</name><!-- > --></row>\n" }.joined()
        let items = (0..<300).map { "  - name: n\($0)\n    text: |\n      some: text\n    last: \($0)\n" }.joined()
        for length in [7, 64, 100, 4096] {
            let xml = "<?xml version=\"1.0\"?>\n<rows>\n\(rows)<row><name>X</name></row></rows>"
            #expect(paths(in: xml, pieces: length) == ["$.rows.row[300].name"])
            // A key is told by what of its line is there: pieces are not shorter than one.
            if length < 64 { continue }
            #expect(paths(in: "list:\n\(items)  - name: X\n", pieces: length) == ["$.list[300].name"])
        }
    }

    @Test func severalPlacesOfALineAreTold() {
        #expect(paths(in: "a:\n  X: X X\n  b: X\n") == ["$.a", "$.a.X", "$.a.X", "$.a.b"])
        #expect(paths(in: "<a X='X'><b>X</b>X<b>X</b></a>").dropFirst() == ["$.a['@X']", "$.a.b", "$.a", "$.a.b[1]"])
    }

    /// Nonsense of the signs that the formats are made of, in pieces, only to see that nothing traps.
    @Test func changedTextsNeverTrap() {
        let starts = ["<?xml?><a>", "a:\n  b: c\n", "---\n- a\n", "{\"a\":1}\n{", "[{"]
        let signs = Array("<>/!?-[]CDATA\"'=:# \n\t|&*{},ab\\\r".utf8)
        var state: UInt64 = 7
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Int(state >> 33) % count
        }
        for round in 0..<3000 {
            var bytes = Array(starts[round % starts.count].utf8)
            for _ in 0..<next(300) { bytes.append(signs[next(signs.count)]) }
            guard var places = RecordPlaces(bytes.span) else { continue }
            var (base, offset) = (0, 0)
            while offset < bytes.count {
                let kept = base + next(offset - base + 1)
                places.pass(kept, in: bytes.span.extracting(base..<bytes.count), from: base)
                base = kept
                _ = places.place(at: offset, line: 1, in: bytes.span.extracting(base..<bytes.count), from: base)
                offset += 1 + next(40)
            }
        }
    }

    @Test func deepNestingIsGivenUp() {
        let tags = String(repeating: "<a>", count: 100_000)
        #expect(paths(in: tags + "X") == [nil])
        let keys = (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(paths(in: keys + String(repeating: " ", count: 2000) + "b: X\n").allSatisfy { $0 == nil })
    }
}
