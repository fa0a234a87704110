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
