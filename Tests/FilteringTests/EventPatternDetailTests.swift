import JSON
import Testing

@testable import Filtering

/// Patterns mean what the rule compiler and matcher of EventBridge make of them, where that is easily held otherwise.
///
/// Source: https://github.com/aws/event-ruler, and answers of EventBridge.
@Suite struct EventPatternDetailTests {
    private func meets(_ event: String, _ pattern: String) throws -> Bool {
        try EventPattern(pattern).match(Array(event.utf8))
    }

    // MARK: Case

    @Test(arguments: [
        ("größe", "GRÖSSE", true), ("größe", "GRÖßE", true), ("größe", "grösse", false), ("größe", "GRÖSsE", false),
        ("größe", "größen", false), ("SS", "ß", false), ("ılgaz", "ILGAZ", true), ("ılgaz", "ilgaz", false),
        ("ılgaz", "ıLGAZ", true), ("kilo", "KILO", true), ("kilo", "\u{212A}ilo", false), ("\u{212A}", "k", true),
        ("\u{212A}", "K", false), ("ﬁn", "FIN", true), ("ﬁn", "fin", false), ("ẞ", "ß", true), ("ẞ", "SS", false),
        ("Ωmega", "ωMEGA", true), ("", "", true), ("a", "", false),
    ])
    func eachCharacterHasItsOwnTwoForms(_ text: String, _ value: String, _ isMet: Bool) throws {
        let event = #"{"c":"\#(value)"}"#
        #expect(try meets(event, #"{"c":[{"equals-ignore-case":"\#(text)"}]}"#) == isMet)
        #expect(try meets(event, #"{"c":[{"anything-but":{"equals-ignore-case":"\#(text)"}}]}"#) != isMet)
    }

    @Test(arguments: [
        ("STRAßENBAHN", "prefix", "straße", true), ("STRASSENBAHN", "prefix", "straße", true),
        ("strassenbahn", "prefix", "straße", false), ("HAUPTSTRASSE", "suffix", "straße", true),
        ("hauptstrasse", "suffix", "straße", false), ("SSS", "suffix", "ß", true), ("S", "prefix", "ß", false),
    ])
    func soHaveBeginningsAndEnds(_ value: String, _ name: String, _ text: String, _ isMet: Bool) throws {
        #expect(try meets(#"{"c":"\#(value)"}"#, #"{"c":[{"\#(name)":{"equals-ignore-case":"\#(text)"}}]}"#) == isMet)
    }

    /// Otherwise the index would not find what it must.
    @Test func allFormsOfACharacterAreFoldedToTheSame() {
        var count = 0
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped else { continue }
            count += 1
            let text = CaselessText(String(Character(scalar)))
            for form in [scalar.properties.uppercaseMapping, scalar.properties.lowercaseMapping] {
                #expect(CaselessText.fold(Array(form.utf8)) == text.folded, "U+\(String(value, radix: 16))")
                #expect(text.equals(Array(form.utf8)))
            }
        }
        #expect(count > 2500)
    }

    // MARK: Choices

    @Test(arguments: [
        // What is written last holds in a branch.
        (#"{"a":["1"],"$or":[{"a":["2"]},{"b":["3"]}]}"#, #"{"a":"1"}"#, false),
        (#"{"a":["1"],"$or":[{"a":["2"]},{"b":["3"]}]}"#, #"{"a":"2"}"#, true),
        (#"{"a":["1"],"$or":[{"a":["2"]},{"b":["3"]}]}"#, #"{"a":"1","b":"3"}"#, true),
        (#"{"$or":[{"a":["2"]},{"b":["3"]}],"a":["1"]}"#, #"{"a":"1"}"#, true),
        (#"{"$or":[{"a":["2"]},{"b":["3"]}],"a":["1"]}"#, #"{"a":"2"}"#, false),
        (#"{"z":["1"],"$or":[{"z":["2"]},{"b":["3"]}]}"#, #"{"z":"2"}"#, true),
        // Also from below, with dots, and from choice to choice.
        (#"{"a":{"b":["1"]},"$or":[{"a.b":["2"]},{"c":["3"]}]}"#, #"{"a":{"b":"2"}}"#, true),
        (#"{"a":{"b":["1"]},"$or":[{"a":{"b":["2"]}},{"c":["3"]}]}"#, #"{"a":{"b":"1"},"c":"3"}"#, true),
        (
            #"{"$or":[{"a":["1"]},{"b":["2"]}],"c":{"$or":[{"d":["3"]},{"e":["4"]}]}}"#, #"{"b":"2","c":{"d":"3"}}"#,
            true
        ),
        (#"{"$or":[{"a":["1"],"$or":[{"a":["5"]},{"b":["6"]}]},{"c":["2"]}]}"#, #"{"a":"5"}"#, true),
        (#"{"$or":[{"a":["1"],"$or":[{"a":["5"]},{"b":["6"]}]},{"c":["2"]}]}"#, #"{"a":"1"}"#, false),
    ])
    func aFieldThatIsGivenTwiceIsAsItWasWrittenLast(_ pattern: String, _ event: String, _ isMet: Bool) throws {
        #expect(try meets(event, pattern) == isMet)
    }

    // MARK: Arrays

    @Test(arguments: [
        (#"{"a":[{"b":"1"},{"b":"2","c":1}]}"#, #"{"a":{"b":["1"],"c":[{"exists":false}]}}"#, true),
        (#"{"a":[{"b":"1"},{"b":"2","c":1}]}"#, #"{"a":{"b":["2"],"c":[{"exists":false}]}}"#, false),
        (#"{"a":[{"b":"1","c":1},{"b":"1"}]}"#, #"{"a":{"b":["1"],"c":[{"exists":false}]}}"#, true),
        // Only what comes earlier in the order of names counts.
        (#"{"a":[{"c":"1"},{"b":1}]}"#, #"{"a":{"b":[{"exists":false}],"c":["1"]}}"#, false),
        (#"{"a":[{"c":"1"}]}"#, #"{"a":{"b":[{"exists":false}],"c":["1"]}}"#, true),
        // In nested arrays, and in another one.
        (
            #"{"a":[{"p":[{"b":"1"},{"c":1}]},{"p":[{"c":1}]}]}"#, #"{"a":{"p":{"b":["1"],"c":[{"exists":false}]}}}"#,
            true
        ),
        (#"{"a":[{"b":"1"}],"d":[{"c":1}]}"#, #"{"a":{"b":["1"]},"d":{"c":[{"exists":false}]}}"#, false),
        // Beside what is there.
        (#"{"a":[{"b":"1","c":"x"}]}"#, #"{"a":{"b":["1"],"c":[{"exists":false},"x"]}}"#, true),
        (#"{"a":[{"b":"1","c":"y"}]}"#, #"{"a":{"b":["1"],"c":[{"exists":false},"x"]}}"#, false),
    ])
    func absenceIsThatFromTheElementsThatFit(_ event: String, _ pattern: String, _ isMet: Bool) throws {
        #expect(try meets(event, pattern) == isMet)
    }

    /// An event takes time in proportion to its length, however many of its elements fit.
    @Test func elementsOfManyArraysAreNotCombined() throws {
        let ones = "[" + Array(repeating: "1", count: 2000).joined(separator: ",") + "]"
        let event = "{" + ["a", "b", "c", "d"].map { "\"\($0)\":\(ones)" }.joined(separator: ",") + "}"
        #expect(try meets(event, #"{"a":[1],"b":[1],"c":[1],"d":[1]}"#))
        #expect(try !meets(event, #"{"a":[1],"b":[1],"c":[1],"d":[2]}"#))
        // In one array, of which no element has both.
        let parted = (0..<4000).map { #"{"\#($0.isMultiple(of: 2) ? "b" : "c")":1,"d":\#($0)}"# }
        let list = "{\"a\":[\(parted.joined(separator: ","))]}"
        #expect(try !meets(list, #"{"a":{"b":[1],"c":[1]}}"#))
        #expect(try meets(list, #"{"a":{"b":[1],"c":[{"exists":false}],"d":[3998]}}"#))
        #expect(try !meets(list, #"{"a":{"b":[1],"c":[{"exists":false}],"d":[3999]}}"#))
        // In arrays that lie in each other, asked for in turn.
        let inner = (0..<40).map { #"{"x":\#($0),"y":1}"# }.joined(separator: ",")
        let outer = (0..<40).map { #"{"k":1,"i":[\#(inner)],"j":[\#(inner)],"n":\#($0)}"# }.joined(separator: ",")
        let nested = "{\"o\":[\(outer)]}"
        let both = #""i":{"x":[7],"y":[1]},"j":{"x":[8],"y":[1]}"#
        #expect(try meets(nested, #"{"o":{"k":[1],\#(both),"n":[39]}}"#))
        #expect(try !meets(nested, #"{"o":{"k":[1],\#(both),"n":[40]}}"#))
    }

    /// Numbers that are the same in each run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 31) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    /// With arrays in arrays, many patterns together say what each says by the rule, tried without any index.
    @Test func whateverTheElementsAreTheRuleHolds() throws {
        var random = Numbers(state: 11)
        func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
        func leaf() -> String {
            let one = ["\"1\"", "\"2\"", "1", #"{"exists":false}"#, #"{"exists":true}"#, #"{"anything-but":["1"]}"#]
            return "[" + (0...number(2)).map { _ in one[number(one.count)] }.joined(separator: ",") + "]"
        }
        func object(_ names: [String], _ make: (String) -> String) -> String {
            let chosen = names.shuffled(using: &random).prefix(1 + number(names.count))
            return "{" + chosen.map { "\"\($0)\":\(make($0))" }.joined(separator: ",") + "}"
        }
        let patterns = try (0..<300).map { _ in
            try EventPattern(
                object(["a", "b", "x", "y"]) { name in
                    if name < "x" { return leaf() }
                    return object(["c", "d", "p", "q"]) { $0 < "p" ? leaf() : object(["e", "f"]) { _ in leaf() } }
                }
            )
        }
        func scalars() -> String {
            let one = ["\"1\"", "\"2\"", "1", "null"]
            let values = (0..<number(3)).map { _ in one[number(one.count)] }
            return values.count == 1 ? values[0] : "[\(values.joined(separator: ","))]"
        }
        func list(_ count: Int, _ make: () -> String) -> String {
            "[" + (0..<number(count)).map { _ in make() }.joined(separator: ",") + "]"
        }
        var matching = EventMatching(EventMatcher(patterns))
        var met = 0
        for _ in 0..<150 {
            let event = object(["a", "b", "x", "y"]) { name in
                if name < "x" { return scalars() }
                return list(12) {
                    object(["c", "d", "p", "q"]) { name in
                        name < "p" ? scalars() : list(4) { object(["e", "f"]) { _ in scalars() } }
                    }
                }
            }
            let json = try JSONValue(parsing: Array(event.utf8))
            let expected = patterns.indices.filter { PlainMatching.meets(json, patterns[$0]) }
            met += expected.count
            #expect(try matching.patterns(metBy: Array(event.utf8).span) == expected, "\(event)")
        }
        #expect((1000...40_000).contains(met))
    }

    // MARK: Addresses and numbers

    @Test(arguments: [
        ("10.0.0.0/8", "::ffff:a01:203", true), ("10.0.0.0/8", "::ffff:10.1.2.3", true),
        ("10.0.0.0/8", "010.1.002.0003", true), ("8.0.0.0/8", "010.1.2.3", false), ("10.0.0.0/8", "10.1.2.0256", false),
        ("::ffff:a00:0/8", "10.200.0.1", true), ("fd00::/8", "fd12::1", true), ("::/8", "::ffff:a01:203", false),
        ("10.0.0.0/8/", "10.1.1.1", true),
    ])
    func addressesOfTheOldKindAreSoInEachForm(_ block: String, _ address: String, _ isMet: Bool) throws {
        #expect(try meets(#"{"a":"\#(address)"}"#, #"{"a":[{"cidr":"\#(block)"}]}"#) == isMet)
    }

    @Test(arguments: [
        (#"{"a":[{"cidr":"::ffff:0:0/96"}]}"#, "IPv4 mask bits must be < 32"),
        (#"{"a":[{"cidr":"10.0.0.0/"}]}"#, "Malformed CIDR, one '/' required"),
        (#"{"a":[{"exactly":1}]}"#, "exact match pattern must be a string"),
        (#"{"a":[{"numeric":["=",1E-400]}]}"#, "Cannot compare number : 1E-400"),
        (#"{"a":[{"numeric":[">",1,"<",0.12345678901234567891]}]}"#, "Cannot compare number : 0.12345678901234567891"),
        // What the first key says is looked at before there is a second.
        (#"{"a":[{"exists":1,"prefix":"x"}]}"#, "exists match pattern must be either true or false."),
        (#"{"a":[{"prefix":1,"exists":true}]}"#, "prefix match pattern must be a string"),
        (#"{"a":[{"suffix":"x","nonsense":1}]}"#, "Only one key allowed in match expression"),
        (#"{"a":[{"anything-but":{"suffix":1,"prefix":"x"}}]}"#, "prefix/suffix match pattern must be a string"),
        (#"{"a":[{"prefix":{"equals-ignore-case":1,"x":2}}]}"#, "equals-ignore-case match pattern must be a string"),
    ])
    func whatIsWrongIsFoundInTheOrderOfTheText(_ pattern: String, _ reason: String) {
        let error = #expect(throws: EventPatternError.self) { try EventPattern(pattern) }
        #expect(error?.reason == reason)
    }

    @Test(arguments: [
        (#"{"a":1e400}"#, #"{"a":[{"exists":true}]}"#, true), (#"{"a":1e400}"#, #"{"a":[{"numeric":[">",1]}]}"#, false),
        (#"{"a":-1e400}"#, #"{"a":[{"anything-but":[5]}]}"#, true), (#"{"a":1e-400}"#, #"{"a":[0]}"#, false),
        // As they are written, when no Double holds all of them.
        (#"{"a":12345678901234567891}"#, #"{"a":[12345678901234567891]}"#, true),
        (#"{"a":12345678901234567892}"#, #"{"a":[12345678901234567891]}"#, false),
        (#"{"a":12345678901234567892}"#, #"{"a":[{"anything-but":[12345678901234567891]}]}"#, true),
        (#"{"a":0.1}"#, #"{"a":[1e-1]}"#, true), (#"{"a":300}"#, #"{"a":[3.0e2]}"#, true),
        (#"{"a":9007199254740993}"#, #"{"a":[9007199254740992]}"#, false),
        (#"{"a":"x"}"#, #"{"a":[{"exactly":"x"}]}"#, true), (#"{"a":"y"}"#, #"{"a":[{"exactly":"x"}]}"#, false),
    ])
    func numbersThatNoDoubleHoldsAreComparedAsTheyAreWritten(_ event: String, _ pattern: String, _ isMet: Bool) throws {
        #expect(try meets(event, pattern) == isMet)
    }

    @Test(arguments: ["nan", "inf", "-inf", "0x10", "-0x1p4", "1_000"])
    func whatIsNoNumberIsNoEvent(_ text: String) {
        #expect(throws: JSONError.self) { try meets(#"{"a":\#(text)}"#, #"{"a":[{"exists":true}]}"#) }
    }

    // MARK: Words

    @Test func thePlaceIsOnALineOfItsOwn() {
        func words(_ pattern: String) -> String {
            do throws(EventPatternError) {
                _ = try EventPattern(pattern)
                return ""
            } catch { return "\(error)" }
        }
        let known = "Event pattern is not valid. Reason: "
        #expect(
            words(#"{"source":["a",{"prefix":1}]}"#)
                == known + "prefix match pattern must be a string\n"
                + #" at [Source: (String)"{"source":["a",{"prefix":1}]}"; line: 1, column: 16]"#
        )
        #expect(
            words("nothing")
                == known
                + "Unrecognized token 'nothing': was expecting (JSON String, Number, Array, Object or token 'null', "
                + "'true' or 'false')\n" + #" at [Source: (String)"nothing"; line: 1, column: 8]"#
        )
        #expect(words(#"{"a":[{"wildcard":"*a*a*a*a*a*a*a*a"}]}"#).hasSuffix("after a wildcard character"))
        let long = "{\"\(String(repeating: "k", count: 600))\":1}"
        #expect(words(long).contains("kkk\"[truncated 106 chars]; line: 1"))
    }
}
