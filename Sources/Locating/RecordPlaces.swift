/// Where in text that has names of its own (JSON, XML, YAML) its parts lie.
package struct RecordPlaces {
    private enum Form {
        case json(JSONPlaces)
        case xml(XMLPlaces)
        case yaml(YAMLPlaces)
    }

    private var form: Form

    /// A place: the path, and the number of the record from 0, which only JSON has.
    package struct Place: Equatable {
        package var record: Int?
        package var path: String
    }

    /// Begins a text; `nil` for one that begins as none of them does.
    ///
    /// - Complexity: O(*n*) in the first 64 KiB.
    package init?(_ start: Span<UInt8>) {
        if let places = JSONPlaces(start) {
            form = .json(places)
        } else if let places = XMLPlaces(start) {
            form = .xml(places)
        } else if let places = YAMLPlaces(start) {
            form = .yaml(places)
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
    package mutating func place(at offset: Int, line: Int, in bytes: Span<UInt8>, from base: Int) -> Place? {
        switch form {
        case .json(var places):
            let place = places.place(at: offset, line: line, in: bytes, from: base)
            form = .json(places)
            return place.map { Place(record: $0.record, path: $0.path) }
        case .xml(var places):
            let path = places.path(at: offset, in: bytes, from: base)
            form = .xml(places)
            return path.map { Place(path: $0) }
        case .yaml(var places):
            let path = places.path(at: offset, in: bytes, from: base)
            form = .yaml(places)
            return path.map { Place(path: $0) }
        }
    }

    /// Notes that what lies before `offset` will not be there any longer.
    package mutating func pass(_ offset: Int, in bytes: Span<UInt8>, from base: Int) {
        switch form {
        case .json(var places):
            places.pass(offset, in: bytes, from: base)
            form = .json(places)
        case .xml(var places):
            places.advance(to: offset, in: bytes, from: base)
            form = .xml(places)
        case .yaml(var places):
            places.pass(offset, in: bytes, from: base)
            form = .yaml(places)
        }
    }
}

/// The places of a text that are looked for when the first one is asked for: most texts have nothing in them.
package struct WantedRecordPlaces {
    /// The places, once ``look(at:)`` was called; `nil` when the text is none that has any.
    package var places: RecordPlaces?
    private var mayBeThere: Bool

    /// Begins a text.
    package init(mayBeThere: Bool = false) { self.mayBeThere = mayBeThere }

    /// Looks for them, unless that was done.
    ///
    /// It must be done before the beginning of the text is dropped.
    ///
    /// - Parameter start: What of the text is there, from its beginning on if that was not done before.
    package mutating func look(at start: Span<UInt8>) {
        guard mayBeThere else { return }
        mayBeThere = false
        places = RecordPlaces(start)
    }
}
