import ArgumentParser
import JSON
import ServiceModel

/// `magpie iam`: who may do what, by the operations of AWS IAM.
struct IAMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iam",
        abstract: "Keeps users, groups, roles and policies, and says what policies allow.",
        usage: """
            magpie iam <operation> [--<parameter> <value> ...]
                   magpie iam lint <policy> ...
                   magpie iam check --no-new-access|--access-not-granted|--no-public-access ...
                   magpie iam rotate-access-key --user-name <user> [--credentials-file <file>]
                   magpie iam generate-policy --principal <user> [--days <n>]
                   magpie iam unused [--days <n>]
                   magpie iam explain <request>
            """,
        discussion: """
            Operations and parameters have the names of AWS IAM and of its Access Analyzer; answers are their JSON. Policies \
            are given as JSON or as file://PATH. A user of IAM is the user of the system with the same name; a group with the \
            path /unix/ is the system's group; an instance profile gives the unit of its name a role.

            Without the service, so that a script can hold policies to what they shall say before anybody has them:
            \(IAMOperations.lines(PolicyModel.operations))

            By the service:
            \(IAMOperations.lines(IAMModel.operations))

            \(PolicyExamples.text)
            """,
        subcommands: [
            LintCommand.self, AccessCheckCommand.self, RotateAccessKeyCommand.self, GeneratePolicyCommand.self,
            UnusedAccessCommand.self, ExplainRefusalCommand.self, IAMOperationCommand.self,
        ],
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
