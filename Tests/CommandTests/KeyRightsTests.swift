import Foundation
import Testing

/// What policies say about keys, told to those who must know it.
@Suite struct KeyRightsTests {
    /// A rule that encrypts acts as its role, which needs the key, too: when it is armed, and when it acts.
    @Test func theRoleOfARuleMustBeAllowedItsKey() async throws {
        let outcome = try await Shell().run(
            ObjectsCommandTests.start + #"""
                key=$(magpie kms create-key | grep -o '"KeyId": *"[^"]*"' | cut -d'"' -f4)
                magpie iam create-role --role-name Guard --assume-role-policy-document '{"Version":"2012-10-17","Statement":[
                    {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sts:AssumeRole"}]}' > out
                allow() { magpie iam put-role-policy --role-name Guard --policy-name may --policy-document \
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[$1],\"Resource\":\"*\"}]}" > out; }
                allow '"objects:Encrypt"'
                magpie events put-targets --rule lock --targets Id=e,Arn=encrypt-object:$key,RoleArn=arn:aws:iam::000000000000:role/Guard > out
                printf 'ORDER-000000\n' > bucket/rehearsal; settled; wait_for 'actions | grep -q rehearsed'
                magpie events arm-rule --name lock 2>&1 | grep -o 'Guard/lock is not authorized to perform: kms:GenerateDataKey'
                allow '"objects:Encrypt","kms:GenerateDataKey"'; magpie events arm-rule --name lock | grep -c '"Armed": true'
                allow '"objects:Encrypt"'; printf 'ORDER-123456\n' > bucket/a; settled
                wait_for 'magpie status | grep -q "rule lock may not: .*kms:GenerateDataKey"'; cat bucket/a
                """#
        )
        #expect(
            outcome.lines == [
                "Guard/lock is not authorized to perform: kms:GenerateDataKey", "1", "ORDER-123456",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// The key process decides about keys; why, an administrator is told as of all other refusals.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aRefusalOfAKeyIsExplained() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + AccessToolTests.other + #"""
                key=$(magpie kms create-key | grep -o '"KeyId": *"[^"]*"' | cut -d'"' -f4)
                missing=00000000-0000-4000-8000-000000000000
                refused() { nobody magpie kms disable-key --key-id $1 2>&1; }
                refused $key | sed "s/$key/KEY/g; s/explain [0-9a-f]*/explain ID/" > one
                refused $missing | sed "s/$missing/KEY/g; s/explain [0-9a-f]*/explain ID/" > other
                cmp one other && grep -o 'not authorized to perform: kms:DisableKey on resource: [a-z:0]*key/KEY' one | sed 's/kms:.*:000/kms:R:000/'
                id=$(refused $key | sed -n "s/.*magpie iam explain \([0-9a-f]*\)'.*/\1/p")
                magpie iam explain $id | grep -o 'kms:DisableKey on .* is not allowed: No policy of the principal' | sed "s/ on .*is/ is/"
                """#
        )
        #expect(
            outcome.lines == [
                "not authorized to perform: kms:R:000000000000:key/KEY",
                "kms:DisableKey is not allowed: No policy of the principal",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
