/// A pattern for paths, over bytes.
///
/// `*` stands for any bytes but `/`, `**` for any bytes, `?` for one byte but `/`, `[a-z]` and `[!a-z]` for one of a
/// set, `\` takes the next byte as it is. A pattern without `/` is compared with the last part of a path, one with `/`
/// with the whole path below the root; a slash at the end is ignored. The rules are those of `gitignore(5)`.
public struct Glob: Sendable, Equatable {
    /// What is wrong with a pattern.
    public enum Mistake: Error, Equatable {
        /// There is nothing in it.
        case empty
        /// A `[` has no `]`.
        case openSet(offset: Int)
    }

    private enum Part: Sendable, Equatable {
        case byte(UInt8)
        case anyByte
        case anyName
        case anyPath
        case set([ClosedRange<UInt8>], isNegated: Bool)
    }

    private let parts: [Part]
    private let isAnchored: Bool

    /// Reads a pattern.
    ///
    /// - Throws: ``Mistake``.
    public init(_ pattern: String) throws(Mistake) {
        var bytes = Array(pattern.utf8)[...]
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        isAnchored = bytes.contains(UInt8(ascii: "/"))
        if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        guard !bytes.isEmpty else { throw .empty }
        var parts: [Part] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "*"):
                let isDouble = index + 1 < bytes.endIndex && bytes[index + 1] == UInt8(ascii: "*")
                parts.append(isDouble ? .anyPath : .anyName)
                index += isDouble ? 1 : 0
                // `**/` also stands for nothing, so that `**/a` matches `a`.
                if isDouble, index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "/") { index += 1 }
            case UInt8(ascii: "?"): parts.append(.anyByte)
            case UInt8(ascii: "["): parts.append(try Glob.set(bytes, &index))
            case UInt8(ascii: "\\") where index + 1 < bytes.endIndex:
                index += 1
                parts.append(.byte(bytes[index]))
            default: parts.append(.byte(bytes[index]))
            }
            index += 1
        }
        self.parts = parts
    }

    /// Reads a set, `index` being at its `[`, and leaves `index` at its `]`.
    private static func set(_ bytes: ArraySlice<UInt8>, _ index: inout Int) throws(Mistake) -> Part {
        let start = index
        index += 1
        let isNegated =
            index < bytes.endIndex && (bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^"))
        if isNegated { index += 1 }
        var ranges: [ClosedRange<UInt8>] = []
        while index < bytes.endIndex, bytes[index] != UInt8(ascii: "]") || ranges.isEmpty {
            let low = bytes[index]
            if index + 2 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] != UInt8(ascii: "]")
            {
                let high = bytes[index + 2]
                ranges.append(min(low, high)...max(low, high))
                index += 3
            } else {
                ranges.append(low...low)
                index += 1
            }
        }
        guard index < bytes.endIndex else { throw .openSet(offset: start - bytes.startIndex) }
        return .set(ranges, isNegated: isNegated)
    }

    /// Tells whether `path` itself matches: its last part for a pattern without `/`, else all of it.
    func matches(_ path: [UInt8]) -> Bool {
        guard !isAnchored, let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return matches(path[...]) }
        return matches(path[(slash + 1)...])
    }

    /// Tells whether the file `path` or a folder that it lies in matches.
    public func matchesFile(_ path: [UInt8]) -> Bool {
        if matches(path) { return true }
        return path.indices.contains { path[$0] == UInt8(ascii: "/") && matches(Array(path[..<$0])) }
    }

    /// Compares byte by byte; on a mismatch goes back to the last star only, which bounds the cost.
    private func matches(_ text: ArraySlice<UInt8>) -> Bool {
        var part = 0
        var index = text.startIndex
        var nameStar: (part: Int, index: Int)?
        var pathStar: (part: Int, index: Int)?
        while true {
            if part < parts.count {
                switch parts[part] {
                case .anyName:
                    nameStar = (part, index)
                    part += 1
                    continue
                case .anyPath:
                    pathStar = (part, index)
                    nameStar = nil
                    part += 1
                    continue
                default:
                    if index < text.endIndex, accepts(parts[part], text[index]) {
                        part += 1
                        index += 1
                        continue
                    }
                }
            } else if index == text.endIndex {
                return true
            }
            if let star = nameStar, star.index < text.endIndex, text[star.index] != UInt8(ascii: "/") {
                nameStar = (star.part, star.index + 1)
                (part, index) = (star.part + 1, star.index + 1)
            } else if let star = pathStar, star.index < text.endIndex {
                pathStar = (star.part, star.index + 1)
                nameStar = nil
                (part, index) = (star.part + 1, star.index + 1)
            } else {
                return false
            }
        }
    }

    private func accepts(_ part: Part, _ byte: UInt8) -> Bool {
        switch part {
        case .byte(let expected): byte == expected
        case .anyByte: byte != UInt8(ascii: "/")
        case .set(let ranges, let isNegated):
            byte != UInt8(ascii: "/") && ranges.contains { $0.contains(byte) } != isNegated
        case .anyName, .anyPath: false
        }
    }
}
