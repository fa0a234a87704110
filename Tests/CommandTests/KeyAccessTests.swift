import Foundation
import Testing

/// Keys are decided about where they are kept, by what the service vouches for.
@Suite struct KeyAccessTests {
    private func shell() throws -> Shell { try DaemonTests().shell() }

    /// Whoever may read a secret still needs its key: by way of the service that keeps secrets.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aSecretNeedsItsKeyAsWell() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + AccessTests.other + #"""
                one=$(key); name=$(id -un 65534)
                magpie secretsmanager create-secret --name default --secret-string hush >/dev/null
                magpie secretsmanager create-secret --name own --kms-key-id $one --secret-string hush >/dev/null
                magpie kms encrypt --key-id $one --plaintext aGk= >sealed
                blob=$(grep -o '"CiphertextBlob": *"[^"]*"' sealed | cut -d'"' -f4)
                magpie iam create-user --user-name $name >/dev/null
                allow() {
                    magpie iam put-user-policy --user-name $name --policy-name ${1#*:} --policy-document "{\"Version\":\"2012-10-17\",
                        \"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"$1\",\"Resource\":\"*\"$2}]}" >/dev/null
                }
                all() {
                    for secret in default own; do may magpie secretsmanager get-secret-value --secret-id $secret; done
                    may magpie kms decrypt --ciphertext-blob $blob
                }
                allow secretsmanager:GetSecretValue ""; all
                allow kms:Decrypt ",\"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"secretsmanager.local.amazonaws.com\"}}"
                all
                """#
        )
        #expect(
            outcome.lines == ["yes", "AccessDenied ", "AccessDenied ", "yes", "yes", "AccessDenied "],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// A key process that was started anew knows no caller any more, and an alias names another key from one request to the next.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func callersAreIntroducedAgainAndAliasesFollowed() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + AccessTests.other + #"""
                one=$(key); two=$(key); name=$(id -un 65534)
                magpie kms create-alias --alias-name alias/a --target-key-id $one >/dev/null
                magpie iam create-user --user-name $name >/dev/null
                magpie iam put-user-policy --user-name $name --policy-name one --policy-document "{\"Version\":\"2012-10-17\",
                    \"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"arn:aws:kms:*:*:key/$one\"}]}" >/dev/null
                may magpie kms encrypt --key-id alias/a --plaintext aGk=
                pkill -9 -f "magpie-keys.*$PWD/" || echo "no key process"
                may magpie kms encrypt --key-id alias/a --plaintext aGk=
                may magpie kms sign --key-id alias/a --message aGk= --signing-algorithm ECDSA_SHA_256 | sed s/^$/refused/
                magpie kms update-alias --alias-name alias/a --target-key-id $two >/dev/null
                may magpie kms encrypt --key-id alias/a --plaintext aGk=
                magpie audit list --operation kms:Encrypt --result AccessDeniedException | grep -c kms:Encrypt
                """#
        )
        #expect(
            outcome.lines == ["yes", "yes", "refused", "AccessDenied ", "1"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
