/// Elements of ASN.1 in the Basic Encoding Rules, with lengths that are stated and those that are not.
///
/// Source: ITU-T X.690, section 8.
struct BER {
    /// An element.
    struct Element {
        var tag: UInt8
        var content: Range<Int>
        /// Where the next one begins.
        var end: Int

        var isConstructed: Bool { tag & 0x20 != 0 }
    }

    let bytes: [UInt8]

    private static let mostLevels = 32

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The element at `index`; `nil` where there is none, or where it does not end before `end`.
    func element(at index: Int, before end: Int) -> Element? { element(at: index, before: end, level: 0) }

    private func element(at start: Int, before end: Int, level: Int) -> Element? {
        guard let (tag, content, count) = head(at: start, before: end) else { return nil }
        if let count {
            guard count <= end - content else { return nil }
            return Element(tag: tag, content: content..<content + count, end: content + count)
        }
        guard level < BER.mostLevels, tag & 0x20 != 0 else { return nil }
        // Up to the mark at its end.
        var index = content
        while index + 2 <= end {
            if bytes[index] == 0, bytes[index + 1] == 0 {
                return Element(tag: tag, content: content..<index, end: index + 2)
            }
            guard let inner = element(at: index, before: end, level: level + 1) else { return nil }
            index = inner.end
        }
        return nil
    }

    /// The tag of the element at `start`, where its content begins, and how long that is; `nil` for a length that is not
    /// stated.
    func head(at start: Int, before end: Int) -> (tag: UInt8, content: Int, count: Int?)? {
        guard start + 2 <= end, bytes[start] & 0x1F != 0x1F else { return nil }
        let first = bytes[start + 1]
        if first < 0x80 { return (bytes[start], start + 2, Int(first)) }
        let width = Int(first & 0x7F)
        if width == 0 { return (bytes[start], start + 2, nil) }
        guard width <= 6, start + 2 + width <= end else { return nil }
        let count = bytes[(start + 2)..<(start + 2 + width)].reduce(0) { $0 << 8 | Int($1) }
        return (bytes[start], start + 2 + width, count)
    }

    /// The elements in a range, as far as they are whole; at most `most`.
    func elements(in range: Range<Int>, most: Int = 64) -> [Element] {
        var elements: [Element] = []
        var index = range.lowerBound
        while elements.count < most, let next = element(at: index, before: range.upperBound) {
            elements.append(next)
            index = next.end
        }
        return elements
    }

    /// Where the bytes of a string of octets lie, which may come in pieces; `isWhole` is set to whether it has an end.
    ///
    /// - Parameters:
    ///   - start: Where the string begins.
    ///   - end: Where all ends.
    ///   - isWhole: Becomes `false` where the string was cut short.
    /// - Returns: The ranges, in order.
    func octets(at start: Int, before end: Int, isWhole: inout Bool) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: [Int] = []
        var index = start
        repeat {
            if let last = open.last, index >= last, last < .max {
                open.removeLast()
                continue
            }
            guard let (tag, content, count) = head(at: index, before: end) else {
                isWhole = false
                return ranges
            }
            if tag == 0, count == 0, open.last == .max {
                open.removeLast()
                index = content
                continue
            }
            if tag & 0x20 != 0 {
                guard open.count < BER.mostLevels else {
                    isWhole = false
                    return ranges
                }
                open.append(count.map { min(end, content + $0) } ?? .max)
                index = content
                continue
            }
            let stop = min(end, content + (count ?? 0))
            if stop - content < count ?? 0 { isWhole = false }
            if stop > content { ranges.append(content..<stop) }
            index = stop
        } while !open.isEmpty
        return ranges
    }

    /// The strings of characters that lie in a range, however deep, each on a line and each once.
    func strings(in range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        var seen: Set<[UInt8]> = []
        var index = range.lowerBound
        while let (tag, content, count) = head(at: index, before: range.upperBound) {
            index = content
            if tag & 0x20 != 0 { continue }
            let end = min(range.upperBound, content + (count ?? 0))
            index = end
            var text: [UInt8]
            switch tag {
            case 0x0C: text = Array(bytes[content..<end])
            case 0x12, 0x13, 0x16, 0x1A: text = Array(bytes[content..<end])
            case 0x14: text = Charset.utf8(Array(bytes[content..<end]), "iso-8859-1")
            case 0x1E: text = BER.wide(bytes[content..<end])
            // What a certificate says in an extension is elements in a string of octets; names there have tags of their own.
            case 0x04 where bytes[content..<end].first == 0x30:
                index = content
                continue
            case 0x81, 0x82, 0x86:
                text = bytes[content..<end].allSatisfy { $0 &- 32 < 95 } ? Array(bytes[content..<end]) : []
            default: continue
            }
            text = text.map { $0 < 32 ? 32 : $0 }
            if text.count >= 3, seen.count < 10_000, seen.insert(text).inserted { output += text + [10] }
        }
        return output
    }

    private static func wide(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var swapped: [UInt8] = []
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            swapped += [bytes[index + 1], bytes[index]]
            index += 2
        }
        return Wide.text(swapped[...])
    }
}
