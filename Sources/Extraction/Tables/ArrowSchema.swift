/// The fields of an Arrow file, each with its children.
///
/// Source: Apache Arrow, `format/Schema.fbs`.
final class ArrowField {
    /// What the values of a field are, and which buffers they have.
    enum Kind: Equatable {
        case null, boolean
        case integer(width: Int, isSigned: Bool)
        case real(width: Int)
        /// Bytes or text, behind places of so many bytes.
        case bytes(offsetWidth: Int, isText: Bool)
        /// Bytes or text of which short ones lie in their heads.
        case views(isText: Bool)
        case fixed(Int)
        case decimal(width: Int, scale: Int)
        case date(perDay: Int, width: Int)
        case time(perSecond: Double, width: Int, isOfDay: Bool)
        /// Other values of so many bytes, which nobody has written.
        case opaque(Int)
        case list(offsetWidth: Int)
        case listViews(offsetWidth: Int)
        case fixedList(Int)
        case structure
        case map
        case union(isDense: Bool, ids: [Int])
        case runs
    }

    let name: String
    let kind: Kind
    let children: [ArrowField]
    /// The number of the dictionary that has the values, and how the numbers of its entries are written.
    let dictionary: Int?
    let index: Kind
    /// Its column among those of the table: that of its first leaf.
    var column = 0

    private static let (mostFields, mostLevels) = (10_000, 64)

    private init(_ name: String, _ kind: Kind, _ children: [ArrowField], _ dictionary: Int?, _ index: Kind) {
        (self.name, self.kind, self.children, self.dictionary, self.index) = (name, kind, children, dictionary, index)
    }

    /// The fields of a schema, and the names of the table's columns; `nil` for what is none, or is too large.
    static func fields(_ schema: FlatTable) -> (fields: [ArrowField], columns: [[UInt8]])? {
        var count = 0
        var fields: [ArrowField] = []
        for table in schema.tables(1, most: mostFields) {
            guard let field = field(table, 0, &count) else { return nil }
            fields.append(field)
        }
        var columns: [[UInt8]] = []
        for field in fields { field.number(in: "", &columns) }
        return (fields, columns)
    }

    private static func field(_ table: FlatTable, _ level: Int, _ count: inout Int) -> ArrowField? {
        count += 1
        guard level < mostLevels, count <= mostFields, let kind = kind(table) else { return nil }
        var children: [ArrowField] = []
        for child in table.tables(5, most: mostFields) {
            guard let field = field(child, level + 1, &count) else { return nil }
            children.append(field)
        }
        let isWhole: Bool
        switch kind {
        case .list, .listViews, .fixedList, .map: isWhole = children.count == 1
        case .runs: isWhole = children.count == 2
        default: isWhole = true
        }
        guard isWhole else { return nil }
        let name = String(decoding: table.text(0), as: UTF8.self)
        guard let dictionary = table.table(4) else { return ArrowField(name, kind, children, nil, .null) }
        let index = dictionary.table(1).map { integer($0) } ?? .integer(width: 4, isSigned: true)
        return ArrowField(name, kind, children, dictionary.number(0, 8), index)
    }

    private static func integer(_ table: FlatTable) -> Kind {
        let width = table.number(0, 4, or: 32) / 8
        return [1, 2, 4, 8].contains(width) ? .integer(width: width, isSigned: table.number(1, 1) != 0) : .null
    }

    private static func kind(_ table: FlatTable) -> Kind? {
        guard let type = table.table(3) else { return nil }
        /// Thousands, millions or billions of a second.
        func perSecond(or usual: Int) -> Double { [1, 1e3, 1e6, 1e9][max(0, min(3, type.number(0, 2, or: usual)))] }
        switch table.number(2, 1) {
        case 1: return .null
        case 2:
            let kind = integer(type)
            return kind == .null ? nil : kind
        case 3: return .real(width: [2, 4, 8][max(0, min(2, type.number(0, 2)))])
        case 4: return .bytes(offsetWidth: 4, isText: false)
        case 5: return .bytes(offsetWidth: 4, isText: true)
        case 6: return .boolean
        case 7:
            let width = type.number(2, 4, or: 128) / 8
            return [4, 8, 16, 32].contains(width) ? .decimal(width: width, scale: type.number(1, 4)) : nil
        case 8:
            let isDays = type.number(0, 2, or: 1) == 0
            return .date(perDay: isDays ? 1 : 86_400_000, width: isDays ? 4 : 8)
        case 9:
            let width = type.number(1, 4, or: 32) == 32 ? 4 : 8
            return .time(perSecond: perSecond(or: 1), width: width, isOfDay: true)
        case 10: return .time(perSecond: perSecond(or: 0), width: 8, isOfDay: false)
        case 11: return .opaque([4, 8, 16][max(0, min(2, type.number(0, 2)))])
        case 12: return .list(offsetWidth: 4)
        case 13: return .structure
        case 14:
            let ids = table.tables(5, most: 256).indices.map { $0 }
            // The numbers of types have four bytes each: two in each number of eight.
            let stated = type.numbers(1, most: 128).flatMap { [$0 & 0xFFFF_FFFF, $0 >> 32 & 0xFFFF_FFFF] }
            return .union(isDense: type.number(0, 2) == 1, ids: stated.count >= ids.count ? stated : ids)
        case 15:
            let width = type.number(0, 4)
            return 0...1 << 24 ~= width ? .fixed(width) : nil
        case 16:
            let count = type.number(0, 4)
            return 0...1 << 24 ~= count ? .fixedList(count) : nil
        case 17: return .map
        case 18: return .opaque(8)
        case 19: return .bytes(offsetWidth: 8, isText: false)
        case 20: return .bytes(offsetWidth: 8, isText: true)
        case 21: return .list(offsetWidth: 8)
        case 22: return .runs
        case 23: return .views(isText: false)
        case 24: return .views(isText: true)
        case 25: return .listViews(offsetWidth: 4)
        case 26: return .listViews(offsetWidth: 8)
        default: return nil
        }
    }

    /// Gives itself and its children columns.
    private func number(in outer: String, _ columns: inout [[UInt8]]) {
        column = columns.count
        switch kind {
        case .structure, .union:
            let path = outer.isEmpty ? name : outer + "." + name
            for child in children { child.number(in: path, &columns) }
        case .list, .listViews, .fixedList: children[0].number(as: self, in: outer, &columns)
        case .runs: children[1].number(as: self, in: outer, &columns)
        case .map:
            // The value of an entry stands behind its key.
            columns.append(Array((outer.isEmpty ? name : outer + "." + name).utf8))
            children[0].children.forEach { $0.setColumn(column) }
        default: columns.append(Array((outer.isEmpty ? name : outer + "." + name).utf8))
        }
    }

    /// Elements of a list are called as the list is.
    private func number(as list: ArrowField, in outer: String, _ columns: inout [[UInt8]]) {
        let path = outer.isEmpty ? list.name : outer + "." + list.name
        column = columns.count
        switch kind {
        case .structure, .union: for child in children { child.number(in: path, &columns) }
        case .list, .listViews, .fixedList: children[0].number(as: list, in: outer, &columns)
        case .map:
            columns.append(Array(path.utf8))
            children[0].children.forEach { $0.setColumn(column) }
        default: columns.append(Array(path.utf8))
        }
    }

    private func setColumn(_ column: Int) {
        self.column = column
        for child in children { child.setColumn(column) }
    }
}
