/// A text of which each character stands for its own upper and lower form, and for nothing else.
///
/// A form may be longer than the character: `ß` stands for `ß` and `SS`, not for `ss`.
///
/// Source: `equals-ignore-case` in https://github.com/aws/event-ruler; the forms are those of Unicode, sections 3.13 and 5.18.
struct CaselessText: Sendable, Hashable {
    /// As it was written; in ASCII, in lower case.
    private let text: String
    /// What all texts that it stands for, and some others, are folded to.
    let folded: [UInt8]
    /// Whether the others are no ASCII: then what is folded to the same and is ASCII is the same.
    let isASCII: Bool
    /// The forms of each character; none for ASCII.
    private let forms: [[[UInt8]]]

    /// Reads a text.
    init(_ text: String) {
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        self.text = isASCII ? text.lowercased() : text
        folded = CaselessText.fold(Array(text.utf8))
        forms =
            isASCII
            ? []
            : text.unicodeScalars.map { scalar in
                let properties = scalar.properties
                let (upper, lower) = (Array(properties.uppercaseMapping.utf8), Array(properties.lowercaseMapping.utf8))
                return upper == lower ? [upper] : [upper, lower]
            }
    }

    static func == (left: CaselessText, right: CaselessText) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// The same for all forms of each character of a text in UTF-8.
    ///
    /// - Complexity: Linear; quick for ASCII.
    static func fold(_ text: [UInt8]) -> [UInt8] {
        if text.allSatisfy({ $0 < 0x80 }) { return text.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 } }
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            guard scalar.properties.changesWhenCaseMapped else {
                folded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                continue
            }
            // Down, up and down again: `ẞ` is `ß`, which is `SS`.
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    folded.append(contentsOf: upper.properties.lowercaseMapping.utf8)
                }
            }
        }
        return folded
    }

    // MARK: Comparing

    /// Whether it stands for the whole of a value.
    func equals(_ value: [UInt8]) -> Bool {
        isASCII ? value.count == folded.count && begins(value) : ends(from: 0, value).contains(value.count)
    }

    /// Whether it stands for the beginning of a value.
    func begins(_ value: [UInt8]) -> Bool {
        guard isASCII else { return !ends(from: 0, value).isEmpty }
        return value.count >= folded.count && folded.indices.allSatisfy { CaselessText.lower(value[$0]) == folded[$0] }
    }

    /// Whether it stands for the end of a value.
    func ends(_ value: [UInt8]) -> Bool {
        guard isASCII else {
            var starts = [value.count]
            for form in forms.reversed() {
                starts = CaselessText.distinct(
                    starts.flatMap { start in
                        form.compactMap { bytes in
                            start >= bytes.count && value[start - bytes.count..<start].elementsEqual(bytes)
                                ? start - bytes.count : nil
                        }
                    }
                )
            }
            return !starts.isEmpty
        }
        let start = value.count - folded.count
        return start >= 0 && folded.indices.allSatisfy { CaselessText.lower(value[start + $0]) == folded[$0] }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

    /// Where what it stands for may end.
    private func ends(from start: Int, _ value: [UInt8]) -> [Int] {
        var ends = [start]
        for form in forms where !ends.isEmpty {
            ends = CaselessText.distinct(
                ends.flatMap { end in
                    form.compactMap { bytes in value[end...].starts(with: bytes) ? end + bytes.count : nil }
                }
            )
        }
        return ends
    }

    private static func distinct(_ places: [Int]) -> [Int] { places.count < 2 ? places : Array(Set(places)) }
}
