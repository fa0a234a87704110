import ArgumentParser
import Diagnostics
import JSON
import POSIX

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
            The role's trust policy lets users in; a unit of systemd has the role that its instance profile gives.
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
        let session = try service.credentials(of: role, sessionName: sessionName, seconds: durationSeconds)
        guard case .object(var credentials) = session else { throw Diagnostic.foreignAnswer("no credentials") }
        credentials["Version"] = .number(1)
        var output = JSONValue.object(credentials).bytes + [10]
        StandardOutput.write(&output)
    }
}
