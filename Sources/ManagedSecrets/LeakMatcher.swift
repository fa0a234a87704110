public import Cryptography
public import Prefiltering

/// A managed secret that stands in a text.
public struct Leak: Sendable {
    /// Where it begins and ends, encoded as it is, in bytes of the text.
    public var range: Range<Int>

    /// What the table calls it; more than one name when several secrets have the same value.
    public var ids: [UInt32]

    /// How it is encoded: `plain`, `backslash`, `url`, `entity`, `doubled`, `base64` or `hex`.
    public var encoding: String

    /// The value as it was decoded: what stands in the text, which the scan has anyway.
    public var value: [UInt8]
}

/// Compares texts with a table, on one thread.
public final class LeakMatcher {
    private let table: LeakTable
    private let code: HMACSHA256

    /// The filter by which the pass over every byte finds candidates.
    public let filter: WindowFilter

    /// Creates a matcher for texts that `prefilter` passes over.
    ///
    /// - Throws: `CryptographyError` when memory runs out.
    public init(_ table: LeakTable, for prefilter: Prefilter) throws(CryptographyError) {
        code = try HMACSHA256(key: table.key)
        filter = table.filter(for: prefilter)
        self.table = table
    }

    /// The secrets that begin in `owned`, by start.
    ///
    /// - Parameters:
    ///   - windows: The candidates, from ``ScanMarks/windows``.
    ///   - text: The text that they are offsets of.
    ///   - owned: Offsets at which a secret may begin.
    /// - Returns: Each once, wherever several windows lead to it.
    public func leaks(at windows: [UInt32], in text: Span<UInt8>, owning owned: Range<Int>) -> [Leak] {
        var found: [Leak] = []
        // Several windows may lead to a value.
        var known: Set<Int> = []
        for window in windows where Int(window) >= owned.lowerBound {
            let hash = table.windowHash(TextWindow.at(Int(window), in: text))
            for index in table.anchors(at: hash) where table.anchors[index] >> 30 == hash & LeakTable.Anchor.tag {
                guard let anchor = LeakTable.Anchor(table.anchors[index]),
                    let leak = leak(anchor, at: Int(window), in: text, owned)
                else { continue }
                if known.insert(leak.range.lowerBound << 13 | anchor.length).inserted { found.append(leak) }
            }
        }
        return found.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    }

    private func leak(_ anchor: LeakTable.Anchor, at window: Int, in text: Span<UInt8>, _ owned: Range<Int>) -> Leak? {
        switch anchor.kind {
        case .spelled: return spelled(anchor, at: window, in: text, owned)
        case .spelledBefore: return spelled(anchor, at: window + 1, in: text, owned)
        case .base64At0, .base64At1, .base64At2:
            return base64(anchor, at: window, in: text, owned)
        case .hexadecimal:
            let start = window - anchor.offset
            guard owned.contains(start), start + 2 * anchor.length <= text.count,
                let value = LeakMatcher.hexadecimal(text, from: start, count: anchor.length)
            else { return nil }
            return leak(value, in: start..<start + 2 * anchor.length, "hex")
        }
    }

    /// The leak of a value in Base64, as it is or escaped before, as in a URL or a JSON document.
    private func base64(
        _ anchor: LeakTable.Anchor,
        at window: Int,
        in text: Span<UInt8>,
        _ owned: Range<Int>
    ) -> Leak? {
        let reach = anchor.length * (anchor.mayBeEscaped ? Spelling.longestEscape : 1)
        let surroundings = Base64Text.surroundings(
            of: window,
            in: text,
            index: anchor.offset,
            alignment: anchor.kind.alignment,
            reach: reach
        )
        guard let surroundings, surroundings.valueOffset < anchor.length else { return nil }
        for spelling in anchor.mayBeEscaped ? Spelling.allCases : [.plain] {
            let read = LeakMatcher.read(
                surroundings.bytes.span,
                around: surroundings.position,
                before: surroundings.valueOffset,
                after: anchor.length - surroundings.valueOffset,
                as: spelling
            )
            guard let read, read.hasEscape || spelling == .plain else { continue }
            let range = surroundings.range(of: read.range)
            if owned.contains(range.lowerBound), let leak = leak(read.value, in: range, "base64") { return leak }
        }
        return nil
    }

    private func spelled(
        _ anchor: LeakTable.Anchor,
        at position: Int,
        in text: Span<UInt8>,
        _ owned: Range<Int>
    ) -> Leak? {
        let spellings = anchor.mayBeEscaped ? Spelling.allCases : [.plain]
        for spelling in spellings {
            guard
                let read = LeakMatcher.read(
                    text,
                    around: position,
                    before: anchor.offset,
                    after: anchor.length - anchor.offset,
                    as: spelling
                ),
                // Without an escape it is what was looked at as plain text before.
                read.hasEscape || spelling == .plain, owned.contains(read.range.lowerBound),
                anchor.length >= LeakTable.longestBounded || !LeakMatcher.isInsideWord(read.range, read.value, text)
            else { continue }
            if let leak = leak(read.value, in: read.range, spelling.name) { return leak }
        }
        return nil
    }

    /// The leak, if `value` is one of those in the table.
    private func leak(_ value: [UInt8], in range: Range<Int>, _ encoding: String) -> Leak? {
        let ids = table.ids(of: Array(code.code(for: value.span).prefix(LeakTable.codeLength)))
        return ids.isEmpty ? nil : Leak(range: range, ids: ids, encoding: encoding, value: value)
    }

    // MARK: Reading

    /// Reads `before` bytes of a value that end at `position`, and `after` that begin there.
    private static func read(
        _ text: Span<UInt8>,
        around position: Int,
        before: Int,
        after: Int,
        as spelling: Spelling
    ) -> (range: Range<Int>, value: [UInt8], hasEscape: Bool)? {
        var value: [UInt8] = []
        value.reserveCapacity(before + after)
        var hasEscape = false
        var start = position
        while value.count < before, start > 0 {
            let unit = spelling.unit(before: start, in: text)
            start -= unit.length
            hasEscape = hasEscape || unit.length > 1 || unit.byte(0) != text[start]
            for index in (0..<unit.count).reversed() { value.append(unit.byte(index)) }
        }
        guard value.count == before else { return nil }
        value.reverse()
        var end = position
        while value.count < before + after, end < text.count {
            let unit = spelling.unit(at: end, in: text)
            hasEscape = hasEscape || unit.length > 1 || unit.byte(0) != text[end]
            end += unit.length
            for index in 0..<unit.count { value.append(unit.byte(index)) }
        }
        guard value.count == before + after else { return nil }
        return (start..<end, value, hasEscape)
    }

    private static func hexadecimal(_ text: Span<UInt8>, from start: Int, count: Int) -> [UInt8]? {
        var value: [UInt8] = []
        value.reserveCapacity(count)
        for index in 0..<count {
            guard let high = text[start + 2 * index].hexadecimalDigit,
                let low = text[start + 2 * index + 1].hexadecimalDigit
            else { return nil }
            value.append(high << 4 | low)
        }
        return value
    }

    /// Tells whether letters or digits go on beyond an end of the value that is one itself.
    private static func isInsideWord(_ range: Range<Int>, _ value: [UInt8], _ text: Span<UInt8>) -> Bool {
        if let first = value.first, first.isAlphanumeric, range.lowerBound > 0,
            text[range.lowerBound - 1].isAlphanumeric
        {
            // The letter may end an escape, as in `\n` or `%3A`.
            let before = Spelling.allCases.map { $0.unit(before: range.lowerBound, in: text) }
            if !before.contains(where: { $0.length > 1 && !$0.byte($0.count - 1).isAlphanumeric }) { return true }
        }
        if let last = value.last, last.isAlphanumeric, range.upperBound < text.count {
            return text[range.upperBound].isAlphanumeric
        }
        return false
    }
}
