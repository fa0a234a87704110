import ArgumentParser
import JSON
import ServiceModel

/// `magpie complete`: what shells ask while somebody writes a command.
///
/// It knows everything by the definitions of the commands themselves, and asks no service.
struct CompleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Tells shells how a command may go on.",
        discussion: "A line for each word that may stand in place of the last one: the word, a tab, and what it means.",
        shouldDisplay: false
    )

    @Argument(
        parsing: .captureForPassthrough,
        help: "The words after 'magpie'; the last is the one that is being written."
    )
    var words: [String] = []

    func run() throws {
        let root = try JSONValue(parsing: Array(Magpie._dumpHelp().utf8))["command"] ?? .null
        var given = words
        if given.first == "--" { given.removeFirst() }
        let candidates = CommandCompletion(root: root).candidates(for: given)
        var text = Array(candidates.map { "\($0.word)\t\($0.meaning)\n" }.joined().utf8)
        StandardOutput.write(&text)
    }
}

/// How a command may go on, from the description of all commands that ArgumentParser makes.
struct CommandCompletion {
    /// A word that may follow.
    struct Candidate: Equatable {
        var word: String
        var meaning: String
    }

    /// The description of `magpie`.
    var root: JSONValue

    /// The commands whose words are operations of a service.
    private static let services = [
        "cloudtrail": TrailModel.operations, "events": EventsModel.operations, "iam": IAMOperations.all,
        "jobs": JobCommands.all, "kms": KMSModel.operations,
        "macie2": MacieModel.operations, "objects": ObjectsModel.operations, "secretsmanager": SecretsModel.operations,
        "sqs": QueuesModel.operations, "sts": STSModel.operations,
    ]

    /// What may stand in place of the last word; nothing where a file may, or anything.
    func candidates(for words: [String]) -> [Candidate] {
        let last = words.last ?? ""
        return all(before: Array(words.dropLast()), last).filter { $0.word.hasPrefix(last) }
    }

    private func all(before: [String], _ last: String) -> [Candidate] {
        var (command, rest) = (root, before[...])
        var service: [OperationModel]?
        while let word = rest.first, let next = subcommand(word, of: command) {
            service = command == root ? Self.services[word] : nil
            command = next
            rest = rest.dropFirst()
        }
        if let service {
            guard let operation = rest.first else {
                return service.map { Candidate(word: $0.command, meaning: line($0.help)) } + subcommands(of: command)
            }
            guard let model = service.first(where: { $0.command == operation }) else { return [] }
            return candidates(in: model, after: rest.last ?? "", last)
        }
        if let option = rest.last, option.hasPrefix("-"), let argument = argument(option, of: command),
            argument["kind"]?.string == "option"
        {
            return (argument["allValues"]?.array ?? []).compactMap(\.string).map { Candidate(word: $0, meaning: "") }
        }
        if last.hasPrefix("-") { return options(of: command) }
        return subcommands(of: command)
    }

    // MARK: Commands

    private func subcommand(_ name: String, of command: JSONValue) -> JSONValue? {
        (command["subcommands"]?.array ?? []).first { $0["commandName"]?.string == name }
    }

    private func subcommands(of command: JSONValue) -> [Candidate] {
        (command["subcommands"]?.array ?? []).compactMap { command in
            guard command["shouldDisplay"] != .boolean(false), let name = command["commandName"]?.string else {
                return nil
            }
            return Candidate(word: name, meaning: line(command["abstract"]?.string ?? ""))
        }
    }

    private func options(of command: JSONValue) -> [Candidate] {
        (command["arguments"]?.array ?? []).flatMap { argument -> [Candidate] in
            guard argument["shouldDisplay"] != .boolean(false) else { return [] }
            let meaning = line(argument["abstract"]?.string ?? "")
            return names(of: argument).filter { $0.hasPrefix("--") }.map { Candidate(word: $0, meaning: meaning) }
        }
    }

    private func argument(_ option: String, of command: JSONValue) -> JSONValue? {
        (command["arguments"]?.array ?? []).first { names(of: $0).contains(option) }
    }

    private func names(of argument: JSONValue) -> [String] {
        (argument["names"]?.array ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
        }
    }

    // MARK: Operations

    /// What all operations take besides their parameters.
    private static let common = [
        Candidate(word: "--cli-input-json", meaning: "All parameters, as JSON."),
        Candidate(word: "--format", meaning: "text or json."),
        Candidate(word: "--role", meaning: "Ask in a session of this role, which must trust you."),
        Candidate(word: "--socket", meaning: "Where the service listens."),
        Candidate(word: "--help", meaning: "Shows the parameters."),
    ]

    private func candidates(in operation: OperationModel, after option: String, _ last: String) -> [Candidate] {
        let parameter = operation.parameters.first { "--\($0.option)" == option }
        if !last.hasPrefix("-"), let parameter {
            if case .word(let words) = parameter.shape { return words.map { Candidate(word: $0, meaning: "") } }
            return []
        }
        if !last.hasPrefix("-"), option == "--format" {
            return ["text", "json"].map { Candidate(word: $0, meaning: "") }
        }
        let own = operation.parameters.map { Candidate(word: "--\($0.option)", meaning: line($0.help)) }
        return own + Self.common
    }

    /// The first line of a text, without tabs: shells take one line for each word.
    private func line(_ text: String) -> String {
        let first = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        return String(first.map { $0 == "\t" ? " " : $0 })
    }
}
