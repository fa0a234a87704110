import ArgumentParser
import Control
import Cryptography
import JSON
import POSIX
import Preparation
import Reporting
import ServiceModel

/// A call of an operation that AWS has named, from the words of a command line.
///
/// Parameters are taken as the AWS CLI takes them.
/// Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html
struct OperationCall {
    /// The service's name in requests: `events`.
    var service: String
    var operations: [OperationModel]
    var words: [String]
    /// Makes text of an answer for people; without it, or where it makes none, the JSON is shown.
    var text: (OperationModel, JSONValue) -> [UInt8]? = { _, _ in nil }

    /// Asks, and prints the answer.
    func run() throws {
        guard let command = words.first, !command.hasPrefix("-") else {
            throw Diagnostic("no operation", hint: "see 'magpie \(service) --help'")
        }
        guard let operation = operations.first(where: { $0.command == command }) else {
            throw Diagnostic("there is no operation '\(command)'", hint: "see 'magpie \(service) --help'")
        }
        if words.contains("--help") || words.contains("-h") { return printHelp(operation) }
        var options = try ServiceOptions.parse([])
        let input = try input(of: operation, &options)
        let request = ControlRequest("\(service):\(operation.name)", input: Array(input.json.utf8))
        do {
            var output = try options.connected().ask(request)
            let own = options.format == .text ? text(operation, try JSONValue(parsing: output)) : nil
            output = own ?? Array(PrettyJSON.text(output).utf8) + [10]
            StandardOutput.write(&output)
        } catch let error as ControlError {
            guard let code = error.code else { throw Diagnostic(error.message, hint: error.hint) }
            throw Diagnostic(
                "An error occurred (\(code)) when calling the \(operation.name) operation: \(error.message)",
                hint: "see 'magpie \(service) \(operation.command) --help'"
            )
        } catch let error as SystemError {
            throw Diagnostic("the service does not answer: \(error)", hint: "see its log")
        }
    }

    // MARK: Parameters

    private func input(of operation: OperationModel, _ options: inout ServiceOptions) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else { throw mistake(operation, "'\(word)' belongs to no option") }
            var name = String(word.dropFirst(2))
            var values: [String] = []
            if let equals = name.firstIndex(of: "=") {
                values = [String(name[name.index(after: equals)...])]
                name = String(name[..<equals])
            } else {
                while let next = rest.first, !next.hasPrefix("--") {
                    values.append(next)
                    rest = rest.dropFirst()
                }
            }
            switch name {
            case "socket": options.socket = values.first
            case "format", "output":
                guard let format = values.first.flatMap(IdentifiersCommand.Format.init(rawValue:)) else {
                    throw mistake(operation, "--format takes text or json")
                }
                options.format = format
            case "cli-input-json":
                guard let text = values.first, case .object(let given) = try json(Value.text(text), name) else {
                    throw mistake(operation, "--cli-input-json takes a JSON object")
                }
                members.merge(given) { own, _ in own }
            default:
                let isNegated = name.hasPrefix("no-")
                let wanted = isNegated ? String(name.dropFirst(3)) : name
                guard
                    let parameter = operation.parameters.first(where: { $0.option == name })
                        ?? operation.parameters.first(where: { $0.option == wanted && $0.shape.isBoolean })
                else { throw mistake(operation, "there is no --\(name)") }
                members[parameter.name] = try value(parameter, values, isNegated: isNegated, operation)
            }
        }
        for parameter in operation.parameters where parameter.isRequired && members[parameter.name] == nil {
            throw mistake(operation, "--\(parameter.option) is missing")
        }
        return .object(members)
    }

    private func value(
        _ parameter: OperationModel.Parameter,
        _ values: [String],
        isNegated: Bool,
        _ operation: OperationModel
    ) throws -> JSONValue {
        if parameter.shape.isBoolean, values.isEmpty { return .boolean(!isNegated) }
        guard !values.isEmpty else { throw mistake(operation, "--\(parameter.option) has no value") }
        if case .blob = parameter.shape {
            guard values.count == 1 else { throw mistake(operation, "--\(parameter.option) takes one value") }
            return .string(try Value.base64(values[0]))
        }
        let texts = try values.map(Value.text)
        switch parameter.shape {
        case .list(let element, _):
            // What is no list may still be a text that begins so, as the pattern of a path.
            if texts.count == 1, texts[0].first == "[" {
                do throws(Diagnostic) {
                    return try json(texts[0], parameter.option)
                } catch {
                    guard case .string = element else { throw error }
                }
            }
            return .array(try texts.map { try single($0, element, parameter.option) })
        default:
            guard texts.count == 1 else { throw mistake(operation, "--\(parameter.option) takes one value") }
            return try single(texts[0], parameter.shape, parameter.option)
        }
    }

    private func single(_ text: String, _ shape: OperationModel.Shape, _ option: String) throws -> JSONValue {
        switch shape {
        case .string, .word, .blob: return .string(text)
        case .integer:
            guard let number = Int(text) else { throw Diagnostic("--\(option) takes a number, not '\(text)'") }
            return .number(Double(number))
        case .boolean:
            guard text == "true" || text == "false" else { throw Diagnostic("--\(option) takes true or false") }
            return .boolean(text == "true")
        case .time: return Double(text).map { .number($0) } ?? .string(text)
        case .structure, .map, .list:
            if text.first == "{" || text.first == "[" { return try json(text, option) }
            do throws(Shorthand.Mistake) {
                return try Shorthand.value(text, shape)
            } catch {
                throw Diagnostic("--\(option): \(error.message)", hint: "write Name=value,Name=value or JSON")
            }
        }
    }

    private func json(_ text: String, _ option: String) throws(Diagnostic) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: Array(text.utf8))
        } catch {
            throw Diagnostic("--\(option): \(error)", hint: "quote it for the shell, or give it as file://PATH")
        }
    }

    private func mistake(_ operation: OperationModel, _ message: String) -> Diagnostic {
        Diagnostic(message, hint: "see 'magpie \(service) \(operation.command) --help'")
    }

    /// Values that stand for the content of files.
    private enum Value {
        /// The word itself, or the text of `file://PATH`.
        static func text(_ word: String) throws -> String {
            try content(of: word, "file://").map { String(decoding: $0, as: UTF8.self) } ?? word
        }

        /// The bytes of `fileb://PATH` as base64; base64 is taken as it is.
        static func base64(_ word: String) throws -> String {
            if let bytes = try content(of: word, "fileb://") { return Base64.text(bytes) }
            let text = try text(word)
            return String(text.filter { !$0.isWhitespace })
        }

        private static func content(of word: String, _ scheme: String) throws -> [UInt8]? {
            guard word.hasPrefix(scheme) else { return nil }
            let path = Array(word.dropFirst(scheme.count).utf8)
            do throws(SystemError) {
                return try FileContents.read(path, upTo: 64 << 20)
            } catch {
                throw Diagnostic("\(TerminalText.escaped(path)): \(error)", hint: "\(scheme) is followed by a path")
            }
        }
    }

    // MARK: Help

    private func printHelp(_ operation: OperationModel) {
        var text = "\(operation.help)\n\nUsage: magpie \(service) \(operation.command)"
        for parameter in operation.parameters {
            let option = "--\(parameter.option) <\(parameter.shape.placeholder)>"
            text += parameter.isRequired ? " \(option)" : " [\(option)]"
        }
        text += "\n\n"
        let rows = operation.parameters.map { ["  --\($0.option)", $0.help] }
        var output = Array(text.utf8) + Columns.lines(rows)
        StandardOutput.write(&output)
    }
}

/// The AWS CLI's short way to write structures: `Id=1,Arn=syslog:,Input={...}`.
///
/// Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
enum Shorthand {
    struct Mistake: Error {
        var message: String
    }

    static func value(_ text: String, _ shape: OperationModel.Shape) throws(Mistake) -> JSONValue {
        var rest = Substring(text)
        let value = try members(&rest, shape, isNested: false)
        guard rest.isEmpty else { throw Mistake(message: "'\(rest)' is left over") }
        return value
    }

    private static func members(
        _ rest: inout Substring,
        _ shape: OperationModel.Shape,
        isNested: Bool
    ) throws(Mistake) -> JSONValue {
        var result: [String: JSONValue] = [:]
        while true {
            guard let equals = rest.firstIndex(of: "=") else { throw Mistake(message: "'\(rest)' has no '='") }
            let name = String(rest[..<equals]).trimmed
            rest = rest[rest.index(after: equals)...]
            result[name] = try value(&rest, shape.member(name), isNested: isNested)
            guard rest.first == "," else { break }
            rest = rest.dropFirst()
        }
        return .object(result)
    }

    private static func value(
        _ rest: inout Substring,
        _ shape: OperationModel.Shape?,
        isNested: Bool
    ) throws(Mistake) -> JSONValue {
        switch rest.first {
        case "{":
            rest = rest.dropFirst()
            let value = try members(&rest, shape ?? .map(0...1000), isNested: true)
            guard rest.first == "}" else { throw Mistake(message: "a '{' is not closed") }
            rest = rest.dropFirst()
            return value
        case "[":
            rest = rest.dropFirst()
            var elements: [JSONValue] = []
            while rest.first != "]" {
                elements.append(try value(&rest, shape?.element, isNested: true))
                if rest.first == "," {
                    rest = rest.dropFirst()
                } else if rest.first != "]" {
                    throw Mistake(message: "a '[' is not closed")
                }
            }
            rest = rest.dropFirst()
            return .array(elements)
        default:
            let text = plain(&rest, isNested: isNested)
            switch shape {
            case .integer: return Int(text).map { .number(Double($0)) } ?? .string(text)
            case .boolean where text == "true" || text == "false": return .boolean(text == "true")
            default: return .string(text)
            }
        }
    }

    /// A word, which may be quoted.
    private static func plain(_ rest: inout Substring, isNested: Bool) -> String {
        var text = ""
        if let quote = rest.first, quote == "'" || quote == "\"" {
            rest = rest.dropFirst()
            while let character = rest.popFirst(), character != quote {
                text.append(character == "\\" && rest.first == quote ? rest.removeFirst() : character)
            }
            return text
        }
        while let character = rest.first, character != ",", !isNested || (character != "}" && character != "]") {
            text.append(character)
            rest = rest.dropFirst()
        }
        return text.trimmed
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension OperationModel.Shape {
    fileprivate var isBoolean: Bool { if case .boolean = self { true } else { false } }

    fileprivate func member(_ name: String) -> OperationModel.Shape? {
        guard case .structure(let parameters) = self else { return nil }
        return parameters.first { $0.name == name }?.shape
    }

    fileprivate var element: OperationModel.Shape? { if case .list(let element, _) = self { element } else { nil } }

    fileprivate var placeholder: String {
        switch self {
        case .string: "text"
        case .word(let words): words.joined(separator: "|")
        case .integer: "number"
        case .boolean: "true|false"
        case .blob: "base64|fileb://path"
        case .time: "time"
        case .list: "list"
        case .map, .structure: "structure"
        }
    }
}

/// JSON for people.
enum PrettyJSON {
    /// The same value on many lines, each level four spaces further in.
    static func text(_ json: [UInt8]) -> String {
        guard let value = try? JSONValue(parsing: json) else { return String(decoding: json, as: UTF8.self) }
        return text(value, "")
    }

    private static func text(_ value: JSONValue, _ indent: String) -> String {
        let inner = indent + "    "
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.sorted { $0.key < $1.key }.map {
                "\(inner)\(JSONText.quoted($0.key)): \(text($0.value, inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .array(let elements) where !elements.isEmpty:
            return "[\n" + elements.map { inner + text($0, inner) }.joined(separator: ",\n") + "\n\(indent)]"
        default: return value.json
        }
    }
}
