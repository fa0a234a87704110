import Bytes
import Findings

// Documents of Pages, Numbers and Keynote since 2013: archives of objects in protocol buffers, in blocks of Snappy.
extension ExtractionRun {
    /// Whether a package has archives of objects in it.
    static func isIWork(_ package: OfficePackage) -> Bool {
        package.paths.contains { $0.hasSuffix(".iwa") } || package.part("Index.zip") != nil
    }

    /// Reads the texts of objects, and all else in the package as members of it.
    ///
    /// Numbers and dates in cells are not understood, so that the document stays partial.
    func readIWork(_ package: OfficePackage) throws(ExtractionFailure) {
        note(Gap.Reason.unsupportedFormat("application/vnd.apple.iwork"))
        for (number, path) in package.paths.enumerated() {
            let entry = package.directory.entries[number]
            if entry.isFolder { continue }
            guard path.hasSuffix(".iwa"), !entry.isEncrypted else {
                try readMember(entry, of: package.store)
                continue
            }
            try withStream(number, of: package) { stream throws(ExtractionFailure) in
                let (bytes, isWhole) = try stream.readAll(upTo: budget.freeMemory / 4)
                if !isWhole { note(Gap.Reason.memoryLimit) }
                let objects = try unpackedObjects(bytes)
                var texts = ObjectTexts(objects)
                texts.read()
                text(texts.output, .runs)
            }
        }
    }

    /// What the blocks of an archive become.
    private func unpackedObjects(_ bytes: [UInt8]) throws(ExtractionFailure) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        let most = budget.freeMemory / 2
        while index + 4 <= bytes.count {
            let count = Int(bytes[index + 1]) | Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]) << 16
            guard bytes[index] == 0, count <= bytes.count - index - 4 else { throw .malformed }
            let block = try Snappy.unpack(Array(bytes[index + 4..<index + 4 + count]), upTo: 1 << 24)
            try budget.spend(block.count)
            output += block
            guard output.count <= most else { throw ExtractionFailure(.memoryLimit) }
            index += 4 + count
        }
        return output
    }
}

/// The texts of objects in protocol buffers, of which nothing is known but the encoding.
///
/// Source: Google, Protocol Buffers, "Encoding". What is valid text is a text, and what else has a length may be a message.
struct ObjectTexts {
    private let bytes: [UInt8]
    /// Each text on a line.
    private(set) var output: [UInt8] = []

    private static let mostLevels = 24

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads one object behind the other: how long the description of each is, that, and the messages that it tells of.
    mutating func read() {
        var index = 0
        while index < bytes.count {
            guard let count = SevenBits.number(bytes, &index, before: bytes.count), count >= 0,
                count <= bytes.count - index
            else { return }
            let end = index + count
            let payload = min(payloadCount(index..<end), bytes.count - end)
            _ = collect(end..<end + payload, level: 0)
            index = end + payload
            // What says nothing of itself would be read for ever.
            if count + payload == 0 { return }
        }
    }

    /// How many bytes the messages have that a description tells of.
    private func payloadCount(_ range: Range<Int>) -> Int {
        var total = 0
        forEachField(range) { number, type, value in
            guard number == 2, type == 2 else { return }
            forEachField(value) { number, type, value in
                var index = value.lowerBound
                if number == 3, type == 0, let count = SevenBits.number(bytes, &index, before: value.upperBound) {
                    total = min(bytes.count, total + min(bytes.count, max(0, count)))
                }
            }
        }
        return total
    }

    /// Calls `body` with each field: its number, how it is written, and where its value lies.
    ///
    /// - Parameters:
    ///   - range: The message.
    ///   - body: Is given them in order.
    /// - Returns: Whether all of it is fields.
    @discardableResult
    private func forEachField(_ range: Range<Int>, _ body: (Int, Int, Range<Int>) -> Void) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let key = SevenBits.number(bytes, &index, before: range.upperBound), key > 7 else { return false }
            let start = index
            switch key & 7 {
            case 0: guard SevenBits.number(bytes, &index, before: range.upperBound) != nil else { return false }
            case 1: index += 8
            case 5: index += 4
            case 2:
                guard let count = SevenBits.number(bytes, &index, before: range.upperBound), count >= 0,
                    count <= range.upperBound - index
                else { return false }
                body(key >> 3, 2, index..<index + count)
                index += count
                continue
            default: return false
            }
            guard index <= range.upperBound else { return false }
            body(key >> 3, key & 7, start..<index)
        }
        return true
    }

    /// Keeps the texts of a message.
    private mutating func collect(_ range: Range<Int>, level: Int) -> Bool {
        guard level < ObjectTexts.mostLevels else { return false }
        var values: [Range<Int>] = []
        let isMessage = forEachField(range) { _, type, value in if type == 2 { values.append(value) } }
        guard isMessage else { return false }
        for value in values where value.count > 1 {
            if isText(value) { output += bytes[value] + [10] } else { _ = collect(value, level: level + 1) }
        }
        return true
    }

    private func isText(_ range: Range<Int>) -> Bool {
        for index in range where bytes[index] < 32 && !(bytes[index] &- 9 < 5) { return false }
        return UTF8Text.isValid(bytes.span.extracting(range))
    }
}
