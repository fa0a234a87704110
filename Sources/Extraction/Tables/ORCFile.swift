import Findings

/// Fields of a message of Protocol Buffers.
///
/// Source: Google, "Protocol Buffers: Encoding".
struct ProtocolFields {
    /// Numbers, by their fields.
    private(set) var numbers: [Int: [Int]] = [:]
    /// Texts and messages, by their fields.
    private(set) var messages: [Int: [[UInt8]]] = [:]

    private static let mostFields = 4_000_000

    /// Reads a message; `nil` for what is none.
    init?(_ bytes: [UInt8]) {
        var index = 0
        var count = 0
        while index < bytes.count {
            count += 1
            guard count <= ProtocolFields.mostFields, let tag = SevenBits.number(bytes, &index, before: bytes.count)
            else { return nil }
            switch tag & 7 {
            case 0:
                guard let value = SevenBits.number(bytes, &index, before: bytes.count) else { return nil }
                numbers[tag >> 3, default: []].append(value)
            case 1, 5:
                index += tag & 7 == 1 ? 8 : 4
                guard index <= bytes.count else { return nil }
            case 2:
                guard let length = SevenBits.number(bytes, &index, before: bytes.count), length >= 0,
                    length <= bytes.count - index
                else { return nil }
                messages[tag >> 3, default: []].append(Array(bytes[index..<index + length]))
                index += length
            default: return nil
            }
        }
    }

    /// The last number of a field.
    func number(_ field: Int) -> Int? { numbers[field]?.last }

    /// All numbers of a field, however they are packed.
    func all(_ field: Int) -> [Int] {
        var values = numbers[field] ?? []
        for packed in messages[field] ?? [] {
            var index = 0
            while index < packed.count, let value = SevenBits.number(packed, &index, before: packed.count) {
                values.append(value)
            }
        }
        return values
    }
}

/// What an ORC file says of itself.
///
/// Source: Apache ORC, "ORC Specification v1", "File Tail".
struct ORCFile {
    /// Rows that lie together.
    struct Stripe {
        var offset: Int
        var indexLength: Int
        var dataLength: Int
        var footerLength: Int
        var rowCount: Int
    }

    /// A type of the tree of types.
    struct Kind {
        var kind: Int
        var parts: [Int]
        var names: [String]
        var scale: Int
    }

    private(set) var stripes: [Stripe] = []
    private(set) var kinds: [Kind] = []
    /// What somebody has noted in it.
    private(set) var about: [UInt8] = []
    let packing: BlockPacking
    private let blockSize: Int
    private let run: ExtractionRun

    private static let (longestFooter, longestStream) = (32 << 20, 64 << 20)

    /// Reads the end of a file.
    init(_ store: any ByteStore, _ run: ExtractionRun) throws(ExtractionFailure) {
        let tail = try store.read(at: max(0, store.count - 256), upTo: 256)
        guard let last = tail.last, case let length = Int(last), length < tail.count, length > 3,
            let script = ProtocolFields(Array(tail[(tail.count - 1 - length)..<(tail.count - 1)])),
            script.messages[8000]?.last == Array("ORC".utf8), let footerLength = script.number(1), footerLength > 0,
            footerLength <= store.count - length - 1
        else { throw .malformed }
        self.run = run
        packing =
            switch script.number(2) ?? 0 {
            case 0: .none
            case 1: .deflate
            case 2: .snappy
            case 4: .lz4
            case 5: .library(.zstd)
            case 3: .other("application/vnd.apache.orc; compression=lzo")
            case 6: .other("application/vnd.apache.orc; compression=brotli")
            default: .other("application/vnd.apache.orc; compression=unknown")
            }
        blockSize = min(max(1, script.number(3) ?? 1 << 18), 1 << 23)
        guard footerLength <= min(ORCFile.longestFooter, run.budget.freeMemory) else {
            throw ExtractionFailure(.memoryLimit)
        }
        let packed = try store.read(at: store.count - 1 - length - footerLength, upTo: footerLength)
        guard let footer = ProtocolFields(try unpack(packed)) else { throw .malformed }
        // Keys of encrypted columns.
        if footer.messages[10] != nil { throw ExtractionFailure(.encrypted) }
        for message in footer.messages[3] ?? [] {
            guard let fields = ProtocolFields(message), let offset = fields.number(1), let count = fields.number(5)
            else {
                throw .malformed
            }
            let lengths = (2...4).map { fields.number($0) ?? 0 }
            guard offset >= 0, count >= 0, lengths.allSatisfy({ $0 >= 0 && $0 <= store.count }), offset <= store.count,
                lengths.reduce(offset, +) <= store.count
            else { throw .malformed }
            stripes.append(
                Stripe(
                    offset: offset,
                    indexLength: lengths[0],
                    dataLength: lengths[1],
                    footerLength: lengths[2],
                    rowCount: count
                )
            )
        }
        for message in footer.messages[4] ?? [] {
            guard let fields = ProtocolFields(message) else { throw .malformed }
            let names = (fields.messages[3] ?? []).map { String(decoding: $0, as: UTF8.self) }
            let parts = fields.all(2)
            // What a type holds comes behind it, so that none holds itself.
            guard parts.allSatisfy({ $0 > kinds.count }) else { throw .malformed }
            kinds.append(Kind(kind: fields.number(1) ?? 0, parts: parts, names: names, scale: fields.number(6) ?? 0))
        }
        for message in footer.messages[5] ?? [] {
            guard let pair = ProtocolFields(message) else { continue }
            about += (pair.messages[1]?.last ?? []) + Array(": ".utf8) + (pair.messages[2]?.last ?? []) + [10]
        }
        guard !kinds.isEmpty, kinds.allSatisfy({ $0.parts.allSatisfy(kinds.indices.contains) }) else {
            throw .malformed
        }
    }

    /// Unpacks a stream of blocks, each of which says how long it is and whether it is packed at all.
    func unpack(_ bytes: [UInt8]) throws(ExtractionFailure) -> [UInt8] {
        if packing == .none { return bytes }
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard index + 3 <= bytes.count else { throw .malformed }
            let head = LittleNumber.fixed(bytes, index, 3)
            index += 3
            guard head >> 1 <= bytes.count - index else { throw .malformed }
            let block = Array(bytes[index..<index + head >> 1])
            index += head >> 1
            output += head & 1 == 1 ? block : try run.unpack(block, packing, upTo: blockSize)
            guard output.count <= ORCFile.longestStream else { throw ExtractionFailure(.memoryLimit) }
        }
        return output
    }
}
