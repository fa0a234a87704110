import JSON

/// The schema of an Avro file, with a column for each of its leaves.
///
/// Source: Apache Avro, "Specification", "Schema Declaration" and "Logical Types".
struct AvroSchema {
    /// A type, which refers to others by their numbers.
    indirect enum Kind {
        case null, boolean, int, long, float, double, bytes, string
        case fixed(Int)
        case enumeration([String])
        case array(Int)
        case map(Int)
        case union([Int])
        case record([(name: String, type: Int)])
        /// A name whose declaration has not come.
        case unknown
    }

    /// What whole numbers and bytes mean.
    enum Meaning {
        case plain, date
        case time(perSecond: Double)
        case decimal(scale: Int)
    }

    private(set) var kinds: [Kind] = []
    private(set) var meanings: [Meaning] = []
    private(set) var root = 0
    /// What people have written about its parts, each on a line.
    private(set) var notes: [UInt8] = []
    private var names: [String: Int] = [:]

    private static let (mostTypes, mostLevels) = (20_000, 64)
    private static let mostNotes = 1 << 20

    /// Reads a schema; `nil` for what is none, or is too large.
    init?(_ text: [UInt8]) {
        guard let json = try? JSONValue(parsing: text), let root = add(json, "", 0) else { return nil }
        self.root = root
    }

    private mutating func add(_ json: JSONValue, _ space: String, _ level: Int) -> Int? {
        guard level < AvroSchema.mostLevels, kinds.count < AvroSchema.mostTypes else { return nil }
        if let name = json.string {
            if let known = names[name] ?? names[space.isEmpty ? name : space + "." + name] { return known }
            return AvroSchema.simple(name).map { append($0, .plain) }
        }
        if case .array(let branches) = json {
            var types: [Int] = []
            for branch in branches {
                guard let type = add(branch, space, level + 1) else { return nil }
                types.append(type)
            }
            return append(.union(types), .plain)
        }
        note(json)
        guard let type = json["type"] else { return nil }
        guard let name = type.string else { return add(type, space, level + 1) }
        let meaning = AvroSchema.meaning(json)
        switch name {
        case "record", "error":
            let inner = declare(json, space)
            var fields: [(name: String, type: Int)] = []
            for field in json["fields"]?.array ?? [] {
                note(field)
                guard let name = field["name"]?.string,
                    let type = field["type"].flatMap({ add($0, inner.space, level + 1) })
                else { return nil }
                fields.append((name, type))
            }
            kinds[inner.index] = .record(fields)
            return inner.index
        case "enum":
            let inner = declare(json, space)
            kinds[inner.index] = .enumeration((json["symbols"]?.array ?? []).map { $0.string ?? "" })
            return inner.index
        case "fixed":
            guard let size = json["size"]?.integer, size >= 0, size <= 1 << 24 else { return nil }
            let inner = declare(json, space)
            (kinds[inner.index], meanings[inner.index]) = (.fixed(size), meaning)
            return inner.index
        case "array": return json["items"].flatMap { add($0, space, level + 1) }.map { append(.array($0), .plain) }
        case "map": return json["values"].flatMap { add($0, space, level + 1) }.map { append(.map($0), .plain) }
        default:
            if let simple = AvroSchema.simple(name) { return append(simple, meaning) }
            return names[name] ?? names[space + "." + name]
        }
    }

    private mutating func note(_ json: JSONValue) {
        for key in ["doc", "default"] {
            if let text = json[key]?.string, !text.isEmpty, notes.count < AvroSchema.mostNotes {
                notes += Array(text.utf8) + [10]
            }
        }
    }

    private mutating func append(_ kind: Kind, _ meaning: Meaning) -> Int {
        kinds.append(kind)
        meanings.append(meaning)
        return kinds.count - 1
    }

    /// Takes a number for a type that has a name, so that it can refer to itself.
    private mutating func declare(_ json: JSONValue, _ space: String) -> (index: Int, space: String) {
        var space = json["namespace"]?.string ?? space
        var name = json["name"]?.string ?? ""
        if let dot = name.lastIndex(of: ".") {
            space = String(name[..<dot])
            name = String(name[name.index(after: dot)...])
        }
        let index = append(.unknown, .plain)
        names[space.isEmpty ? name : space + "." + name] = index
        return (index, space)
    }

    private static func simple(_ name: String) -> Kind? {
        switch name {
        case "null": .null
        case "boolean": .boolean
        case "int": .int
        case "long": .long
        case "float": .float
        case "double": .double
        case "bytes": .bytes
        case "string": .string
        default: nil
        }
    }

    private static func meaning(_ json: JSONValue) -> Meaning {
        switch json["logicalType"]?.string {
        case "date": .date
        case "timestamp-millis", "local-timestamp-millis": .time(perSecond: 1e3)
        case "timestamp-micros", "local-timestamp-micros": .time(perSecond: 1e6)
        case "timestamp-nanos", "local-timestamp-nanos": .time(perSecond: 1e9)
        case "decimal": .decimal(scale: json["scale"]?.integer ?? 0)
        default: .plain
        }
    }
}

/// Which columns of a table the parts of a schema go to.
final class AvroPlan {
    let type: Int
    /// The column of values that lie here.
    let column: Int
    /// Of the fields of a record or the branches of a union; one for a list or a map; none where everything goes to one column.
    let parts: [AvroPlan]

    /// What the columns are called.
    private final class Titles {
        var names: [[UInt8]] = []
        /// How many parts there are: a few types that hold each other may have any number.
        var parts = 0
    }

    private static let (mostColumns, mostLevels, mostParts) = (2000, 16, 20_000)

    private init(_ type: Int, _ column: Int, _ parts: [AvroPlan]) {
        (self.type, self.column, self.parts) = (type, column, parts)
    }

    /// The plan of a schema.
    static func make(_ schema: AvroSchema) -> (plan: AvroPlan, columns: [[UInt8]]) {
        let titles = Titles()
        let plan = make(schema, schema.root, [], [], titles)
        return (plan, titles.names)
    }

    private static func make(
        _ schema: AvroSchema,
        _ type: Int,
        _ title: [UInt8],
        _ open: Set<Int>,
        _ titles: Titles,
        level: Int = 0
    ) -> AvroPlan {
        func column() -> Int {
            if titles.names.last != title, titles.names.count < mostColumns { titles.names.append(title) }
            return titles.names.count - 1
        }
        // What holds itself, and what is deep, goes to one column.
        titles.parts += 1
        guard level < mostLevels, titles.parts < mostParts, !open.contains(type), titles.names.count < mostColumns
        else {
            return AvroPlan(type, column(), [])
        }
        let inner = open.union([type])
        func part(_ type: Int, _ title: [UInt8]) -> AvroPlan {
            make(schema, type, title, inner, titles, level: level + 1)
        }
        switch schema.kinds[type] {
        case .record(let fields):
            let parts = fields.map { part($0.type, (title.isEmpty ? [] : title + [46]) + Array($0.name.utf8)) }
            return AvroPlan(type, max(0, titles.names.count - 1), parts)
        case .union(let types):
            let parts = types.map { part($0, title) }
            return AvroPlan(type, max(0, titles.names.count - 1), parts)
        case .array(let items), .map(let items):
            let part = part(items, title)
            return AvroPlan(type, part.column, [part])
        case .null: return AvroPlan(type, max(0, titles.names.count - 1), [])
        default: return AvroPlan(type, column(), [])
        }
    }
}
