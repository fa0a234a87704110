/// Addresses of the Internet protocol as text.
enum InternetAddress {
    /// The 4 or 16 bytes of an address; `nil` for what is none.
    ///
    /// An IPv4 address in an IPv6 one (`::ffff:a00:1`) is the IPv4 address, and zeros before decimal digits change nothing, as
    /// in EventBridge.
    ///
    /// Sources: RFC 4632 section 3.1, RFC 4291 sections 2.2 and 2.5.5.2.
    static func bytes(_ text: String) -> [UInt8]? { bytes(Array(text.utf8)) }

    /// The same for text in UTF-8.
    static func bytes(_ text: [UInt8]) -> [UInt8]? {
        guard (2...45).contains(text.count) else { return nil }
        if let bytes = version4(text[...]) { return bytes }
        guard text.contains(UInt8(ascii: ":")), let bytes = version6(String(decoding: text, as: UTF8.self)) else {
            return nil
        }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard (7...15).contains(text.count) else { return nil }
        var bytes: [UInt8] = []
        var number = 0
        var digits = 0
        for index in text.startIndex...text.endIndex {
            if index == text.endIndex || text[index] == UInt8(ascii: ".") {
                guard digits > 0, bytes.count < 4 else { return nil }
                bytes.append(UInt8(number))
                number = 0
                digits = 0
            } else {
                guard text[index] &- 48 < 10 else { return nil }
                number = number * 10 + Int(text[index] &- 48)
                guard number < 256 else { return nil }
                digits += 1
            }
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: String) -> [UInt8]? {
        var halves: [[UInt8]] = []
        let sides = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard sides.count <= 2 else { return nil }
        for side in sides {
            var bytes: [UInt8] = []
            let groups = side.isEmpty ? [] : side.split(separator: ":", omittingEmptySubsequences: false)
            for (index, group) in groups.enumerated() {
                if index == groups.count - 1, group.contains(".") {
                    guard let tail = version4(Array(group.utf8)[...]) else { return nil }
                    bytes += tail
                } else {
                    guard (1...4).contains(group.utf8.count), let number = UInt16(group, radix: 16) else { return nil }
                    bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
                }
            }
            halves.append(bytes)
        }
        if halves.count == 1 { return halves[0].count == 16 ? halves[0] : nil }
        let gap = 16 - halves[0].count - halves[1].count
        return gap >= 2 ? halves[0] + [UInt8](repeating: 0, count: gap) + halves[1] : nil
    }
}
