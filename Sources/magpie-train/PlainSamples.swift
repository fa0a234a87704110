import Foundation

/// What stands in texts and sources and is no secret.
struct PlainSamples {
    private var random: SeededGenerator
    private let words: [String]

    init(_ words: [String], seed: UInt64) {
        random = SeededGenerator(seed: seed)
        self.words = words
    }

    private static let placeholders = [
        "changeme", "change_me", "change-me", "your-token", "YOUR_API_KEY", "your_secret_here", "insert-key-here",
        "xxxxxxxx",
        "xxxxxxxxxxxxxxxx", "********", "placeholder", "redacted", "example", "sample", "dummy", "password", "passwd",
        "secret",
        "token", "undefined", "null", "none", "true", "false", "string", "integer", "required", "optional", "default",
        "my-secret", "mysecret", "mypassword", "my_token", "todo", "fixme", "foobar", "unknown", "test", "testing",
        "admin",
        "user", "username", "hidden", "text", "email", "number", "value", "somevalue", "some-value", "replace_me",
        "abcdefgh",
        "abc123", "12345678", "0000000000", "aaaaaaaa", "none provided", "not set", "not-set", "empty", "invalid",
        "wrong",
    ]

    /// A word or words, joined as people join them.
    mutating func name() -> String {
        let count = random.number(1...4)
        var parts = (0..<count).map { _ in random.one(of: words).filter { $0.isLetter && $0.isASCII } }
        if random.happens(in: 25) { parts.append(String(random.number(0...(random.happens(in: 60) ? 9 : 2030)))) }
        switch random.number(0...9) {
        case 0...2: return parts[0].lowercased() + parts.dropFirst().map(\.capitalized).joined()
        case 3: return parts.map(\.capitalized).joined()
        case 4, 5: return parts.joined(separator: "_").lowercased()
        case 6: return parts.joined(separator: "_").uppercased()
        case 7: return parts.joined(separator: "-").lowercased()
        case 8: return parts.joined(separator: ".").lowercased()
        default: return parts.joined(separator: random.happens(in: 50) ? " " : "/").lowercased()
        }
    }

    /// What is neither name nor secret: numbers, dates, versions, places and what stands for something else.
    mutating func other() -> String {
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(random.number(0...9)) }.joined() }
        switch random.number(0...13) {
        case 0: return digits(random.number(3...14))
        case 1: return "\(random.number(1990...2030))-0\(random.number(1...9))-\(random.number(10...28))"
        case 2: return "\(random.number(0...20)).\(random.number(0...40)).\(random.number(0...99))"
        case 3:
            return "v\(random.number(0...9)).\(random.number(0...40)).\(random.number(0...9))-\(random.one(of: words))"
        case 4: return "#\(String(random.number(0x100000...0xFFFFFF), radix: 16))"
        case 5:
            return
                "/\(random.one(of: words))/\(random.one(of: words))/\(name()).\(random.one(of: ["js", "py", "conf", "txt"]))"
        case 6: return "https://\(random.one(of: words)).\(random.one(of: ["com", "org", "net"]))/\(name())"
        case 7: return "${\(name().uppercased())}"
        case 8: return "<\(name())>"
        case 9:
            return
                "\(random.number(1...255)).\(random.number(0...255)).\(random.number(0...255)).\(random.number(0...255))"
        case 10: return "\(random.one(of: words)):\(digits(4))"
        case 11:
            return String(repeating: random.one(of: ["x", "0", "*", "X", "a", "1", "."]), count: random.number(4...32))
        default: return random.one(of: PlainSamples.placeholders)
        }
    }

    /// Names and literals of the sources in a folder, each once; those that are random themselves are left out.
    static func literals(in folder: String, atMost limit: Int) -> [String] {
        let kinds: Set = [
            "py", "js", "ts", "c", "h", "hpp", "pl", "pm", "rb", "java", "sh", "php", "json", "css", "html", "md",
        ]
        var found: Set<String> = []
        guard let files = FileManager.default.enumerator(atPath: folder) else { return [] }
        for file in files.compactMap({ $0 as? String }).sorted() where kinds.contains((file as NSString).pathExtension)
        {
            guard found.count < limit, let data = FileManager.default.contents(atPath: "\(folder)/\(file)"),
                data.count < 400_000
            else { continue }
            collect(Array(data), into: &found, atMost: 800)
        }
        return found.sorted()
    }

    /// Adds the literals and long names of one source.
    private static func collect(_ bytes: [UInt8], into found: inout Set<String>, atMost limit: Int) {
        var (index, taken) = (0, 0)
        while index < bytes.count, taken < limit {
            let byte = bytes[index]
            var range: Range<Int>?
            if byte == 34 || byte == 39 {
                let end = (index + 1..<min(index + 82, bytes.count)).first { bytes[$0] == byte || bytes[$0] == 10 }
                if let end, bytes[end] == byte { range = index + 1..<end }
                index = range == nil ? index + 1 : (range?.upperBound ?? index) + 1
            } else if isName(byte) {
                var end = index
                while end < bytes.count,
                    isName(bytes[end]) || bytes[end] == 46 && end + 1 < bytes.count && isName(bytes[end + 1])
                { end += 1 }
                range = index..<end
                index = end
            } else {
                index += 1
            }
            guard let range, (4...80).contains(range.count) else { continue }
            let value = bytes[range]
            guard value.allSatisfy({ $0 >= 32 && $0 < 127 }), !isRandom(value) else { continue }
            if found.insert(String(decoding: value, as: UTF8.self)).inserted { taken += 1 }
        }
    }

    private static func isName(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == 95 }

    /// Hashes and base64 in sources say nothing about names.
    private static func isRandom(_ value: ArraySlice<UInt8>) -> Bool {
        let hex = value.count { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 6 }
        if value.count >= 16, hex * 10 > value.count * 9 { return true }
        let digits = value.count { $0 &- 48 < 10 }
        let capitals = value.count { $0 &- 65 < 26 }
        return value.count >= 20 && digits >= 3 && capitals >= 3 && !value.contains(32) && !value.contains(95)
            && digits + capitals > value.count / 4
    }
}
