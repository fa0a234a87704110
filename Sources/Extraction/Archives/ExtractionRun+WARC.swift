import Findings

// Archives of the web: ISO 28500, the WARC file format.
extension ExtractionRun {
    /// The longest header of a record or of an answer of HTTP, in bytes.
    private static let longestHeader = 1 << 18

    /// Fields of headers that count, name or date a record.
    private static let counted: Set<String> = [
        "warc-record-id", "warc-date", "warc-payload-digest", "warc-block-digest", "warc-concurrent-to",
        "last-modified",
        "warc-warcinfo-id", "warc-refers-to", "warc-segment-number",
    ]

    /// Reads the records of an archive: what was fetched is a member by its address, with the header that came with it.
    func readWARC(_ stream: any ByteStream) throws(ExtractionFailure) {
        let lines = LineStream(stream)
        var isFirst = true
        while true {
            try budget.check()
            guard let version = try lines.next(upTo: ExtractionRun.longestHeader) else {
                if isFirst { throw .malformed }
                return
            }
            guard version.starts(with: "WARC/".utf8) else { throw .malformed }
            isFirst = false
            var count: Int?
            var name: [UInt8] = []
            var holdsHTTP = false
            // What is not the same in every archive.
            var notes: [UInt8] = []
            var isAboutFile = false
            var headerCount = 0
            while let line = try lines.next(upTo: ExtractionRun.longestHeader), !line.isEmpty {
                headerCount += line.count
                guard headerCount <= ExtractionRun.longestHeader else { throw .malformed }
                guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
                let key = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                let value = Array(line[(colon + 1)...].drop { $0 == 32 || $0 == 9 })
                switch key {
                case "content-length": count = Int(String(decoding: value, as: UTF8.self))
                case "warc-target-uri": name = ExtractionRun.name(ofAddress: value)
                case "content-type": holdsHTTP = value.starts(with: "application/http".utf8)
                case "warc-type": isAboutFile = value == Array("warcinfo".utf8)
                default: if !ExtractionRun.counted.contains(key) { notes += line + [10] }
                }
            }
            guard let count, count >= 0 else { throw .malformed }
            let body = lines.bytes(count)
            if isAboutFile, count <= ExtractionRun.longestHeader {
                notes += try body.readAll(upTo: count).bytes
                try budget.spend(count)
            }
            text(notes, .metadata)
            if holdsHTTP {
                try readAnswer(name, body)
            } else if !isAboutFile {
                try member(name, body)
            }
            guard try body.drain() else { throw .malformed }
            for _ in 0..<2 { guard try lines.next(upTo: 16) == [] else { throw .malformed } }
        }
    }

    /// Reads what a server has answered, or was asked: a header, and what follows.
    private func readAnswer(_ name: [UInt8], _ body: LineStream.Part) throws(ExtractionFailure) {
        var header: [UInt8] = []
        while header.count < ExtractionRun.longestHeader, let line = try body.nextLine(), !line.isEmpty {
            header += line + [10]
        }
        try budget.spend(header.count)
        text(header, .header)
        try member(name, body)
    }

    /// An address without angle brackets, or the path of a file.
    private static func name(ofAddress value: [UInt8]) -> [UInt8] {
        var value = value[...]
        if value.first == UInt8(ascii: "<") { value = value.dropFirst() }
        if value.last == UInt8(ascii: ">") { value = value.dropLast() }
        let file = Array("file://".utf8)
        return Array(value.starts(with: file) ? value.dropFirst(file.count) : value)
    }
}

/// Bytes of which some are lines.
final class LineStream {
    private let stream: any ByteStream
    private var buffer: [UInt8] = []
    private var offset = 0

    init(_ stream: any ByteStream) { self.stream = stream }

    /// The next line without its end, or `nil` behind the last one.
    ///
    /// What is longer than `limit` is cut into lines.
    func next(upTo limit: Int) throws(ExtractionFailure) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if offset == buffer.count, try !fill() { return line.isEmpty ? nil : line }
            let rest = buffer[offset...]
            if let end = rest.firstIndex(of: 10) {
                line += rest[..<end]
                offset = end + 1
                if line.last == 13 { line.removeLast() }
                return line
            }
            line += rest
            offset = buffer.count
            if line.count >= limit { return line }
        }
    }

    private func fill() throws(ExtractionFailure) -> Bool {
        buffer = try stream.read(upTo: 1 << 16)
        offset = 0
        return !buffer.isEmpty
    }

    fileprivate func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        if offset == buffer.count, try !fill() { return [] }
        let piece = Array(buffer[offset..<min(buffer.count, offset + limit)])
        offset += piece.count
        return piece
    }

    /// The next `count` bytes, which are to be read or drained before anything else is.
    func bytes(_ count: Int) -> Part { Part(self, count) }

    /// Some of the bytes.
    final class Part: ByteStream {
        private let lines: LineStream
        private var left: Int

        init(_ lines: LineStream, _ count: Int) { (self.lines, left) = (lines, count) }

        func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
            if left == 0 { return [] }
            let piece = try lines.read(upTo: min(limit, left))
            left -= piece.count
            return piece
        }

        /// The next line of these bytes; `nil` behind the last one.
        func nextLine() throws(ExtractionFailure) -> [UInt8]? {
            var line: [UInt8] = []
            while left > 0, line.count < 1 << 16 {
                guard let byte = try read(upTo: 1).first else { break }
                if byte == 10 {
                    if line.last == 13 { line.removeLast() }
                    return line
                }
                line.append(byte)
            }
            return line.isEmpty ? nil : line
        }

        /// Passes over what is left.
        ///
        /// - Returns: Whether it was all there.
        func drain() throws(ExtractionFailure) -> Bool {
            while left > 0 { if try read(upTo: 1 << 16).isEmpty { return false } }
            return true
        }
    }
}
