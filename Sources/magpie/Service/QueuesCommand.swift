import ArgumentParser
import ServiceModel

/// `magpie sqs`: queues of messages, by the operations of Amazon SQS.
struct QueuesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sqs",
        abstract: "Keeps messages in queues.",
        usage: "magpie sqs <operation> [--<parameter> <value> ...]",
        discussion: """
            Operations and parameters have the names of Amazon SQS; answers are its JSON. A queue is named by its URL, or by \
            its name.

            \(QueuesModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "sqs",
            operations: QueuesModel.operations,
            words: words,
            command: QueuesCommand.self
        )
        try call.run()
    }
}
