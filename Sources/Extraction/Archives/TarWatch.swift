/// Looks at what a tar file says besides its members while a library reads it: what libraries pass over.
///
/// Source: POSIX.1-2017, pax (ustar and pax interchange formats); GNU tar manual, "Basic Tar Format". Records of pax that say nothing of how
/// to unpack, such as comments, and what stands in the padding of headers and members. It never stops a reader: where it loses its way it
/// looks no further.
final class TarWatch: ByteStream {
    /// What was found, in order.
    private(set) var notes: [[UInt8]] = []

    private enum Part { case header, extended, holes, data, padding, lost }

    private let stream: any ByteStream
    private var part = Part.header
    /// Bytes of the part that are still to come.
    private var left = 512
    private var kept: [UInt8] = []
    /// Bytes of padding behind the data.
    private var padding = 0
    /// How many bytes the member has that headers of pax have stated.
    private var statedSize: Int?
    private var noteBytes = 0

    private static let mostNotes = 16 << 20
    /// In bytes.
    private static let longestExtended = 1 << 20

    /// Watches what a stream gives.
    init(_ stream: any ByteStream) { self.stream = stream }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        let bytes = try stream.read(upTo: limit)
        if part != .lost { watch(bytes) }
        return bytes
    }

    private func watch(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count, part != .lost {
            let count = min(left, bytes.count - index)
            if part != .data, kept.count + count <= TarWatch.longestExtended { kept += bytes[index..<index + count] }
            index += count
            left -= count
            if left == 0 { end() }
        }
    }

    /// Ends a part and begins the next one.
    private func end() {
        let bytes = kept
        kept = []
        switch part {
        case .header: header(bytes)
        // More places of holes of a sparse file.
        case .holes: if bytes[504] != 0 { begin(.holes, 512) } else { beginData() }
        case .extended:
            records(bytes)
            begin(.padding, padding)
        case .data: begin(.padding, padding)
        case .padding:
            note(bytes)
            begin(.header, 512)
        case .lost: break
        }
    }

    private var dataCount = 0

    private func begin(_ part: Part, _ count: Int) {
        (self.part, left) = (part, count)
        if count == 0 { end() }
    }

    private func beginData() { begin(.data, dataCount) }

    private func header(_ bytes: [UInt8]) {
        // Two blocks of zeroes end the archive; what stands behind them others look at.
        guard bytes.contains(where: { $0 != 0 }), TarWatch.isSummed(bytes), let size = TarWatch.number(bytes[124..<136])
        else { return part = .lost }
        note(Array(bytes[500...]))
        let kind = bytes[156]
        let isExtended = kind == UInt8(ascii: "x") || kind == UInt8(ascii: "g") || kind == UInt8(ascii: "X")
        dataCount = isExtended ? size : statedSize ?? size
        if !isExtended { statedSize = nil }
        // Links, devices and folders have no data.
        if (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(kind) { dataCount = 0 }
        padding = (512 - dataCount % 512) % 512
        if isExtended {
            begin(.extended, dataCount)
        } else if kind == UInt8(ascii: "S"), bytes[482] != 0 {
            begin(.holes, 512)
        } else {
            beginData()
        }
    }

    private static func isSummed(_ bytes: [UInt8]) -> Bool {
        var sum = 0
        for (index, byte) in bytes.enumerated() { sum += 148..<156 ~= index ? 32 : Int(byte) }
        return number(bytes[148..<156]) == sum
    }

    /// A number in octal digits, or with a mark in bytes; `nil` for none that a file can have.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        var number = 0
        guard let first = field.first else { return nil }
        if first & 0x80 != 0 {
            for byte in field.dropFirst(4) {
                let (product, isLarge) = number.multipliedReportingOverflow(by: 256)
                if isLarge { return nil }
                number = product | Int(byte)
            }
            return first == 0x80 && 0..<Int.max / 2 ~= number ? number : nil
        }
        for byte in field.drop(while: { $0 == 32 }) {
            guard byte &- 48 < 8 else { break }
            number = number << 3 | Int(byte - 48)
        }
        return number
    }

    // MARK: Notes

    /// Reads records of the form `27 comment=what is said`, of which each states its length.
    private func records(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let space = rest.prefix(20).firstIndex(of: 32),
            let count = Int(String(decoding: rest[..<space], as: UTF8.self)), count > space - rest.startIndex + 2,
            count <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + count - 1)]
            rest = rest.dropFirst(count)
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = String(decoding: record[..<equals], as: UTF8.self)
            let value = Array(record[(equals + 1)...])
            if key == "size" {
                statedSize = Int(String(decoding: value, as: UTF8.self)).flatMap { 0..<Int.max / 2 ~= $0 ? $0 : nil }
            } else if !TarWatch.isRead(key), value.count >= 4 {
                add(value)
            }
        }
    }

    /// Whether a library reads what stands under a key, or it is a number.
    private static func isRead(_ key: String) -> Bool {
        [
            "path", "linkpath", "uname", "gname", "uid", "gid", "mtime", "atime", "ctime", "charset", "hdrcharset",
            "size",
        ].contains(key) || key.hasPrefix("GNU.sparse.") || key.hasPrefix("LIBARCHIVE.") || key.hasPrefix("SCHILY.")
    }

    /// Notes what stands in padding, if it is text.
    private func note(_ bytes: [UInt8]) {
        let text = bytes.filter { $0 != 0 }
        if text.count >= 4, text.allSatisfy({ $0 &- 32 < 95 || $0 >= 0x80 || $0 == 9 || $0 == 10 || $0 == 13 }) {
            add(text)
        }
    }

    private func add(_ text: [UInt8]) {
        // What is more than others keep of it, they note.
        if noteBytes <= TarWatch.mostNotes { notes.append(text) }
        noteBytes += text.count
    }
}
