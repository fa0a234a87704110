/// Bytes as they stand in addresses.
///
/// Source: RFC 3986, section 2.
public enum PercentEncoding {
    /// What bytes are in an address: letters, digits and `-._~` as they are, all others as `%` and two digits of upper case.
    ///
    /// - Parameters:
    ///   - bytes: Any.
    ///   - kept: Another byte that stays as it is.
    /// - Returns: ASCII.
    public static func text(_ bytes: some Sequence<UInt8>, keeping kept: UInt8? = nil) -> [UInt8] {
        var text: [UInt8] = []
        for byte in bytes {
            if isUnreserved(byte) || byte == kept {
                text.append(byte)
            } else {
                text.append(UInt8(ascii: "%"))
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
        }
        return text
    }

    /// A path as a part of an address: its slashes stay as they are (section 3.3).
    ///
    /// - Parameter path: Any bytes.
    /// - Returns: ASCII.
    public static func path(_ path: [UInt8]) -> String {
        String(decoding: text(path, keeping: UInt8(ascii: "/")), as: UTF8.self)
    }

    /// The bytes that a text of an address stands for; what is no escape stays as it is.
    ///
    /// - Parameters:
    ///   - text: ASCII, but anything is taken.
    ///   - isForm: Whether it is of a form, where `+` stands for a space.
    /// - Returns: The bytes.
    public static func bytes(_ text: some Collection<UInt8>, isForm: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            text.formIndex(after: &index)
            if byte == UInt8(ascii: "%"), index != text.endIndex, let high = Hexadecimal.value(text[index]) {
                let second = text.index(after: index)
                if second != text.endIndex, let low = Hexadecimal.value(text[second]) {
                    bytes.append(high << 4 | low)
                    index = text.index(after: second)
                    continue
                }
            }
            bytes.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        }
        return bytes
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
