import Diagnostics
import Terminal
import ArgumentParser
import Control
import Cryptography
import JSON
import POSIX
import ServiceModel
import StrictYAML

/// A call of an operation that AWS has named, from the words of a command line.
///
/// Parameters are taken as the AWS CLI takes them.
/// Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html
struct OperationCall {
    /// The command's name: `events`.
    var service: String
    var operations: [OperationModel]
    var words: [String]
    /// The command that has the operations, for its help.
    var command: any ParsableCommand.Type
    /// Makes text of an operation's answers for people; where there is none, their JSON is shown unless text is asked for.
    var text: (OperationModel) -> ((JSONValue) -> [UInt8])? = { _ in nil }
    /// What is asked for by an operation with these parameters; by default just that.
    var request: (OperationModel, JSONValue) -> ControlRequest = { operation, input in
        ControlRequest(operation.qualifiedName, input: input.bytes)
    }
    /// What answers an operation here; `nil` for one that the service is asked for.
    var answer: (OperationModel) -> ((JSONValue) throws -> JSONValue)? = { _ in nil }
    /// What else an operation takes, for its help: an option and what it is.
    var otherOptions: [String: [[String]]] = [:]

    /// Asks, and prints the answer.
    func run() throws {
        guard let word = words.first else {
            throw Diagnostic("'magpie \(service)' needs an operation", hint: "see 'magpie \(service) --help'")
        }
        if word == "--help" || word == "-h" {
            var output = Array((Magpie.helpMessage(for: command) + "\n").utf8)
            return StandardOutput.write(&output)
        }
        guard let operation = operations.first(where: { $0.command == word }) else {
            let others = command.configuration.subcommands.map { $0._commandName }
            let suggestion = Spelling.closest(to: word, among: operations.map(\.command) + others)
            throw Diagnostic(
                word.hasPrefix("-") ? "the operation comes before its options" : "there is no operation '\(word)'",
                hint: suggestion.map { "did you mean 'magpie \(service) \($0)'?" }
                    ?? "see 'magpie \(service) --help'"
            )
        }
        if asksForHelp(operation) { return printHelp(operation) }
        if let refusal = operation.unsupported {
            throw Diagnostic(
                "An error occurred (\(refusal.code)) when calling the \(operation.name) operation: \(refusal.message)",
                hint: "see 'magpie \(service) --help' for what there is"
            )
        }
        var options = try ServiceOptions.parse([])
        let input = try input(of: operation, &options)
        do {
            var output = try answer(operation, input, &options)
            if let words = text(operation), options.format != .json {
                output = words(try JSONValue(parsing: output))
            } else if options.format == .text {
                output = TextJSON.text(try JSONValue(parsing: output))
            } else {
                output = Array(PrettyJSON.text(output).utf8) + [10]
            }
            StandardOutput.write(&output)
        } catch let error as ControlError {
            guard let code = error.code else { throw Diagnostic(error.message, hint: error.hint) }
            throw Diagnostic(
                "An error occurred (\(code)) when calling the \(operation.name) operation: \(error.message)",
                hint: error.hint ?? "see 'magpie \(service) \(operation.command) --help'"
            )
        } catch let error as ServiceError {
            throw Diagnostic(
                "An error occurred (\(error.code)) when calling the \(operation.name) operation: \(error.message)",
                hint: error.hint ?? "see 'magpie \(service) \(operation.command) --help'"
            )
        } catch let error as SystemError {
            throw Diagnostic("the service does not answer: \(error)", hint: "see its log")
        }
    }

    /// The answer as JSON, from here or from the service.
    private func answer(
        _ operation: OperationModel,
        _ input: JSONValue,
        _ options: inout ServiceOptions
    ) throws -> [UInt8] {
        guard let answer = answer(operation) else {
            var request = request(operation, input)
            request.sessionToken = try options.address.sessionToken(of: options.role)
            return try options.connected().ask(request)
        }
        try operation.check(input)
        return try answer(input).bytes
    }

    /// Whether help is asked for: `-h` right behind an option is the option's value.
    private func asksForHelp(_ operation: OperationModel) -> Bool {
        zip(words, words.dropFirst()).contains { previous, word in
            guard word == "-h" else { return word == "--help" }
            let isFlag = operation.parameters.contains {
                $0.shape.isBoolean && ["--\($0.option)", "--no-\($0.option)"].contains(previous)
            }
            return isFlag || !previous.hasPrefix("--")
        }
    }

    // MARK: Parameters

    private func input(of operation: OperationModel, _ options: inout ServiceOptions) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        var basis: [String: JSONValue] = [:]
        var seen: Set<String> = []
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word != "--" else { throw mistake(operation, "'\(word)' belongs to no option") }
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
            let isNegated = name.hasPrefix("no-") && !operation.parameters.contains { $0.option == name }
            let option = name == "output" ? "format" : isNegated ? String(name.dropFirst(3)) : name
            guard seen.insert(option).inserted else { throw mistake(operation, "--\(option) is given twice") }
            switch name {
            case "socket": options.address.socket = try one(values, name, operation)
            case "role": options.role = try one(values, name, operation)
            case "format", "output":
                guard let format = IdentifiersCommand.Format(rawValue: try one(values, name, operation)) else {
                    throw mistake(operation, "--\(name) takes text or json")
                }
                options.format = format
            case "cli-input-json":
                let text = try Value.text(try one(values, name, operation))
                guard case .object(let given) = try json(text, name) else {
                    throw mistake(operation, "--cli-input-json takes a JSON object")
                }
                basis = given
            default:
                guard
                    let parameter = operation.parameters.first(where: {
                        $0.option == option && (!isNegated || $0.shape.isBoolean)
                    })
                else { throw mistake(operation, "there is no --\(name)", nearest: name) }
                if isNegated, !values.isEmpty { throw mistake(operation, "--\(name) takes no value") }
                members[parameter.name] = try value(parameter, values, isNegated: isNegated, operation)
            }
        }
        members.merge(basis) { own, _ in own }
        for name in basis.keys.sorted() where !operation.parameters.contains(where: { $0.name == name }) {
            throw mistake(operation, "--cli-input-json: there is no '\(name)'")
        }
        // The service passes over what it does not know, as AWS does; who writes it here has mistyped it.
        if let unknown = operation.unknownMember(of: .object(members)) {
            throw mistake(operation, "there is no member '\(unknown)'")
        }
        for parameter in operation.parameters where parameter.isToken && members[parameter.name] == nil {
            members[parameter.name] = .string(try RandomText.makeUUID())
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
            return .number(number)
        case .boolean:
            guard text == "true" || text == "false" else { throw Diagnostic("--\(option) takes true or false") }
            return .boolean(text == "true")
        case .time: return Double(text).map { .number($0) } ?? .string(text)
        case .structure, .map, .list, .document:
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

    private func one(_ values: [String], _ option: String, _ operation: OperationModel) throws(Diagnostic) -> String {
        guard values.count == 1 else { throw mistake(operation, "--\(option) takes one value") }
        return values[0]
    }

    private func mistake(_ operation: OperationModel, _ message: String, nearest option: String? = nil) -> Diagnostic {
        let nearest = option.flatMap { Spelling.closest(to: $0, among: operation.parameters.map(\.option)) }
        return Diagnostic(
            message,
            hint: nearest.map { "did you mean --\($0)?" } ?? "see 'magpie \(service) \(operation.command) --help'"
        )
    }

    /// A word of the command line, or the text of `file://PATH`.
    static func text(_ word: String) throws -> String { try Value.text(word) }

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
        let own = operation.parameters.map { ["  --\($0.option)", $0.help] } + (otherOptions[operation.command] ?? [])
        let hasText = self.text(operation) != nil
        let format = hasText ? "text or json." : "json, which is the default, or text, as the AWS CLI has it."
        var common = [
            ["  --cli-input-json", "Parameters as a JSON object, or as file://PATH; other options win."],
            ["  --format, --output", format], ["  --role", "Ask in a session of this role, which must trust you."],
            ["  --help, -h", "This text."],
        ]
        if answer(operation) == nil { common.insert(["  --socket", "The service's socket."], at: 2) }
        var output = Array(text.utf8) + Columns.lines(own + common)
        StandardOutput.write(&output)
    }
}

extension OperationModel.Shape {
    fileprivate var isBoolean: Bool { if case .boolean = self { true } else { false } }

    fileprivate var placeholder: String {
        switch self {
        case .string: "text"
        case .word(let words): words.joined(separator: "|")
        case .integer: "number"
        case .boolean: "true|false"
        case .blob: "base64|fileb://path"
        case .time: "time"
        case .list: "list"
        case .map, .structure, .document: "structure"
        }
    }
}
