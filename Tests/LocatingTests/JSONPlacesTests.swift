import Foundation
import Testing

@testable import Locating

@Suite struct JSONPlacesTests {
    /// The place of the first `x` of a text that comes in pieces of `length` bytes, of which a few are kept.
    private func place(of mark: String, in text: String, pieces length: Int = .max) -> JSONPlaces.Place? {
        let bytes = Array(text.utf8)
        guard var places = JSONPlaces(Array(bytes.prefix(max(length, 64))).span), let range = text.range(of: mark)
        else {
            return nil
        }
        let offset = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let line = bytes[..<offset].count { $0 == 10 } + 1
        var base = 0
        while length < bytes.count, base + length < offset {
            places.pass(base + length, in: Array(bytes[base...]).span, from: base)
            base += length
        }
        return places.place(at: offset, line: line, in: Array(bytes[base...]).span, from: base)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var record: Int
        var path: String?
        var why: String
        var testDescription: String { why }
    }

    static let cases: [Case] = [
        Case(text: #"{"a":"X"}"#, record: 0, path: "$.a", why: "a member"),
        Case(
            text: #"{"a":1,"access":{"key":["a",{"n":2},"X"]}}"#,
            record: 0,
            path: "$.access.key[2]",
            why: "an element"
        ),
        Case(text: #"{"a b":{"it's":"X"}}"#, record: 0, path: #"$['a b']['it\'s']"#, why: "names that are no words"),
        Case(text: #"[[1,2],[true,null,-1.5e3,X1]]"#, record: 0, path: "$[1][3]", why: "lists of lists"),
        Case(text: #"{"a\"b":"x\\","c":"\"X"}"#, record: 0, path: "$.c", why: "escapes"),
        Case(text: "{\n  \"a\" : {\n } ,\n \"b\": [ ] , \"c\" :\t\"X\"\n}", record: 0, path: "$.c", why: "blanks"),
        Case(text: #"{"a":{"X":1}}"#, record: 0, path: "$.a", why: "a name is the place of its object"),
        Case(text: "{\"a\":1}\n{\"a\":2}\n{\"b\":{\"c\":\"X\"}}\n", record: 2, path: "$.b.c", why: "lines"),
        Case(text: "{\"a\":1}\nno json\n{\"b\":\"X\"}\n", record: 0, path: nil, why: "what is broken in a document"),
        Case(text: "{\"a\":1}\n{\"a\":\n{\"b\":\"X\"}\n", record: 2, path: "$.b", why: "a broken line harms no other"),
        Case(text: #"{"a":1}{"b":"X"}"#, record: 1, path: "$.b", why: "values one behind the other"),
        Case(text: "{color: X}", record: 0, path: nil, why: "something else in braces"),
        Case(text: "\u{FEFF}{\"a\":\"X\"}", record: 0, path: "$.a", why: "a byte order mark"),
        Case(text: "plain X", record: 0, path: nil, why: "plain text"),
    ]

    @Test(arguments: cases)
    func placesAreFound(_ example: Case) {
        let found = place(of: "X", in: example.text)
        #expect(found == example.path.map { JSONPlaces.Place(record: example.record, path: $0) })
    }

    @Test func longDocumentsAreFollowedPieceByPiece() {
        let members = (0..<500).map { "\"name\($0)\":[{\"n\":\($0)},\"text \\\" with ]}\"]" }.joined(separator: ",")
        let text = "{\(members),\"last\":{\"deep\":[0,\"X\"]}}"
        for length in [7, 64, 100, 4096] {
            #expect(place(of: "X", in: text, pieces: length) == JSONPlaces.Place(record: 0, path: "$.last.deep[1]"))
        }
    }

    @Test func longLinesAreFollowedPieceByPiece() {
        let members = (0..<500).map { "\"name\($0)\":[{\"n\":\($0)}]" }.joined(separator: ",")
        let text = "{\"n\":1}\n{\"n\":2}\n{\(members),\"last\":{\"deep\":[0,\"X\"]}}\n"
        for length in [64, 100, 4096] {
            #expect(place(of: "X", in: text, pieces: length) == JSONPlaces.Place(record: 2, path: "$.last.deep[1]"))
        }
        // What is broken in a line before harms nothing.
        let broken = "{\"n\":1}\n{\"n\":2\n{\(members),\"last\":\"X\"}\n"
        #expect(place(of: "X", in: broken, pieces: 100) == JSONPlaces.Place(record: 2, path: "$.last"))
    }

    @Test func deepNestingIsGivenUp() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(place(of: "X", in: deep + "X") == nil)
    }
}
