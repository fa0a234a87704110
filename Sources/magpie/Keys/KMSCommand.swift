import ArgumentParser
import ServiceModel

/// `magpie kms`: the key service, by the operations of AWS KMS.
struct KMSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kms",
        abstract: "Runs an operation of the key service.",
        usage: """
            magpie kms <operation> [--<parameter> <value> ...]
                   magpie kms escrow create|verify|restore
                   magpie kms rotate-alias --alias-name <alias>
            """,
        discussion: """
            Operations and parameters have the names of AWS KMS; answers are its JSON. Bytes are given as base64 or as \
            fileb://PATH, structures as JSON, as the AWS CLI's shorthand or as file://PATH.

            \(KMSModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
            """,
        subcommands: [EscrowCommand.self, RotateAliasCommand.self, KMSOperationCommand.self],
        defaultSubcommand: KMSOperationCommand.self
    )
}

/// `magpie kms OPERATION`.
struct KMSOperationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "operation", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "kms",
            operations: KMSModel.operations,
            words: words,
            command: KMSCommand.self
        )
        try call.run()
    }
}
