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

    @Test func largePagesTakeLinearTime() {
        for part in ["<b>", "<a href='", "<!--", "&#x41", "<script>", "<td colspan=99999999>"] {
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
