import Bytes
import Extraction
import Findings
import Foundation
import Testing

/// Text of mainframes, as the C library and Python 3.11 write it.
@Suite struct EBCDICTests {
    static let texts: [(TextEncoding, String, String)] = [
        (
            .ibm037, "Customer: John Smith, order #12!\nMail: john.smith@acme.example\n[a] {b} x|y\n",
            "w6Sio5aUhZl6QNGWiJVA4pSJo4hrQJaZhIWZQHvx8lol1IGJk3pAkZaIlUuilImjiHyBg5SFS4WngZSXk4UluoG7QMCC0ECnT6gl"
        ),
        (
            .ibm500, "Client: José Núñez, commande [12]!\nCourriel: jose@acme.example, 20 £ {x} a|b\n",
            "w5OJhZWjekDRlqJRQNXeSYWpa0CDlpSUgZWEhUBK8fJaTyXDlqSZmYmFk3pAkZaihXyBg5SFS4WngZSXk4VrQPLwQLFAwKfQQIG7giU="
        ),
        (
            .ibm1047, "#!/bin/sh\nif [ -f $1 ]; then mail ops@acme.example; fi # {x} ^y\n",
            "e1phgomVYaKIJYmGQK1AYIZAW/FAvV5Ao4iFlUCUgYmTQJaXonyBg5SFS4WngZSXk4VeQIaJQHtAwKfQQF+oJQ=="
        ),
        (
            .ibm273, "Kunde: Jürgen Müller, Größe [7]\nMail: juergen@acme.example, Übung {ä}\n",
            "0qSVhIV6QNHQmYeFlUDU0JOThZlrQMeZaqGFQGP3/CXUgYmTekCRpIWZh4WVtYGDlIVLhaeBlJeThWtAWoKklYdAQ8DcJQ=="
        ),
        (
            .ibm277, "Navn: Søren Kjærgård\nPost: soren@acme.example, rødgrød med fløde [æ]\n",
            "1YGllXpA4mqZhZVA0pHAmYfQmYQl15aio3pAopaZhZWAgYOUhUuFp4GUl5OFa0CZaoSHmWqEQJSFhECGk2qEhUCewJ8l"
        ),
        (
            .ibm278, "Namn: Åke Sjöström, från Västerås\nPost: ake@acme.example, hör på [öl]\n",
            "1YGUlXpAW5KFQOKRaqKjmWqUa0CGmdCVQOXAoqOFmdCiJdeWoqN6QIGSheyBg5SFS4WngZSXk4VrQIhqmUCX0EC1apOfJQ=="
        ),
        (
            .ibm280, "Nome: Niccolò Università, città è più\nPosta: nico@acme.example, perché [no]\n",
            "1ZaUhXpA1YmDg5aTakDklYmlhZmiiaPAa0CDiaOjwEDQQJeJeSXXlqKjgXpAlYmDlrWBg5SFS4WngZSXk4VrQJeFmYOIWkCQlZZRJQ=="
        ),
        (
            .ibm284, "Nombre: José Núñez, mañana #1\nCorreo: jose@acme.example [año]\n",
            "1ZaUgpmFekDRlqJRQNXeaoWpa0CUgWqBlYFAafElw5aZmYWWekCRlqKFfIGDlIVLhaeBlJeThUBKgWqWWiU="
        ),
        (
            .ibm285, "Name: John Smith, 20 £ and $5\nMail: john@acme.example [ok] {x}\n",
            "1YGUhXpA0ZaIlUDilImjiGtA8vBAW0CBlYRASvUl1IGJk3pAkZaIlXyBg5SFS4WngZSXk4VAsZaSu0DAp9Al"
        ),
        (
            .ibm297, "Nom: Hélène Lefèvre, à côté\nCourriel: helene@acme.example, déjà reçu [ici]\n",
            "1ZaUekDIwJPQlYVA04WG0KWZhWtAfECDy6PAJcOWpJmZiYWTekCIhZOFlYVEgYOUhUuFp4GUl5OFa0CEwJF8QJmF4KRAkImDibUl"
        ),
        (
            .ibm871, "Nafn: Þórður Guðmundsson, það\nPóstur: thordur@acme.example, maður [æ] ö\n",
            "1YGGlXpAwM6ZeaSZQMekeZSklYSiopaVa0BKgXkl186io6SZekCjiJaZhKSZrIGDlIVLhaeBlJeThWtAlIF5pJlArtCeQKEl"
        ),
    ]

    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

    @Test(arguments: texts)
    func pagesAreTold(_ encoding: TextEncoding, _ text: String, _ base64: String) {
        let bytes = Self.bytes(base64)
        #expect(Sniffer.openKind(of: bytes.span) == .text(encoding))
        let seen = Collector.read(bytes)
        #expect(seen.all == text)
        #expect(seen.gaps.isEmpty)
        // Each byte is a character, so that places are those of the object.
        #expect(CharsetDecoder.originalCount(of: Array(text.utf8).span, in: encoding) == bytes.count)
        #expect(text.unicodeScalars.count == bytes.count)
    }

    /// Of the two line ends, texts of Unix have the one and data sets the other.
    @Test func bothLineEndsEndLines() {
        let bytes = Self.bytes(Self.texts[0].2).map { $0 == 0x25 ? 0x15 : $0 }
        #expect(Collector.read(bytes).all == Self.texts[0].1)
    }

    /// Records of fixed length have no line ends, and numbers in packed digits between their texts: those are not read, and said so.
    @Test func recordsWithPackedDigitsAreReadInPart() {
        let seen = Collector.read(Self.bytes(Self.records))
        #expect((0..<6).allSatisfy { seen.all.contains("JOHN\($0)@ACME.EXAMPLE") })
        #expect(seen.gaps == [": unsupported-format"])
    }

    private static let records =
        """
        4tTJ48hA8EBAQEBA0dbI1fB8wcPUxUvF58HU19PFQEBAQEBAABI0VniQAADi1MnjyEDxQEBAQEDR1sjV8XzBw9TFS8XnwdTX08VAQEBAQEAAEj\
        RWeJEAAOLUyePIQPJAQEBAQNHWyNXyfMHD1MVLxefB1NfTxUBAQEBAQAASNFZ4kgAA4tTJ48hA80BAQEBA0dbI1fN8wcPUxUvF58HU19PFQEBA\
        QEBAABI0VniTAADi1MnjyED0QEBAQEDR1sjV9HzBw9TFS8XnwdTX08VAQEBAQEAAEjRWeJQAAOLUyePIQPVAQEBAQNHWyNX1fMHD1MVLxefB1N\
        fTxUBAQEBAQAASNFZ4lQAA
        """

    /// EBCDIC of other alphabets, and alphabets that nothing here decodes, are not read; an alphabet that is near is a guess, and no answer.
    @Test(
        arguments: [
            // Code pages 875, 424 and 1025, and ARMSCII-8.
            "dqqsn4p6QEOcua6MrLpAV4qtio22ray8nqy6QPT39/Hx8ff5+PT18fHz8/glQby7tkCOtaqKnECyqopAiq2etkCOnp6aqpydtkCdjrWfjqqsJQ==",
            "aVV6QERGREBTRVdA9Pf38fHx9/n49PXx8fPz+CVHRUBJZ1lJQGRpRklAQmJCaFFxQEZRaUBCRkBWUVRRVUBoQ1FURnEl",
            "y5ygekDLr3edQNyLrKqer0D09/fx8fH3+fj09fHx8/P4JfysnkCfqp6rrJ6QQKqtq6uaj5BArIuaq6xrQK9Amp6snqqenECLq6ywQJ54sbadsYtAq5uer3dLJQ==",
            "6rMg5bPxvSDRs9u78bvdIO+7+evvIL8sIOHx77vVIM+z3SDr4e3h8bPPs90gtbPpu/EgoiDD7bvxOiCy3eH13SCy8bPZIMqz47Pv8duz3Qo=",
        ]
    )
    func otherAlphabetsAreGaps(_ base64: String) {
        let seen = Collector.read(Self.bytes(base64))
        #expect(seen.gaps == [": unsupported-format"])
    }

    /// What only looks a little like it stays what it is.
    @Test func otherBytesAreNoEBCDIC() {
        var state: UInt64 = 11
        for count in 16..<200 {
            let bytes = (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            guard case .text(let encoding) = Sniffer.openKind(of: bytes.span) else { continue }
            #expect(!encoding.rawValue.hasPrefix("IBM0"))
        }
        #expect(Sniffer.openKind(of: [UInt8](repeating: 0x40, count: 64).span) == .text(.utf8))
    }

    @Test func mailThatStatesItIsDecoded() {
        let mail =
            "From: a@acme.example\r\nTo: b@acme.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=ibm273\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n\(Self.texts[3].2)\r\n"
        #expect(Collector.read(Array(mail.utf8)).all.contains("Kunde: Jürgen Müller, Größe [7]"))
    }
}
