import Findings

/// What the header of a file of dBASE, Clipper or FoxPro says of its records.
///
/// Source: dBase, "Data File Header Structure for the dBASE Version 7 Table File"; Microsoft, "Table File Structure (.dbc, .dbf,
/// .frx, .lbx, .mnx, .pjx, .scx, .vcx)" and "Code Pages Supported by Visual FoxPro".
struct DBaseHeader {
    /// A field of a record.
    struct Field {
        var name: [UInt8]
        var type: UInt8
        var length: Int
    }

    private(set) var fields: [Field] = []
    /// How many records there are to be.
    let recordCount: Int
    /// Where the first one begins.
    let count: Int
    /// Bytes of a record, with the one that says whether it is deleted.
    let recordSize: Int
    /// How text is written.
    let charset: DOSCharset
    /// Where the fields' descriptions end.
    private(set) var fieldsEnd = 0

    private static let versions: Set<UInt8> = [
        0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0x8E, 0xCB, 0xE5, 0xF5, 0xFB,
    ]
    private static let types = Set("CNFDLMBGPYTIVQXWO@+0".utf8)
    private static let mostFields = 2048

    /// Whether bytes begin like such a file; it has no signature, so that all of its header has to agree.
    static func begins(_ head: Span<UInt8>) -> Bool {
        guard head.count > 64, versions.contains(head[0]), (1...12).contains(head[2]), (1...31).contains(head[3]) else {
            return false
        }
        return DBaseHeader((0..<min(head.count, 1 << 16)).map { head[$0] }) != nil
    }

    /// Reads a header; `nil` for what is none.
    init?(_ bytes: [UInt8]) {
        var header = Fields(bytes, at: 4)
        guard bytes.count > 64, let records = header.uint32(), let count = header.uint16(), let size = header.uint16(),
            size > 1, count > 64, count <= bytes.count
        else { return nil }
        (recordCount, self.count, recordSize) = (records, count, size)
        charset = DOSCharset(driver: bytes[29])
        let isSeventh = bytes[0] & 7 == 4
        let width = isSeventh ? 48 : 32
        var index = isSeventh ? 68 : 32
        var sum = 1
        while index < count, bytes[index] != 0x0D {
            guard index + width <= count, fields.count < DBaseHeader.mostFields else { return nil }
            let name = Array(bytes[index..<index + (isSeventh ? 32 : 11)].prefix { $0 != 0 })
            let type = bytes[index + (isSeventh ? 32 : 11)]
            var length = Int(bytes[index + (isSeventh ? 33 : 16)])
            // The digits behind the point of a text are the upper byte of its length.
            if type == UInt8(ascii: "C"), !isSeventh { length += Int(bytes[index + 17]) << 8 }
            guard !name.isEmpty, name.allSatisfy({ $0 > 32 || $0 == 32 }), DBaseHeader.types.contains(type) else {
                return nil
            }
            fields.append(Field(name: name, type: type, length: length))
            sum += length
            index += width
        }
        fieldsEnd = index + 1
        guard !fields.isEmpty, index < count, sum == size else { return nil }
    }
}

/// Code pages of DOS and Windows that such files name.
struct DOSCharset {
    private let upper: [[UInt8]]?
    private let name: String

    /// By the number of a language driver, as files have it.
    init(driver: UInt8) {
        switch driver {
        case 0x01, 0x09, 0x0B, 0x0D, 0x0F, 0x11, 0x15, 0x18, 0x19, 0x1B: (name, upper) = ("cp437", DOSCharset.pages[0])
        case 0x02, 0x08, 0x0A, 0x0E, 0x10, 0x12, 0x14, 0x16, 0x1A, 0x1D, 0x24, 0x25, 0x37:
            (name, upper) = ("cp850", DOSCharset.pages[1])
        case 0x1F, 0x22, 0x23, 0x40, 0x64, 0x87: (name, upper) = ("cp852", DOSCharset.pages[2])
        case 0x26, 0x65: (name, upper) = ("cp866", DOSCharset.pages[3])
        case 0x6A, 0x86: (name, upper) = ("cp737", DOSCharset.pages[4])
        case 0x6B, 0x88: (name, upper) = ("cp857", DOSCharset.pages[5])
        case 0xC8: (name, upper) = ("windows-1250", nil)
        case 0xC9: (name, upper) = ("windows-1251", nil)
        case 0xCA: (name, upper) = ("windows-1254", nil)
        case 0xCB: (name, upper) = ("windows-1253", nil)
        default: (name, upper) = ("windows-1252", nil)
        }
    }

    /// Bytes in UTF-8.
    func utf8(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
        guard let upper else { return Charset.utf8(bytes, name) }
        return bytes.reduce(into: []) { text, byte in
            if byte < 0x80 { text.append(byte) } else { text += upper[Int(byte) - 0x80] }
        }
    }

    /// The upper halves of the code pages 437, 850, 852, 866, 737 and 857 (Unicode Consortium, mappings of Microsoft's code pages).
    private static let pages: [[[UInt8]]] = [
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
            + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
        "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐"
            + "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}",
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u{A0}",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ωάέήϊίόύϋώΆΈΉΊΌΎΏ±≥≤ΪΫ÷≈°∙·√ⁿ²■\u{A0}",
        "ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
            + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\u{FFFD}ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\u{FFFD}×ÚÛÙìÿ¯´\u{AD}±\u{FFFD}¾¶§÷¸°¨·¹³²■\u{A0}",
    ].map { half in half.unicodeScalars.map { Array(String($0).utf8) } }
}
