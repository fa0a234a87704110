import Extraction
import Findings
import Testing

/// Web pages.
@Suite struct HTMLTests {
    private static func text(_ page: String) -> String { Collector.read(Array(page.utf8)).all }

    @Test(
        arguments: [
            ("<html><p>se<b>ed</b></p><p>two</p></html>", "seed\ntwo\n"),
            (
                "<html><table><tr><th colspan=\"100000000\">Number</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
                "Number\tB\n1\t2\n"
            ),
            ("<html>a &amp; b &#x41;&#66;&nbsp;c&shy;d<br>e</html>", "a & b AB cd\ne"),
            ("<html>a < b <1</html>", "a < b <1"), ("<html>not <b", "not "),
            ("<html><!-- the seed --></html>", "the seed"),
            ("<html><script>var a = '<b>seed</b>'</script>", "var a = '<b>seed</b>'"),
            ("<html><input type=hidden value=\"seed\">x", "<input type=hidden value=\"seed\">\nx"),
            ("<!DOCTYPE html>\n<title>T</title>", "T\n"),
        ]
    )
    func textIsWhatABrowserShows(_ page: String, _ expected: String) {
        let text = Self.text(page)
        #expect(text.contains(expected), "\(text)")
    }

    @Test func whatStandsInTagsIsReadAsBrowsersDo() {
        #expect(Self.text("<html><img alt=\"gr&uuml;n &#8212; seed\">x").contains("alt=\"grün — seed\""))
        // Letters of several bytes are whole wherever they stand.
        let found = Collector.read(Array("<html><!-- größer --><script>'größer'</script></html>".utf8))
        #expect(found.pieces.allSatisfy { !$0.text.contains("\u{FFFD}") })
    }

    /// A page that is no UTF-8 is what it says it is; offsets are those of its bytes.
    @Test func pagesSayTheirCharacterSet() {
        let head = "<html><head><meta charset=\"windows-1251\"></head><p>"
        let found = Collector.read(
            Array(head.utf8) + [0xEF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2] + Array("</p><p>seed</p>".utf8)
        )
        #expect(found.all.contains("привет\nseed"))
        let place = found.pieces.first { $0.text.hasPrefix("seed") }?.place.source
        #expect(place?.offset == head.utf8.count + 6 + 7)
        let older = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-15'></head><p>"
        #expect(Collector.read(Array(older.utf8) + [0xA4, 0x20, 0xA6]).all.contains("€ Š"))
    }

    /// Each stretch says where it stands.
    @Test func placesAreThoseOfThePage() {
        let page = "<html>\n<p>one   <b>two</b></p>\n<p>three</p>"
        let found = Collector.read(Array(page.utf8))
        let place = found.pieces.first { $0.text.hasPrefix("three") }?.place.source
        #expect(place?.line == 3)
        #expect(place?.column == 4)
        #expect(place?.offset == 34)
    }

    /// Behind a row of names the rows of a table are a text with columns, and what stands before and behind it is none of them.
    @Test func tablesHaveTheColumnsThatTheyName() {
        let page = """
            <!DOCTYPE html>
            <html><body>before
            <table class="list">
            <thead><tr><th>Passport <b>number</b></th>
              <th>Note</th></tr></thead>
            <tbody>
            <tr>
              <td>C01X00T47</td>
              <td>a<br>b<table><tr><th>x</th><th>y</th></tr><tr><td>c</td></tr></table></td></tr>
            <tr><td>second</td></tr>
            </tbody></table>after<table><tr><td>1</td><td>2</td></tr></table></body></html>
            """
        let found = Collector.read(Array(page.utf8))
        #expect(found.columns == [["Passport number", "Note"]])
        #expect(!found.all.contains("DOCTYPE"))
        let cell = found.pieces.first { $0.text.contains("C01X00T47") }
        #expect(cell?.place.row == 2)
        #expect(cell?.place.column == 1)
        #expect(cell?.place.source?.line == 8)
        let inner = found.pieces.first { $0.text.contains("c") && $0.place.row == 2 }
        #expect(inner?.place.column == 2)
        #expect(found.pieces.first { $0.text.contains("second") }?.place.row == 3)
        for text in ["before", "after", "1", "2"] {
            #expect(found.pieces.contains { $0.text.contains(text) && $0.place.row == nil }, "\(text)")
        }
        // A line for each row, and a tab before each cell.
        #expect(found.all.contains("\tC01X00T47\ta b"))
    }

    @Test(arguments: [
        "<html><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>",
        "<html><table><tr><th colspan=2>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        "<html><table><tr><th>only</th></tr><tr><td>1</td></tr></table>", "<html></table><tr><th>a</th><th>b</th></tr>",
        "<html><table><tr><th>a</th><th>b</th>",
    ])
    func tablesWithoutNamesHaveNoColumns(_ page: String) {
        #expect(Collector.read(Array(page.utf8)).columns.isEmpty)
    }

    /// Plain cells are names where a first row of three or more reads so, and rows of as many cells follow.
    @Test(arguments: [
        ("<tr><td>Name</td><td>City</td><td>Account</td></tr>\n<tr><td>a</td><td>b</td><td>c</td></tr>", true),
        ("<tr><td><b>Name</b><td>City<td>Account<tr><td>a<td>b<td>c", true),
        ("<tr><td>Name</td><td>City</td><td>Account</td></tr><tr><td>a</td><td>b</td></tr>", false),
        ("<tr><td>Name</td><td>City</td><td>Account</td></tr></table><table><tr><td>a<td>b<td>c", false),
        ("<tr><td>Name</td><td>Name</td><td>Account</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>", false),
        ("<tr><td>Name</td><td>C01X00T47</td><td>Account</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>", false),
        ("<tr><td>Name</td><td></td><td>Account</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>", false),
        ("<tr><td>Password</td><td>open sesame</td></tr><tr><td>a</td><td>b</td></tr>", false),
    ])
    func plainFirstRowsAreNamesWhereTheyReadSo(_ rows: String, _ isTable: Bool) {
        let found = Collector.read(Array("<html><table>\(rows)</table></html>".utf8))
        #expect(found.columns == (isTable ? [["Name", "City", "Account"]] : []))
        if isTable { #expect(found.pieces.first { $0.text.contains("c") && $0.place.row == 2 }?.place.column == 3) }
    }

    @Test func largePagesTakeLinearTime() {
        for part in [
            "<table><tr><td>a<td>b<td>c</tr>", "<b>", "<a href='", "<!--", "&#x41", "<script>", "<td colspan=99999999>",
            "<tr><td>",
        ] {
            _ = Collector.read(Array(("<html>" + String(repeating: part, count: 10_000)).utf8))
        }
    }

    @Test func pagesInMailsAreRead() {
        let mail = "From: a@acme.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n<div>se<i>ed</i></div>\n"
        #expect(Collector.read(Array(mail.utf8)).all.contains("seed"))
    }

    @Test(arguments: ["<htmlish>", "<h", "html", "< html>", "{<html>}"])
    func otherTextsAreNoPages(_ text: String) {
        let isWanted = Extractor.isWanted(for: Array(text.utf8).span)
        #expect(!isWanted)
    }
}
