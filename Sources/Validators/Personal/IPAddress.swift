/// Checks an IP address of version 4 or 6.
///
/// Source: RFC 6943, section 3.1.1 (strict dotted decimal); RFC 4291, section 2.2.
enum IPAddress {
    /// Tells whether `value` is an address that can belong to somebody's machine.
    ///
    /// Loopback, unspecified and broadcast addresses and network masks are refused.
    ///
    /// - Returns: For version 4, a version number with four parts passes too.
    /// - Complexity: O(*n*), about 2 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] == UInt8(ascii: ":") { return isVersion6(value) }
        guard let address = version4(value) else { return false }
        return switch address >> 24 {
        case 0, 127, 255: false
        default: true
        }
    }

    /// Tells whether a valid address is one of documentation, or of a network that is nobody's in particular.
    ///
    /// Sources: RFC 5737, RFC 3849, RFC 9637; RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 section 2.5.6.
    static func isSample(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] == UInt8(ascii: ":") {
            let first = hexadecimal(value.extracting(0..<index)) ?? 0
            if first == 0x2001 {
                var end = index + 1
                while end < value.count, value[end] != UInt8(ascii: ":") { end += 1 }
                return hexadecimal(value.extracting(index + 1..<end)) == 0xDB8
            }
            return first == 0x3FFF || first >> 9 == 0xFC >> 1 || first >> 6 == 0xFE80 >> 6
        }
        guard let address = version4(value) else { return false }
        return switch address {
        case 0x0A00_0000...0x0AFF_FFFF, 0xAC10_0000...0xAC1F_FFFF, 0xC0A8_0000...0xC0A8_FFFF: true
        case 0xC000_0200...0xC000_02FF, 0xC633_6400...0xC633_64FF, 0xCB00_7100...0xCB00_71FF: true
        case 0x6440_0000...0x647F_FFFF, 0xA9FE_0000...0xA9FE_FFFF: true
        default: false
        }
    }

    /// The address that four decimal numbers without leading zeros spell, or nil.
    static func version4(_ text: Span<UInt8>) -> UInt32? {
        guard (7...15).contains(text.count) else { return nil }
        var address: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var dots = 0
        for index in text.indices {
            if let digit = ASCII.digit(text[index]) {
                guard digits == 0 || octet != 0 else { return nil }
                octet = octet * 10 + UInt32(digit)
                guard octet <= 255 else { return nil }
                digits += 1
            } else {
                guard text[index] == UInt8(ascii: "."), digits > 0, dots < 3 else { return nil }
                address = address << 8 | octet
                (octet, digits, dots) = (0, 0, dots + 1)
            }
        }
        return dots == 3 && digits > 0 ? address << 8 | octet : nil
    }

    private static func isVersion6(_ text: Span<UInt8>) -> Bool {
        guard (3...45).contains(text.count) else { return false }
        var groups = 0
        var hasGap = false
        var hasDigit = false
        var areAllPairs = true
        var bits: UInt32 = 0
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: ":") {
                guard index + 1 < text.count, text[index + 1] == UInt8(ascii: ":"), !hasGap else { return false }
                hasGap = true
                index += 2
                if index == text.count { break }
            }
            var end = index
            while end < text.count, text[end] != UInt8(ascii: ":") { end += 1 }
            let group = text.extracting(index..<end)
            if end == text.count, let address = version4(group) {
                groups += 2
                bits |= address
                (hasDigit, areAllPairs) = (true, false)
                break
            }
            guard let number = hexadecimal(group) else { return false }
            bits |= groups == 7 && number == 1 ? 0 : UInt32(number)
            for position in group.indices where ASCII.isDigit(group[position]) { hasDigit = true }
            areAllPairs = areAllPairs && group.count == 2
            groups += 1
            // One colon only separates; a second one is the gap, which the next round reads.
            index = end
            guard index < text.count else { break }
            if index + 1 < text.count, text[index + 1] == UInt8(ascii: ":") { continue }
            index += 1
            guard index < text.count else { return false }
        }
        guard hasGap ? (2...7).contains(groups) : groups == 8 else { return false }
        // `dead::beef` is a name in C++, and eight pairs are the beginning of a fingerprint.
        return bits != 0 && hasDigit && !areAllPairs
    }

    private static func hexadecimal(_ group: Span<UInt8>) -> UInt16? {
        guard (1...4).contains(group.count) else { return nil }
        var number: UInt16 = 0
        for index in group.indices {
            guard let digit = ASCII.hexDigit(group[index]) else { return nil }
            number = number << 4 | UInt16(digit)
        }
        return number
    }
}
