import Foundation
import Testing

/// Policies decide what users of the system may do at the socket.
@Suite struct AccessTests {
    private func shell() throws -> Shell { try DaemonTests().shell() }

    /// Another user, who is let through to the socket; `nobody` is there on every system.
    static let other = """
        settled; chmod 711 .. . state; chmod 666 state/magpie.sock
        nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/ "$@"; }
        key() { magpie kms create-key | grep -o '"KeyId": *"[^"]*"' | cut -d'"' -f4; }
        may() { if nobody "$@" >/dev/null 2>refusal; then echo yes; else grep -o 'AccessDenied\\|explicit deny' refusal | tr '\\n' ' '; echo; fi; }

        """

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aPolicyAllowsOneKeyInOneContext() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + Self.other + #"""
                one=$(key); two=$(key); name=$(id -un 65534)
                may magpie kms encrypt --key-id $one --plaintext aGk=
                magpie iam create-user --user-name $name >/dev/null
                magpie iam put-user-policy --user-name $name --policy-name one --policy-document "{\"Version\":\"2012-10-17\",
                    \"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",
                    \"Resource\":\"arn:aws:kms:local:000000000000:key/$one\",
                    \"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:dept\":\"hr\"}}}]}" >/dev/null
                may magpie kms encrypt --key-id $one --plaintext aGk= --encryption-context dept=hr
                may magpie kms encrypt --key-id $one --plaintext aGk= --encryption-context dept=it
                may magpie kms encrypt --key-id $two --plaintext aGk= --encryption-context dept=hr
                magpie kms put-key-policy --key-id $one --policy "{\"Version\":\"2012-10-17\",\"Statement\":[
                    {\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"},
                    {\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/$name\"},\"Action\":\"kms:Encrypt\",
                    \"Resource\":\"*\"}]}" >/dev/null
                may magpie kms encrypt --key-id $one --plaintext aGk= --encryption-context dept=hr
                magpie kms encrypt --key-id $one --plaintext aGk= >/dev/null && echo root
                may magpie iam list-users; may magpie findings list
                """#
        )
        #expect(
            outcome.lines == [
                "AccessDenied ", "yes", "AccessDenied ", "AccessDenied ", "AccessDenied explicit deny ", "root",
                "AccessDenied ", "yes",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func thePolicyOfASecretLetsInWhomItNames() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + Self.other + #"""
                name=$(id -un 65534)
                for secret in a b; do magpie secretsmanager create-secret --name $secret --secret-string hush >/dev/null; done
                magpie secretsmanager put-resource-policy --secret-id a --resource-policy "{\"Version\":\"2012-10-17\",
                    \"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/$name\"},
                    \"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}" >/dev/null
                may magpie secretsmanager get-secret-value --secret-id a
                may magpie secretsmanager get-secret-value --secret-id b
                may magpie secretsmanager get-secret-value --secret-id none
                may magpie secretsmanager delete-secret --secret-id a
                """#
        )
        #expect(
            outcome.lines == ["yes", "AccessDenied ", "AccessDenied ", "AccessDenied "],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// Values that are asked for together are decided about one by one, also where filters find them.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aSecretThatIsDeniedIsNotShownAmongOthers() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + Self.other + #"""
                name=$(id -un 65534)
                for secret in a b; do magpie secretsmanager create-secret --name $secret --secret-string hush-$secret >/dev/null; done
                magpie iam create-user --user-name $name >/dev/null
                magpie iam attach-user-policy --user-name $name --policy-arn arn:aws:iam::aws:policy/MagpieRevealAccess >/dev/null
                magpie secretsmanager put-resource-policy --secret-id b --resource-policy "{\"Version\":\"2012-10-17\",
                    \"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/$name\"},
                    \"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}" >/dev/null
                shown() { grep -oE 'hush-[ab]|AccessDenied' | sort | tr '\n' ' '; echo; }
                nobody magpie secretsmanager batch-get-secret-value --secret-id-list a b | shown
                nobody magpie secretsmanager batch-get-secret-value --filters Key=name,Values=a,b | shown
                magpie secretsmanager batch-get-secret-value --secret-id-list a b | shown
                may magpie secretsmanager batch-get-secret-value --secret-id-list b
                """#
        )
        #expect(
            outcome.lines == [
                "AccessDenied hush-a ", "AccessDenied hush-a ", "hush-a hush-b ", "AccessDenied explicit deny ",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// Two buckets, each with a finding, of which another user may not see the first.
    private static let hidden = #"""
        printf 'ORDER-123456\n' > bucket/a.txt; printf 'ORDER-654321\n' > open/b.txt; settled
        finding() { magpie findings list --bucket $1 --format json | grep -o '"id":"[^"]*"' | cut -d'"' -f4; }
        name=$(id -un 65534); magpie iam create-user --user-name $name >/dev/null
        magpie iam attach-user-policy --user-name $name --policy-arn arn:aws:iam::aws:policy/MagpieAdministratorAccess >/dev/null
        magpie iam put-user-policy --user-name $name --policy-name deny --policy-document '{"Version":"2012-10-17",
            "Statement":[{"Effect":"Deny","Action":"*","Resource":["arn:aws:s3:::bucket","arn:aws:s3:::bucket/*"]}]}' >/dev/null
        hidden=$(finding bucket); shown=$(finding open)

        """#

    private func twoBuckets() throws -> Shell {
        let shell = try shell()
        let folder = shell.folder.path
        try FileManager.default.createDirectory(atPath: "\(folder)/open", withIntermediateDirectories: true)
        try shell.write(
            "magpie.yaml",
            """
            state: \(folder)/state
            settleMilliseconds: 100
            buckets:
              - path: \(folder)/bucket
              - path: \(folder)/open
            """
        )
        return shell
    }

    /// What lies in a bucket that is denied is neither listed nor counted nor changed, and no error tells that it is there.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func findingsInABucketThatIsDeniedAreNeitherCountedNorChanged() async throws {
        let outcome = try await twoBuckets().run(
            DaemonTests.start.replacing("mkdir -p bucket", with: "chmod 700 open; mkdir -p bucket") + Self.other
                + Self.hidden + #"""
                    of() { nobody magpie "$@" 2>&1 | grep -oE '[ab][.]txt|bucket|open' | sort -u | tr '\n' ' '; echo; }
                    as() { id=$1; shift; nobody magpie $(echo "$@" | sed "s/ID/$id/") 2>&1 | sed "s/$id/ID/g"; }
                    same() { hidden=$1; absent=$2; shift 2; as $hidden "$@" >one; as $absent "$@" | diff one - && echo same; }
                    none=00000000000000000000000000000000
                    echo list; of findings list; of findings list --bucket bucket
                    nobody magpie findings stats --group-by bucket
                    of findings where --value ORDER-123456
                    for command in 'buckets list' status; do nobody magpie $command | grep -oE '/bucket|/open' | sort -u; done
                    nobody curl -s --unix-socket $MAGPIE_SOCKET http://localhost/metrics | grep -c 'bucket="bucket"'
                    echo same
                    for command in 'show ID' 'reveal ID --reason test' 'archive ID --reason test' 'archive ID --undo'; do
                        same $hidden $none findings $command
                    done
                    echo change
                    nobody magpie findings archive $shown --reason test; nobody magpie findings archive $shown --undo
                    printf '\nsuppressionRules:\n  - { name: all, reason: test, criteria: { key: { prefix: [a, b] } } }\n' >> magpie.yaml
                    kill -HUP $daemon; for i in $(seq 600); do magpie suppression apply all --dry-run >dry && break; sleep 0.2; done 2>/dev/null; head -1 dry
                    nobody magpie suppression apply all --dry-run | head -1; nobody magpie suppression apply all | head -1
                    magpie findings list | grep -oE '[ab][.]txt'
                    magpie jobs create --name hidden --buckets bucket >/dev/null; magpie jobs create --name open --buckets open >/dev/null
                    nobody magpie jobs list | grep -oE 'hidden|open' | sort -u
                    may magpie jobs create --name all; may magpie jobs create --name one --buckets bucket
                    same hidden absent jobs show ID; same hidden absent jobs cancel ID
                    echo log; magpie audit list --operation macie2:GetFindings | grep -o 'explicit deny in an identity-based policy'
                    """#
        )
        #expect(
            outcome.lines == [
                "list", "b.txt open ", "1  open", "/open", "/open", "0", "same", "same", "same", "same", "same",
                "change",
                "2 of 2 findings would be archived", "1 of 1 finding would be archived", "1 of 1 finding was archived",
                "a.txt", "open", "AccessDenied explicit deny ", "AccessDenied explicit deny ", "same", "same", "log",
                "explicit deny in an identity-based policy",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// What is refused about a secret sounds the same whether it is there or not.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aRefusalDoesNotTellThatThereIsASecret() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + Self.other + #"""
                name=$(id -un 65534); magpie iam create-user --user-name $name >/dev/null
                for secret in simple locked seen; do
                    magpie secretsmanager create-secret --name $secret --secret-string hush >/dev/null
                done
                magpie secretsmanager put-resource-policy --secret-id locked --resource-policy "{\"Version\":\"2012-10-17\",
                    \"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/$name\"},
                    \"Action\":\"*\",\"Resource\":\"*\"}]}" >/dev/null
                prefix=arn:aws:secretsmanager:local:000000000000:secret
                get() { nobody magpie secretsmanager get-secret-value --secret-id $1 2>&1 | sed "s#$1#NAME#g"; }
                get absent >absent; cat absent | grep -o 'resource: NAME'
                for id in simple locked $prefix:simple $prefix:absent; do get $id | diff absent - && echo same; done
                nobody magpie secretsmanager list-secrets | grep -o '"Name": *"[^"]*"'
                nobody magpie secretsmanager list-secrets --max-results 2 | grep -c NextToken
                """#
        )
        #expect(
            outcome.lines == ["resource: NAME"] + Array(repeating: "same", count: 4) + [
                #""Name": "simple""#, #""Name": "seen""#, "0",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aBucketThatIsDeniedIsNotListedNorRevealed() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + Self.other + #"""
                printf 'ORDER-123456\n' > bucket/a.txt; settled
                id=$(magpie findings list --format json | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
                name=$(id -un 65534); magpie iam create-user --user-name $name >/dev/null
                magpie iam attach-user-policy --user-name $name --policy-arn arn:aws:iam::aws:policy/MagpieRevealAccess >/dev/null
                all() {
                    may magpie buckets list; may magpie buckets show bucket; may magpie findings reveal $id --reason test
                }
                all
                magpie iam put-user-policy --user-name $name --policy-name deny --policy-document '{"Version":"2012-10-17",
                    "Statement":[{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::bucket"}]}' >/dev/null
                all
                """#
        )
        #expect(
            outcome.lines == ["yes", "yes", "yes"] + Array(repeating: "AccessDenied explicit deny ", count: 3),
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// What the configuration allows nobody, not even an administrator may, also with keys; root may, and a reload takes it back.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func whatTheInstallationDeniesNoPolicyAllows() async throws {
        let policies = """

            serviceControlPolicies:
              - name: keys-stay
                document: '{"Version": "2012-10-17", "Statement": {"Effect": "Deny",
                  "Action": ["kms:DisableKey", "events:PutRule"], "Resource": "*"}}'
            """
        let shell = try shell()
        try shell.write("policies", policies)
        let outcome = try await shell.run(
            DaemonTests.start + Self.other + #"""
                settled; name=$(id -un 65534); magpie iam create-user --user-name $name >/dev/null
                magpie iam attach-user-policy --user-name $name --policy-arn arn:aws:iam::aws:policy/MagpieAdministratorAccess >/dev/null
                key=$(magpie kms create-key | sed -n 's/.*"KeyId": *"\([^"]*\).*/\1/p')
                put() { may magpie events put-rule --name r --event-pattern '{"source":["x"]}'; }
                off() { may magpie kms disable-key --key-id $key; magpie kms enable-key --key-id $key >/dev/null; }
                put; off; cp magpie.yaml before; cat policies >> magpie.yaml
                magpied --check --config magpie.yaml >/dev/null && echo sound
                kill -HUP $daemon; for i in $(seq 100); do put | grep -q yes || break; sleep 0.1; done
                put; off; may magpie kms list-keys; magpie kms disable-key --key-id $key >/dev/null && echo root may
                magpie kms enable-key --key-id $key >/dev/null
                nobody magpie kms disable-key --key-id $key 2>&1 | grep -o 'explicit deny in a service control policy'
                cp before magpie.yaml; kill -HUP $daemon; for i in $(seq 100); do put | grep -q yes && break; sleep 0.1; done; put; off
                """#
        )
        #expect(
            outcome.lines.map { $0.trimmingCharacters(in: .whitespaces) } == [
                "yes", "yes", "sound", "AccessDenied explicit deny", "AccessDenied explicit deny", "yes", "root may",
                "explicit deny in a service control policy", "yes", "yes",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
