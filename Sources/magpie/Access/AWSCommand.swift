import ArgumentParser
import Diagnostics
import POSIX

/// `magpie aws`: the AWS CLI, asking the service as whoever runs it.
struct AWSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aws",
        abstract: "Runs the AWS CLI with the service in AWS's place.",
        usage: "magpie aws <argument> ...",
        discussion: """
            It needs the AWS CLI (Debian: awscli). Endpoint, Region and the credentials of a session of an hour are in its
            environment, and nowhere else; the service's socket is that of MAGPIE_SOCKET.
              magpie aws kms list-keys
            """
    )

    @Argument(parsing: .captureForPassthrough, help: "What the AWS CLI is given.")
    var words: [String] = []

    func run() throws {
        if words == ["--help"] || words == ["-h"] { throw CleanExit.helpRequest(self) }
        let session = try LocalSession(try ServiceAddress.parse([]), role: nil, seconds: nil)
        do throws(SystemError) {
            try Program.become(
                "aws",
                // Not only in the environment: older ones, as Debian 12 has, would ask AWS itself.
                arguments: ["--endpoint-url", session.endpoint] + words,
                adding: session.variables.map { ($0.name, Array($0.value.utf8)) }
            )
        } catch {
            throw Diagnostic("the AWS CLI cannot be run: \(error)", hint: "install it: Debian has it as awscli")
        }
    }
}
