import Bytes

// What looks at each byte: functions of arrays, for a class checks each look at one that it holds.
extension XMLReader {
    /// Where a byte is next; the end where it is not.
    static func index(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        start < bytes.count ? bytes.span.index(of: byte, from: start) : start
    }

    /// Where a text ends, and whether it has references.
    static func textEnd(in bytes: [UInt8], from start: Int) -> (end: Int, hasReference: Bool) {
        let span = bytes.span
        let end = span.index(of: UInt8(ascii: "<"), from: start)
        return (end, span.extracting(start..<end).index(of: UInt8(ascii: "&"), from: 0) < end - start)
    }

    /// Whether XML begins with a mark and letters of one byte each.
    static func isPlainStart(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 4 && bytes[0] == UInt8(ascii: "<") && bytes[1...3].allSatisfy { 32..<127 ~= $0 }
    }

    /// The character set that XML says it is in; `nil` for UTF-8, UTF-16 and unknown ones, and for what is UTF-8 whatever it says.
    static func charset(of bytes: [UInt8]) -> String? {
        guard isPlainStart(bytes), bytes.starts(with: "<?xml".utf8) else { return nil }
        let end = index(of: UInt8(ascii: ">"), in: Array(bytes.prefix(256)), from: 0)
        let declaration = String(decoding: bytes[..<end], as: UTF8.self)
        guard let found = declaration.firstRange(of: "encoding") else { return nil }
        let value = declaration[found.upperBound...].drop { " =\t\r\n".contains($0) }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        let name = value.dropFirst().prefix { $0 != quote }.lowercased()
        guard Charset.isDecoded(name) else { return nil }
        let isUTF8 = bytes.contains { $0 >= 0x80 } && UTF8Text.isValid(bytes.span, mayEndInside: true)
        return isUTF8 ? nil : name
    }

    /// Whether an instruction is the declaration, or one of those that documents begin with.
    static func isUsualInstruction(_ text: ArraySlice<UInt8>) -> Bool {
        let target = text.prefix { $0 > 32 }
        return text.count < 4 || usualTargets.contains { target.elementsEqual($0.utf8) }
    }

    private static let usualTargets = [
        "xml", "mso-application", "mso-contentType", "xml-stylesheet", "xpacket", "adobe-xap-filters",
    ]

    /// A name that is one letter of ASCII; else 0.
    static func letter(of name: String) -> UInt8 {
        let bytes = name.utf8
        guard bytes.count == 1, let first = bytes.first, first < 0x80 else { return 0 }
        return first
    }

    /// Where several bytes are next; where they would not fit any longer where they are not.
    static func index(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index + pattern.count <= bytes.count {
            if bytes[index] == pattern[0], pattern.indices.allSatisfy({ bytes[index + $0] == pattern[$0] }) { break }
            index += 1
        }
        return index
    }

    /// Goes on to the end of a tag, or to that of the bytes.
    static func closes(_ bytes: Span<UInt8>, _ index: inout Int, _ quote: inout UInt8?) -> Bool {
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return true
            }
            index += 1
        }
        return false
    }

    /// Where a text without references ends, and the tag that closes its element; `nil` where anything else comes.
    static func plainContent(in bytes: [UInt8], from start: Int) -> (textEnd: Int, end: Int)? {
        let (index, hasReference) = textEnd(in: bytes, from: min(start, bytes.count))
        guard !hasReference, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") else { return nil }
        let end = self.index(of: UInt8(ascii: ">"), in: bytes, from: index + 2)
        return end < bytes.count ? (index, end + 1) : nil
    }

    /// Names of one letter, which most elements of workbooks and many of documents have.
    private static let letters = (0..<128).map { String(UnicodeScalar(UInt8($0))) }

    /// The name of an element without its prefix.
    static func localName(in buffer: [UInt8], from start: Int, to limit: Int) -> String {
        var first = start
        var end = start
        while end < limit, end - start < 256 {
            let byte = buffer[end]
            if byte <= 32 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { break }
            if byte == UInt8(ascii: ":") { first = end + 1 }
            end += 1
        }
        if end - first == 1, buffer[first] < 0x80 { return letters[Int(buffer[first])] }
        return String(decoding: buffer[min(first, end)..<end], as: UTF8.self)
    }
}
