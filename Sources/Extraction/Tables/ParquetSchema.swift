import Findings

/// A column of a Parquet file: a leaf of its schema.
///
/// Source: Apache Parquet, `parquet.thrift`, "Logical Types" (lists and maps), and "Nested Encoding".
struct ParquetColumn {
    /// How values are stored.
    enum Physical: Int {
        case boolean, int32, int64, int96, float, double, bytes, fixed
    }

    /// What values mean.
    enum Meaning: Equatable {
        case plain, text, date, unsigned
        /// Parts of a second since 1970.
        case time(perSecond: Double)
        case decimal(scale: Int)
    }

    var type: Physical
    var length: Int
    var meaning = Meaning.plain
    /// The names of the schema that lead to it.
    var names: [String] = []
    /// The path in a record, cut where the number of an element stands.
    var pieces: [RecordPath] = []
    /// The name of the column, of the names that people have given.
    var title: [UInt8] = []
    var mostDefinition = 0
    var mostRepetition = 0

    private static let mostColumns = 20_000
    private static let mostLevels = 64

    /// The leaves of a schema; `nil` for one that makes no tree.
    static func columns(_ elements: [ThriftValue]) -> [ParquetColumn]? {
        guard let root = elements.first, let count = root[5]?.integer, count >= 0 else { return nil }
        var reader = Reader(elements: elements)
        for _ in 0..<min(count, elements.count) {
            guard reader.read(Branch(), 0) else { return nil }
        }
        return reader.columns
    }

    /// What leads to an element.
    private struct Branch {
        var names: [String] = []
        var title: [String] = []
        /// The path, with gaps for numbers.
        var steps: [String?] = []
        var definition = 0
        var repetition = 0
        /// Whether the element around is a list, or the one in a list that repeats.
        var isList = false
        var isElement = false
    }

    private struct Reader {
        let elements: [ThriftValue]
        var next = 1
        var columns: [ParquetColumn] = []

        mutating func read(_ outer: Branch, _ level: Int) -> Bool {
            guard next < elements.count, level < ParquetColumn.mostLevels, columns.count < ParquetColumn.mostColumns
            else {
                return false
            }
            let element = elements[next]
            next += 1
            let name = element[4]?.bytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
            let repetition = element[3]?.integer ?? 0
            let isGroup = (element[5]?.integer ?? 0) > 0
            var branch = outer
            (branch.isList, branch.isElement) = (false, false)
            branch.names.append(name)
            if repetition > 0 { branch.definition += 1 }
            // The group within a list that repeats, and what is in it, have names that no person gave.
            let isRepeated = repetition == 2
            let isHidden = outer.isList && isRepeated || outer.isElement
            if !isHidden {
                branch.steps.append(name)
                branch.title.append(name)
            }
            if isRepeated {
                branch.repetition += 1
                branch.steps.append(nil)
            }
            let annotated = element[6]?.integer
            let logical = element[10]
            if (1...3).contains(annotated ?? 0) || logical?[2] != nil || logical?[3] != nil { branch.isList = true }
            if outer.isList, isRepeated, isGroup, element[5]?.integer == 1 { branch.isElement = true }
            guard isGroup else {
                guard let type = element[1]?.integer.flatMap({ Physical(rawValue: $0) }) else { return false }
                columns.append(ParquetColumn(element, type, branch))
                return true
            }
            for _ in 0..<min(element[5]?.integer ?? 0, elements.count) where !read(branch, level + 1) { return false }
            return true
        }
    }

    private init(_ element: ThriftValue, _ type: Physical, _ branch: Branch) {
        self.type = type
        length = element[2]?.integer ?? 0
        names = branch.names
        title = Array(branch.title.joined(separator: ".").utf8)
        (mostDefinition, mostRepetition) = (branch.definition, branch.repetition)
        pieces = [RecordPath()]
        for step in branch.steps {
            if let step {
                pieces[pieces.count - 1] = pieces[pieces.count - 1].member(step)
            } else {
                pieces.append(RecordPath(empty: ()))
            }
        }
        meaning = ParquetColumn.meaning(element)
    }

    private static func meaning(_ element: ThriftValue) -> Meaning {
        if let logical = element[10] {
            if logical[1] != nil || logical[4] != nil || logical[12] != nil { return .text }
            if let decimal = logical[5] { return .decimal(scale: decimal[1]?.integer ?? 0) }
            if logical[6] != nil { return .date }
            if let unit = logical[8]?[2] {
                return .time(perSecond: unit[1] != nil ? 1e3 : unit[2] != nil ? 1e6 : 1e9)
            }
            if let integer = logical[10], integer[2]?.bool == false { return .unsigned }
        }
        switch element[6]?.integer {
        case 0, 4, 19: return .text
        case 5: return .decimal(scale: element[7]?.integer ?? 0)
        case 6: return .date
        case 9: return .time(perSecond: 1e3)
        case 10: return .time(perSecond: 1e6)
        case 11, 12, 13, 14: return .unsigned
        default: return .plain
        }
    }

    /// The path to a value, with the numbers of the elements that it lies in.
    func path(_ numbers: [Int]) -> String {
        var text = pieces[0].text
        for (number, piece) in zip(numbers, pieces.dropFirst()) { text += "[\(number)]" + piece.text }
        return text
    }
}

/// Values of numbers as people read them.
enum DataValue {
    /// A whole number of a column.
    static func text(_ value: Int, _ column: ParquetColumn) -> [UInt8] {
        switch column.meaning {
        case .date: return DataTime.date(value)
        case .time(let perSecond): return DataTime.text(Double(value) / perSecond)
        case .decimal(let scale): return decimal(value, scale)
        case .unsigned where value < 0:
            let bits = UInt64(bitPattern: Int64(value))
            return Array(String(column.type == .int32 ? bits & 0xFFFF_FFFF : bits).utf8)
        default: return Array(String(value).utf8)
        }
    }

    /// A number whose last `scale` digits stand behind the point.
    static func decimal(_ value: Int, _ scale: Int) -> [UInt8] {
        guard scale > 0, scale <= 38 else { return Array(String(value).utf8) }
        var digits = Array(String(value.magnitude).utf8)
        if digits.count <= scale {
            digits.insert(contentsOf: [UInt8](repeating: 48, count: scale + 1 - digits.count), at: 0)
        }
        digits.insert(UInt8(ascii: "."), at: digits.count - scale)
        return (value < 0 ? [UInt8(ascii: "-")] : []) + digits
    }
}
