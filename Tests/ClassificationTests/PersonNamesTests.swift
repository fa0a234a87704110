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
        let hashes = 15 + NameShape.count + 1
        for index in 0..<4 { disordered.swapAt(hashes + index, hashes + 4 + index) }
        #expect(PersonNames(disordered) == nil)
    }

    @Test func shapesComeBackWithTheNames() throws {
        var weights = [Float](repeating: 0, count: NameShape.count)
        NameShape.visit("Wohlgemuth".utf8Span.span) { weights[$0] = 1 }
        let shape = try #require(NameShape(weights: weights, base: -1))
        let again = try #require(PersonNames(PersonNames([(.given, ["Zoë"])], shape: shape).bytes))
        #expect(odds("WOHLGEMUTH", again.shape) ?? 0 > 2)
        #expect(odds("Kastanie", again.shape) ?? 0 < 0)
        for word in ["Иванов", "Ab", ""] { #expect(odds(word, again.shape) == nil, "\(word)") }
        #expect(odds("Wohlgemuth", NameShape.none) ?? 0 < -7)
    }

    private func odds(_ word: String, _ shape: NameShape) -> Float? { shape.logOdds(of: word.utf8Span.span) }

    @Test(arguments: [("Jürgen", "Müller"), ("", "Łucja"), ("Сергей", ""), ("a", "B"), ("Strauß", "ßa")])
    func twoPartsHaveTheHashOfBoth(_ first: String, _ last: String) {
        let whole = NameLetters.hash((first + last).utf8Span.span)
        #expect(NameLetters.hash(first.utf8Span.span, last.utf8Span.span) == whole)
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
