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

    private static let python = WireTests.newPython

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
                "copies", "others", "policies", "bucket_policies", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: python != nil, "needs boto3 with all checksums")) func boto3PutsObjectsTogetherFromParts()
        async throws
    {
        let port = try WireTests.freePort()
        let script = "\(Self.python ?? "") \(Self.script("s3parts.py")) $ENDPOINT $id $secret $PWD/bucket"
        let outcome = try await Self.writable(port).run(
            Self.written(port) + """
                \(script) first; ls state/uploads | wc -l
                kill -9 $daemon; wait $daemon 2>/dev/null
                magpied --config magpie.yaml 2>log & daemon=$!
                for i in $(seq 2400); do grep -q 'serving SDKs' log && break; sleep 0.05; done
                \(script) second; ls state/uploads | wc -l; ls -A bucket | grep -c '^.magpie'
                """
        )
        #expect(
            outcome.lines == [
                "wholes", "refusals", "lists", "copies", "sums", "begun", "1", "goes_on", "0", "0",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: python != nil, "needs boto3 with all checksums")) func objectsAreEncryptedOnTheirWay()
        async throws
    {
        let port = try WireTests.freePort()
        let shell = try Self.writable(port)
        try shell.write(
            "magpie.yaml",
            try shell.read("magpie.yaml").replacing(
                "/closed\n",
                with: "/closed\n  - { path: \(shell.folder.path)/sealed, writable: true, encryption: AES256 }\n"
            )
        )
        let outcome = try await shell.run(
            "mkdir -p sealed\n" + Self.written(port) + """
                \(Self.python ?? "") \(Self.script("s3sse.py")) $ENDPOINT $id $secret $PWD
                kill -9 $daemon; wait $daemon 2>/dev/null
                magpied --config magpie.yaml 2>log & daemon=$!
                for i in $(seq 2400); do grep -q 'serving SDKs' log && break; sleep 0.05; done
                \(Self.python ?? "") \(Self.script("s3sse.py")) $ENDPOINT $id $secret $PWD again
                rm bucket/clear; grep -rl canary-text bucket sealed state | wc -l
                """
        )
        #expect(
            outcome.lines == [
                "puts", "defaults", "changes", "copies", "parts", "rights", "tags", "kept", "again", "0",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: python != nil, "needs boto3 with all checksums")) func nobodyHoldsAllThreadsBySendingSlowly()
        async throws
    {
        let port = try WireTests.freePort()
        let outcome = try await Self.writable(port).run(
            Self.written(port) + "\(Self.python ?? "") \(Self.script("s3slow.py")) $ENDPOINT $id $secret"
        )
        #expect(outcome.lines == ["bounded", "others", "goes_on"], "\(outcome.output)\n\(outcome.errors)")
    }

    @Test(.enabled(if: WireTests.aws != nil, "needs the AWS CLI")) func theAWSCLISynchronisesBothWays() async throws {
        let port = try WireTests.freePort()
        let outcome = try await Self.writable(port).run(
            Self.written(port) + """
                export AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret AWS_DEFAULT_REGION=local
                export PATH=$PATH:\(WireTests.aws.map { ($0 as NSString).deletingLastPathComponent } ?? "")
                s3() { aws --endpoint-url $ENDPOINT s3 "$@"; }
                mkdir -p from/docs; echo one >from/docs/one; echo 'two ü' >'from/docs/two ü'; : >from/empty
                head -c 100000000 /dev/urandom >from/big
                s3 sync --no-progress from s3://bucket/x | wc -l; diff -r from bucket/x && echo up
                s3 sync --no-progress from s3://bucket/x | wc -l
                s3 sync --no-progress s3://bucket/x back | wc -l; diff -r from back && echo down
                rm from/docs/one; s3 sync --no-progress --delete from s3://bucket/x; diff -r from bucket/x && echo deleted
                s3 cp --no-progress s3://bucket/x/big s3://bucket/y/big >out && cmp from/big bucket/y/big && echo copied
                s3 mv --no-progress s3://bucket/y/big moved >out && cmp from/big moved && echo moved
                s3 rm --quiet --recursive s3://bucket/; ls -A bucket | wc -l; ls state/uploads | wc -l
                """
        )
        #expect(
            outcome.lines == [
                "4", "up", "0", "4", "down", "delete: s3://bucket/x/docs/one", "deleted", "copied", "moved", "0", "0",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    private static func has(_ program: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(program)")
    }

    @Test(.enabled(if: has("rclone") && has("s3cmd"), "needs rclone and s3cmd")) func otherClientsSynchroniseBothWays()
        async throws
    {
        let port = try WireTests.freePort()
        let outcome = try await Self.writable(port).run(
            Self.written(port) + """
                mkdir -p from/d; echo one >from/d/one; echo 'two ü' >'from/d/two ü'; : >from/empty
                head -c 20000000 /dev/urandom >from/big
                export RCLONE_CONFIG_M_TYPE=s3 RCLONE_CONFIG_M_PROVIDER=Other RCLONE_CONFIG_M_ENDPOINT=$ENDPOINT \
                    RCLONE_CONFIG_M_REGION=local RCLONE_CONFIG_M_ACCESS_KEY_ID=$id RCLONE_CONFIG_M_SECRET_ACCESS_KEY=$secret
                unset AWS_CA_BUNDLE
                r() { rclone --config /dev/null --s3-no-check-bucket "$@" 2>>rclone.log; }
                r sync from m:bucket/r; diff -r from bucket/r && echo up
                r check from m:bucket/r && echo checked; r copy m:bucket/r back; diff -r from back && echo down
                r purge m:bucket/r; ls -A bucket | wc -l
                printf '[default]\naccess_key = %s\nsecret_key = %s\nhost_base = localhost:\(port)\nhost_bucket = localhost:\(port)\nuse_https = False\nbucket_location = local\n' $id $secret >s3cfg
                s() { s3cmd -c s3cfg -q --no-progress "$@" >>s3cmd.log 2>&1; }
                s sync from/ s3://bucket/s/; diff -r from bucket/s && echo up
                mkdir back2; s sync s3://bucket/s/ back2/; diff -r from back2 && echo down
                s mv s3://bucket/s/d/one s3://bucket/s/moved; cmp from/d/one bucket/s/moved && echo moved
                s del -r -f s3://bucket/s/; ls -A bucket | wc -l
                """
        )
        #expect(
            outcome.lines == ["up", "checked", "down", "0", "up", "down", "moved", "0"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    private static let canKill =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") && getuid() == 0 && python != nil

    @Test(.enabled(if: canKill, "needs strace, root and boto3")) func whateverIsKilledNothingIsHalf() async throws {
        let port = try WireTests.freePort()
        let outcome = try await Self.writable(port).run(
            Self.written(port) + """
                echo $daemon >daemon
                \(Self.python ?? "") \(Self.script("s3kill.py")) $ENDPOINT $id $secret $PWD
                kill $(cat daemon); for i in $(seq 600); do kill -0 $(cat daemon) 2>/dev/null || break; sleep 0.1; done
                """
        )
        #expect(
            outcome.lines == ["left []", "magpie-act killed often", "magpied killed often"],
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
