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
}
