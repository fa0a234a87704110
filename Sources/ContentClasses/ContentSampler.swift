package import Bytes
package import Classification

/// Collects the parts of a text by which it is classified, while it passes.
package struct ContentSampler {
    private let parts: [Range<Int>]
    private var bytes: [[UInt8]]
    private var index = 0

    /// Prepares to collect.
    ///
    /// - Parameters:
    ///   - size: How many bytes the text will have, as far as that is known; what comes beyond is not looked at.
    ///   - most: How many bytes are collected, at most.
    package init(size: Int?, most: Int = DocumentSample.mostBytes) {
        parts = DocumentSample.parts(of: size ?? most, most: most)
        bytes = parts.map { _ in [] }
    }

    /// Takes what is wanted of a part of the text.
    ///
    /// - Parameters:
    ///   - buffer: Holds the part.
    ///   - base: Where in the whole text the buffer begins.
    ///   - start: Where in the whole text the bytes begin that were not shown before.
    package mutating func take(_ buffer: borrowing TextBuffer, from base: Int, after start: Int) {
        let end = base + buffer.count
        while index < parts.count {
            let part = parts[index]
            let first = max(part.lowerBound + bytes[index].count, start, base)
            let last = min(part.upperBound, end)
            if first < last { bytes[index] += buffer.copy(of: first - base..<last - base) }
            guard part.upperBound <= end else { return }
            index += 1
        }
    }

    /// How many bytes were collected.
    package var byteCount: Int { bytes.reduce(0) { $0 + $1.count } }

    /// The same for the same bytes.
    var mark: UInt64 { DocumentSample.mark(of: bytes.joined()) }

    /// What the first bytes of the text have by which it is classified, at most `count` of them.
    func features(ofBeginning count: Int, named path: [UInt8]) -> DocumentFeatures {
        var features = DocumentFeatures(byteCount: min(count, byteCount))
        features.addName(path)
        if let first = bytes.first { features.addText(first.span.extracting(first: count)) }
        return features
    }

    /// What the object has by which it is classified.
    ///
    /// - Parameter path: What the object is called; `nil` when that does not count.
    /// - Returns: Counts of its words and of what else it has.
    package func features(named path: [UInt8]?) -> DocumentFeatures {
        var features = DocumentFeatures(byteCount: byteCount)
        if let path { features.addName(path) }
        for part in bytes { features.addText(part.span) }
        return features
    }
}
