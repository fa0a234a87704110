import Bytes
import Extraction
import Findings
import Foundation
import Testing

/// Text in older encodings, as Python 3.11 writes it.
@Suite struct CharsetTests {
    static let texts: [(TextEncoding, String, String)] = [
        (
            .shiftJIS, "氏名：山田太郎\nこれは日本語の文章です。よろしくお願いします。\nﾃｽﾄ\n",
            "joGWvIFGjlKTY5G+mFkKgrGC6oLNk/qWe4zqgsyVto/NgsWCt4FCguaC64K1gq2CqIrogqKCtYLcgreBQgrDvcQK"
        ),
        (
            .eucJP, "氏名：山田太郎\nこれは日本語の文章です。よろしくお願いします。\nﾃｽﾄ\n",
            "u+HMvqGnu7PFxMLAz7oKpLOk7KTPxvzL3LjspM7KuL7PpMekuaGjpOik7aS3pK+kqrTqpKSkt6TepLmhowqOw469jsQK"
        ),
        (
            .iso2022JP, "氏名：山田太郎\nこれは日本語の文章です。よろしくお願いします。\n",
            "GyRCO2FMPiEnOzNFREJATzobKEIKGyRCJDMkbCRPRnxLXDhsJE5KOD5PJEckOSEjJGgkbSQ3JC8kKjRqJCQkNyReJDkhIxsoQgo="
        ),
        (
            .eucKR, "이름: 김철수\n안녕하세요. 이것은 한국어 문장입니다.\n",
            "wMy4pzogsejDtrz2Cr7Is+fHz7y8v+QuIMDMsM3AuiDH0bG5vu4gua7A5cDUtM+02S4K"
        ),
        (
            .gb18030, "姓名：王小明\n这是一个中文的文件，我们在这里写一些常用的字。\n",
            "0NXD+6O6zfXQocP3CtXiysfSu7j21tDOxLXEzsS8/qOsztLDx9Ta1eLA79C00rvQqbOj08O1xNfWoaMK"
        ),
        (
            .big5, "姓名：王小明\n這是一個中文的文件，我們在這裡寫一些常用的字。\n",
            "qW2mV6FHpP2kcKn6CrNvrE+kQK3TpKSk5aq6pOWl86FBp9qtzKZis2+4zLxnpECox7Fgpc6quqZyoUMK"
        ),
        (
            .windows1251, "Имя: Иван Петров\nЭто простой русский текст, в котором есть обычные слова.\n",
            "yOz/OiDI4uDtIM/l8vDu4grd8u4g7/Du8fLu6SDw8/Hx6ujpIPLl6vHyLCDiIOru8u7w7uwg5fHy/CDu4fv37fvlIPHr7uLgLgo="
        ),
        (
            .koi8R, "Имя: Иван Петров\nЭто простой русский текст, в котором есть обычные слова.\n",
            "6c3ROiDp18HOIPDF1NLP1wr81M8g0NLP09TPyiDS1dPTy8nKINTFy9PULCDXIMvP1M/Sz80gxdPU2CDPwtneztnFINPMz9fBLgo="
        ),
        (
            .ibm866, "Имя: Иван Петров\nЭто простой русский текст, в котором есть обычные слова.\n",
            "iKzvOiCIoqCtII+l4uCuogqd4q4gr+Cu4eKuqSDg4+HhqqipIOKlquHiLCCiIKqu4q7grqwgpeHi7CCuoevnreulIOGrrqKgLgo="
        ),
        (
            .iso8859Part5, "Имя: Иван Петров\nЭто простой русский текст, в котором есть обычные слова.\n",
            "uNzvOiC40tDdIL/V4uDe0grN4t4g3+De4eLe2SDg4+Hh2tjZIOLV2uHiLCDSINre4t7g3twg1eHi7CDe0evn3evVIOHb3tLQLgo="
        ),
        (
            .windows1253, "Όνομα: Γιώργος Παπαδόπουλος\nΑυτό είναι ένα απλό ελληνικό κείμενο με λέξεις.\n",
            "vO3v7OE6IMPp/vHj7/Ig0OHw4eT88O/16+/yCsH19Pwg5d/t4ekg3e3hIOHw6/wg5evr5+3p6vwg6uXf7OXt7yDs5SDr3e7l6fIuCg=="
        ),
        (
            .windows1250,
            "Imię: Łukasz Wiśniewski\nTo jest zwykły tekst, w którym są częste słowa: książka, łąka, żółw.\n",
            "SW1p6jogo3VrYXN6IFdpnG5pZXdza2kKVG8gamVzdCB6d3lrs3kgdGVrc3QsIHcga3TzcnltIHO5IGN66nN0ZSBzs293YToga3Npub9rYSwgs7lrYSwgv/Ozdy4K"
        ),
        (
            .iso8859Part2,
            "Imię: Łukasz Wiśniewski\nTo jest zwykły tekst, w którym są częste słowa: książka, łąka, żółw.\n",
            "SW1p6jogo3VrYXN6IFdptm5pZXdza2kKVG8gamVzdCB6d3lrs3kgdGVrc3QsIHcga3TzcnltIHOxIGN66nN0ZSBzs293YToga3Npsb9rYSwgs7FrYSwgv/Ozdy4K"
        ),
        (
            .windows1250, "Jméno: Jiří Dvořák\nPříliš žluťoučký kůň úpěl ďábelské ódy, říkáme.\n",
            "Sm3pbm86IEpp+O0gRHZv+OFrClD47WxpmiCebHWdb3Xoa/0ga/nyIPpw7Gwg7+FiZWxza+kg82R5LCD47WvhbWUuCg=="
        ),
        (
            .windows1250, "Név: Kovács Győző\nEz egy egyszerű szöveg, amelyben előfordulnak különböző betűk.\n",
            "Tul2OiBLb3bhY3MgR3n1evUKRXogZWd5IGVneXN6ZXL7IHN69nZlZywgYW1lbHliZW4gZWz1Zm9yZHVsbmFrIGv8bPZuYvZ69SBiZXT7ay4K"
        ),
        (
            .windows1254, "Adı: Ayşe Yılmaz\nBu basit bir Türkçe yazıdır, ağaç, çiçek, öğrenci, ışık.\n",
            "QWT9OiBBef5lIFn9bG1hegpCdSBiYXNpdCBiaXIgVPxya+dlIHlhev1k/XIsIGHwYecsIOdp52VrLCD28HJlbmNpLCD9/v1rLgo="
        ),
        (
            .windows1252,
            "Name: Jürgen Müller\nDies ist ein größerer Text für Übungen, er enthält schöne Wörter. 20 €\n",
            "TmFtZTogSvxyZ2VuIE38bGxlcgpEaWVzIGlzdCBlaW4gZ3L232VyZXIgVGV4dCBm/HIg3GJ1bmdlbiwgZXIgZW50aORsdCBzY2j2bmUgV/ZydGVyLiAyMCCACg=="
        ),
        (
            .windows1252,
            "Nom: Hélène Lefèvre\nÇa, c'est un texte français où il y a des accents élevés, cœur, naïve.\n",
            "Tm9tOiBI6WzobmUgTGVm6HZyZQrHYSwgYydlc3QgdW4gdGV4dGUgZnJhbudhaXMgb/kgaWwgeSBhIGRlcyBhY2NlbnRzIOlsZXbpcywgY5x1ciwgbmHvdmUuCg=="
        ),
        (
            .windows1252, "Nombre: José Núñez\n¿Qué año? Mañana será otro día: canción, corazón.\n",
            "Tm9tYnJlOiBKb3PpIE768WV6Cr9RdekgYfFvPyBNYfFhbmEgc2Vy4SBvdHJvIGTtYTogY2FuY2nzbiwgY29yYXrzbi4K"
        ),
        (
            .windows1252, "Navn: Søren Kjærgård\nDette er en almindelig tekst på dansk: rødgrød med fløde, æble, å.\n",
            "TmF2bjogU/hyZW4gS2rmcmflcmQKRGV0dGUgZXIgZW4gYWxtaW5kZWxpZyB0ZWtzdCBw5SBkYW5zazogcvhkZ3L4ZCBtZWQgZmz4ZGUsIOZibGUsIOUuCg=="
        ),
        (
            .windows1252, "Nome: João Conceição\nOs corações não são ações; põe, três, você.\n",
            "Tm9tZTogSm/jbyBDb25jZWnn428KT3MgY29yYef1ZXMgbuNvIHPjbyBh5/VlczsgcPVlLCB0cupzLCB2b2PqLgo="
        ),
        (
            .windows1252,
            "Nafn: Þórður Guðmundsson\nÞetta er venjulegur texti með íslenskum stöfum, þýðing, það, maður.\n",
            "TmFmbjog3vNy8HVyIEd18G11bmRzc29uCt5ldHRhIGVyIHZlbmp1bGVndXIgdGV4dGkgbWXwIO1zbGVuc2t1bSBzdPZmdW0sIP798GluZywg/mHwLCBtYfB1ci4K"
        ),
        (
            .windows1252, "Nimi: Jüri Põld\nSee on tavaline eesti tekst, õun, öö, ääres, küsimus.\n",
            "TmltaTogSvxyaSBQ9WxkClNlZSBvbiB0YXZhbGluZSBlZXN0aSB0ZWtzdCwg9XVuLCD29iwg5ORyZXMsIGv8c2ltdXMuCg=="
        ),
        (
            .gb18030, "姓名：王小明，这是一个中文的文件，我们在这里写一些字。𠀀 ḿ ǹ\n",
            "0NXD+6O6zfXQocP3o6zV4srH0ru49tbQzsS1xM7EvP6jrM7Sw8fU2tXiwO/QtNK70KnX1qGjlTKCNiCBNfQ3IKi/Cg=="
        ),
        (
            .eucKR, "이름: 똠방각하 펲시콜라 쀍 안녕하세요 이것은 한국어 문장입니다\n",
            "wMy4pzogjGO55rCix88gvIS9w8TdtvMgl80gvsiz58fPvLy/5CDAzLDNwLogx9Gxub7uILmuwOXA1LTPtNkK"
        ),
        (
            .windows1255, "שם: דוד כהן\nזה טקסט פשוט בעברית ויש בו מילים רגילות של השפה.\n",
            "+e06IOPl4yDr5O8K5uQg6Pfx6CD0+eXoIOHy4fjp+iDl6fkg4eUg7uns6e0g+OLp7OX6IPnsIOT59OQuCg=="
        ),
        (
            .windows1256, "الاسم: محمد علي\nهذا نص بسيط باللغة العربية وفيه كلمات من الحياة اليومية.\n",
            "x+HH0+M6IOPN488g2uHtCuXQxyDk1SDI0+3YIMjH4eHbySDH4drRyO3JIObd7eUg3+Hjx8og4+Qgx+HN7cfJIMfh7ebj7ckuCg=="
        ),
        (
            .iso8859Part6, "الاسم: محمد علي\nهذا نص بسيط باللغة العربية وفيه كلمات من الحياة اليومية.\n",
            "x+TH0+U6IOXN5c8g2eTqCufQxyDm1SDI0+rXIMjH5OTaySDH5NnRyOrJIOjh6ucg4+Tlx8og5eYgx+TN6sfJIMfk6ujl6skuCg=="
        ),
        (
            .windows874,
            "ชื่อ: สมชาย ใจดี\nนี่คือข้อความภาษาไทยที่มีคำทั่วไปในชีวิตประจำวันของเรา\n",
            "qtfozTogysGq0sIg46i01Qq51eik182i6c2kx9LBwNLJ0uS3wrfV6MHVpNO30ejH5LvjuarVx9S1u8PQqNPH0bmizafgw9IK"
        ),
        (
            .windows1257,
            "Vardas: Jonas Kazlauskas\nŠis tekstas parašytas lietuvių kalba, žodžiai yra įprasti: ąžuolas, ėjimas, mėnuo, žmonės, šeši.\n",
            "VmFyZGFzOiBKb25hcyBLYXpsYXVza2FzCtBpcyB0ZWtzdGFzIHBhcmHweXRhcyBsaWV0dXZp+CBrYWxiYSwg/m9k/mlhaSB5cmEg4XByYXN0aTog4P51b2xhcywg62ppbWFzLCBt6251bywg/m1vbutzLCDwZfBpLgo="
        ),
        (
            .windows1257,
            "Vārds: Jānis Bērziņš\nŠis ir vienkāršs teksts latviešu valodā, kurā ir parasti vārdi: māja, ūdens, zināšanas, ģimene.\n",
            "VuJyZHM6IEribmlzIELncnpp8vAK0GlzIGlyIHZpZW5r4nLwcyB0ZWtzdHMgbGF0dmll8HUgdmFsb2TiLCBrdXLiIGlyIHBhcmFzdGkgduJyZGk6IG3iamEsIPtkZW5zLCB6aW7i8GFuYXMsIOxpbWVuZS4K"
        ),
    ]

    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

    @Test(arguments: texts)
    func encodingsAreToldAndUndone(_ encoding: TextEncoding, _ text: String, _ base64: String) {
        let bytes = Self.bytes(base64)
        #expect(Sniffer.openKind(of: bytes.span) == .text(encoding))
        guard encoding != .windows1252 else { return }
        #expect(Collector.read(bytes).all == text)
        // In pieces of every size it is the same.
        for size in 1...7 {
            var decoder = CharsetDecoder(encoding)
            var output = TextBuffer(capacity: 0)
            for start in stride(from: 0, to: bytes.count, by: size) {
                var input = TextBuffer(capacity: 0)
                input.append(contentsOf: bytes.span.extracting(start..<min(bytes.count, start + size)))
                decoder.decode(input, isLast: start + size >= bytes.count, into: &output)
            }
            #expect(String(decoding: output.bytes.indices.map { output.bytes[$0] }, as: UTF8.self) == text)
        }
    }

    /// How long text was tells where in the original something stands.
    @Test(arguments: texts)
    func lengthsAreThoseOfTheOriginal(_ encoding: TextEncoding, _ text: String, _ base64: String) {
        guard encoding != .iso2022JP else { return }
        let bytes = Self.bytes(base64)
        let count = CharsetDecoder.originalCount(of: Array(text.utf8).span, in: encoding)
        #expect(count == bytes.count)
        // Bytes that are none of the encoding count one each.
        let broken = bytes + [0xFF, 0x80, 0x20, 0xFF]
        var decoder = CharsetDecoder(encoding)
        var input = TextBuffer(capacity: 0)
        var output = TextBuffer(capacity: 0)
        input.append(contentsOf: broken.span)
        decoder.decode(input, isLast: true, into: &output)
        let whole = CharsetDecoder.originalCount(of: output.bytes, in: encoding)
        #expect(whole == broken.count)
    }

    /// Text that is in no way sure stays what it was: a word or two, and languages that share their letters.
    @Test(
        arguments: [
            "Grüße", "naïve café", "año", "Ærø og Ålesund", "Þórður", "Conceição", "Põld ja õun", "20 £ ±5°",
            "Čapek",
        ]
    )
    func littleTextIsNoOther(_ text: String) {
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + [0xE9]
        #expect(Sniffer.openKind(of: bytes.span) == .text(.windows1252))
    }

    /// A line that was cut short, or a byte of something else, makes no other encoding of a text.
    @Test(
        arguments: [
            "Имя: Иван Петров\nЭто простой русский текст, в котором есть обычные слова.\n",
            "Όνομα: Γιώργος Παπαδόπουλος\nΑυτό είναι ένα απλό ελληνικό κείμενο.\n",
            "姓名：王小明，这是一个中文的文件，我们在这里写一些字。\n",
        ]
    )
    func brokenBytesAreNoOtherEncoding(_ text: String) {
        for broken in [[0xFF], [0xD0], [0xE4, 0x20, 0xF6]] as [[UInt8]] {
            let bytes = Array(text.utf8) + broken + [10] + Array(text.utf8)
            #expect(Sniffer.openKind(of: bytes.span) == .text(.utf8))
            let found = Collector.read(bytes)
            #expect(found.all.hasPrefix(text) && found.all.hasSuffix(text))
        }
    }

    @Test func bytesOfAllKindsDoNoHarm() {
        var state: UInt64 = 7
        for encoding in Set(Self.texts.map(\.0)) {
            for _ in 0..<50 {
                let bytes = (0..<200).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    return UInt8(truncatingIfNeeded: state >> 33)
                }
                var input = TextBuffer(capacity: 0)
                var output = TextBuffer(capacity: 0)
                input.append(contentsOf: bytes.span)
                var decoder = CharsetDecoder(encoding)
                decoder.decode(input, isLast: true, into: &output)
                _ = Sniffer.openKind(of: bytes.span)
                if encoding != .iso2022JP {
                    let count = CharsetDecoder.originalCount(of: output.bytes, in: encoding)
                    #expect(count == bytes.count, "\(encoding)")
                }
            }
        }
    }

    @Test func mailInOlderEncodingsIsDecoded() {
        let mail =
            "From: a@acme.example\r\nTo: b@acme.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=Shift_JIS\r\n\r\n"
        let body: [UInt8] = [0x8E, 0x81, 0x96, 0xBC, 0x0D, 0x0A]
        #expect(Collector.read(Array(mail.utf8) + body).all.contains("氏名"))
    }
}
