import JSON

/// Why a pattern is none.
public struct EventPatternError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason, as EventBridge words it.
    public var reason: String
    /// Where in the pattern's text, counted from 1; columns count Unicode scalars.
    public private(set) var place: (line: Int, column: Int)?
    /// The way to what is wrong.
    var path: [JSONText.Step] = []
    /// Whether what is wrong is in one place.
    private var hasPlace: Bool
    /// The beginning of the pattern, in quotes, and how much more there is.
    private var source = ""

    /// The most characters of a pattern that are shown.
    private static let shown = 500

    init(_ reason: String, hasPlace: Bool = true) {
        self.reason = reason
        self.hasPlace = hasPlace
    }

    /// What is wrong with a text that is no JSON.
    init(_ error: JSONError, in text: [UInt8]) {
        let word = text[min(error.offset, text.count)...].prefix { byte in
            byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
                || byte >= 0x80
        }
        if error.message == "no value", let first = word.first, first &- 48 >= 10 {
            self.init(
                "Unrecognized token '\(String(decoding: word, as: UTF8.self))': was expecting "
                    + "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
            )
            self = found(atByte: word.endIndex, of: text)
        } else {
            self.init("no JSON: \(error.message)")
            self = found(atByte: error.offset, of: text)
        }
    }

    /// As EventBridge says it, the place on a line of its own.
    public var description: String {
        let place = place.map { "\n at [Source: (String)\(source); line: \($0.line), column: \($0.column)]" } ?? ""
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
        guard hasPlace else { return self }
        var error = self
        let characters = String(decoding: text, as: UTF8.self)
        let more = characters.count - EventPatternError.shown
        error.source =
            "\"\(characters.prefix(EventPatternError.shown))\"" + (more > 0 ? "[truncated \(more) chars]" : "")
        let before = text.prefix(offset)
        let line = before.lastIndex(of: 10).map { before[before.index(after: $0)...] } ?? before
        let column = String(decoding: line, as: UTF8.self).unicodeScalars.count + 1
        error.place = (before.count { $0 == 10 } + 1, column)
        return error
    }
}
