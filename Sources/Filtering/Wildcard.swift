/// A text with `*` for any characters; `\*` and `\\` stand for themselves.
public struct Wildcard: Sendable, Hashable {
    /// What lies between the stars.
    let parts: [[UInt8]]

    /// Reads a pattern.
    public init(_ pattern: String) {
        var parts: [[UInt8]] = [[]]
        var isEscaped = false
        for byte in pattern.utf8 {
            if isEscaped {
                parts[parts.count - 1].append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "*") {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        self.parts = parts
    }

    /// How many times the bytes of the worst text are looked at: of each part behind a star, how many of its beginnings
    /// a text can be in the middle of at once.
    ///
    /// That is 1 for `.csv` and 4 for `aaaa`, so it grows with the stars and with what repeats itself behind them.
    var complexity: Int { parts.dropFirst().reduce(0) { $0 + Wildcard.overlaps($1) } }

    /// In how many places of this a text can be at once, the worst one: at each star, and in the middle of what is behind
    /// them.
    ///
    /// Source: `MachineComplexityEvaluator` in https://github.com/aws/event-ruler, for one wildcard.
    ///
    /// - Parameter most: With more stars than that, it is not counted on.
    /// - Returns: How many; without stars none.
    /// - Complexity: Linear.
    func places(atMost most: Int) -> Int {
        let stars = parts.count - 1
        guard stars > 0, stars <= most else { return stars }
        // All beginnings of the parts as a tree (Aho and Corasick, 1975): how many parts each begins, and the longest
        // other that it ends with.
        var children: [[UInt8: Int]] = [[:]]
        var counts = [0]
        for part in parts.dropFirst() {
            var node = 0
            for byte in part {
                if let child = children[node][byte] {
                    node = child
                } else {
                    children[node][byte] = children.count
                    node = children.count
                    children.append([:])
                    counts.append(0)
                }
                counts[node] += 1
            }
        }
        var ends = [Int](repeating: 0, count: children.count)
        var queue = Array(children[0].values)
        var index = 0
        while index < queue.count {
            let node = queue[index]
            index += 1
            counts[node] += counts[ends[node]]
            for (byte, child) in children[node] {
                var end = ends[node]
                while end > 0, children[end][byte] == nil { end = ends[end] }
                ends[child] = children[end][byte] ?? 0
                queue.append(child)
            }
        }
        return stars + (counts.max() ?? 0)
    }

    private static func overlaps(_ part: [UInt8]) -> Int {
        guard !part.isEmpty else { return 0 }
        // For each beginning of the part, its longest end that is a beginning, too, and how many such ends it has.
        var border = [0]
        var count = [1]
        for index in part.indices.dropFirst() {
            var length = border[index - 1]
            while length > 0, part[length] != part[index] { length = border[length - 1] }
            if part[length] == part[index] { length += 1 }
            border.append(length)
            count.append(length == 0 ? 1 : count[length - 1] + 1)
        }
        return count.max() ?? 0
    }

    /// Tells whether the whole of `text` matches.
    ///
    /// - Complexity: That of finding each part once, from left to right: the leftmost place is never wrong.
    public func matches(_ text: String) -> Bool { matches(Array(text.utf8)) }

    /// Tells whether the whole of `text` matches.
    func matches(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        guard let first = parts.first, let last = parts.last, rest.starts(with: first) else { return false }
        if parts.count == 1 { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() {
            guard let end = rest.end(of: part) else { return false }
            rest = rest[end...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}

extension ArraySlice<UInt8> {
    /// The index behind the first occurrence of `part`.
    fileprivate func end(of part: [UInt8]) -> Int? {
        guard let first = part.first else { return startIndex }
        var index = startIndex
        while index + part.count <= endIndex {
            guard let next = self[index...].firstIndex(of: first), next + part.count <= endIndex else { return nil }
            if self[next..<next + part.count].elementsEqual(part) { return next + part.count }
            index = next + 1
        }
        return nil
    }
}
