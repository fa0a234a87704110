/// The part of an object that is asked for by the header `Range`.
///
/// Source: RFC 9110, section 14.1.2. As in S3, what is no range of bytes, and more ranges than one, ask for the whole.
enum ByteRange: Equatable {
    /// From an offset on.
    case from(Int)
    /// From one offset to another, which is a part of it.
    case between(Int, Int)
    /// So many bytes at the end.
    case last(Int)

    /// Reads a header; `nil` for one that asks for the whole.
    init?(_ header: String) {
        let parts = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let ends = parts[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        switch (ByteRange.number(ends[0]), ByteRange.number(ends[1])) {
        case (let first?, let last?) where first <= last: self = .between(first, last)
        case (let first?, nil) where ends[1].isEmpty: self = .from(first)
        case (nil, let count?) where ends[0].isEmpty: self = .last(count)
        default: return nil
        }
    }

    /// The offsets within an object of `size` bytes; `nil` when it has none of them.
    func offsets(in size: Int) -> Range<Int>? {
        switch self {
        case .from(let first): first < size ? first..<size : nil
        case .between(let first, let last): first < size ? first..<min(last, size - 1) + 1 : nil
        case .last(let count): count > 0 && size > 0 ? max(0, size - count)..<size : nil
        }
    }

    /// Digits alone; as many as there may be stand for the greatest number.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        return Int(text) ?? .max
    }
}
