import ArgumentParser
import Control
import JSON
import ServiceModel

/// `magpie events`: the event bus, by EventBridge's operations.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Runs an operation of the event bus.",
        usage: "magpie events <operation> [--<parameter> <value> ...]\n       magpie events tail",
        discussion: """
            Operations and parameters have the names of Amazon EventBridge; answers are its JSON, and text for people \
            where it has no such operation (--format json). Structures and lists are given as JSON, as the AWS CLI's \
            shorthand (Id=1,Arn=syslog:) or as file://PATH.

            \(EventsModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
              tail
                  Shows events as they come.
            """,
        subcommands: [EventsTailCommand.self, EventsOperationCommand.self],
        defaultSubcommand: EventsOperationCommand.self
    )
}

/// `magpie events OPERATION`.
struct EventsOperationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "operation", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "events",
            operations: EventsModel.operations,
            words: words,
            command: EventsCommand.self,
            text: EventsText.text
        )
        try call.run()
    }
}

/// `magpie events tail`: looks on.
struct EventsTailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Shows the events of a bus as they come, until it is interrupted."
    )

    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("The event bus.", valueName: "name"))
    var eventBusName = "default"

    @Option(help: ArgumentHelp("Only events that meet this pattern.", valueName: "json"))
    var eventPattern: String?

    @Option(help: ArgumentHelp("Ends after so many events.", valueName: "number"))
    var count: Int?

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count takes a number from 1 on") }
    }

    private struct Answer: Codable {
        var position: Int
    }

    func run() throws {
        // A mistake in the pattern is told now, not when the first event comes.
        if eventPattern != nil { _ = try isWanted(EventsTailCommand.sample) }
        var left = count ?? Int.max
        var position: Int?
        while left > 0 {
            let parameters: [String: JSONValue?] = [
                "EventBusName": .string(eventBusName), "After": position.map { .number(Double($0)) },
            ]
            let answer = try service.ask(ControlRequest("magpie:TailEvents", parameters))
            let json = try JSONValue(parsing: answer)
            guard let next = json["position"]?.integer, case .array(let events) = json["events"] else { return }
            position = next
            for (index, event) in events.enumerated() where left > 0 {
                guard try isWanted(event) else { continue }
                left -= 1
                var output =
                    service.format == .json
                    ? Array(JSONText.value(at: [.member("events"), .element(index)], in: answer) ?? [])
                    : Array(EventLine.text(event).utf8)
                output.append(UInt8(ascii: "\n"))
                StandardOutput.write(&output)
            }
        }
    }

    private func isWanted(_ event: JSONValue) throws -> Bool {
        guard let eventPattern else { return true }
        let input = JSONValue.object(["EventPattern": .string(eventPattern), "Event": .string(event.json)])
        let answer = try service.ask(ControlRequest("events:TestEventPattern", input: Array(input.json.utf8)))
        return try JSONValue(parsing: answer)["Result"] == .boolean(true)
    }

    private static let sample = JSONValue.object(
        Dictionary(
            uniqueKeysWithValues: ["id", "account", "source", "time", "region", "resources", "detail-type"].map {
                ($0, .null)
            }
        )
    )
}
