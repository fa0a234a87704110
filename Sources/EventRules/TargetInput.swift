package import JSON
import POSIX

/// What a target is given of an event.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
package enum TargetInput: Sendable, Equatable {
    /// The event.
    case whole
    /// Always the same.
    case constant(String)
    /// A part of it.
    case part([JSONText.Step])
    case template(Template)

    /// A text with places for parts of the event.
    package struct Template: Sendable, Equatable {
        /// Pieces of text and the places between them.
        fileprivate enum Piece: Sendable, Equatable {
            case text(String)
            case part([JSONText.Step], isQuoted: Bool)
            case known(Known, isQuoted: Bool)
        }

        /// What can be named without a path.
        fileprivate enum Known: String {
            case ruleARN = "aws.events.rule-arn"
            case ruleName = "aws.events.rule-name"
            case ingestionTime = "aws.events.event.ingestion-time"
            case event = "aws.events.event"
            case json = "aws.events.event.json"
        }

        fileprivate var pieces: [Piece] = []
        /// Whether it is an object or an array, and no text in quotes.
        fileprivate var isStructure = false
    }

    /// Why an input is none: a sentence.
    package struct Mistake: Error, Equatable {
        package var message: String
        /// Whether it says of which target.
        package var namesTarget = false
    }

    /// Reads the members `Input`, `InputPath` and `InputTransformer` of a target.
    package init(_ target: JSONValue) throws(Mistake) {
        let given = ["Input", "InputPath", "InputTransformer"].filter { target[$0] != nil }
        guard given.count <= 1 else {
            throw Mistake(
                message: "Only one of Input, InputPath, or InputTransformer must be provided for target "
                    + "\(target["Id"]?.string ?? "").",
                namesTarget: true
            )
        }
        if let text = target["Input"]?.string {
            guard (try? JSONValue(parsing: Array(text.utf8))) != nil else {
                throw Mistake(message: "JSON syntax error in input.")
            }
            self = .constant(text)
        } else if let text = target["InputPath"]?.string {
            self = text == "$" ? .whole : .part(try TargetInput.path(text))
        } else if let transformer = target["InputTransformer"] {
            self = .template(try Template(transformer, of: target["Id"]?.string ?? ""))
        } else {
            self = .whole
        }
    }

    /// Reads `$.detail.object[0]` or `$['detail']`.
    package static func path(_ text: String) throws(Mistake) -> [JSONText.Step] {
        let mistake = Mistake(
            message: "InputPath '\(text)' is not a valid JSON path: such as $.detail.object or $.resources[0]."
        )
        guard text.first == "$" else { throw mistake }
        var steps: [JSONText.Step] = []
        var rest = text.dropFirst()
        while let first = rest.first {
            rest = rest.dropFirst()
            if first == "." {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty, name != "*" else { throw mistake }
                steps.append(.member(String(name)))
                rest = rest[name.endIndex...]
            } else {
                guard first == "[", let close = rest.firstIndex(of: "]") else { throw mistake }
                let inner = rest[..<close]
                rest = rest[rest.index(after: close)...]
                if let index = Int(inner), index >= 0 {
                    steps.append(.element(index))
                } else if inner.count > 2, let quote = inner.first, quote == "'" || quote == "\"", inner.last == quote {
                    steps.append(.member(String(inner.dropFirst().dropLast())))
                } else {
                    throw mistake
                }
            }
        }
        return steps
    }

    /// What is known of an event besides itself.
    package struct Context {
        package var ruleARN: String
        package var ruleName: String
        /// Seconds since 1970.
        package var ingestedAt: Double

        /// Names the rule, and when the event came.
        package init(
            ruleARN: String,
            ruleName: String,
            ingestedAt: Double
        ) {
            self.ruleARN = ruleARN
            self.ruleName = ruleName
            self.ingestedAt = ingestedAt
        }
    }

    /// The text for the target; `nil` when a template makes no JSON of this event.
    package func text(of event: String, _ context: Context) -> String? {
        switch self {
        case .whole: return event
        case .constant(let text): return String(decoding: JSONText.compact(Array(text.utf8)), as: UTF8.self)
        case .part(let path):
            return JSONText.value(at: path, in: Array(event.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
        case .template(let template): return template.text(of: Array(event.utf8), context)
        }
    }
}

extension TargetInput.Template {
    fileprivate init(_ transformer: JSONValue, of target: String) throws(TargetInput.Mistake) {
        var paths: [String: [JSONText.Step]] = [:]
        if case .object(let map) = transformer["InputPathsMap"] ?? .null {
            for (name, path) in map {
                guard !name.hasPrefix("aws.") else {
                    throw TargetInput.Mistake(message: "InputPathsMap: the name '\(name)' is reserved.")
                }
                paths[name] = try TargetInput.path(path.string ?? "")
            }
        }
        let template = transformer["InputTemplate"]?.string ?? ""
        let first = template.utf8.first { $0 > 32 }
        isStructure = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        try read(template, paths, target)
        try check()
    }

    private mutating func read(
        _ template: String,
        _ paths: [String: [JSONText.Step]],
        _ target: String
    ) throws(TargetInput.Mistake) {
        var text = ""
        var isQuoted = false
        var rest = Substring(template)
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\\", let next = rest.first {
                // '\<' is a '<' that begins no place.
                text += next == "<" || next == ">" ? String(next) : "\\\(next)"
                rest = rest.dropFirst()
            } else if character == "<", let close = rest.firstIndex(of: ">") {
                let name = String(rest[..<close])
                rest = rest[rest.index(after: close)...]
                pieces.append(.text(text))
                text = ""
                if let known = Known(rawValue: name) {
                    guard !isQuoted || (known != .event && known != .json) else {
                        throw TargetInput.Mistake(
                            message: "InputTemplate: <\(name)> is an object and cannot stand in quotes."
                        )
                    }
                    pieces.append(.known(known, isQuoted: isQuoted))
                } else if let path = paths[name] {
                    pieces.append(.part(path, isQuoted: isQuoted))
                } else {
                    throw TargetInput.Mistake(
                        message: "InputTemplate for target \(target) contains invalid placeholder \(name).",
                        namesTarget: true
                    )
                }
            } else {
                if character == "\"" { isQuoted.toggle() }
                text.append(character)
            }
        }
        guard !isQuoted else { throw TargetInput.Mistake(message: "InputTemplate: a quote is not closed.") }
        pieces.append(.text(text))
    }

    /// Tells whether JSON comes out, whatever goes in: one value, or a string on each line.
    private func check() throws(TargetInput.Mistake) {
        let sample = text { _, isQuoted in isQuoted ? "" : "null" }
        if (try? JSONValue(parsing: Array(sample.utf8))) != nil { return }
        for line in sample.split(separator: "\n") {
            do throws(JSONError) {
                _ = try JSONValue(parsing: Array(line.utf8))
            } catch {
                throw TargetInput.Mistake(message: "InputTemplate makes no JSON: \(error.message).")
            }
        }
    }

    private func text(_ value: (Piece, Bool) -> String) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let fixed): text += fixed
            case .part(_, let isQuoted), .known(_, let isQuoted): text += value(piece, isQuoted)
            }
        }
        return text
    }

    /// What comes out; `nil` when it is no JSON: an object or array in the quotes of another.
    fileprivate func text(of event: [UInt8], _ context: TargetInput.Context) -> String? {
        var makesJSON = true
        let result = text { piece, isQuoted in
            guard let value = value(of: piece, event, context) else { return isQuoted ? "" : "\"\"" }
            guard isQuoted else { return value }
            // A string goes in without its own quotes, and so does what lies in an object or array.
            if value.first == "\"" { return String(value.dropFirst().dropLast()) }
            guard value.first == "{" || value.first == "[" else { return value }
            if isStructure { makesJSON = false }
            return Self.withoutQuotes(value)
        }
        guard makesJSON else { return nil }
        let isOne = (try? JSONValue(parsing: Array(result.utf8))) != nil
        return isOne ? String(decoding: JSONText.compact(Array(result.utf8)), as: UTF8.self) : result
    }

    /// JSON without the quotes around its strings; what is escaped in them stays so.
    private static func withoutQuotes(_ json: String) -> String {
        var text: [UInt8] = []
        var isEscaped = false
        for byte in JSONText.compact(Array(json.utf8)) {
            if byte == UInt8(ascii: "\""), !isEscaped { continue }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The members of `<aws.events.event>`, and what they are called there.
    private static let members = [
        ("id", "id"), ("account", "account"), ("detail-type", "detailType"), ("time", "time"), ("source", "source"),
        ("region", "region"), ("resources", "resources"), ("version", "version"),
    ]

    /// As JSON.
    private func value(of piece: Piece, _ event: [UInt8], _ context: TargetInput.Context) -> String? {
        switch piece {
        case .text: return nil
        case .part(let path, _):
            return JSONText.value(at: path, in: event).map { String(decoding: $0, as: UTF8.self) }
        case .known(.ruleARN, _): return JSONText.quoted(context.ruleARN)
        case .known(.ruleName, _): return JSONText.quoted(context.ruleName)
        case .known(.ingestionTime, _): return JSONText.quoted(UTCTime.text(secondsSince1970: context.ingestedAt))
        case .known(.json, _): return String(decoding: event, as: UTF8.self)
        case .known(.event, _):
            let members = Self.members.compactMap { name, shown in
                JSONText.value(at: [.member(name)], in: event).map {
                    "\(JSONText.quoted(shown)):\(String(decoding: $0, as: UTF8.self))"
                }
            }
            return "{\(members.joined(separator: ","))}"
        }
    }
}
