import Bytes

/// Text that does nothing to a terminal but be seen.
public enum TerminalText {
    /// `name` with every byte that is a control, reorders the text around it, or is no UTF-8 written as `\xNN`.
    ///
    /// A name can hold anything but `/` and NUL: sequences that write to the clipboard, move the cursor, or make
    /// `gpj.exe` look like `exe.jpg`.
    public static func escaped(_ name: [UInt8]) -> String {
        if name.allSatisfy({ $0 &- 0x20 < 0x5F }) { return String(decoding: name, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(name.count)
        let text = name.span
        var index = 0
        while index < text.count {
            let length = UTF8Text.validLength(text, at: index)
            let count = max(1, length)
            if length > 0, !UTF8Text.isUnsafeOnScreens(UTF8Text.scalar(text, at: index, length: length)) {
                for offset in 0..<count { result.append(text[index + offset]) }
            } else {
                for offset in 0..<count { append(text[index + offset], to: &result) }
            }
            index += count
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The same for text, such as the words of a rule.
    ///
    /// - Parameters:
    ///   - text: What to show.
    ///   - keepingLines: Whether line feeds stay as they are.
    /// - Returns: The text without anything that a terminal would act upon.
    public static func escaped(_ text: String, keepingLines: Bool = false) -> String {
        guard keepingLines else { return escaped(Array(text.utf8)) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(Array($0.utf8)) }
            .joined(separator: "\n")
    }

    /// The bytes of a name that ``escaped(_:)`` has written.
    public static func unescaped(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), digits.count == 2,
                let value = UInt8(digits, radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func append(_ byte: UInt8, to result: inout [UInt8]) {
        result += "\\x".utf8
        result.append(Hexadecimal.digits[Int(byte >> 4)])
        result.append(Hexadecimal.digits[Int(byte & 15)])
    }
}
