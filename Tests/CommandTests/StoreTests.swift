import Foundation
import Testing

/// Clients of S3 as users have them, with buckets that are folders.
@Suite struct StoreTests {
    private static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    }

    private func run(_ script: String, _ port: Int) async throws -> Shell.Outcome {
        try await WireTests.shell(port).run(WireTests.served(port) + script)
    }

    @Test(.enabled(if: WireTests.python != nil, "needs boto3")) func boto3ReadsBuckets() async throws {
        let outcome = try await run(
            "\(WireTests.python ?? "") \(Self.script("s3.py")) $ENDPOINT $id $secret $PWD/bucket",
            try WireTests.freePort()
        )
        #expect(
            outcome.lines == ["buckets", "lists", "objects", "addresses", "policies"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: WireTests.python != nil, "needs boto3")) func whatTheServiceHasEncryptedIsRead() async throws {
        let outcome = try await run(
            """
            head -c 300000 /dev/urandom >plain; cp plain bucket/sealed; settled
            magpie objects encrypt --bucket bucket --key sealed >/dev/null; cmp -s plain bucket/sealed || echo encrypted
            \(WireTests.python ?? "") \(Self.script("s3sealed.py")) $ENDPOINT $id $secret plain
            """,
            try WireTests.freePort()
        )
        #expect(
            outcome.lines == ["encrypted", "administrator", "AccessDenied", "reader"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// A Python whose boto3 is of 2025 at least, and knows all checksums of S3.
    static let python: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { "\($0)/python3" }.first { path in
            guard FileManager.default.isExecutableFile(atPath: path) else { return false }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = [
                "-c", "import boto3; assert tuple(map(int, boto3.__version__.split('.')[:2])) >= (1, 36)",
            ]
            process.standardError = FileHandle.nullDevice
            do { try process.run() } catch { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }()

    /// A shell whose service has a bucket that may be written to, and another, `closed`, that may not.
    static func writable(_ port: Int) throws -> Shell {
        let shell = try WireTests.shell(port)
        let folder = shell.folder.path
        let config = try shell.read("magpie.yaml")
        try shell.write(
            "magpie.yaml",
            config.replacing(
                "  - path: \(folder)/bucket",
                with: "  - { path: \(folder)/bucket, writable: true }\n  - path: \(folder)/closed"
            )
        )
        return shell
    }

    /// Makes the folders of ``writable(_:)`` and serves them.
    static func written(_ port: Int) -> String { "mkdir -p bucket closed; chmod 750 bucket\n" + WireTests.served(port) }

    @Test(.enabled(if: python != nil, "needs boto3 with all checksums")) func boto3WritesIntoBuckets() async throws {
        let port = try WireTests.freePort()
        let outcome = try await Self.writable(port).run(
            Self.written(port) + """
                \(Self.python ?? "") \(Self.script("s3put.py")) $ENDPOINT $id $secret $PWD/bucket
                printf 'first ORDER-123456\\n' >x
                \(Self.python ?? "") -c "
                import boto3
                s3 = boto3.client('s3', endpoint_url='$ENDPOINT', region_name='local', aws_access_key_id='$id',
                    aws_secret_access_key='$secret')
                s3.upload_file('x', 'bucket', 'found/here')"
                settled; magpie findings list | grep -c found/here
                """
        )
        #expect(
            outcome.lines == [
                "puts", "descriptions", "conditions", "checksums", "payloads", "chunks", "places", "folders",
                "removals",
                "copies", "policies", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: WireTests.aws != nil, "needs the AWS CLI")) func theAWSCLICopiesAndSynchronises() async throws {
        let outcome = try await run(
            """
            export AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret AWS_DEFAULT_REGION=local
            export PATH=$PATH:\(WireTests.aws.map { ($0 as NSString).deletingLastPathComponent } ?? "")
            mkdir -p bucket/docs; echo one >bucket/docs/one; echo 'two ü' >'bucket/docs/two ü'; echo top >bucket/top
            aws --endpoint-url $ENDPOINT s3 ls s3://bucket/ | sed 's/^[0-9: -]*//; s/^ *//'
            aws --endpoint-url $ENDPOINT s3 cp s3://bucket/docs/one -
            aws --endpoint-url $ENDPOINT s3 sync --no-progress s3://bucket copy | wc -l
            diff -r bucket copy && echo same
            aws --endpoint-url $ENDPOINT s3 sync --no-progress s3://bucket copy | wc -l
            """,
            try WireTests.freePort()
        )
        #expect(
            outcome.lines == ["PRE docs/", "top", "one", "3", "same", "0"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
