import Findings

/// EBCDIC of the countries that write Latin letters: 256 characters each.
///
/// Source: IBM, code pages 37, 273, 277, 278, 280, 284, 285, 297, 500, 871 and 1047 (Globalization: Code page identifiers), as RFC 1345
/// and the C library name them. They agree in all letters from A to Z, in digits, and in most of what stands between words.
enum EBCDICTables {
    /// The encodings, the most frequent ones first.
    static let encodings: [TextEncoding] = [
        .ibm037, .ibm500, .ibm1047, .ibm273, .ibm285, .ibm284, .ibm297, .ibm280, .ibm278, .ibm277, .ibm871,
    ]

    /// The characters of an encoding, by their bytes; `nil` for what is no EBCDIC.
    static func scalars(of encoding: TextEncoding) -> [Unicode.Scalar]? { all[encoding] }

    /// The characters of an encoding in UTF-8, by their bytes; `nil` for what is no EBCDIC.
    static func characters(of encoding: TextEncoding) -> [[UInt8]]? { encoded[encoding] }

    /// The encoding that a name stands for, in small letters; `nil` for what is no EBCDIC.
    static func encoding(_ name: String) -> TextEncoding? { names[name] }

    /// Whether texts have a byte below 0x40: tabs, line ends, new pages, and the zeroes that fill fields.
    static func isOfTexts(_ byte: UInt8) -> Bool { byte < 64 && 0x20_0020_3821 >> UInt64(byte) & 1 == 1 }

    private static let all: [TextEncoding: [Unicode.Scalar]] = printable.mapValues { text in
        controls + text.unicodeScalars
    }

    private static let encoded: [TextEncoding: [[UInt8]]] = all.mapValues { scalars in
        scalars.map { Array(String($0).utf8) }
    }

    private static let names: [String: TextEncoding] = {
        var names: [String: TextEncoding] = [:]
        for encoding in encodings {
            let number = encoding.rawValue.dropFirst(3)
            let short = number.drop { $0 == "0" }
            for name in ["ibm\(number)", "ibm-\(number)", "cp\(number)", "ibm\(short)", "ibm-\(short)", "cp\(short)"] {
                names[name] = encoding
            }
        }
        // The same with a euro sign.
        let newer: [(Int, TextEncoding)] = [
            (1140, .ibm037), (1141, .ibm273), (1142, .ibm277), (1143, .ibm278), (1144, .ibm280), (1145, .ibm284),
            (1146, .ibm285), (1147, .ibm297), (1148, .ibm500), (1149, .ibm871), (924, .ibm1047),
        ]
        for (number, encoding) in newer {
            for name in ["ibm0\(number)", "ibm\(number)", "ibm-\(number)", "cp\(number)"] { names[name] = encoding }
        }
        return names
    }()

    /// The characters below 0x40: line ends, of which there are two, and other controls.
    private static let controls: [Unicode.Scalar] = [
        0, 1, 2, 3, 0x9C, 9, 0x86, 0x7F, 0x97, 0x8D, 0x8E, 11, 12, 13, 14, 15, 16, 17, 18, 19, 0x9D, 10, 8, 0x87, 24,
        25,
        0x92, 0x8F, 28, 29, 30, 31, 0x80, 0x81, 0x82, 0x83, 0x84, 10, 23, 27, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 5, 6, 7,
        0x90,
        0x91, 22, 0x93, 0x94, 0x95, 0x96, 4, 0x98, 0x99, 0x9A, 0x9B, 20, 21, 0x9E, 26,
    ].map { Unicode.Scalar(UInt8($0)) }

    /// The characters from 0x40 on.
    private static let printable: [TextEncoding: String] = [
        .ibm037:
            " \u{A0}âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤"
            + "µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×{ABCDEFGHI\u{AD}ôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm500:
            " \u{A0}âäàáãåçñ[.<(+!&éêëèíîïìß]$*);^-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤"
            + "µ~stuvwxyz¡¿ÐÝÞ®¢£¥·©§¶¼½¾¬|¯¨´×{ABCDEFGHI\u{AD}ôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm273:
            " \u{A0}â{àáãåçñÄ.<(+!&éêëèíîïì~Ü$*);^-/Â[ÀÁÃÅÇÑö,%_>?øÉÊËÈÍÎÏÌ`:#§'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤"
            + "µßstuvwxyz¡¿ÐÝÞ®¢£¥·©@¶¼½¾¬|¯¨´×äABCDEFGHI\u{AD}ô¦òóõüJKLMNOPQR¹û}ùúÿÖ÷STUVWXYZ²Ô\\ÒÓÕ0123456789³Û]ÙÚ\u{9F}",
        .ibm1047:
            " \u{A0}âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);^-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤"
            + "µ~stuvwxyz¡¿Ð[Þ®¬£¥·©§¶¼½¾Ý¨¯]´×{ABCDEFGHI\u{AD}ôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm277:
            " \u{A0}âäàáã}çñ#.<(+!&éêëèíîïìß¤Å*);^-/ÂÄÀÁÃ$ÇÑø,%_>?¦ÉÊËÈÍÎÏÌ`:ÆØ'=\"@abcdefghi«»ðýþ±°jklmnopqrªº{¸[]"
            + "µüstuvwxyz¡¿ÐÝÞ®¢£¥·©§¶¼½¾¬|¯¨´×æABCDEFGHI\u{AD}ôöòóõåJKLMNOPQR¹û~ùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm278:
            " \u{A0}â{àáã}çñ§.<(+!&`êëèíîïìß¤Å*);^-/Â#ÀÁÃ$ÇÑö,%_>?øÉÊËÈÍÎÏÌé:ÄÖ'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ]"
            + "µüstuvwxyz¡¿ÐÝÞ®¢£¥·©[¶¼½¾¬|¯¨´×äABCDEFGHI\u{AD}ô¦òóõåJKLMNOPQR¹û~ùúÿ\\÷STUVWXYZ²Ô@ÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm280:
            " \u{A0}âä{áãå\\ñ°.<(+!&]êë}íîï~ßé$*);^-/ÂÄÀÁÃÅÇÑò,%_>?øÉÊËÈÍÎÏÌù:£§'=\"Øabcdefghi«»ðýþ±[jklmnopqrªºæ¸Æ¤"
            + "µìstuvwxyz¡¿ÐÝÞ®¢#¥·©@¶¼½¾¬|¯¨´×àABCDEFGHI\u{AD}ôö¦óõèJKLMNOPQR¹ûü`úÿç÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm284:
            " \u{A0}âäàáãåç¦[.<(+|&éêëèíîïìß]$*);¬-/ÂÄÀÁÃÅÇ#ñ,%_>?øÉÊËÈÍÎÏÌ`:Ñ@'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤"
            + "µ¨stuvwxyz¡¿ÐÝÞ®¢£¥·©§¶¼½¾^!¯~´×{ABCDEFGHI\u{AD}ôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm285:
            " \u{A0}âäàáãåçñ$.<(+|&éêëèíîïìß!£*);¬-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤"
            + "µ‾stuvwxyz¡¿ÐÝÞ®¢[¥·©§¶¼½¾^]~¨´×{ABCDEFGHI\u{AD}ôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm297:
            " \u{A0}âä@áãå\\ñ°.<(+!&{êë}íîïìß§$*);^-/ÂÄÀÁÃÅÇÑù,%_>?øÉÊËÈÍÎÏÌµ:£à'=\"Øabcdefghi«»ðýþ±[jklmnopqrªºæ¸Æ¤"
            + "`¨stuvwxyz¡¿ÐÝÞ®¢#¥·©]¶¼½¾¬|¯~´×éABCDEFGHI\u{AD}ôöòóõèJKLMNOPQR¹ûü¦úÿç÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
        .ibm871:
            " \u{A0}âäàáãåçñþ.<(+!&éêëèíîïìßÆ$*);Ö-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌð:#Ð'=\"Øabcdefghi«»`ý{±°jklmnopqrªº}¸]¤"
            + "µöstuvwxyz¡¿@Ý[®¢£¥·©§¶¼½¾¬|¯¨\\×ÞABCDEFGHI\u{AD}ô~òóõæJKLMNOPQR¹ûüùúÿ´÷STUVWXYZ²Ô^ÒÓÕ0123456789³ÛÜÙÚ\u{9F}",
    ]
}
