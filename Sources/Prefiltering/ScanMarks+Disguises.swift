public import Bytes

/// What in a text does not lie open.
public struct HiddenContent: Sendable {
    /// Stretches that read otherwise than they are written, with what is around them; in order, not overlapping.
    public var stretches: [Range<Int>] = []

    /// The MIME type of a packed format, or of bytes that are no text; `nil` if there is none.
    public var unreadType: String?
}

extension ScanMarks {
    /// Bytes before a disguise that are looked at with it; twice as many are behind it.
    public static let margin = 1024

    /// Bytes that are judged together whether they are text.
    private static let judged = 512

    /// Finds what does not lie open in the text that was passed over last.
    ///
    /// - Complexity: O(*n*) where there are bytes outside ASCII, controls or lines in quoted-printable; nothing for the rest.
    public func hiddenContent(in text: borrowing TextBuffer, _ writing: Writing) -> HiddenContent {
        var hidden = HiddenContent()
        let bytes = text.bytes
        for start in stride(from: 0, to: text.count, by: ScanMarks.block) {
            let isOdd = isOdd(at: start)
            guard isOdd || writing.contains(.quotedPrintable) else { continue }
            let end = min(start + ScanMarks.block, text.count)
            var offset = start
            while true {
                offset = text.nextSign(in: offset..<end, writing)
                guard offset < end else { break }
                if let type = PackedFormat.type(at: offset, in: bytes) { hidden.unreadType = type }
                let last = hidden.stretches.last?.upperBound ?? 0
                if offset + ScanMarks.margin >= last || last == 0,
                    let disguise = Disguise.at(offset, in: bytes, writing),
                    disguise.matters(at: offset, in: bytes, writing)
                {
                    add(around: offset, to: &hidden, text.count)
                }
                offset += 1
            }
            guard isOdd, hidden.unreadType == nil else { continue }
            for part in stride(from: start, to: end, by: ScanMarks.judged) {
                let range = part..<min(part + ScanMarks.judged, end)
                let count = text.controlCount(in: range)
                if count > 3, count * 20 > range.count { hidden.unreadType = "application/octet-stream" }
            }
        }
        return hidden
    }

    private func add(around offset: Int, to hidden: inout HiddenContent, _ count: Int) {
        let range = max(0, offset - ScanMarks.margin)..<min(count, offset + 2 * ScanMarks.margin)
        if let last = hidden.stretches.last, last.upperBound >= range.lowerBound {
            hidden.stretches[hidden.stretches.count - 1] = last.lowerBound..<range.upperBound
        } else {
            hidden.stretches.append(range)
        }
    }
}

/// Packed formats that may begin anywhere in a text.
enum PackedFormat {
    /// The MIME type of the format at `offset` or, where it begins with letters, shortly before it.
    static func type(at offset: Int, in bytes: Span<UInt8>) -> String? {
        for (signature, before, type) in signatures where signature[before] == bytes[offset] {
            let start = offset - before
            guard start >= 0, start + signature.count <= bytes.count else { continue }
            if signature.indices.allSatisfy({ signature[$0] == bytes[start + $0] }) { return type }
        }
        return nil
    }

    /// Signatures, the place in each at which `magpie_next_sign` stops, and types.
    private static let signatures: [(signature: [UInt8], before: Int, type: String)] = [
        ([0x1F, 0x8B, 0x08], 0, "application/gzip"), ([0x50, 0x4B, 0x03, 0x04], 2, "application/zip"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, "application/x-xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], 1, "application/zstd"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 2, "application/x-7z-compressed"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], 4, "application/vnd.rar"),
        (Array("SQLite format 3\0".utf8), 15, "application/vnd.sqlite3"),
    ]
}
