import Bytes
import Findings

/// The columns of a stripe of an ORC file, each a table of one column whose values say which record they belong to.
///
/// Source: Apache ORC, "ORC Specification v1", "Stripes" and "Column Encodings".
struct ORCStripe {
    /// Where the values of a column lie: their record, and the path to them.
    struct Slots {
        /// For each value, its record, from 0 in the stripe.
        var records: [Int32]
        /// For each value, the numbers of the elements that it lies in, outermost first.
        var elements: [[Int32]] = []
        /// The path, cut where the number of an element stands.
        var pieces = [RecordPath()]
        var title: [UInt8] = []

        func member(_ name: String) -> Slots {
            var slots = self
            slots.pieces[pieces.count - 1] = pieces[pieces.count - 1].member(name)
            slots.title = (title.isEmpty ? [] : title + [46]) + Array(name.utf8)
            return slots
        }

        /// Those of them that are there.
        func filtered(_ isThere: [Bool]) -> Slots {
            var slots = self
            slots.records = zip(records, isThere).filter(\.1).map(\.0)
            slots.elements = elements.map { zip($0, isThere).filter(\.1).map(\.0) }
            return slots
        }

        func path(_ index: Int) -> String {
            var text = pieces[0].text
            for (level, piece) in pieces.dropFirst().enumerated() { text += "[\(elements[level][index])]" + piece.text }
            return text
        }
    }

    private let file: ORCFile
    private let run: ExtractionRun
    private let store: any ByteStore
    private let firstRecord: Int
    private var streams: [Int: [Int: Range<Int>]] = [:]
    private var encodings: [(kind: Int, size: Int)] = []
    /// Why columns were not read.
    private(set) var reasons: [Gap.Reason] = []

    /// The most values of a column of a stripe, and the deepest nesting.
    private static let (mostValues, mostLevels) = (1 << 22, 32)

    init(
        _ file: ORCFile,
        _ run: ExtractionRun,
        _ store: any ByteStore,
        _ stripe: ORCFile.Stripe,
        record: Int
    ) throws(ExtractionFailure) {
        (self.file, self.run, self.store, firstRecord) = (file, run, store, record)
        let start = stripe.offset + stripe.indexLength + stripe.dataLength
        guard stripe.footerLength <= 16 << 20 else { throw ExtractionFailure(.memoryLimit) }
        let packed = try store.read(at: start, upTo: stripe.footerLength)
        guard let footer = ProtocolFields(try file.unpack(packed)) else { throw .malformed }
        var offset = stripe.offset
        for message in footer.messages[1] ?? [] {
            guard let fields = ProtocolFields(message), let length = fields.number(3), length >= 0,
                length <= start - offset
            else { throw .malformed }
            streams[fields.number(2) ?? 0, default: [:]][fields.number(1) ?? 0] = offset..<offset + length
            offset += length
        }
        for message in footer.messages[2] ?? [] {
            guard let fields = ProtocolFields(message) else { throw .malformed }
            encodings.append((fields.number(1) ?? 0, fields.number(2) ?? 0))
        }
    }

    /// Reads all columns.
    mutating func read(rowCount: Int) throws(ExtractionFailure) {
        guard rowCount <= ORCStripe.mostValues else { throw ExtractionFailure(.memoryLimit) }
        try read(0, Slots(records: (0..<Int32(rowCount)).map { $0 }), 0)
    }

    private func stream(_ column: Int, _ kind: Int) throws(ExtractionFailure) -> [UInt8] {
        guard let range = streams[column]?[kind] else { return [] }
        guard range.count <= min(64 << 20, run.budget.freeMemory) else { throw ExtractionFailure(.memoryLimit) }
        return try file.unpack(try store.read(at: range.lowerBound, upTo: range.count))
    }

    private mutating func read(_ column: Int, _ outer: Slots, _ level: Int) throws(ExtractionFailure) {
        try run.budget.check()
        guard level < ORCStripe.mostLevels else { throw .malformed }
        do throws(ExtractionFailure) {
            try readColumn(column, outer, level)
        } catch {
            // The columns beside it may be whole.
            if error.isFinal { throw error }
            if !reasons.contains(error.reason) { reasons.append(error.reason) }
        }
    }

    private mutating func readColumn(_ column: Int, _ outer: Slots, _ level: Int) throws(ExtractionFailure) {
        guard encodings.indices.contains(column) else { throw .malformed }
        var slots = outer
        if streams[column]?[0] != nil {
            let present = ORCNumbers.truths(try stream(column, 0), count: outer.records.count)
            guard present.count == outer.records.count else { throw .malformed }
            slots = outer.filtered(present)
        }
        let kind = file.kinds[column]
        let isSecond = encodings[column].kind >= 2
        let count = slots.records.count
        try run.budget.spend(count / 64)
        switch kind.kind {
        case 12:
            for (place, part) in kind.parts.enumerated() {
                let name = kind.names.indices.contains(place) ? kind.names[place] : "\(place)"
                try read(part, slots.member(name), level + 1)
            }
        case 10, 11:
            let data = try stream(column, 2)
            let lengths = try ORCNumbers.whole(data, count: count, isSigned: false, isSecond: isSecond)
            let inner = try ORCStripe.expanded(slots, lengths)
            if kind.kind == 10, let part = kind.parts.first { return try read(part, inner, level + 1) }
            for (name, part) in zip(["key", "value"], kind.parts) { try read(part, inner.member(name), level + 1) }
        case 13:
            let tags = ORCNumbers.bytes(try stream(column, 1), count: count)
            guard tags.count == count else { throw .malformed }
            for (place, part) in kind.parts.enumerated() {
                try read(part, slots.filtered(tags.map { Int($0) == place }), level + 1)
            }
        default:
            let values = try leaf(column, kind, count, isSecond)
            guard values.count == count else { throw .malformed }
            try hand(values, slots)
        }
    }

    /// The places of the elements of lists.
    private static func expanded(_ slots: Slots, _ lengths: [Int]) throws(ExtractionFailure) -> Slots {
        guard lengths.count == slots.records.count else { throw .malformed }
        var inner = slots
        inner.records = []
        inner.elements = [[Int32]](repeating: [], count: slots.elements.count + 1)
        inner.pieces.append(RecordPath(empty: ()))
        for (index, length) in lengths.enumerated() {
            guard length >= 0, length <= mostValues - inner.records.count else {
                throw ExtractionFailure(length < 0 ? .malformed : .memoryLimit)
            }
            for element in 0..<length {
                inner.records.append(slots.records[index])
                for level in slots.elements.indices { inner.elements[level].append(slots.elements[level][index]) }
                inner.elements[slots.elements.count].append(Int32(element))
            }
        }
        return inner
    }

    /// The values of a column that holds no others.
    private func leaf(
        _ column: Int,
        _ kind: ORCFile.Kind,
        _ count: Int,
        _ isSecond: Bool
    ) throws(ExtractionFailure) -> [ORCValue] {
        let data = try stream(column, 1)
        func whole(_ data: [UInt8], _ count: Int, isSigned: Bool = true) throws(ExtractionFailure) -> [Int] {
            try ORCNumbers.whole(data, count: count, isSigned: isSigned, isSecond: isSecond)
        }
        switch kind.kind {
        case 0: return ORCNumbers.truths(data, count: count).map { .text(Array(($0 ? "true" : "false").utf8)) }
        case 1: return ORCNumbers.bytes(data, count: count).map { .text(Array(String(Int8(bitPattern: $0)).utf8)) }
        case 2, 3, 4: return try whole(data, count).map { .text(Array(String($0).utf8)) }
        case 15: return try whole(data, count).map { .text(DataTime.date($0)) }
        case 5, 6:
            let width = kind.kind == 5 ? 4 : 8
            guard data.count >= count * width else { throw .malformed }
            return (0..<count).map { place in
                let bits = LittleNumber.fixed(data, place * width, width)
                if width == 8 {
                    return .text(Array(DataNumber.text(Double(bitPattern: UInt64(bitPattern: Int64(bits)))).utf8))
                }
                let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
                return .text(Array((value == value.rounded() ? DataNumber.text(Double(value)) : "\(value)").utf8))
            }
        case 7, 8, 16, 17:
            let isDictionary = encodings[column].kind & 1 == 1
            let lengthCount = isDictionary ? encodings[column].size : count
            guard lengthCount >= 0, lengthCount <= ORCStripe.mostValues else { throw ExtractionFailure(.memoryLimit) }
            let lengths = try whole(try stream(column, 2), lengthCount, isSigned: false)
            let parts = try ORCStripe.cut(isDictionary ? try stream(column, 3) : data, lengths, isData: kind.kind == 8)
            guard isDictionary else { return parts }
            var values: [ORCValue] = []
            for index in try whole(data, count, isSigned: false) {
                guard parts.indices.contains(index) else { throw .malformed }
                values.append(parts[index])
            }
            return values
        case 9, 18:
            let fractions = try whole(try stream(column, 5), count, isSigned: false)
            let seconds = try whole(data, count)
            guard fractions.count == seconds.count else { throw .malformed }
            // Seconds count from the beginning of 2015.
            return seconds.map { .text(DataTime.text(Double($0) + 1_420_070_400)) }
        case 14:
            let scales = try whole(try stream(column, 5), count)
            guard scales.count == count else { throw .malformed }
            var index = 0
            var values: [ORCValue] = []
            for scale in scales {
                guard let value = SevenBits.number(data, &index, before: data.count) else { throw .malformed }
                values.append(.text(DataValue.decimal(LittleNumber.unfolded(value), scale)))
            }
            return values
        default: throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.orc; type=\(kind.kind)"))
        }
    }

    private static func cut(_ data: [UInt8], _ lengths: [Int], isData: Bool) throws(ExtractionFailure) -> [ORCValue] {
        var start = 0
        var values: [ORCValue] = []
        for length in lengths {
            guard length >= 0, length <= data.count - start else { throw .malformed }
            let bytes = Array(data[start..<start + length])
            values.append(isData ? .data(bytes) : .text(bytes))
            start += length
        }
        return values
    }

    private func hand(_ values: [ORCValue], _ slots: Slots) throws(ExtractionFailure) {
        var writer = TableWriter(run, [slots.title], isOfRecords: true)
        let flat = slots.elements.isEmpty ? slots.path(0) : nil
        for (index, value) in values.enumerated() {
            let record = firstRecord + Int(slots.records[index])
            let place = TextPlace(record: record, flat ?? slots.path(index))
            try run.budget.spend(value.count + 1)
            switch value {
            case .text(let text): writer.add(text, column: 0, at: place)
            case .data(let data):
                writer.add(bytes: data, column: 0, at: place, member: slots.title + Array("/\(record)".utf8))
            }
            try writer.endRow()
        }
        try writer.finish()
    }
}

/// A value of a column.
enum ORCValue {
    case text([UInt8])
    case data([UInt8])

    var count: Int {
        switch self {
        case .text(let bytes), .data(let bytes): bytes.count
        }
    }
}

extension ExtractionRun {
    /// Reads an ORC file, stripe by stripe and column by column.
    func readORC(_ store: any ByteStore) throws(ExtractionFailure) {
        let file = try ORCFile(store, self)
        let names = file.kinds.flatMap(\.names).map { Array($0.utf8) }
        text(file.about + Array(names.joined(separator: [9])) + [10], .metadata)
        var reasons: [Gap.Reason] = []
        var record = 0
        for stripe in file.stripes {
            do throws(ExtractionFailure) {
                var reader = try ORCStripe(file, self, store, stripe, record: record)
                try reader.read(rowCount: stripe.rowCount)
                reasons += reader.reasons
            } catch {
                if error.isFinal { throw error }
                reasons.append(error.reason)
            }
            let (sum, isTooMuch) = record.addingReportingOverflow(stripe.rowCount)
            guard !isTooMuch else { throw .malformed }
            record = sum
        }
        var noted = Set<Gap.Reason>()
        for reason in reasons where noted.insert(reason).inserted { note(reason) }
    }
}
