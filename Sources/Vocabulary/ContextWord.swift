/// The spellings that a context word has in texts and column names.
public enum ContextWord {
    /// `secret key` also as `secretkey`, `secret_key` and `secret-key`, all in lower case; letters beyond ASCII, which are
    /// compared as they are, also as capitals and, in words of some length, without their marks, as names in programs have them;
    /// an apostrophe also as a blank.
    public static func spellings(of word: String) -> [[UInt8]] {
        let hasApostrophe = word.utf8.count >= leastFolded && word.contains("'")
        guard hasApostrophe || word.utf8.contains(where: { $0 >= 0x80 }) else { return spacings(of: word) }
        var seen: Set<[UInt8]> = []
        var cases = [word, word.lowercased(), word.uppercased(), word.prefix(1).uppercased() + word.dropFirst()]
        if word.utf8.count >= leastFolded { cases += LatinLetters.unmarked(word.lowercased()) }
        if hasApostrophe { cases += cases.map { String($0.map { $0 == "'" ? " " : $0 }) } }
        return cases.flatMap { spacings(of: $0) }.filter { $0.count <= 80 && seen.insert($0).inserted }
    }

    /// The shortest word that is also looked for without marks, in bytes: without them, shorter ones are other words.
    private static let leastFolded = 9

    private static func spacings(of word: String) -> [[UInt8]] {
        let bytes = word.utf8.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
        let space = UInt8(ascii: " ")
        guard bytes.contains(space) else { return [bytes] }
        let joined: [UInt8] = bytes.filter { $0 != space }
        let replaced = [UInt8(ascii: "_"), UInt8(ascii: "-")].map { separator in
            bytes.map { $0 == space ? separator : $0 }
        }
        return [bytes, joined] + replaced
    }
}
