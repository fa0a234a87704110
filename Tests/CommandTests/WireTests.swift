import Foundation
import Testing

/// Clients of AWS as users have them, with nothing told to them but where the service is.
@Suite struct WireTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/wire.py").path

    /// Where `make clients` has installed clients of AWS.
    private static let installed = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/clients/bin").path
    private static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)

    /// The first Python of some folders with which a line does not fail.
    private static func python(of folders: [String], with line: String) -> String? {
        folders.map { "\($0)/python3" }.first { path in
            guard FileManager.default.isExecutableFile(atPath: path) else { return false }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = ["-c", line]
            process.standardError = FileHandle.nullDevice
            do { try process.run() } catch { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    /// A Python that has boto3: the system's, or another one.
    static let python = python(of: ["/usr/bin", installed] + path, with: "import boto3")

    /// A Python whose boto3 is of 2025 at least, and knows all checksums of S3.
    static let newPython = python(
        of: [installed] + path,
        with: "import boto3; assert tuple(map(int, boto3.__version__.split('.')[:2])) >= (1, 36)"
    )

    static let aws = ([installed] + path).map { "\($0)/aws" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A port that nobody listens at.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                unsafe bind(descriptor, place, length) == 0 && getsockname(descriptor, place, &length) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    static func shell(_ port: Int) throws -> Shell {
        try DaemonTests().shell("api:\n  listen: [\"127.0.0.1:\(port)\"]\n  socket: /tmp/magpie-\(port).sock")
    }

    /// Waits until SDKs are served, and makes an administrator with an access key.
    static func served(_ port: Int) -> String {
        DaemonTests.start + """
            settled; export ENDPOINT=http://127.0.0.1:\(port)
            for i in $(seq 2400); do grep -q 'serving SDKs' log && break; sleep 0.05; done
            magpie iam create-user --user-name admin >/dev/null
            magpie iam attach-user-policy --user-name admin --policy-arn arn:aws:iam::aws:policy/MagpieAdministratorAccess >/dev/null
            magpie iam create-access-key --user-name admin >key
            id=$(grep -o '"AccessKeyId": *"[^"]*"' key | cut -d'"' -f4)
            secret=$(grep -o '"SecretAccessKey": *"[^"]*"' key | cut -d'"' -f4)

            """
    }

    @Test(.enabled(if: python != nil, "needs boto3")) func boto3WorksUnchanged() async throws {
        let port = try Self.freePort()
        let outcome = try await Self.shell(port).run(
            Self.served(port)
                + "\(Self.python ?? "") \(Self.script) $ENDPOINT $id $secret; magpie audit list | grep -c user/mallory"
        )
        #expect(
            outcome.lines.prefix(13) == [
                "keys", "secrets", "events", "queues", "queues_of_sdks", "macie", "trail", "identities",
                "policies_decide", "sessions",
                "signatures", "nonsense",
                "sockets",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
        // Whom policies held back is in the audit log by its ARN.
        #expect((outcome.lines.last.flatMap { Int($0) } ?? 0) > 0, "\(outcome.output)\n\(outcome.errors)")
    }

    @Test(.enabled(if: aws != nil, "needs the AWS CLI")) func theAWSCLIWorksWithWhatEnvPrints() async throws {
        let port = try Self.freePort()
        let outcome = try await Self.shell(port).run(
            Self.served(port) + """
                export PATH=$PATH:\(Self.aws.map { ($0 as NSString).deletingLastPathComponent } ?? "")
                magpie aws sts get-caller-identity --query Arn --output text
                (eval "$(magpie env)"; aws --endpoint-url $ENDPOINT kms create-key --query KeyMetadata.KeyState --output text)
                (eval "$(magpie env --container)"; env | grep -c AWS_SECRET_ACCESS_KEY; aws --endpoint-url $ENDPOINT iam list-users --query 'Users[].UserName' --output text)
                AWS_CONTAINER_AUTHORIZATION_TOKEN=none AWS_EC2_METADATA_DISABLED=true aws --endpoint-url $ENDPOINT --region x \\
                    sts get-caller-identity 2>&1 | grep -c 'Unable to locate credentials'
                magpie sts open-session | grep -c ContainerToken
                """,
            environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:\(port)/_magpie/nothing"]
        )
        #expect(outcome.lines.count == 6, "\(outcome.output)\n\(outcome.errors)")
        #expect(outcome.lines[1...3] == ["Enabled", "0", "admin"], "\(outcome.output)\n\(outcome.errors)")
    }

    @Test(.enabled(if: python != nil && geteuid() == 0, "needs boto3 and root"))
    func programsGetCredentialsAsOnAnInstance() async throws {
        let port = try Self.freePort()
        let shell = try DaemonTests().shell(
            "access:\n  - { user: nobody, role: operate }\napi:\n  listen: [\"127.0.0.1:\(port)\"]\n  hosts: [keys.example.com]\n"
                + "  instanceMetadata: true"
        )
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/metadata.py").path
        let outcome = try await shell.run(Self.served(port) + "\(Self.python ?? "") \(script) $ENDPOINT")
        #expect(
            outcome.lines == ["sessions", "tokens", "strangers", "others"],
            "\(outcome.output)\n\(outcome.errors)\n\((try? shell.read("log")) ?? "")"
        )
    }

    /// Starts the service in memory, and waits until it says where it is.
    private static func ephemeral(_ options: String) -> String {
        """
        magpied --ephemeral --port 0 \(options) >ready 2>log & daemon=$!
        trap 'kill $daemon 2>/dev/null; wait $daemon' EXIT
        for i in $(seq 2400); do [ -s ready ] && break; sleep 0.05; done
        said() { tr ',{}' '\\n' <ready | grep "^.$1.:" | cut -d'"' -f4; }

        """
    }

    @Test(.enabled(if: python != nil, "needs boto3")) func whatIsEphemeralServesAndLeavesNothing() async throws {
        let outcome = try await Shell().run(
            Self.ephemeral("--account 123456789012 --region eu-west-1") + """
                \(Self.python ?? "") \(Self.script) $(said endpoint) $(said accessKeyId) $(said secretAccessKey)
                said region; said account
                state=$(dirname $(readlink /proc/$daemon/fd/* | grep -m1 '/lock$'))
                [ -e $state/magpie.sqlite ] && echo kept; kill $daemon; wait $daemon; echo ended $?; [ -e $state ] || echo gone
                """
        )
        #expect(
            outcome.lines == [
                "keys", "secrets", "events", "queues", "queues_of_sdks", "macie", "trail", "identities",
                "policies_decide", "sessions", "signatures", "nonsense", "sockets",
                "eu-west-1", "123456789012", "kept", "ended 0", "gone",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: python != nil, "needs boto3")) func anyCredentialsAreTakenWhereThatIsAskedFor() async throws {
        let outcome = try await Shell().run(
            Self.ephemeral("--any-credentials") + """
                export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
                cat >any.py <<END
                import boto3
                print(boto3.client("sts", endpoint_url="$(said endpoint)").get_caller_identity()["Arn"])
                print(boto3.client("kms", endpoint_url="$(said endpoint)").create_key()["KeyMetadata"]["KeyState"])
                print(len(boto3.client("iam", endpoint_url="$(said endpoint)").list_users()["Users"]))
                END
                \(Self.python ?? "") any.py
                said accessKeyId
                """
        )
        #expect(
            outcome.lines == ["arn:aws:iam::000000000000:root", "Enabled", "0"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: python != nil, "needs boto3"), arguments: ["", "--any-credentials"])
    func aResetForgetsEverythingButTheProcess(_ options: String) async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/reset.py").path
        let shell = try Shell()
        let outcome = try await shell.run(
            Self.ephemeral(options) + """
                export AWS_ACCESS_KEY_ID=$(said accessKeyId) AWS_SECRET_ACCESS_KEY=$(said secretAccessKey)
                [ "$AWS_ACCESS_KEY_ID" ] || export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any
                \(Self.python ?? "") \(script) $(said endpoint) $daemon
                kill -0 $daemon && echo lives; wc -l <ready
                kill $daemon; wait $daemon; echo ended $?
                """
        )
        #expect(
            outcome.lines == ["healthy", "forgotten", "waiting", "children", "lives", "1", "ended 0"],
            "\(outcome.output)\n\(outcome.errors)\n\((try? shell.read("log")) ?? "")"
        )
    }

    @Test(arguments: [
        "magpied --any-credentials --watch .", "magpied --ephemeral --watch .", "magpied --ephemeral --port 70000",
        "magpied --ephemeral --account 1", "magpied --ephemeral --region X",
    ])
    func optionsThatMakeNoSenseTogetherAreRefused(_ command: String) async throws {
        let outcome = try await Shell().run(command)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--"), "\(outcome.errors)")
    }

    @Test(arguments: [
        ("\"0.0.0.0:4599\"", "can be reached from other machines"), ("\"10.0.0.1:4599\"", "can be reached"),
        ("\"localhost:4599\"", "is no address"), ("\"127.0.0.1\"", "no address with a port"),
        ("\"[::]:4599\"", "can be reached"), ("\"127.0.0.1:0\"", "no address with a port"),
        ("\"127.0.0.1:1\", \"127.0.0.1:1\"", "there twice"),
    ])
    func onlyAddressesOfTheMachineItselfAreTaken(_ places: String, _ words: String) async throws {
        let shell = try DaemonTests().shell("api:\n  listen: [\(places)]")
        let outcome = try await shell.run("magpied --config magpie.yaml --check")
        #expect(outcome.status == 2)
        #expect(outcome.output.contains(words), "\(outcome.output)")
    }
}
