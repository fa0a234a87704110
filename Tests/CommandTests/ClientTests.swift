import Foundation
import Testing

/// Other clients of AWS than Python's, as Debian and PyPI have them, with nothing told to them but where the service is; and what
/// any client may do with its connection.
@Suite struct ClientTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    }

    private static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Credentials as every SDK finds them.
    private static let environment =
        "export AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret AWS_DEFAULT_REGION=local AWS_REGION=local\n"

    @Test(.enabled(if: WireTests.python != nil, "needs boto3")) func connectionsAreTakenInEveryWay() async throws {
        let port = try WireTests.freePort()
        let outcome = try await WireTests.shell(port).run(
            WireTests.served(port) + "\(WireTests.python ?? "") \(Self.fixture("front.py")) $ENDPOINT $id $secret"
        )
        #expect(
            outcome.lines == ["heads", "pipelining", "halves", "ends", "bodies", "refusals", "crowd"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// What was found by holding answers against AWS's own, once more each.
    @Test(.enabled(if: WireTests.newPython != nil, "needs boto3 of 2025 or later")) func whatDifferedFromAWSDoesNot()
        async throws
    {
        let port = try WireTests.freePort()
        let outcome = try await WireTests.shell(port).run(
            WireTests.served(port)
                + "\(WireTests.newPython ?? "") \(Self.fixture("differences.py")) $ENDPOINT $id $secret local"
        )
        #expect(outcome.lines == ["88 places, 0 differ"], "\(outcome.output)\n\(outcome.errors)")
    }

    private static let hasGo =
        has("/usr/bin/go") && has("/usr/share/gocode/src/github.com/aws/aws-sdk-go-v2/service/kms")

    @Test(.enabled(if: hasGo, "needs golang-go and golang-github-aws-aws-sdk-go-v2-dev"))
    func theSDKForGoWorksUnchanged() async throws {
        let port = try WireTests.freePort()
        let outcome = try await StoreTests.writable(port).run(
            StoreTests.written(port) + Self.environment + """
                export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=\(Self.root.path)/.build/gocache
                cp \(Self.fixture("sdk.go")) sdk.go; go build -o sdk sdk.go || exit 9
                ./sdk $ENDPOINT local bucket
                """
        )
        #expect(
            outcome.lines == ["sts", "kms", "secretsmanager", "sqs", "events", "iam", "macie2", "s3", "cloudtrail"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    private static let hasRuby =
        has("/usr/lib/ruby/vendor_ruby/aws-sdk-kms") && has("/usr/lib/ruby/vendor_ruby/aws-sdk-s3")

    @Test(.enabled(if: hasRuby, "needs ruby-aws-sdk-kms and ruby-aws-sdk-s3")) func theSDKForRubyWorksUnchanged()
        async throws
    {
        let port = try WireTests.freePort()
        let outcome = try await StoreTests.writable(port).run(
            StoreTests.written(port) + Self.environment + "ruby \(Self.fixture("sdk.rb")) $ENDPOINT local bucket"
        )
        #expect(outcome.lines == ["kms", "s3"], "\(outcome.output)\n\(outcome.errors)")
    }

    private static let encryption = root.appending(path: ".build/clients/bin/python3").path
    private static let hasEncryption =
        (try? FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: ".build/clients/lib/python3.11/site-packages").path
        ))?.contains("aws_cryptographic_material_providers") == true

    /// What the SDK has encrypted with a keyring of KMS, `magpie decrypt` decrypts, too.
    @Test(.enabled(if: hasEncryption, "needs aws-encryption-sdk[MPL] of 'make clients'"))
    func theEncryptionSDKUsesKeysOfKMS() async throws {
        let port = try WireTests.freePort()
        let outcome = try await WireTests.shell(port).run(
            WireTests.served(port) + Self.environment + """
                \(Self.encryption) \(Self.fixture("esdk.py")) $ENDPOINT local encrypted plain 2>esdk.log | head -2
                magpie decrypt --encryption-context purpose=test --output own encrypted >/dev/null; cmp own plain && echo own
                """
        )
        #expect(outcome.lines == ["keyring", "another key", "own"], "\(outcome.output)\n\(outcome.errors)")
    }

    private static let encryptionCLI = root.appending(path: ".build/tools/bin/aws-encryption-cli").path

    @Test(.enabled(if: has(encryptionCLI), "needs aws-encryption-sdk-cli of 'make clients'"))
    func theEncryptionCLIUsesKeysOfKMS() async throws {
        let port = try WireTests.freePort()
        let outcome = try await WireTests.shell(port).run(
            WireTests.served(port) + Self.environment + """
                export AWS_ENDPOINT_URL=$ENDPOINT
                arn=$(magpie kms create-key | grep -o '"Arn": *"[^"]*"' | cut -d'"' -f4); echo 'some text' >plain
                cli() { \(Self.encryptionCLI) "$@" --wrapping-keys key=$arn --metadata-output metadata --max-encrypted-data-keys 1 \
                    --commitment-policy require-encrypt-require-decrypt; }
                cli --encrypt --encryption-context purpose=test --input plain --output encrypted && ! grep -c some encrypted
                cli --decrypt --encryption-context purpose=test --input encrypted --output back && cmp plain back && echo back
                cli --decrypt --encryption-context purpose=other --input encrypted --output none 2>/dev/null
                [ -e none ] || echo refused
                """
        )
        #expect(outcome.lines == ["0", "back", "refused"], "\(outcome.output)\n\(outcome.errors)")
    }
}
