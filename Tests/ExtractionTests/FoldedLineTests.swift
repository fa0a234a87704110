import Extraction
import Testing

/// Calendars, cards and entries of directories whose lines go on; icalendar 7 wrote the first.
@Suite struct FoldedLineTests {
    @Test func linesOfCalendarsArePutTogether() throws {
        let found = try OfficeTests.read("icalendar.ics")
        #expect(found.gaps == [])
        #expect(found.all.contains("DE89370400440532013000"))
        #expect(found.all.contains("Gr\u{FC}\u{DF}e"))
        let source = try OfficeTests.bytes("icalendar.ics")
        #expect(!String(decoding: source, as: UTF8.self).contains("DE89370400440532013000"))
        // Each piece stands where its place says.
        for piece in found.pieces {
            let place = try #require(piece.place.source)
            #expect(Array(source[place.offset...].prefix(2)) == Array(Array(piece.text.utf8).prefix(2)))
            let before = source[..<place.offset]
            #expect(place.line == before.count { $0 == 10 } + 1)
            let line = before.reversed().prefix { $0 != 10 }
            #expect(place.column == line.count { $0 & 0xC0 != 0x80 } + 1)
        }
    }

    @Test(arguments: [
        ("BEGIN:VCARD\r\nNOTE:one\r\n  two\r\nEND:VCARD\r\n", "BEGIN:VCARD\r\nNOTE:one two\r\nEND:VCARD\r\n"),
        ("dn: cn=a\nmail: a@exam\n ple.org\n\ndn: cn=b\n", "dn: cn=a\nmail: a@example.org\n\ndn: cn=b\n"),
        ("version: 1\ndn: cn=a\nx: 1\n\t2", "version: 1\ndn: cn=a\nx: 12"),
        // What goes on in no line, and settings of programs, are read as they are.
        ("BEGIN:VCARD\nNOTE:one\nEND:VCARD\n", "BEGIN:VCARD\nNOTE:one\nEND:VCARD\n"),
        ("version: 1\nkeys:\n  a: b\n", "version: 1\nkeys:\n  a: b\n"),
    ])
    func lines(_ text: String, _ expected: String) {
        #expect(Collector.read(Array(text.utf8)).all == expected)
    }
}
