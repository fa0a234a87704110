/// Shows enough of a value to find it again and too little to use it.
public enum Masking {
    /// `42************42`: a quarter of the characters at most, two at each end at most, the rest as stars.
    ///
    /// Fewer than eight characters show nothing. More than 16 stars are not written, so the length of a long value does
    /// not show either.
    public static func mask(_ value: Span<UInt8>) -> String {
        let shown = min(2, value.count / 8)
        var characters = 0
        for index in value.indices where value[index] & 0xC0 != 0x80 { characters += 1 }
        let stars = min(max(characters - 2 * shown, 1), 16)
        var text: [UInt8] = []
        text.reserveCapacity(2 * shown + stars)
        for index in 0..<shown { text.append(visible(value[index])) }
        for _ in 0..<stars { text.append(UInt8(ascii: "*")) }
        for index in (value.count - shown)..<value.count { text.append(visible(value[index])) }
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands for a value of which nothing is shown.
    package static let hidden = "****************"

    /// A byte as it may be shown: control and foreign bytes as a star.
    private static func visible(_ byte: UInt8) -> UInt8 { byte &- 33 < 94 ? byte : UInt8(ascii: "*") }
}
