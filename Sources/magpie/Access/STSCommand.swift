import ArgumentParser
import ServiceModel

/// `magpie sts`: sessions, by the operations of AWS STS.
struct STSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sts",
        abstract: "Begins sessions, and tells who asks.",
        usage: "magpie sts <operation> [--<parameter> <value> ...]",
        discussion: """
            Operations and parameters have the names of AWS STS; answers are its JSON. 'magpie credentials' begins a session \
            for programs that take a credential_process.

            \(IAMOperations.lines(STSModel.operations))
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "sts",
            operations: STSModel.operations,
            words: words,
            command: STSCommand.self
        )
        try call.run()
    }
}
