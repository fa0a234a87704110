import ArgumentParser
import ServiceModel

/// `magpie cloudtrail`: the audit logs, by the operation of AWS CloudTrail.
struct TrailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cloudtrail",
        abstract: "Looks up what was asked for.",
        usage: "magpie cloudtrail lookup-events [--<parameter> <value> ...]",
        discussion: """
            The operation and its parameters have the names of AWS CloudTrail; answers are its JSON. 'magpie audit list' has \
            more filters, and reasons.

            \(TrailModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "cloudtrail",
            operations: TrailModel.operations,
            words: words,
            command: TrailCommand.self
        )
        try call.run()
    }
}
