import Compression

/// Finds streams of a PDF file that unpack to more than any object needs, before a library unpacks them without asking.
///
/// Streams of objects and of places are unpacked whole by whoever opens a file, wherever they lie; in front of those that grow
/// too far their first bytes are overwritten, so that they are no streams of zlib any more. So are line ends where repairing a file would
/// read the same again and again.
public enum PDFBombs {
    /// The most bytes that come out of a stream of objects.
    static let mostBytes = 64 << 20
    /// DEFLATE makes no more of a byte.
    private static let mostRatio = 1032
    private static let mostLayers = 8
    /// Bytes of what comes out that are looked at for a further layer.
    private static let head = 4 << 20

    /// Disarms a file.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: Whether something that may hold text was disarmed: pictures hold none.
    /// - Complexity: O(*n*), and what comes out of the longest streams, 64 MiB of each at most.
    public static func disarm(_ bytes: inout [UInt8]) -> Bool {
        PDFLines.join(&bytes)
        var isDisarmed = false
        var index = 0
        while let start = nextStream(bytes, from: index) {
            index = start
            guard start + 2 < bytes.count, isZlib(bytes[start...]) else { continue }
            let end = nextEnd(bytes, from: start)
            if isBomb(bytes[start..<end], mostLayers) {
                (bytes[start], bytes[start + 1]) = (0, 0)
                let dictionary = bytes[max(0, start - 1024)..<start]
                func says(_ name: String) -> Bool { dictionary.firstRange(of: Array(name.utf8)[...]) != nil }
                if !says("/Image") || says("/First") || says("/Index") { isDisarmed = true }
            }
            index = end
        }
        return isDisarmed
    }

    private static func isZlib(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count > 2 else { return false }
        let (first, second) = (bytes[bytes.startIndex], bytes[bytes.startIndex + 1])
        return first & 0x0F == 8 && (Int(first) << 8 | Int(second)) % 31 == 0
    }

    /// Whether too much comes out, in one layer or in several.
    private static func isBomb(_ packed: ArraySlice<UInt8>, _ layers: Int) -> Bool {
        let canGrow = packed.count * mostRatio > mostBytes
        guard let inflater = Inflater() else { return true }
        inflater.take(Array(packed.dropFirst(2)))
        var (count, start): (Int, [UInt8]) = (0, [])
        while !inflater.isAtEnd {
            let wanted = count == 0 ? 64 : 1 << 18
            guard let piece = try? inflater.read(upTo: wanted), !piece.isEmpty else { break }
            count += piece.count
            if count > mostBytes { return true }
            if start.count < head { start += piece }
            // Few bytes that hold no further layer cannot become many.
            if !canGrow, !isZlib(start[...]) { return false }
        }
        guard isZlib(start[...]) else { return false }
        return layers <= 1 || isBomb(start[...], layers - 1)
    }

    /// Where the bytes of the next stream begin.
    private static func nextStream(_ bytes: [UInt8], from start: Int) -> Int? {
        let word = Array("stream".utf8)
        var index = start
        while index + word.count < bytes.count {
            guard bytes[index] == word[0], bytes[index + 1] == word[1],
                word.indices.allSatisfy({ bytes[index + $0] == word[$0] })
            else {
                index += 1
                continue
            }
            let isEnd = index >= 3 && bytes[index - 1] == UInt8(ascii: "d") && bytes[index - 2] == UInt8(ascii: "n")
            index += word.count
            if isEnd { continue }
            while index < bytes.count, bytes[index] == 13 || bytes[index] == 10 || bytes[index] == 32 { index += 1 }
            return index
        }
        return nil
    }

    private static func nextEnd(_ bytes: [UInt8], from start: Int) -> Int {
        let word = Array("endstream".utf8)
        var index = start
        while index + word.count <= bytes.count {
            if bytes[index] == word[0], bytes[index + 1] == word[1],
                word.indices.allSatisfy({ bytes[index + $0] == word[$0] })
            {
                return index
            }
            index += 1
        }
        return bytes.count
    }
}
