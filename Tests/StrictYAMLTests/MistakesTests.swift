import StrictYAML
import Testing

/// All mistakes of a file are found, and none that is only there because of another.
@Suite struct MistakesTests {
    private struct Bucket: Equatable {
        var path: String
        var number: Int?
    }

    private static func read(_ root: YAMLNode) throws(YAMLError) -> [Bucket] {
        var mapping = try root.mapping()
        _ = try mapping.optional("seconds")?.int(in: 1...9)
        _ = try mapping.optional("words")?.strings()
        if let limits = mapping.optional("limits") {
            var inner = try limits.mapping()
            _ = try inner.optional("a")?.int(in: 1...9)
            _ = try inner.optional("b")?.bool()
            try inner.finish()
        }
        var buckets: [Bucket] = []
        for node in try mapping.required("buckets").list() {
            var inner = try node.mapping()
            let bucket = Bucket(
                path: try inner.required("path").string(),
                number: try inner.optional("number")?.int(in: 1...9)
            )
            try inner.finish()
            guard !buckets.contains(where: { $0.path == bucket.path }) else { throw node.invalid("twice") }
            buckets.append(bucket)
        }
        try mapping.finish()
        return buckets
    }

    private func mistakes(_ text: String, limit: Int = 100) throws -> YAMLMistakes<[Bucket]> {
        YAMLMistakes(in: try StrictYAML.parse(text, file: "f"), limit: limit) { node throws(YAMLError) in
            try MistakesTests.read(node)
        }
    }

    private func words(_ mistakes: YAMLMistakes<[Bucket]>) -> [String] {
        mistakes.errors.map { "\($0.location.line) \($0.summary)" }
    }

    @Test func aGoodFileHasNone() throws {
        let found = try mistakes("buckets: [{path: a, number: 1}]")
        #expect(found.errors.isEmpty && !found.isCutShort)
        #expect(found.result == [Bucket(path: "a", number: 1)])
    }

    @Test func eachIsFoundOnceAndTheRestIsRead() throws {
        let found = try mistakes(
            """
            seconds: 99
            words: [a, [b]]
            limits: { a: x, b: true, c: 1 }
            buckets:
              - path: one
              - number: 3
              - path: one
              - { path: two, number: 33, other: 1 }
              - 5
            nonsense: 1
            """
        )
        #expect(
            words(found) == [
                "1 99 is out of range: 1 to 9", "2 expected a string, found a list",
                "3 expected a whole number, found a string",
                "3 unknown key 'c'", "6 missing key 'path'", "7 twice", "8 33 is out of range: 1 to 9",
                "8 unknown key 'other'",
                "9 expected a mapping, found a whole number", "10 unknown key 'nonsense'",
            ]
        )
        #expect(found.result == [Bucket(path: "one"), Bucket(path: "two")])
    }

    @Test func whatWasLeftOutIsNotMissedAgain() throws {
        let found = try mistakes("buckets:\n  - path: [x]\n    number: 3\n  - path: b\n")
        #expect(words(found) == ["2 expected a string, found a list"])
        #expect(found.result == [Bucket(path: "b")])
        #expect(
            words(try mistakes("bukets: []\nseconds: 0\n")) == [
                "2 0 is out of range: 1 to 9", "1 unknown key 'bukets'",
            ]
        )
        #expect(words(try mistakes("buckets: 3\nlimits: 3\n")).count == 2)
        #expect(words(try mistakes("buckets: {a: 1}\nseconds: 0\n")).count == 2)
        #expect(words(try mistakes("seconds: 0\n")) == ["1 0 is out of range: 1 to 9", "1 missing key 'buckets'"])
        #expect(try mistakes("3").errors.count == 1)
    }

    @Test func anAliasIsLeftOutWhereverItStands() throws {
        let found = try mistakes("limits: { a: &n 99 }\nbuckets: [{ path: a, number: *n }]\n")
        #expect(found.errors.count == 1)
        #expect(found.result == [Bucket(path: "a")])
    }

    @Test func theirNumberIsBounded() throws {
        let text = "buckets: []\n" + (0..<500).map { "x\($0): 1\n" }.joined()
        let found = try mistakes(text, limit: 20)
        #expect(found.errors.count == 20 && found.isCutShort)
    }
}
