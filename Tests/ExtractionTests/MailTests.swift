import Extraction
import Findings
import Testing

/// Mails: those that Python 3.11 wrote, and such that only broken programs write.
@Suite struct MailTests {
    private static func read(_ text: String) -> Collector {
        Collector.read(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    /// The texts that are no headers.
    private static func bodies(_ found: Collector) -> [String] {
        found.pieces.filter { $0.part != .header }.map { "\($0.trail): \($0.text)".replacing("\r\n", with: "\n") }
    }

    @Test func treesAreReadToTheirLeaves() throws {
        let found = Collector.read(try OfficeTests.bytes("python-email.eml"))
        #expect(found.gaps == [])
        let headers = found.pieces.filter { $0.part == .header }
        #expect(headers.count == 2)
        #expect(
            headers[0].text.contains(
                "Subject: Grüße und ein sehr langer Betreff mit dem seed of the subject, der gefaltet wird\n"
            )
        )
        #expect(headers[1].text.contains("inner seed"))
        let bodies = Self.bodies(found)
        #expect(bodies.contains { $0.contains("to break it somewhere: seed-of-a-long-line = ü\n") })
        #expect(bodies.contains("Übersicht.bin!inside.txt: seed of an attachment"))
        #expect(bodies.contains(": forwarded seed\n"))
        #expect(bodies.contains("notiz.txt: text seed €\n"))
    }

    @Test func mailboxesAreReadMailByMail() throws {
        let found = Collector.read(try OfficeTests.bytes("python-mailbox.mbox"))
        #expect(found.gaps == [])
        let bodies = found.pieces.filter { $0.part == .body }
        #expect(bodies.map(\.place.record) == [0, 1, 2])
        #expect(bodies[1].text.hasPrefix("body seed 1\nFrom the start of a line\n"))
    }

    private static let start = "From: a@acme.example\nMIME-Version: 1.0\n"

    @Test(
        arguments: [
            (
                "Content-Type: multipart/mixed; boundary=\"-\"\n\n---\n\nsee --- below\n---\nContent-Transfer-Encoding: base64\n\nc2VlZA==\n-----\n",
                [": see --- below", ": seed"]
            ),
            (
                "Content-Type: multipart/mixed; boundary=_0.x=y; charset=utf-8\n\n--_0.x=y\n\nseed\n--_0.x=y--\n",
                [": seed"]
            ),
            ("Content-Type: multipart/mixed;\n\tboundary=\n\t\"b-1\"\n\n--b-1\n\nseed\n--b-1--\n", [": seed"]),
            (
                "Content-Type: multipart/mixed; boundary*0=\"b\";\n boundary*1=\"-1\"\n\n--b-1\n\nseed\n--b-1--\n",
                [": seed"]
            ),
            (
                "Content-Type: multipart/mixed; boundary=b\n\nbefore\n--b\n\nseed\n--b--\nbehind\n",
                [": before", ": seed", ": behind\n"]
            ),
            ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nno end", [": no end"]),
            ("Content-Type: multipart/mixed; boundary=none\n\nseed\n", [": seed\n"]),
            ("Content-Type: multipart/mixed\n\nseed\n", [": seed\n"]),
            (
                "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\n",
                [": one", ": two"]
            ),
            (
                "Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable\n\n=F1=E5=EC=FF se=\ned\n",
                [": семя seed\n"]
            ),
            ("Content-Transfer-Encoding: BASE64\n\nc2\n Vl*\nZA==c2VlZA==\n", [": seedseed"]),
            (
                "Content-Disposition: attachment; filename=\"=?utf-8?B?w7w=?= =?utf-8?Q?=62_c?=.txt\"\n\nseed\n",
                ["üb c.txt: seed\n"]
            ),
            (
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n",
                []
            ),
            ("Content-Type: message/rfc822\n\nFrom: b\nSubject: c\n\ninner\n", [": inner\n"]),
        ] as [(String, [String])]
    )
    func partsAreFound(_ mail: String, _ expected: [String]) {
        #expect(Self.bodies(Self.read(Self.start + mail)) == expected)
    }

    @Test func sealedMailIsAGap() {
        let found = Self.read(
            Self.start
                + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n"
        )
        #expect(found.gaps == ["smime.p7m: encrypted"])
    }

    @Test(arguments: [
        "name: value\nother: value\n\ntext", "From the start\nSubject: no\n", "To: do\n- one\n",
        "Date: today\n\nSubject: none",
        "from: here\nto: there", "Subject",
    ])
    func textsAreNoMails(_ text: String) {
        let isWanted = Extractor.isWanted(for: Array(text.utf8).span)
        #expect(isWanted == (text == "from: here\nto: there"))
    }

    @Test func nestingEnds() {
        var mail = Self.start
        for level in 0..<100 { mail += "Content-Type: multipart/mixed; boundary=b\(level)x\n\n--b\(level)x\n" }
        let found = Self.read(mail + "\nthe seed\n")
        #expect(found.gaps == [": nesting-limit"])
        #expect(found.all.contains("the seed"))
    }

    @Test func longLinesAndManyPartsAreRead() {
        let line = String(repeating: "x", count: 300_000)
        let found = Self.read(Self.start + "\n" + line + "seed\n")
        #expect(found.all.contains("xseed"))
    }

    /// Apple Mail keeps a mail behind a line with its length, and before a property list.
    @Test(arguments: ["\n", "      \n", "\r\n"])
    func mailsOfAppleMailAreRead(_ lineEnd: String) {
        let mail = """
            From: a@example.org
            Subject: a letter
            MIME-Version: 1.0
            Content-Type: text/plain
            Content-Transfer-Encoding: base64

            dGhlIHNlZWQgb2YgYSBsZXR0ZXI=

            """
        let list =
            "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict><key>remote-id</key><string>the tail</string></dict></plist>\n"
        let file = "\(mail.utf8.count)\(lineEnd)\(mail)\(list)"
        let found = Collector.read(Array(file.utf8))
        #expect(found.pieces.contains { $0.text == "the seed of a letter" })
        #expect(found.all.contains("Subject: a letter") && found.all.contains("the tail"))
        #expect(found.gaps == [])
        // A length that lies loses nothing.
        for count in [0, 10, 1 << 20] {
            let found = Collector.read(Array("\(count)\(lineEnd)\(mail)\(list)".utf8))
            #expect(found.all.contains("a letter"))
        }
        // Lines that begin with a number are no mails.
        #expect(Collector.read(Array("12\n34\n".utf8)).all == "12\n34\n")
    }
}
