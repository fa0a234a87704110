import Foundation
import Testing

/// Findings that encrypt files, and the way back, as a user has them.
@Suite struct ObjectsCommandTests {
    static let start = """
        mkdir -p bucket/deep && chmod 700 bucket
        export MAGPIE_SOCKET=$PWD/state/magpie.sock
        magpied --watch bucket --state state --settle 0 2>log & daemon=$!
        trap 'kill $daemon 2>/dev/null; wait $daemon' EXIT
        settled() { for i in $(seq 600); do magpie wait-settled 2>/dev/null && return; sleep 0.2; done; cat log; exit 9; }
        wait_for() { for i in $(seq 600); do eval "$1" && return; sleep 0.2; done; echo "waited in vain: $1"; }
        actions() { magpie objects list-actions | awk 'NR > 1 { print $2, $3, $4, $5 }'; }
        settled
        magpie events put-rule --name lock --event-pattern '{"source":["aws.macie"]}' > out
        magpie events put-targets --rule lock --targets Id=e,Arn=encrypt-object: > out

        """

    private static let arm = """
        printf 'ORDER-000000\\n' > bucket/rehearsal; settled; wait_for 'actions | grep -q rehearsed'
        magpie events arm-rule --name lock > out

        """

    @Test func aRuleActsOnlyAfterItWasRehearsedAndArmed() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                magpie events arm-rule --name lock; echo $?
                printf 'ORDER-123456\\n' > bucket/a; settled; wait_for 'actions | grep -q rehearsed'
                actions; cat bucket/a
                magpie events arm-rule --name lock | grep -c '"Armed": true'
                magpie events put-targets --rule lock --targets Id=e,Arn=encrypt-object:alias/aws/secretsmanager > out
                magpie events describe-rule --name lock | grep Armed
                """
        )
        #expect(
            outcome.lines == ["2", "encrypt rehearsed bucket/a lock", "ORDER-123456", "1", "    \"Armed\": false,"]
        )
        #expect(outcome.errors.contains("(RuleNotRehearsedException)"))
    }

    @Test func aFindingEncryptsItsFileAndEverythingCanBeUndone() async throws {
        let outcome = try await Shell().run(
            Self.start + Self.arm + """
                printf 'first ORDER-123456\\n' > bucket/deep/a; chmod 640 bucket/deep/a; touch -d 2020-01-01T00:00:00Z bucket/deep/a
                settled; wait_for 'actions | grep -q "done bucket/deep/a"'; settled
                grep -c ORDER bucket/deep/a; stat -c '%a %Y' bucket/deep/a
                magpie findings list | grep -c deep/a
                magpie objects list --bucket bucket | awk 'NR > 1 { print $1, $3 }'
                magpie buckets show bucket --format json | grep -o '"customerManaged":1' | head -1
                magpie objects get --bucket bucket --key deep/a
                magpie objects decrypt --bucket bucket --all
                cat bucket/deep/a; stat -c '%a %Y' bucket/deep/a
                settled; sleep 1; settled
                magpie findings list | grep -c deep/a; cat bucket/deep/a
                ls -A bucket bucket/deep; grep -c '"detail-type":"Finding Resolved"' state/findings.jsonl
                magpie audit verify | sed 's/[0-9]*, //'
                """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "0", "640 1577836800", "0", "deep/a lock", "\"customerManaged\":1", "first ORDER-123456",
                "1 objects decrypted, 0 not",
                "first ORDER-123456",
                "640 1577836800", "1", "first ORDER-123456", "bucket:", "deep", "rehearsal", "bucket/deep:", "a", "1",
                "entries: all as they were written", "of keys: all as they were written",
            ]
        )
    }

    @Test func whatMustNotBeRewrittenIsLeftAlone() async throws {
        let outcome = try await Shell().run(
            Self.start + Self.arm + """
                printf 'ORDER-123456\\n' > bucket/linked; ln bucket/linked bucket/other
                settled; wait_for 'actions | grep -q refused'
                actions | grep refused | cut -d' ' -f1-2 | sort -u; cat bucket/linked
                magpie objects encrypt --bucket bucket --key nothing; echo $?
                magpie objects encrypt --bucket nowhere --key a; echo $?
                magpie objects decrypt --bucket bucket --key rehearsal; echo $?
                cat bucket/rehearsal
                """
        )
        #expect(outcome.lines == ["encrypt refused", "ORDER-123456", "2", "2", "2", "ORDER-000000"])
        #expect(outcome.errors.contains("(NoSuchKey)"))
        #expect(outcome.errors.contains("(NoSuchBucket)"))
        #expect(outcome.errors.contains("notEncrypted"))
    }

    @Test func whatARuleWantsTooMuchIsHeldBack() async throws {
        let outcome = try await Shell().run(
            Self.start + Self.arm + """
                for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do printf "ORDER-1234$((i + 10))\\n" > bucket/$i; done
                settled; wait_for '[ $(actions | grep -c held) = 4 ]'
                magpie objects list --bucket bucket | tail -n +2 | wc -l
                magpie events describe-rule --name lock | grep -c 'Armed.: true'
                wait_for 'magpie status | grep -q "rule lock holds back 4"'
                magpie status | grep -A 1 "rule lock holds back 4 objects of user $(id -un) in bucket/: " | grep -c "hint: .*magpie objects release"
                magpie objects release --bucket bucket --owner $(id -u) | grep -o '[0-9]*'
                wait_for '[ $(actions | grep -c held) = 0 ]'; settled
                magpie objects list --bucket bucket | tail -n +2 | wc -l
                magpie events disarm-rule --name lock > out; magpie status | grep -c 'rule lock acts no more'
                magpie objects decrypt --bucket bucket --all
                """
        )
        #expect(outcome.errors == "")
        #expect(outcome.lines == ["10", "1", "1", "4", "14", "1", "14 objects decrypted, 0 not"])
    }

    /// Whoever writes the first bytes of a message before plaintext keeps nothing from being found and encrypted.
    @Test func whatOnlyLooksEncryptedIsNot() async throws {
        let outcome = try await Shell().run(
            Self.start + Self.arm + """
                printf 'ORDER-123456\\n' > bucket/real; settled; wait_for 'actions | grep -q "done bucket/real"'; settled
                printf '\\002\\004\\170 ORDER-123456\\n' > bucket/short
                { printf 'UEsDBBQAAAAIAHVvfFkAAAAA\n'; echo ORDER-123456; } > bucket/packed
                # A header by the key of another service, and one that is right, before plaintext.
                sed 's/:key.[0-9a-f-]\\{8\\}/:key\\/00000000/g' bucket/real > bucket/foreign
                { head -c 900 bucket/real; printf ' ORDER-123456 \\n%.0s' $(seq 9); } > bucket/before
                settled; wait_for 'actions | grep -q "done bucket/short"'; wait_for 'actions | grep -q "done bucket/packed"'; wait_for 'actions | grep -q "done bucket/before"'
                magpie objects list --bucket bucket | awk 'NR > 1 { print $1 }' | sort
                actions | grep encrypt | grep -c foreign
                grep -c ORDER bucket/short bucket/before bucket/real bucket/packed
                """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "before", "packed", "real", "short", "0", "bucket/short:0", "bucket/before:0", "bucket/real:0",
                "bucket/packed:0",
            ]
        )
    }

    @Test func clientSideEncryptionCannotBeUndoneByTheService() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem 2> out
                openssl pkey -in private.pem -pubout -out public.pem
                printf 'ORDER-123456\\n' > bucket/a; settled
                magpie objects encrypt --bucket bucket --key a --public-key-file $PWD/public.pem; echo $?
                grep -c ORDER bucket/a
                magpie objects decrypt --bucket bucket --key a; echo $?
                magpie decrypt bucket/a --private-key private.pem --output -
                """
        )
        #expect(outcome.lines.suffix(4) == ["0", "0", "2", "ORDER-123456"])
    }

    @Test func aKeyThatIsReplacedIsReplacedInObjectsToo() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                magpie kms create-key --origin EXTERNAL | sed -n 's/.*"KeyId": "\\(.*\\)",/\\1/p' > id; id=$(cat id)
                magpie kms create-alias --alias-name alias/own --target-key-id $id > out
                magpie kms rotate-alias --alias-name alias/own; echo $?
                head -c 32 /dev/urandom > first; head -c 32 /dev/urandom > second
                magpie kms rotate-alias --alias-name alias/own --key-material first > out; grep -c alias/own out
                printf 'ORDER-123456\\n' > bucket/a; settled
                magpie objects encrypt --bucket bucket --key a --key-id alias/own
                magpie objects list --bucket bucket | awk 'NR > 1 { print $5 }' > one; magpie objects list --bucket bucket > out
                magpie kms rotate-alias --alias-name alias/own --key-material second --re-encrypt > out
                settled; magpie objects list --bucket bucket | tail -n +2 | awk '{ print $NF }' > two
                grep -c arn:aws:kms two; cmp -s one two || echo another
                magpie objects get --bucket bucket --key a; ls -A bucket
                """
        )
        #expect(outcome.lines == ["2", "1", "1", "another", "ORDER-123456", "a", "deep"])
        #expect(outcome.errors.contains("is imported"))
    }

    @Test func keysUnderAPassphraseWaitForIt() async throws {
        let shell = try Shell()
        try shell.write(
            "magpie.yaml",
            "state: \(shell.folder.path)/state\nrootKey: passphrase\nbuckets:\n  - path: \(shell.folder.path)/bucket\n"
        )
        let outcome = try await shell.run(
            """
            mkdir -m 700 bucket; export MAGPIE_SOCKET=$PWD/state/magpie.sock
            up() { magpied --config magpie.yaml 2>>log & daemon=$!; for i in $(seq 600); do magpie status 2>&1 | grep -q "up " && return; sleep 0.2; done; }
            trap 'kill $daemon; wait $daemon' EXIT
            up; printf 'several words make one\\n' > phrase; printf 'other words make none\\n' > wrong
            magpie kms encrypt --key-id alias/aws/magpie --plaintext aGVsbG8= > out; echo $?
            magpie kms unseal --passphrase file://phrase | grep -c false
            magpie kms encrypt --key-id alias/aws/magpie --plaintext aGVsbG8= | grep -c Blob
            kill $daemon; wait $daemon; up
            magpie kms describe-root-key | grep Sealed
            magpie kms unseal --passphrase file://wrong; echo $?
            magpie kms unseal --passphrase file://phrase | grep -c false
            (cd bucket && magpie backup copy.sqlite >/dev/null && ls && stat -c %a copy.sqlite && head -c 6 copy.keys.sqlite; echo)
            cmp bucket/copy.keys.sqlite state/keys/backup.sqlite && ls state | grep -c backup
            magpie backup bucket/copy.sqlite; echo $?; magpie backup none/copy; echo $?; ls bucket | wc -l
            grep -rl 'several words' state log | wc -l
            """
        )
        #expect(
            outcome.lines == [
                "2", "1", "1", "    \"Sealed\": true,", "2", "1", "copy.keys.sqlite", "copy.sqlite", "600", "SQLite",
                "0", "2", "2",
                "2", "0",
            ]
        )
        #expect(outcome.errors.contains("(KeyUnavailableException)"))
        #expect(outcome.errors.contains("the passphrase is wrong"))
        #expect(outcome.errors.contains("copy.sqlite: File exists"))
    }

    @Test func keysAreUsedFromTheCommandLine() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                id=$(magpie kms create-key --description test --tags TagKey=a,TagValue=b | sed -n 's/.*"KeyId": "\\(.*\\)",/\\1/p')
                magpie kms create-alias --alias-name alias/test --target-key-id $id > out
                printf canary-4711 > plain
                magpie kms encrypt --key-id alias/test --plaintext fileb://plain --encryption-context a=b \\
                    | sed -n 's/.*"CiphertextBlob": "\\(.*\\)",/\\1/p' | base64 -d > blob
                magpie kms decrypt --ciphertext-blob fileb://blob --encryption-context a=b \\
                    | sed -n 's/.*"Plaintext": "\\(.*\\)".*/\\1/p' | base64 -d; echo
                magpie kms decrypt --ciphertext-blob fileb://blob; echo $?
                magpie kms rotate-alias --alias-name alias/test | sed "s/$id/OLD/" | cut -d' ' -f1-2
                magpie kms decrypt --ciphertext-blob fileb://blob --encryption-context a=b | grep -c $id
                magpie kms escrow create --threshold 2 --count 3 > shares; wc -l < shares
                head -2 shares | magpie kms escrow verify; head -1 shares | magpie kms escrow verify; echo $?
                magpie kms seal > out
                magpie kms encrypt --key-id alias/test --plaintext fileb://plain; echo $?
                tail -2 shares | magpie kms escrow restore
                magpie kms encrypt --key-id alias/test --plaintext fileb://plain | grep -c Blob
                kill -9 $(pgrep -P $daemon -f magpie-keys); sleep 0.2
                magpie kms encrypt --key-id alias/test --plaintext fileb://plain | grep -c Blob
                grep -rl canary-4711 state | wc -l
                """
        )
        #expect(
            outcome.lines == [
                "canary-4711", "2", "alias/test names", "1", "3", "these shares restore the root key", "2", "2",
                "the root key is restored, the keys are unsealed", "1", "1", "0",
            ]
        )
        #expect(outcome.errors.contains("(InvalidCiphertextException)"))
        #expect(outcome.errors.contains("(KeyUnavailableException)"))
    }
}
