import Bytes

/// Names as lists write them whose reader asks for the encoding `url`, so that a document of XML can have any of them.
enum URLText {
    /// Bytes with all but `A`–`Z`, `a`–`z`, `0`–`9` and `-._~/` as `%NN`.
    static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                text.append(byte)
            default: text += [UInt8(ascii: "%")] + Array(Hexadecimal.text([byte]).uppercased().utf8)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
