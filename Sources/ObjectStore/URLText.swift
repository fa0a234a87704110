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

extension URLText {
    /// The bytes that a text stands for in which `%NN` stands for a byte.
    ///
    /// - Parameters:
    ///   - text: As it was sent.
    ///   - isForm: Whether a plus sign stands for a space.
    /// - Returns: A percent sign that no two digits follow stands for itself.
    static func bytes(_ text: some StringProtocol, isForm: Bool = false) -> [UInt8] {
        let text = Array(text.utf8)
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = Hexadecimal.value(text[index + 1]),
                let low = Hexadecimal.value(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
                continue
            }
            bytes.append(isForm && text[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : text[index])
            index += 1
        }
        return bytes
    }

    /// The same as text; `nil` for what is none.
    static func decoded(_ text: some StringProtocol, isForm: Bool = false) -> String? {
        String(validating: bytes(text, isForm: isForm), as: UTF8.self)
    }
}
