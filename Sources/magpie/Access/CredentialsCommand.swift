import ArgumentParser
import JSON
import POSIX
import Preparation

/// `magpie credentials`: a session of a role for programs that take a `credential_process`.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
struct CredentialsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials",
        abstract: "Begins a session of a role, and prints its credentials as a credential_process does.",
        discussion: """
            Who asks is known by the kernel's word, so that no secret lies on the disk. In ~/.aws/config:
              [profile backup]
              credential_process = magpie credentials --role backup
            """
    )

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("The role: its name, or its ARN where it has a path.", valueName: "role"))
    var role: String

    @Option(help: ArgumentHelp("What the session is called; default: the user's name.", valueName: "name"))
    var sessionName: String?

    @Option(help: ArgumentHelp("How long it lasts, in seconds; default: 3600.", valueName: "number"))
    var durationSeconds: Int?

    func run() throws {
        let arn = try CredentialsCommand.arn(ofRole: role, service)
        let answer = try service.perform(
            "sts:AssumeRole",
            .present([
                "RoleArn": .string(arn), "RoleSessionName": .string(sessionName ?? CredentialsCommand.userName),
                "DurationSeconds": durationSeconds.map { .number($0) },
            ])
        )
        guard case .object(var credentials)? = answer["Credentials"] else {
            throw Diagnostic.foreignAnswer("no credentials")
        }
        credentials["Version"] = .number(1)
        var output = JSONValue.object(credentials).bytes + [10]
        StandardOutput.write(&output)
    }

    /// The ARN of a role that is named by its name, or by its ARN.
    static func arn(ofRole role: String, _ service: ServiceAddress) throws -> String {
        if role.hasPrefix("arn:") { return role }
        let account = try service.perform("sts:GetCallerIdentity", .object([:]))["Account"]?.string
        guard let account else { throw Diagnostic.foreignAnswer("no account") }
        return "arn:aws:iam::\(account):role/\(role)"
    }

    /// The user's name as a session may be called; two characters at least.
    private static var userName: String {
        let name = System.userName(of: System.userID) ?? ""
        let isGood =
            name.count >= 2 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+=,.@-".contains($0)) }
        return isGood ? String(name.prefix(64)) : "user-\(System.userID)"
    }
}
