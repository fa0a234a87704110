import Testing

@testable import Patterns

@Suite struct PatternTests {
    @Test(
        arguments: [
            ("abc", 3, "literals"), ("a|bcd", 3, "the longest alternative"), ("a{2,5}", 5, "a counted repeat"),
            ("a{3}b?", 4, "exact and optional"), ("(?:ab){1,3}c", 7, "a repeated group"),
            ("a{,4}", 4, "no lower bound"),
            ("[a-z]]", 2, "a class and a literal bracket"), ("[]a]{2}", 2, "a bracket that begins a class"),
            ("[[:alpha:]_]{4}", 4, "a named class"), ("(?=a{1,90})b", 1, "a lookahead has no length"),
            ("(?<!a{9})b", 1, "nor has a lookbehind"), ("(?<value>ab)c", 3, "a named group"),
            ("(?x) a b # c{9}\n d", 3, "white space and comments"), ("(?x: a b ) c", 4, "only inside the group"),
            ("(?i)ab", 2, "flags"), ("\\x41\\x{42}\\d\\.", 4, "escapes"), ("\\Qa+b\\E", 3, "a quoted part"),
            ("\\bab\\b", 2, "boundaries have no length"), ("a{1,3}+b", 4, "a possessive repeat"),
            ("a{x}", 4, "a brace that is none"), ("(?|a(?<value>b)|c)", 2, "a branch reset"), ("", 1, "nothing"),
            ("(?:(?=a)){0,9}x", 1, "a repeated assertion"),
        ] as [(String, Int, String)]
    )
    func measures(_ pattern: String, _ length: Int, _ why: String) throws {
        #expect(try Pattern(pattern, anchoring: .anywhere).maximumLength == length, "\(why)")
    }

    @Test(arguments: ["a+", "a*", "a{2,}", "(?:ab){1,}", "(a)\\1", "(?R)", "a{1,9}b+", "(?:a{1,200}){1,200}"])
    func refusesWhatHasNoBound(_ pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern, anchoring: .anywhere) }
    }

    @Test func aUsersPatternMayHaveNoBound() throws {
        #expect(try Pattern("a+", anchoring: .anywhere, bounding: .cut(after: 100)).maximumLength == 100)
    }

    @Test func refusesSyntaxErrorsWithTheirPlace() {
        #expect(throws: PatternError.invalid(reason: "missing closing parenthesis", offset: 2)) {
            try Pattern("(a", anchoring: .anywhere)
        }
    }

    @Test func knowsWhatAMatchCanBeginWith() throws {
        let pattern = try Pattern("(?i)k[0-9]", anchoring: .atOffset)
        #expect(pattern.canBegin(with: UInt8(ascii: "k")) && pattern.canBegin(with: UInt8(ascii: "K")))
        #expect(!pattern.canBegin(with: UInt8(ascii: "j")))
        #expect(try !Pattern("[2-6]\\d", anchoring: .atOffset).canBegin(with: UInt8(ascii: "1")))
        #expect(try Pattern("a?b?", anchoring: .atOffset).canBegin(with: UInt8(ascii: "z")))
    }
}

@Suite struct MatcherTests {
    private func match(_ pattern: Pattern, _ text: String, from offset: Int = 0) throws -> (
        Matcher.Outcome, Range<Int>?
    ) {
        var matcher = try Matcher()
        let bytes = Array(text.utf8)
        let outcome = matcher.match(pattern, in: bytes.span, from: offset, to: bytes.count)
        guard outcome == .match, let start = matcher.start(of: pattern.valueGroup),
            let end = matcher.end(of: pattern.valueGroup)
        else { return (outcome, nil) }
        return (outcome, start..<end)
    }

    @Test func noMatchBeginsBehindTheLastOffset() throws {
        let pattern = try Pattern("[0-9]{1,4}x", anchoring: .anywhere)
        let text = Array("ab 12 34x 5x".utf8)
        var matcher = try Matcher()
        // What lies behind the last offset may end a match that begins before, and begins none.
        #expect(matcher.match(pattern, in: text.span, from: 0, beginningBy: 5, to: text.count) == .noMatch)
        #expect(matcher.match(pattern, in: text.span, from: 0, beginningBy: 6, to: text.count) == .match)
        #expect(matcher.start(of: 0) == 6 && matcher.end(of: 0) == 9)
        // The bound holds for one match only.
        #expect(matcher.match(pattern, in: text.span, from: 8, to: text.count) == .match)
        #expect(matcher.start(of: 0) == 10)
    }

    @Test func findsTheValue() throws {
        let pattern = try Pattern("key=(?<value>\\d{3})", anchoring: .anywhere)
        #expect(try match(pattern, "my key=123").1 == 7..<10)
    }

    @Test func anAnchoredPatternMatchesOnlyAtTheOffset() throws {
        let pattern = try Pattern("b", anchoring: .atOffset)
        #expect(try match(pattern, "ab", from: 1).0 == .match)
        #expect(try match(pattern, "ab", from: 0).0 == .noMatch)
    }

    @Test func aLookbehindSeesWhatLiesBeforeTheOffset() throws {
        let pattern = try Pattern("(?<!a)b", anchoring: .atOffset)
        #expect(try match(pattern, "ab", from: 1).0 == .noMatch)
    }

    @Test func aPatternThatTakesTooLongGivesUpAndSaysSo() throws {
        let pattern = try Pattern("(?:a{1,60}){1,60}(?:c|d)", anchoring: .anywhere)
        #expect(try match(pattern, String(repeating: "a", count: 400)).0 == .gaveUp)
    }

    @Test func whatIsNoUTF8IsMatchedAsBytes() throws {
        let pattern = try Pattern("\\d{3}", anchoring: .anywhere)
        var matcher = try Matcher()
        let bytes: [UInt8] = [0xFF, 0xC3, 0x31, 0x32, 0x33, 0x80]
        #expect(matcher.match(pattern, in: bytes.span, from: 0, to: bytes.count) == .match)
        #expect(matcher.start(of: 0) == 2)
    }
}
