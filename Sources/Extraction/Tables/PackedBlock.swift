import Bytes
import Compression
import Findings

/// How a block of a file of data is packed.
enum BlockPacking: Equatable {
    case none, deflate, gzip, snappy
    /// What the library for archives unpacks.
    case library(ArchiveFormat)
    /// A block of LZ4.
    case lz4
    /// Blocks of LZ4, each behind its sizes, as Hadoop writes them.
    case hadoopLZ4
    /// Nobody here unpacks it.
    case other(String)
}

extension ExtractionRun {
    /// Unpacks a block.
    ///
    /// - Parameters:
    ///   - bytes: The block.
    ///   - packing: How it is packed.
    ///   - limit: How many bytes may come out; what comes out is paid from the budget.
    /// - Returns: What came out.
    /// - Throws: ``ExtractionFailure`` when it is damaged, of an unknown packing, or gives more.
    func unpack(_ bytes: [UInt8], _ packing: BlockPacking, upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        let output: [UInt8]
        switch packing {
        case .none: return bytes
        case .deflate: output = try ExtractionRun.inflate(bytes, upTo: limit)
        case .gzip:
            let stream = GzipStream(StoreStream(MemoryStore(bytes), 0..<bytes.count))
            let (data, isWhole) = try stream.readAll(upTo: limit)
            guard isWhole else { throw .malformed }
            output = data
        case .snappy: output = try Snappy.unpack(bytes, upTo: limit)
        case .lz4: output = try LZ4.unpack(bytes, upTo: limit)
        case .hadoopLZ4: output = try LZ4.unpackHadoop(bytes, upTo: limit)
        case .library(let format):
            guard let library else { throw ExtractionFailure(.unsupportedFormat("application/octet-stream")) }
            let archive = try library.open(format, .stream(StoreStream(MemoryStore(bytes), 0..<bytes.count)))
            guard try archive.next() != nil else { throw .malformed }
            let (data, isWhole) = try LibraryStream(archive).readAll(upTo: limit)
            guard isWhole else { throw .malformed }
            output = data
        case .other(let name): throw ExtractionFailure(.unsupportedFormat(name))
        }
        try budget.spend(output.count)
        return output
    }

    private static func inflate(_ bytes: [UInt8], upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        guard let inflater = Inflater() else { throw ExtractionFailure(.memoryLimit, isFinal: true) }
        var isGiven = false
        var output: [UInt8] = []
        while true {
            let piece = try inflater.next(upTo: 1 << 18) { () throws(ExtractionFailure) -> [UInt8] in
                defer { isGiven = true }
                return isGiven ? [] : bytes
            }
            guard let piece else { return output }
            output += piece
            guard output.count <= limit else { throw .malformed }
        }
    }
}

/// Blocks in the format of Snappy.
///
/// Source: Google, "Snappy compressed format description".
enum Snappy {
    /// Unpacks a block.
    static func unpack(_ bytes: [UInt8], upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        var index = 0
        // A lie costs no memory: no byte gives more than 64.
        guard let count = SevenBits.number(bytes, &index, before: bytes.count), count >= 0, count <= limit,
            count <= bytes.count &* 64
        else { throw .malformed }
        var output: [UInt8] = []
        output.reserveCapacity(count)
        while index < bytes.count, output.count < count {
            let tag = Int(bytes[index])
            index += 1
            var length: Int
            var distance = 0
            switch tag & 3 {
            case 0:
                length = tag >> 2 + 1
                if length > 60 {
                    let width = length - 60
                    length = LittleNumber.fixed(bytes, index, width) + 1
                    index += width
                }
                guard length <= bytes.count - index, length <= count - output.count else { throw .malformed }
                output.append(copying: bytes.span.extracting(index..<index + length))
                index += length
                continue
            case 1:
                length = (tag >> 2 & 7) + 4
                distance = (tag >> 5) << 8 | LittleNumber.fixed(bytes, index, 1)
                index += 1
            case 2:
                length = tag >> 2 + 1
                distance = LittleNumber.fixed(bytes, index, 2)
                index += 2
            default:
                length = tag >> 2 + 1
                distance = LittleNumber.fixed(bytes, index, 4)
                index += 4
            }
            guard length <= count - output.count else { throw .malformed }
            try BlockCopy.append(length, from: distance, to: &output)
        }
        guard output.count == count else { throw .malformed }
        return output
    }
}

/// Blocks in the format of LZ4.
///
/// Source: LZ4, "LZ4 Block Format Description".
enum LZ4 {
    /// Unpacks a block.
    static func unpack(_ bytes: [UInt8], upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        /// A length that goes on in further bytes.
        func further(_ start: Int) throws(ExtractionFailure) -> Int {
            var length = start
            guard start == 15 else { return length }
            while true {
                guard index < bytes.count else { throw .malformed }
                let byte = Int(bytes[index])
                index += 1
                length += byte
                if byte < 255 { return length }
            }
        }
        while index < bytes.count {
            let token = Int(bytes[index])
            index += 1
            let literal = try further(token >> 4)
            guard literal <= bytes.count - index, literal <= limit - output.count else { throw .malformed }
            output += bytes[index..<index + literal]
            index += literal
            if index == bytes.count { return output }
            guard index + 2 <= bytes.count else { throw .malformed }
            let distance = LittleNumber.fixed(bytes, index, 2)
            index += 2
            let length = try further(token & 15) + 4
            guard length <= limit - output.count else { throw .malformed }
            try BlockCopy.append(length, from: distance, to: &output)
        }
        throw .malformed
    }

    /// Unpacks blocks that stand behind their sizes; one block without is taken as well.
    static func unpackHadoop(_ bytes: [UInt8], upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index + 8 <= bytes.count {
            let (size, packed) = (BigEndian.number(bytes, index, 4), BigEndian.number(bytes, index + 4, 4))
            guard packed <= bytes.count - index - 8, size <= limit - output.count else { break }
            guard let block = try? unpack(Array(bytes[index + 8..<index + 8 + packed]), upTo: size), block.count == size
            else { break }
            output += block
            index += 8 + packed
        }
        return index == bytes.count ? output : try unpack(bytes, upTo: limit)
    }
}

/// Copies within what came out of a block.
enum BlockCopy {
    static func append(_ length: Int, from distance: Int, to output: inout [UInt8]) throws(ExtractionFailure) {
        guard distance > 0, distance <= output.count else { throw .malformed }
        output.append(repeating: length, from: distance)
    }
}
