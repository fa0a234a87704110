import ArgumentParser
import JSON
import ServiceModel

/// `magpie iam`: who may do what, by the operations of AWS IAM.
struct IAMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iam",
        abstract: "Says what policy documents allow.",
        usage: """
            magpie iam <operation> [--<parameter> <value> ...]
                   magpie iam check --no-new-access|--access-not-granted|--no-public-access ...
            """,
        discussion: """
            Operations and parameters have the names of AWS IAM and of its Access Analyzer; answers are their JSON. Policies \
            are given as JSON or as file://PATH. These operations need no service: a script can hold policies to what they \
            shall say before anybody has them.

            \(IAMOperations.all.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))

            Whether the user who is asked about may read one secret:
              magpie iam simulate-custom-policy --policy-input-list file://reader.json \
            --action-names secretsmanager:GetSecretValue \
            --resource-arns arn:aws:secretsmanager:local:123456789012:secret:db-a1b2c3
            """,
        subcommands: [AccessCheckCommand.self, IAMOperationCommand.self],
        defaultSubcommand: IAMOperationCommand.self
    )
}

/// `magpie iam OPERATION`.
struct IAMOperationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "operation", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "iam",
            operations: IAMOperations.all,
            words: words,
            command: IAMCommand.self,
            answer: IAMOperations.answer
        )
        try call.run()
    }
}
