import Findings

/// The source of macros in VBA, as projects keep it beside what was made of it.
///
/// Source: Microsoft, [MS-OVBA], sections 2.3.4.2 (the stream of the project) and 2.4.1 (compression).
enum MacroSource {
    /// What every module begins with, behind the mark that its first letters are packed with.
    private static let start = [0] + Array("Attribut".utf8)

    /// The sources that lie in a stream of a module of a project with that code page; empty where there are none.
    static func text(_ bytes: [UInt8], codePage: Int) -> [UInt8] {
        var output: [UInt8] = []
        var index = 3
        while index + start.count <= bytes.count {
            guard bytes[index] == 0, bytes[(index - 3)] == 1, bytes[index..<index + start.count].elementsEqual(start)
            else {
                index += 1
                continue
            }
            let source = container(bytes, at: index - 3)
            output += Charset.utf8(source.bytes, RTFCodePage.name(codePage))
            if output.last != 10 { output.append(10) }
            index = max(index + start.count, source.end)
        }
        return output
    }

    /// The code page that the stream `dir` of a project says that it has.
    static func codePage(ofProject bytes: [UInt8]) -> Int {
        let records = unpacked(bytes, at: 0)
        var index = 0
        while index + 8 <= records.count {
            var fields = Fields(records, at: index)
            guard let id = fields.uint16(), let count = fields.uint32() else { break }
            if id == 3, count == 2 { return fields.uint16() ?? 1252 }
            index += 6 + count
        }
        return 1252
    }

    /// What a packed container becomes; as much as is whole of one that is damaged.
    static func unpacked(_ bytes: [UInt8], at start: Int) -> [UInt8] { container(bytes, at: start).bytes }

    private static func container(_ bytes: [UInt8], at start: Int) -> (bytes: [UInt8], end: Int) {
        guard start < bytes.count, bytes[start] == 1 else { return ([], start) }
        var output: [UInt8] = []
        var index = start + 1
        while index + 2 <= bytes.count {
            let header = Int(bytes[index]) | Int(bytes[index + 1]) << 8
            guard header >> 12 & 7 == 3 else { break }
            let end = min(bytes.count, index + header & 0xFFF + 3)
            index += 2
            if header & 0x8000 == 0 {
                output += bytes[index..<end]
            } else {
                unpackChunk(bytes[index..<end], into: &output)
            }
            index = end
        }
        return (output, index)
    }

    /// Unpacks a chunk, of which no more than 4096 bytes come.
    private static func unpackChunk(_ chunk: ArraySlice<UInt8>, into output: inout [UInt8]) {
        let first = output.count
        var index = chunk.startIndex
        while index < chunk.endIndex {
            let flags = chunk[index]
            index += 1
            for bit in 0..<8 where index < chunk.endIndex {
                guard output.count - first < 4096 else { return }
                guard flags >> UInt8(bit) & 1 != 0 else {
                    output.append(chunk[index])
                    index += 1
                    continue
                }
                guard index + 1 < chunk.endIndex else { return }
                let token = Int(chunk[index]) | Int(chunk[index + 1]) << 8
                index += 2
                // The farther back a stretch may lie, the fewer bits are left for how long it is.
                let distance = output.count - first
                var width = 4
                while 1 << width < distance { width += 1 }
                let count = min(token & (0xFFFF >> width) + 3, 4096 - distance)
                let offset = token >> (16 - width) + 1
                guard offset <= distance else { return }
                for _ in 0..<max(0, count) { output.append(output[output.count - offset]) }
            }
        }
    }
}
