import ArgumentParser
import ServiceModel

/// `magpie secretsmanager`: secrets, by the operations of AWS Secrets Manager.
struct SecretsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secretsmanager",
        abstract: "Keeps and rotates secrets.",
        usage: "magpie secretsmanager <operation> [--<parameter> <value> ...]",
        discussion: """
            Operations and parameters have the names of AWS Secrets Manager; answers are its JSON. A value that begins with \
            file:// or fileb:// is the content of that file: what stands on a command line can be seen by others.

            \(SecretsModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "secretsmanager",
            operations: SecretsModel.operations,
            words: words,
            command: SecretsCommand.self
        )
        try call.run()
    }
}
