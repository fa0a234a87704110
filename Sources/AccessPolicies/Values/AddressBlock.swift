/// An address of the Internet protocol, of version 4 or 6, as a number.
///
/// Sources: RFC 4291, sections 2.2 and 2.5.5.2; RFC 4007, section 11; RFC 6943, section 3.1.1.
struct InternetAddress: Sendable, Equatable {
    let isVersion6: Bool
    /// Its bits; those of version 4 are the last 32.
    let bits: UInt128

    /// The number of bits of an address of its version.
    var width: Int { isVersion6 ? 128 : 32 }

    /// Reads an address; `nil` for what is none.
    ///
    /// Numbers of version 4 have no zeros before them: what reads them as octal sees another address. A version 4
    /// address in one of version 6 (`::ffff:10.0.0.1`) is the version 4 address, as sockets of version 6 report those.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - allowsZone: Whether a zone may follow (`fe80::1%eth0`); it counts for nothing, as it means something on one
    ///     machine only.
    init?(_ text: some Collection<UInt8>, allowsZone: Bool) {
        var text = Array(text)
        guard text.count <= 100 else { return nil }
        if allowsZone, let percent = text.firstIndex(of: UInt8(ascii: "%")) {
            guard percent < text.count - 1, text[..<percent].contains(UInt8(ascii: ":")) else { return nil }
            text.removeSubrange(percent...)
        }
        if let bits = InternetAddress.version4(text[...]) {
            (isVersion6, self.bits) = (false, UInt128(bits))
        } else if let bits = InternetAddress.version6(text) {
            let isMapped = bits >> 32 == 0xFFFF
            (isVersion6, self.bits) = (!isMapped, isMapped ? bits & 0xFFFF_FFFF : bits)
        } else {
            return nil
        }
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard let number = decimal(part, atMost: 255) else { return nil }
            bits = bits << 8 | UInt32(number)
        }
        return bits
    }

    /// A number of up to three digits without zeros before it.
    static func decimal(_ text: ArraySlice<UInt8>, atMost most: Int) -> Int? {
        guard (1...3).contains(text.count), text.allSatisfy({ $0 &- 48 < 10 }), text.count == 1 || text.first != 48
        else { return nil }
        let number = text.reduce(0) { $0 * 10 + Int($1 - 48) }
        return number <= most ? number : nil
    }

    private static func version6(_ text: [UInt8]) -> UInt128? {
        let colon = UInt8(ascii: ":")
        guard let gap = text.indices.dropLast().first(where: { text[$0] == colon && text[$0 + 1] == colon }) else {
            guard let groups = groups(text[...]), groups.count == 8 else { return nil }
            return bits(groups)
        }
        let (before, behind) = (text[..<gap], text[(gap + 2)...])
        guard let left = before.isEmpty ? [] : groups(before), let right = behind.isEmpty ? [] : groups(behind),
            left.count + right.count <= 7
        else { return nil }
        return bits(left + [UInt16](repeating: 0, count: 8 - left.count - right.count) + right)
    }

    private static func bits(_ groups: [UInt16]) -> UInt128 { groups.reduce(0) { $0 << 16 | UInt128($1) } }

    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let tail = version4(part) else { return nil }
                groups += [UInt16(tail >> 16), UInt16(tail & 0xFFFF)]
            } else {
                guard (1...4).contains(part.count), part.allSatisfy(isHexadecimal),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 0x20) &- 97 < 6 }
}

/// A block of addresses in CIDR notation, or one address.
///
/// Source: RFC 4632, section 3.1.
struct AddressBlock: Sendable, Equatable {
    private let isVersion6: Bool
    private let bits: UInt128
    /// The bits that all addresses of the block share.
    private let mask: UInt128
    /// Whether it was written with bits behind its prefix.
    let hasHostBits: Bool

    /// Reads `203.0.113.0/24`, `2001:db8::/32` or an address; `nil` for what is none.
    ///
    /// Bits behind the prefix count for nothing: `10.1.2.3/8` is `10.0.0.0/8`.
    init?(_ text: some Collection<UInt8>) {
        let parts = Array(text).split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = InternetAddress(parts[0], allowsZone: false) else { return nil }
        var length = address.width
        if parts.count == 2 {
            let isMapped = !address.isVersion6 && parts[0].contains(UInt8(ascii: ":"))
            guard let written = InternetAddress.decimal(parts[1], atMost: isMapped ? 128 : address.width) else {
                return nil
            }
            // Of version 4 addresses in version 6 ones, the first 96 bits are all the same.
            length = isMapped ? written - 96 : written
            guard length >= 0 else { return nil }
        }
        let ones = address.isVersion6 ? UInt128.max : UInt128(UInt32.max)
        isVersion6 = address.isVersion6
        mask = length == 0 ? 0 : ones << UInt128(address.width - length) & ones
        bits = address.bits & mask
        hasHostBits = bits != address.bits
    }

    /// Whether it is no wider than a network that somebody has: /8 of version 4, /32 of version 6.
    var isNarrow: Bool { mask.nonzeroBitCount >= (isVersion6 ? 32 : 8) }

    /// Whether an address lies in it.
    func contains(_ address: InternetAddress) -> Bool {
        address.isVersion6 == isVersion6 && address.bits & mask == bits
    }
}
