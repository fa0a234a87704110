import Findings

/// Text in older encodings.
///
/// Source: WHATWG, Encoding Standard, sections 9 to 13 (legacy encodings).
public enum Charset {
    /// Whether text of this character set is decoded here: UTF-8, ASCII and UTF-16 are told by their bytes.
    static func isDecoded(_ name: String?) -> Bool { name.map { table($0) != nil || encoding($0) != nil } ?? false }

    /// `bytes` as UTF-8; as they are where the character set is unknown.
    ///
    /// - Complexity: O(*n*).
    public static func utf8(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        if let encoding = encoding(name) {
            var decoder = CharsetDecoder(encoding)
            var output: [UInt8] = []
            decoder.decode(bytes, isLast: true, into: &output)
            return output
        }
        guard bytes.contains(where: { $0 >= 0x80 }), let table = table(name) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4)
        for byte in bytes {
            if byte < 0x80 { output.append(byte) } else { output += table[Int(byte) - 0x80] }
        }
        return output
    }

    /// The encoding of Eastern Asia, or of mainframes, that a name stands for.
    static func encoding(_ name: String) -> TextEncoding? {
        switch name {
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "cp932", "windows-31j", "ms_kanji": .shiftJIS
        case "euc-jp", "x-euc-jp": .eucJP
        case "iso-2022-jp": .iso2022JP
        case "euc-kr", "ks_c_5601-1987", "cp949", "windows-949": .eucKR
        case "gb18030", "gbk", "gb2312", "cp936", "windows-936", "x-gbk", "gb_2312-80": .gb18030
        case "big5", "cp950", "big5-hkscs", "x-x-big5": .big5
        default: EBCDICTables.encoding(name)
        }
    }

    private static func table(_ name: String) -> [[UInt8]]? {
        switch name {
        case "iso-8859-1", "latin1", "windows-1252", "cp1252", "iso8859-1", "iso_8859-1": tables[0]
        case "windows-1250", "cp1250": tables[1]
        case "windows-1251", "cp1251": tables[2]
        case "windows-1253", "cp1253": tables[3]
        case "windows-1254", "cp1254", "iso-8859-9": tables[4]
        case "koi8-r": tables[5]
        case "iso-8859-2", "iso8859-2", "latin2": tables[6]
        case "iso-8859-15", "iso8859-15", "latin9": tables[7]
        case "iso-8859-5": tables[8]
        case "iso-8859-7": tables[9]
        default: FurtherCharsets.table(name)
        }
    }

    /// The upper half of an encoding of a byte a character; `nil` for any other.
    static func upperHalf(of encoding: TextEncoding) -> [[UInt8]]? { table(encoding.rawValue.lowercased()) }

    /// The upper halves.
    private static let tables: [[[UInt8]]] = CharsetTables.upper.map { half in
        half.unicodeScalars.map { Array(String($0).utf8) }
    }
}

/// Decodes text as it passes.
final class CharsetStream: ByteStream {
    private let stream: any ByteStream
    private let name: String
    private var decoder: CharsetDecoder?

    init(_ stream: any ByteStream, _ name: String) {
        (self.stream, self.name) = (stream, name)
        decoder = Charset.encoding(name).map { CharsetDecoder($0) }
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        // Each byte becomes three at most.
        guard decoder != nil else { return Charset.utf8(try stream.read(upTo: max(1, limit / 3)), name) }
        var output: [UInt8] = []
        while output.isEmpty {
            let bytes = try stream.read(upTo: max(1, limit / 3))
            decoder?.decode(bytes, isLast: bytes.isEmpty, into: &output)
            if bytes.isEmpty { break }
        }
        return output
    }
}
