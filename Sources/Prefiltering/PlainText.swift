public import Bytes
import CScanKernels

/// A stretch of a text as a reader sees it, and where its bytes come from.
///
/// One per thread, reused.
public struct PlainText: ~Copyable {
    /// What a reader sees.
    public private(set) var text = TextBuffer(capacity: 0)

    private var pieces: [Piece] = []

    /// Bytes that follow one another in both texts, or one that stands for several.
    private struct Piece {
        var start: Int
        var origin: Int
        /// How many bytes each of its bytes stands for.
        var width: Int
    }

    /// Creates an empty one.
    public init() {}

    /// Takes a stretch of a text, with its disguises replaced or left out.
    ///
    /// - Parameters:
    ///   - source: The whole text.
    ///   - range: The stretch.
    ///   - writing: How it is written. For quoted-printable, only that is undone.
    /// - Complexity: O(*n*) in the length of the stretch, a few nanoseconds for each disguise.
    public mutating func fill(from source: borrowing TextBuffer, _ range: Range<Int>, _ writing: Writing) {
        text.removeAll()
        text.reserve(range.count)
        pieces.removeAll(keepingCapacity: true)
        let bytes = source.bytes
        var replaced: [UInt8] = []
        replaced.reserveCapacity(range.count)
        var copied = range.lowerBound
        var offset = range.lowerBound
        func copy(to end: Int, _ pieces: inout [Piece]) {
            guard end > copied else { return }
            pieces.append(Piece(start: replaced.count, origin: copied, width: 1))
            for index in copied..<end { replaced.append(bytes[index]) }
        }
        while true {
            offset = source.nextSign(in: offset..<range.upperBound, writing)
            guard offset < range.upperBound else { break }
            let disguise =
                writing.contains(.quotedPrintable)
                ? Disguise.quoted(at: offset, in: bytes) : Disguise.at(offset, in: bytes, writing)
            guard let disguise, offset + disguise.length <= range.upperBound else {
                offset += 1
                continue
            }
            copy(to: offset, &pieces)
            if let shown = disguise.shown {
                pieces.append(Piece(start: replaced.count, origin: offset, width: disguise.length))
                replaced.append(shown)
            }
            offset += disguise.length
            copied = offset
        }
        copy(to: range.upperBound, &pieces)
        text.append(contentsOf: replaced.span)
    }

    /// Where the byte at `offset` comes from, as offsets into the text that it was taken from.
    public func origin(of offset: Int) -> Range<Int> {
        guard let index = piece(where: { $0.start <= offset }) else { return 0..<0 }
        let piece = pieces[index]
        if piece.width > 1 { return piece.origin..<piece.origin + piece.width }
        return piece.origin + (offset - piece.start)..<piece.origin + (offset - piece.start) + 1
    }

    /// Where the first byte is that comes from `origin` or later.
    public func offset(of origin: Int) -> Int {
        guard let index = piece(where: { $0.origin <= origin }) else { return 0 }
        let next = index + 1 < pieces.count ? pieces[index + 1].start : text.count
        let piece = pieces[index]
        if piece.width > 1 { return piece.origin == origin ? piece.start : next }
        return min(next, piece.start + (origin - piece.origin))
    }

    /// The last piece for which `isBefore` holds, as it does for all before it.
    private func piece(where isBefore: (Piece) -> Bool) -> Int? {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(pieces[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}

extension TextBuffer {
    /// The first offset in `range` at which a disguise or a packed format may begin; the end of it if there is none.
    borrowing func nextSign(in range: Range<Int>, _ writing: Writing) -> Int {
        unsafe withPaddedBytes { bytes, _ in
            unsafe magpie_next_sign(bytes, range.lowerBound, range.upperBound, writing.rawValue)
        }
    }

    /// Controls in `range` that are no white space, escapes or zeroes.
    borrowing func controlCount(in range: Range<Int>) -> Int {
        unsafe withPaddedBytes { bytes, _ in unsafe magpie_controls(bytes + range.lowerBound, range.count) }
    }
}
