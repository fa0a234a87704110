import JSON

/// Why a pattern is none.
public struct EventPatternError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason, as EventBridge words it.
    public var reason: String
    /// Where in the pattern's text, counted from 1; columns count Unicode scalars.
    public private(set) var place: (line: Int, column: Int)?
    /// The way to what is wrong.
    var path: [JSONText.Step] = []

    init(_ reason: String) { self.reason = reason }

    public var description: String {
        let place = place.map { " at [line: \($0.line), column: \($0.column)]" } ?? ""
        return "Event pattern is not valid. Reason: \(reason)\(place)"
    }

    public static func == (left: EventPatternError, right: EventPatternError) -> Bool {
        left.reason == right.reason && left.path == right.path
            && left.place?.line == right.place?.line && left.place?.column == right.place?.column
    }

    /// The same, seen from one step further up.
    func below(_ step: JSONText.Step) -> EventPatternError {
        var error = self
        error.path.insert(step, at: 0)
        return error
    }

    /// The same, with its place in a text.
    func found(atByte offset: Int, of text: [UInt8]) -> EventPatternError {
        var error = self
        let before = text.prefix(offset)
        let line = before.lastIndex(of: 10).map { before[before.index(after: $0)...] } ?? before
        let column = String(decoding: line, as: UTF8.self).unicodeScalars.count + 1
        error.place = (before.count { $0 == 10 } + 1, column)
        return error
    }
}
