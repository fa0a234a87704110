import Classification
import Testing

/// Names are known however they are written, and no other words are.
@Suite struct PersonNamesTests {
    private let names = PersonNames([
        (.given, ["Jürgen", "Zoë", "Łucja", "Mark", "Sarah", "Сергей"]),
        (.surname, ["Müller", "Strauß", "Ægidius", "Mark", "Иванов"]),
        (.everyday, ["Mark"]),
    ])

    private func kinds(_ word: String) -> PersonNames.Kinds { names.kinds(of: word.utf8Span.span) }

    @Test func capitalsAndMarksDoNotMatter() {
        for word in ["Müller", "MÜLLER", "Muller", "müller"] { #expect(kinds(word) == .surname, "\(word)") }
        for word in ["Zoë", "ZOE", "Łucja", "LUCJA", "Jurgen"] { #expect(kinds(word) == .given, "\(word)") }
        for word in ["Strauss", "Aegidius", "ИВАНОВ"] { #expect(kinds(word) == .surname, "\(word)") }
        #expect(kinds("СЕРГЕЙ") == .given)
    }

    @Test func aWordMayBeOfSeveralKinds() {
        #expect(kinds("Mark") == [.given, .surname, .everyday])
        #expect(kinds("Sarah-Zoë") == .given)
        #expect(kinds("Mark-Müller") == .surname)
        #expect(kinds("Sarah-Müller") == [])
    }

    @Test func otherWordsAreUnknown() {
        for word in ["", "-", "M", "Mülle", "Müllers", "Sarah-", "Москва", "\u{FFFD}"] {
            #expect(kinds(word) == [], "\(word)")
        }
    }

    @Test func bytesBringItBack() throws {
        let again = try #require(PersonNames(names.bytes))
        #expect(again.count == names.count)
        let kinds = again.kinds(of: "Müller".utf8Span.span)
        #expect(kinds == .surname)
        let bytes = names.bytes
        #expect(PersonNames(Array(bytes.dropLast())) == nil)
        #expect(PersonNames([]) == nil)
        var disordered = bytes
        for index in 0..<4 { disordered.swapAt(15 + index, 19 + index) }
        #expect(PersonNames(disordered) == nil)
    }

    @Test func capitalsAreKnownInThreeScripts() {
        for word in ["Anna", "Übel", "Ćirić", "Łódź", "Żaba", "Ÿves", "Șerban", "Ωμέγα", "Жанна"] {
            #expect(isCapital(word), "\(word)")
        }
        for word in ["anna", "übel", "ćirić", "łódź", "żaba", "ßen", "ωμέγα", "жанна", "9", "山田"] {
            #expect(!isCapital(word), "\(word)")
        }
        #expect(!isCapital(""))
    }

    private func isCapital(_ word: String) -> Bool { NameLetters.isCapital(word.utf8Span.span, 0) }

    @Test(arguments: [
        ("doc/changelog.gz", true), ("doc/CHANGELOG_V12.md", true), ("man-db/ChangeLog-2013.gz", true),
        ("ACKS.gz", true),
        ("Changes-2.8.1", true), ("v2.25-ReleaseNotes.gz", true), ("CHANGELOG-PRE-4.0.md", true),
        ("foo.egg-info/PKG-INFO", true), ("credits-2026.xlsx", false), ("history_1.docx", false),
        ("changes_hr.txt", false), ("letter.txt", false),
    ])
    func listsOfChangesNameTheirAuthors(_ path: String, _ names: Bool) {
        #expect(DocumentFeatures.namesAuthors(Array(path.utf8)) == names)
    }
}
