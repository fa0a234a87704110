/// The field of 256 elements that AES uses, in a time that does not depend on the elements.
///
/// No tables: which entry of a table was looked up can be seen in the cache. Source: FIPS 197, section 4.
enum GF256 {
    /// The product of two elements.
    static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product: UInt8 = 0
        var left = left
        var right = right
        for _ in 0..<8 {
            product ^= left & (0 &- (right & 1))
            // x^8 = x^4 + x^3 + x + 1
            left = left << 1 ^ 0x1B & (0 &- (left >> 7))
            right >>= 1
        }
        return product
    }

    /// What gives 1 when multiplied with `element`; 0 for 0.
    ///
    /// By Fermat that is its 254th power.
    static func inverse(_ element: UInt8) -> UInt8 {
        var power = element
        var result: UInt8 = 1
        for _ in 0..<7 {
            power = multiply(power, power)
            result = multiply(result, power)
        }
        return result
    }
}
