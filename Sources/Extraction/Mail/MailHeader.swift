import Bytes

/// The header of a mail or of a part of one (RFC 5322, section 2.2).
struct MailHeader {
    /// The fields: names as they are written, and values without folds and with encoded words decoded.
    private(set) var fields: [(name: String, value: [UInt8])] = []
    private var rawType: [UInt8] = []
    private var rawDisposition: [UInt8] = []

    /// The most bytes of a header.
    private static let mostBytes = 1 << 20

    /// Reads a header and the empty line behind it.
    init(_ lines: MailLines, until boundaries: [[UInt8]]) throws(ExtractionFailure) {
        var byteCount = 0
        var name = ""
        var value: [UInt8] = []
        func ended(_ header: inout MailHeader) {
            if !name.isEmpty { header.add(name, value) }
            (name, value) = ("", [])
        }
        while byteCount < MailHeader.mostBytes, let line = try lines.nextOfMail() {
            if MailBody.boundary(line, boundaries) != nil {
                lines.unread(line)
                break
            }
            byteCount += line.count
            var text = line[...]
            while let last = text.last, last == 10 || last == 13 { text.removeLast() }
            if text.isEmpty { break }
            if text.first == 32 || text.first == 9 {
                value += text
                continue
            }
            guard let colon = text.firstIndex(of: UInt8(ascii: ":")), !text[..<colon].contains(where: { $0 <= 32 })
            else {
                // No header at all: what stands here is the body.
                lines.unread(line)
                break
            }
            ended(&self)
            name = String(decoding: text[..<colon], as: UTF8.self)
            value = Array(text[(colon + 1)...])
        }
        ended(&self)
    }

    private mutating func add(_ name: String, _ value: [UInt8]) {
        let trimmed = MailHeader.trimmed(value[...])
        switch name.lowercased() {
        case "content-type": if rawType.isEmpty { rawType = trimmed }
        case "content-disposition": if rawDisposition.isEmpty { rawDisposition = trimmed }
        default: break
        }
        fields.append((name, EncodedWords.decoded(trimmed)))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = bytes
        while let first = bytes.first, first <= 32 { bytes.removeFirst() }
        while let last = bytes.last, last <= 32 { bytes.removeLast() }
        return Array(bytes)
    }

    /// The value of a field, in lower case.
    private func lowered(_ name: String) -> String {
        let value = fields.first { $0.name.lowercased() == name }?.value ?? []
        return String(decoding: value, as: UTF8.self).lowercased()
    }

    /// The media type, such as `text/plain`, which is what it is where none is stated.
    var type: String {
        let text = String(decoding: rawType.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self).lowercased()
        return text.isEmpty ? "text/plain" : text.filter { $0 != " " && $0 != "\t" }
    }

    /// How the body is written.
    var encoding: MailBody.Encoding {
        let name = lowered("content-transfer-encoding").filter { $0 != " " && $0 != "\t" }
        if name.contains("base64") { return .base64 }
        return name.contains("quoted-printable") ? .quotedPrintable : .none
    }

    /// What stands before each part; `nil` where none is stated.
    var boundary: [UInt8]? { MailHeader.parameter("boundary", of: rawType).flatMap { $0.isEmpty ? nil : $0 } }

    /// What the part is called.
    var fileName: [UInt8]? { fileNames.first }

    /// The same, and what else it is called.
    var fileNames: [[UInt8]] {
        let names = [MailHeader.parameter("filename", of: rawDisposition), MailHeader.parameter("name", of: rawType)]
        let known = names.compactMap { $0 }
        return known.count == 2 && known[0] == known[1] ? [known[0]] : known
    }

    /// The character set that is stated, in lower case.
    var charset: String? {
        MailHeader.parameter("charset", of: rawType).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    /// What kind of message of S/MIME it is.
    var secureType: String? {
        MailHeader.parameter("smime-type", of: rawType).map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    /// Whether lines that end in a space go on in the next one (RFC 3676).
    var isFlowed: Bool {
        MailHeader.parameter("format", of: rawType).map { lower($0) } == "flowed" && type == "text/plain"
    }

    /// Whether the space goes where they are joined.
    var deletesSpaces: Bool { MailHeader.parameter("delsp", of: rawType).map { lower($0) } == "yes" }

    private func lower(_ value: [UInt8]) -> String { String(decoding: value, as: UTF8.self).lowercased() }

    /// What the header of a part says besides how to read it, each field on a line.
    var asides: [UInt8] {
        var lines: [UInt8] = []
        for field in fields where !MailHeader.formal.contains(field.name.lowercased()) {
            lines += Array(field.name.utf8) + Array(": ".utf8) + field.value + [10]
        }
        // Where a part lies that is not here.
        if type == "message/external-body" { lines += rawType + [10] }
        return lines
    }

    /// Fields of parts that programs make, which say nothing of people.
    private static let formal: Set<String> = [
        "content-type", "content-transfer-encoding", "content-disposition", "content-id", "content-length",
        "mime-version",
        "x-attachment-id", "x-ms-has-attach", "content-language", "lines",
    ]

    // MARK: Parameters

    /// The value of a parameter, put together and decoded where it is split or encoded (RFC 2231).
    static func parameter(_ wanted: String, of field: [UInt8]) -> [UInt8]? {
        var parts: [(number: Int, isEncoded: Bool, value: [UInt8])] = []
        for (name, value) in parameters(of: field) {
            if name == wanted { return EncodedWords.decoded(value) }
            guard name.hasPrefix(wanted + "*") else { continue }
            var rest = name.dropFirst(wanted.count + 1)
            let isEncoded = rest.isEmpty || rest.hasSuffix("*")
            if rest.hasSuffix("*") { rest = rest.dropLast() }
            parts.append((Int(rest) ?? 0, isEncoded, value))
        }
        if parts.isEmpty { return nil }
        parts.sort { $0.number < $1.number }
        var joined: [UInt8] = []
        for (index, part) in parts.enumerated() {
            var value = part.value
            guard part.isEncoded else {
                joined += value
                continue
            }
            // The first piece names the character set and the language.
            if index == 0, value.count(where: { $0 == UInt8(ascii: "'") }) >= 2 {
                let pieces = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                value = Array(pieces[2])
            }
            joined += PercentEncoding.bytes(value)
        }
        return joined
    }

    /// Names in lower case and values of the parameters behind the first semicolon.
    private static func parameters(of field: [UInt8]) -> [(String, [UInt8])] {
        var parameters: [(String, [UInt8])] = []
        var index = field.firstIndex(of: UInt8(ascii: ";")) ?? field.count
        while index < field.count, parameters.count < 100 {
            index += 1
            while index < field.count, field[index] <= 32 || field[index] == UInt8(ascii: ";") { index += 1 }
            let start = index
            while index < field.count, field[index] != UInt8(ascii: "="), field[index] != UInt8(ascii: ";") {
                index += 1
            }
            let name = String(decoding: trimmed(field[start..<index]), as: UTF8.self).lowercased()
            guard index < field.count, field[index] == UInt8(ascii: "=") else { continue }
            index += 1
            while index < field.count, field[index] <= 32 { index += 1 }
            var value: [UInt8] = []
            if index < field.count, field[index] == UInt8(ascii: "\"") {
                index += 1
                while index < field.count, field[index] != UInt8(ascii: "\"") {
                    if field[index] == UInt8(ascii: "\\"), index + 1 < field.count { index += 1 }
                    value.append(field[index])
                    index += 1
                }
                while index < field.count, field[index] != UInt8(ascii: ";") { index += 1 }
            } else {
                while index < field.count, field[index] != UInt8(ascii: ";") {
                    value.append(field[index])
                    index += 1
                }
                value = trimmed(value[...])
            }
            parameters.append((name, value))
        }
        return parameters
    }

    // MARK: Sniffing

    /// Names of fields that mails have, and other texts hardly.
    private static let known: Set<String> = [
        "return-path", "received", "from", "to", "cc", "subject", "date", "message-id", "mime-version", "delivered-to",
        "reply-to",
        "content-type", "content-transfer-encoding", "dkim-signature", "authentication-results", "in-reply-to",
        "references",
        "x-mailer", "x-mozilla-status", "x-originating-ip", "envelope-to", "x-gmail-labels", "arc-seal", "received-spf",
        "sender",
        "user-agent", "content-disposition", "thread-topic", "list-unsubscribe", "x-account-key", "x-received", "bcc",
        "status",
        "x-uidl", "x-priority", "importance", "organization", "content-location", "snapshot-content-location",
    ]

    /// Where a mail begins behind a line that says how many bytes it has, and how many; `nil` for anything else.
    static func counted(_ head: Span<UInt8>) -> (start: Int, count: Int)? {
        var index = 0
        var count = 0
        while index < min(head.count, 10), head[index] &- 48 < 10 {
            count = 10 * count + Int(head[index]) - 48
            index += 1
        }
        guard index > 0 else { return nil }
        while index < min(head.count, 20), head[index] == 32 || head[index] == 13 { index += 1 }
        guard index < head.count, head[index] == 10, begins(head.extracting((index + 1)...)).isMail else { return nil }
        return (index + 1, count)
    }

    /// Whether content begins like a mail or, with a line of `From `, like a mailbox; asked of every text.
    static func begins(_ head: Span<UInt8>) -> (isMail: Bool, isMailbox: Bool) {
        guard head.count > 8, (head[0] & 0xDF) &- 65 < 26 else { return (false, false) }
        var index = 0
        var isMailbox = false
        // How many fields it takes; with the time of a mailbox's line before them one will do.
        var least = 2
        if Sniffer.starts(head, Array("From ".utf8)) {
            var colons = 0
            while index < min(head.count, 1000), head[index] != 10 {
                if head[index] == UInt8(ascii: ":"), head[index - 1] &- 48 < 10 { colons += 1 }
                index += 1
            }
            index += 1
            isMailbox = true
            if colons == 2 { least = 1 }
        }
        var names: Set<String> = []
        while index < min(head.count, 1 << 14) {
            let start = index
            while index < head.count, head[index] != 10 { index += 1 }
            if index - start <= 1 { break }
            defer { index += 1 }
            if head[start] == 32 || head[start] == 9 {
                if start == 0 || names.isEmpty { return (false, false) }
                continue
            }
            var colon = start
            while colon < index, head[colon] != UInt8(ascii: ":"), head[colon] > 32, colon - start < 80 { colon += 1 }
            guard colon < index, colon > start, head[colon] == UInt8(ascii: ":") else { return (false, false) }
            let name = String(decoding: (start..<colon).map { head[$0] | 0x20 }, as: UTF8.self).replacing(
                "\r",
                with: "-"
            )
            if known.contains(name) {
                names.insert(name)
            } else if names.isEmpty, !name.hasPrefix("x-") {
                return (false, false)
            }
            if names.count >= least { return (true, isMailbox) }
        }
        return (false, false)
    }
}

/// Words in headers that are encoded in ASCII (RFC 2047).
enum EncodedWords {
    /// A value with its encoded words decoded.
    static func decoded(_ value: [UInt8]) -> [UInt8] {
        guard value.count > 6, value.contains(UInt8(ascii: "?")) else { return value }
        var output: [UInt8] = []
        var index = 0
        var wasWord = false
        var gap: [UInt8] = []
        while index < value.count {
            if value[index] == UInt8(ascii: "="), let (word, end) = word(value, at: index) {
                // White space between two words is none of the text.
                if !wasWord { output += gap }
                gap = []
                output += word
                index = end
                wasWord = true
                continue
            }
            if value[index] <= 32 {
                gap.append(value[index])
            } else {
                output += gap
                gap = []
                output.append(value[index])
                wasWord = false
            }
            index += 1
        }
        return output + gap
    }

    private static func word(_ value: [UInt8], at start: Int) -> ([UInt8], Int)? {
        guard start + 1 < value.count, value[start + 1] == UInt8(ascii: "?") else { return nil }
        let marks = value[(start + 2)..<min(value.count, start + 2048)]
        guard let charsetEnd = marks.firstIndex(of: UInt8(ascii: "?")), charsetEnd + 2 < value.count,
            value[charsetEnd + 2] == UInt8(ascii: "?")
        else { return nil }
        let textStart = charsetEnd + 3
        var end = textStart
        while end + 1 < value.count, !(value[end] == UInt8(ascii: "?") && value[end + 1] == UInt8(ascii: "=")) {
            if end - textStart > 2048 { return nil }
            end += 1
        }
        guard end + 1 < value.count else { return nil }
        let text = Array(value[textStart..<end])
        let bytes: [UInt8]
        switch value[charsetEnd + 1] | 0x20 {
        case UInt8(ascii: "b"): bytes = BodyDecoder.decoded(text, .base64)
        case UInt8(ascii: "q"):
            bytes = BodyDecoder.decoded(text.map { $0 == UInt8(ascii: "_") ? 32 : $0 }, .quotedPrintable)
        default: return nil
        }
        let charset = String(decoding: value[(start + 2)..<charsetEnd], as: UTF8.self).lowercased()
        return (Charset.utf8(bytes, charset), end + 2)
    }
}
