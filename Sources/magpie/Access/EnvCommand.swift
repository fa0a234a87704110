import ArgumentParser
import Diagnostics
import JSON

/// A session for programs that use an SDK of AWS, begun at the service's socket, where the kernel says who asks.
struct LocalSession {
    /// Where SDKs are served.
    let endpoint: String
    let region: String
    /// The variables of the environment that SDKs read.
    let variables: [(name: String, value: String)]
    /// The variables of programs that get new credentials themselves.
    let container: [(name: String, value: String)]

    /// Begins one.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - role: A role in place of who asks: its name, or its ARN.
    ///   - seconds: How long it lasts; `nil` for an hour.
    /// - Throws: ``Diagnostic`` when the service refuses, or serves no SDKs.
    init(_ service: ServiceAddress, role: String?, seconds: Int?) throws {
        let input = JSONValue.present([
            "RoleArn": try role.map { .string(try service.arn(ofRole: $0)) },
            "DurationSeconds": seconds.map { .number($0) },
        ])
        let answer = try service.perform("sts:OpenSession", input)
        guard let endpoint = answer["Endpoint"]?.string else {
            throw Diagnostic(
                "the service serves no SDKs",
                hint: "write 'api: { listen: [\"127.0.0.1:4599\"] }' in its configuration, and restart it"
            )
        }
        guard let region = answer["Region"]?.string, let credentials = answer["Credentials"]?.strings,
            let id = credentials["AccessKeyId"], let secret = credentials["SecretAccessKey"],
            let token = credentials["SessionToken"], let containerToken = answer["ContainerToken"]?.string
        else { throw Diagnostic.foreignAnswer("no credentials") }
        self.endpoint = endpoint
        self.region = region
        let place = [("AWS_ENDPOINT_URL", endpoint), ("AWS_REGION", region), ("AWS_DEFAULT_REGION", region)]
        variables =
            place + [("AWS_ACCESS_KEY_ID", id), ("AWS_SECRET_ACCESS_KEY", secret), ("AWS_SESSION_TOKEN", token)]
        container =
            place + [
                ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "\(endpoint)/_magpie/credentials"),
                ("AWS_CONTAINER_AUTHORIZATION_TOKEN", containerToken),
            ]
    }
}

/// `magpie env`: what a shell needs so that programs with an SDK of AWS use the service.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Prints variables for a shell whose programs are to use the service as AWS.",
        discussion: """
            Who asks is known by the kernel's word, and gets a session of an hour:
              eval "$(magpie env)" && aws kms list-keys
            AWS CLIs before 2.13 and 1.29, and SDKs of before 2023, do not read AWS_ENDPOINT_URL: tell them --endpoint-url.
            With --container programs get new credentials themselves, for twelve hours; what else they would take
            credentials from must not be there.
            """
    )

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("A role: its name, or its ARN where it has a path.", valueName: "role"))
    var role: String?

    @Option(help: ArgumentHelp("How long the session lasts, in seconds; default: 3600.", valueName: "number"))
    var durationSeconds: Int?

    @Flag(help: "A place for credentials in place of credentials.")
    var container = false

    func run() throws {
        let session = try LocalSession(service, role: role, seconds: durationSeconds)
        var output: [UInt8] = []
        let others = container ? "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE" : "AWS_PROFILE"
        output += "unset \(others)\n".utf8
        for (name, value) in container ? session.container : session.variables {
            // What it is made of needs no quotes but these.
            output += "export \(name)='\(value)'\n".utf8
        }
        StandardOutput.write(&output)
    }
}
