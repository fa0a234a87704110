/// Where in text that has names of its own (JSON, XML, YAML) its parts lie.
enum RecordPlaces {
    case json(JSONPlaces)
    case xml(XMLPlaces)
    case yaml(YAMLPlaces)

    /// A place: the path, and the number of the record from 0, which only JSON has.
    struct Place: Equatable {
        var record: Int?
        var path: String
    }

    /// Begins a text; `nil` for one that begins as none of them does.
    ///
    /// - Complexity: O(*n*) in the first 64 KiB.
    init?(_ start: Span<UInt8>) {
        if let places = JSONPlaces(start) {
            self = .json(places)
        } else if let places = XMLPlaces(start) {
            self = .xml(places)
        } else if let places = YAMLPlaces(start) {
            self = .yaml(places)
        } else {
            return nil
        }
    }

    /// Where `offset` of the whole text lies; `nil` where nobody can say.
    ///
    /// - Parameters:
    ///   - offset: Asked for in ascending order.
    ///   - line: Its line, from 1.
    ///   - bytes: What of the text is there.
    ///   - base: Where in the text that begins.
    /// - Returns: The place.
    mutating func place(at offset: Int, line: Int, in bytes: Span<UInt8>, from base: Int) -> Place? {
        switch self {
        case .json(var places):
            let place = places.place(at: offset, line: line, in: bytes, from: base)
            self = .json(places)
            return place.map { Place(record: $0.record, path: $0.path) }
        case .xml(var places):
            let path = places.path(at: offset, in: bytes, from: base)
            self = .xml(places)
            return path.map { Place(path: $0) }
        case .yaml(var places):
            let path = places.path(at: offset, in: bytes, from: base)
            self = .yaml(places)
            return path.map { Place(path: $0) }
        }
    }

    /// Notes that what lies before `offset` will not be there any longer.
    mutating func pass(_ offset: Int, in bytes: Span<UInt8>, from base: Int) {
        switch self {
        case .json(var places):
            places.pass(offset, in: bytes, from: base)
            self = .json(places)
        case .xml(var places):
            places.advance(to: offset, in: bytes, from: base)
            self = .xml(places)
        case .yaml(var places):
            places.pass(offset, in: bytes, from: base)
            self = .yaml(places)
        }
    }
}

/// The places of a text that are looked for when the first one is asked for: most texts have nothing in them.
struct WantedRecordPlaces {
    /// The places, once ``look(at:)`` was called; `nil` when the text is none that has any.
    var places: RecordPlaces?
    private var mayBeThere: Bool

    /// Begins a text.
    init(mayBeThere: Bool = false) { self.mayBeThere = mayBeThere }

    /// Looks for them, unless that was done.
    ///
    /// It must be done before the beginning of the text is dropped.
    ///
    /// - Parameter start: What of the text is there, from its beginning on if that was not done before.
    mutating func look(at start: Span<UInt8>) {
        guard mayBeThere else { return }
        mayBeThere = false
        places = RecordPlaces(start)
    }
}
