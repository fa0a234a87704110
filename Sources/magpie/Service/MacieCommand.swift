import ArgumentParser
import ServiceModel

/// `magpie macie2`: findings, jobs and what is looked for, by the operations of Amazon Macie.
struct MacieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "macie2",
        abstract: "Runs an operation of Amazon Macie.",
        usage: "magpie macie2 <operation> [--<parameter> <value> ...]",
        discussion: """
            Operations and parameters have the names of Amazon Macie; answers are its JSON. 'magpie findings', 'buckets' and \
            'jobs' have shorter ways to what is asked for most.

            \(MacieModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "macie2",
            operations: MacieModel.operations,
            words: words,
            command: MacieCommand.self
        )
        try call.run()
    }
}
