/// Seven bytes in a row, by which a longer text is recognised.
///
/// A window is looked at where it begins with a *seam*: bytes that change between small letters, capitals, digits and
/// others in a way that random values often do and texts seldom. In source code one byte in 250 begins one; in random
/// letters and digits it is every third. It can be looked at as well where its last four bytes are one. Where a value
/// has no seam, a pass must be told a gram that the window begins or ends with; see ``WindowFilter``.
public enum TextWindow {
    /// Bytes in a window.
    public static let length = 7

    static let mask: UInt64 = 0x00FF_FFFF_FFFF_FFFF

    /// The window at `offset` of `text`, the first byte lowest; what lies behind the end counts as zero.
    public static func at(_ offset: Int, in text: Span<UInt8>) -> UInt64 {
        var window: UInt64 = 0
        for index in 0..<max(0, min(length, text.count - offset)) {
            window |= UInt64(text[offset + index]) << UInt64(8 * index)
        }
        return window
    }

    /// The folded gram that a window begins with.
    public static func gram(_ window: UInt64) -> UInt32 {
        var gram: UInt32 = 0
        for index in 0..<4 {
            let byte = UInt8(truncatingIfNeeded: window >> UInt64(8 * index))
            gram |= UInt32(folded[Int(byte)]) << UInt32(8 * index)
        }
        return gram
    }

    /// Bytes of a window before the four that it ends with.
    public static let endOffset = length - 4

    /// The last four bytes of a window, as if it began with them.
    public static func end(_ window: UInt64) -> UInt64 { window >> UInt64(8 * endOffset) }

    /// Whether a window begins with a seam.
    ///
    /// With letters and digits of ASCII, these are:
    /// - anything, a small letter or digit of another kind, and a capital;
    /// - a small letter or digit and a capital, unless the capital stands between small letters;
    /// - a small letter between digits;
    /// - a capital or digit, a small letter, and what is no letter or digit.
    ///
    /// They were chosen by how often they come up in texts and how many random passwords have none. The byte behind
    /// belongs to a seam as well; all four are graphic, that is ASCII and neither controls nor spaces, for these stand
    /// around words.
    @inline(__always)
    public static func isSeam(_ window: UInt64) -> Bool {
        let bytes = UInt32(truncatingIfNeeded: window)
        // A byte of ASCII reaches the highest bit when 95 is added if it is greater than a space.
        let areGraphic = bytes & 0x8080_8080 == 0 && (bytes &+ 0x5F5F_5F5F) & 0x8080_8080 == 0x8080_8080
        return areGraphic && seams >> (kind(window) << 4 | kind(window >> 8) << 2 | kind(window >> 16)) & 1 != 0
    }

    /// A bit for each three kinds, the first one highest; `KernelTests` has the rule that gives them.
    private static let seams: UInt64 = 0x0044_004c_0f0e_0e40

    /// Small letters, digits, capitals, and all others.
    @inline(__always)
    private static func kind(_ bytes: UInt64) -> UInt64 {
        let byte = UInt8(truncatingIfNeeded: bytes)
        return byte &- 97 < 26 ? 0 : byte &- 48 < 10 ? 1 : byte &- 65 < 26 ? 2 : 3
    }

    private static let folded = (0...255).map { Folding.fold(UInt8($0)) }
}
