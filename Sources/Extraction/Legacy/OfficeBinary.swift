/// The text of a document of Word 97 to 2003.
///
/// Source: Microsoft, [MS-DOC], sections 2.4.1 (retrieving text) and 2.9.38 (the table of pieces).
enum WordBinary {
    /// All characters in order: the document, and then its notes, headers, comments and boxes.
    ///
    /// - Parameters:
    ///   - document: The stream that holds them.
    ///   - table: The stream that says where they stand.
    /// - Returns: The characters, and whether pieces show more than twice what there is, so that the last ones were left out.
    static func text(_ document: [UInt8], _ table: [UInt8]) -> (bytes: [UInt8], isCut: Bool) {
        var header = Fields(document, at: 0x1A2)
        guard let start = header.uint32(), let count = header.uint32(), count > 0, start < table.count else {
            return ([], false)
        }
        var index = start
        let end = min(table.count, start + count)
        // Properties stand before the table.
        while index + 3 <= end, table[index] == 1 { index += 3 + Int(table[index + 1]) + Int(table[index + 2]) << 8 }
        guard index + 5 <= end, table[index] == 2 else { return ([], false) }
        var size = Fields(table, at: index + 1)
        guard let byteCount = size.uint32() else { return ([], false) }
        let pieces = max(0, min(byteCount, end - index - 5) - 4) / 12
        var output: [UInt8] = []
        for piece in 0..<pieces {
            var positions = Fields(table, at: index + 5 + 4 * piece)
            var descriptor = Fields(table, at: index + 5 + 4 * (pieces + 1) + 8 * piece + 2)
            guard let first = positions.uint32(), let last = positions.uint32(), last > first,
                let place = descriptor.uint32()
            else { continue }
            let isNarrow = place & 0x4000_0000 != 0
            let offset = isNarrow ? (place & 0x3FFF_FFFF) / 2 : place & 0x3FFF_FFFF
            guard offset < document.count else { continue }
            let stop = min(document.count, offset + (last - first) * (isNarrow ? 1 : 2))
            let text = document[offset..<stop]
            output += isNarrow ? Charset.utf8(Array(text), "windows-1252") : Wide.text(text)
            if output.count > 2 * document.count { return (clean(output), piece < pieces - 1) }
        }
        return (clean(output), false)
    }

    /// Strings of tables in which names stand: authors of changes and comments, bookmarks, and variables.
    ///
    /// Source: [MS-DOC], sections 2.5.6 (places of tables) and 2.2.4 (tables of strings).
    static func names(_ document: [UInt8], _ table: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for offset in [0x142, 0x19A, 0x1BA, 0x232, 0x27A, 0x2D2] {
            var fields = Fields(document, at: offset)
            guard let start = fields.uint32(), let count = fields.uint32(), count > 8, start < table.count else {
                continue
            }
            output += PrintableRuns.lines(of: Array(table[start..<min(table.count, start + count)]))
        }
        return output
    }

    private static func clean(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text {
            switch byte {
            case 13, 11, 12, 14, 0x13, 0x15: output.append(10)
            // A cell ends; behind the last one of a row there is another mark.
            case 7: if output.last == 9 { output[output.count - 1] = 10 } else { output.append(9) }
            case 0x14: output.append(32)
            case 0x1E: output.append(UInt8(ascii: "-"))
            case 0..<9, 0x0F...0x12, 0x16...0x1D, 0x1F: break
            default: output.append(byte)
            }
        }
        return output
    }
}

/// The text of a presentation of PowerPoint 97 to 2003.
///
/// Source: Microsoft, [MS-PPT], section 2.9.42 to 2.9.44: atoms of text, in records that hold records.
enum SlideBinary {
    /// Whether the stream `Current User` says that the presentation is encrypted ([MS-PPT], section 2.3.2).
    static func isEncrypted(_ user: [UInt8]) -> Bool {
        var fields = Fields(user, at: 12)
        return fields.uint32() == 0xF3D1_C4DF
    }

    /// All atoms of text in order.
    static func text(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index + 8 <= bytes.count {
            var header = Fields(bytes, at: index)
            guard let version = header.uint16(), let type = header.uint16(), let count = header.uint32() else { break }
            index += 8
            // A record that holds others is looked into, not passed over.
            if version & 15 == 15 { continue }
            let end = min(bytes.count, index + count)
            switch type {
            case 0x0FA0, 0x0FBA: output += lines(Wide.text(bytes[index..<end]))
            case 0x0FA8: output += lines(Charset.utf8(Array(bytes[index..<end]), "windows-1252"))
            default: break
            }
            index = end
        }
        return output
    }

    private static func lines(_ text: [UInt8]) -> [UInt8] { text.map { $0 == 13 || $0 == 11 ? 10 : $0 } + [10] }
}
