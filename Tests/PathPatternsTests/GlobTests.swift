import Testing

@testable import PathPatterns

@Suite struct GlobTests {
    @Test(
        arguments: [
            ("*.log", "a/b.log", true, "a name anywhere"), ("*.log", "b.logs", false, "the whole name"),
            ("a/*.log", "a/b.log", true, "a path"),
            ("a/*.log", "x/a/b.log", false, "from the root"), ("**/b", "b", true, "no folder"),
            ("**/b", "x/y/b", true, "any folders"),
            ("a/**", "a/x/y", true, "everything below"), ("a*c", "a/c", false, "a star stops at a slash"),
            ("[!a-c]x", "dx", true, "a set"),
            ("[!a-c]x", "bx", false, "not in a negated set"), ("/top", "top", true, "an anchored name"),
            ("/top", "a/top", false, "anchored"),
            ("a?c", "abc", true, "one byte"), ("\\*", "*", true, "an escaped star"),
            ("node_modules/", "x/node_modules", true, "a slash at the end"),
            ("*a*a*a*a*b", String(repeating: "a", count: 500), false, "no blow-up"),
        ] as [(String, String, Bool, String)]
    )
    func matches(_ pattern: String, _ path: String, _ isMatch: Bool, _ why: String) throws {
        #expect(try Glob(pattern).matches(Array(path.utf8)) == isMatch, "\(pattern) and \(path): \(why)")
    }

    @Test func refusesAnOpenSet() {
        #expect(throws: Glob.Mistake.openSet(offset: 1)) { try Glob("a[bc") }
        #expect(throws: Glob.Mistake.empty) { try Glob("/") }
    }
}
