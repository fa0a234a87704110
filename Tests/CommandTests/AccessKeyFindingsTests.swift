import Foundation
import Testing

/// Access keys that nobody uses or that are too old, as findings among others.
@Suite struct AccessKeyFindingsTests {
    /// A service with an object in which something was found, and a user whose access key is years old.
    private static let old = #"""
        printf 'ORDER-123456\n' > bucket/order.txt; settled; chmod 711 .. . state; name=$(id -un 65534)
        magpie iam create-user --user-name deploy > out; magpie iam create-access-key --user-name deploy > key
        key=$(sed -n 's/.*"AccessKeyId": *"\([^"]*\).*/\1/p' key)
        kill $daemon; wait $daemon
        python3 - <<END
        import sqlite3
        records = sqlite3.connect("state/magpie.sqlite")
        records.execute("UPDATE identity SET document = json_set(document, '$.createdAt', 1600000000) WHERE kind = 'key'")
        records.commit()
        END
        magpied --config magpie.yaml 2>>log & daemon=$!
        settled; chmod 666 state/magpie.sock
        nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/ "$@"; }
        policies() { magpie findings list "$@" | awk '{ print $2, $3, $5, $7, $8 }' | grep AccessKey | sed "s/$key/KEY/" | sort; }
        wait_for() { for i in $(seq 600); do eval "$1" && return; sleep 0.1; done; echo "waited in vain: $1"; }
        wait_for '[ "$(policies | wc -l)" = 2 ]'
        id=$(magpie findings list --format json | grep -o '"id":"[^"]*","key":"AKIA[^}]*TooOld' | cut -d'"' -f4)

        """#

    @Test func anOldKeyIsAFindingUntilItIsDeactivated() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + Self.old + #"""
                policies; magpie findings list | grep -c bucket/order.txt
                magpie findings stats --group-by type | sort
                criteria='{"criterion":{"type":{"eq":["Policy:IAMUser/AccessKeyTooOld"]}}}'
                [ "$(magpie macie2 list-findings --finding-criteria "$criteria" --output text | grep -o "$id")" = "$id" ] && echo listed
                magpie macie2 get-findings --finding-ids $id | sed "s/$key/KEY/" | grep -E '"(category|description|s3Bucket|UserName|AccessKeyId|type)"'
                magpie macie2 get-finding-statistics --group-by resourcesAffected.s3Bucket.name | grep -c groupKey
                magpie findings reveal $id --reason test 2>&1 | grep -o 'is a policy finding'
                magpie findings archive $id --reason 'the plotter needs it' > out; policies; policies --archived | grep -c archived
                magpie findings archive $id --undo --reason 'no more' > out; policies | wc -l
                magpie iam update-access-key --user-name deploy --access-key-id $key --status Inactive > out
                wait_for '[ -z "$(policies)" ]'; policies --all
                magpie iam update-access-key --user-name deploy --access-key-id $key --status Active > out
                wait_for '[ "$(policies | wc -l)" = 2 ]'; policies | awk '{ print $2 }'
                magpie iam delete-access-key --user-name deploy --access-key-id $key > out
                wait_for '[ -z "$(policies)" ]'; settled
                grep "$key" state/findings.jsonl | grep -oE '"detail-type":"[^"]*"|"reason":"access[^"]*"|"state":"[^"]*"' | sort | uniq -c
                """#
        )
        #expect(
            outcome.lines == [
                "Medium new AccessKeyTooOld user/deploy KEY", "Medium new AccessKeyUnused user/deploy KEY", "1",
                "1  Policy:IAMUser/AccessKeyTooOld", "1  Policy:IAMUser/AccessKeyUnused",
                "1  SensitiveData:S3Object/Financial",
                "listed", #"            "category": "POLICY","#,
                #"            "description": "Access key KEY of user deploy was made long ago: replace it, as 'magpie iam "#
                    + #"rotate-access-key --user-name deploy' does step by step.","#,
                #"                    "AccessKeyId": "KEY","#, #"                    "UserName": "deploy""#,
                #"                "s3Bucket": null,"#, #"                "description": "Medium","#,
                #"            "type": "Policy:IAMUser/AccessKeyTooOld","#, "1", "is a policy finding",
                "Medium new AccessKeyUnused user/deploy KEY", "1", "2",
                "Medium resolved AccessKeyTooOld user/deploy KEY", "Medium resolved AccessKeyUnused user/deploy KEY",
                "changed", "changed",
                #"      4 "detail-type":"Finding Resolved""#, #"      4 "detail-type":"Macie Finding""#,
                #"      2 "reason":"access-key-deactivated""#, #"      2 "reason":"access-key-deleted""#,
                #"      2 "state":"changed""#, #"      2 "state":"new""#,
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// Who has access keys is for those to know who may list them: neither lists nor events tell others.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func whoMayNotListKeysIsNotToldOfThem() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + Self.old + #"""
                magpie iam create-user --user-name $name > out
                allow() { magpie iam put-user-policy --user-name $name --policy-name p --policy-document \
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":$1,\"Resource\":\"$2\"}}" > out; }
                seen() {
                    nobody magpie findings list | awk '{ print $5 }' | sort | xargs
                    nobody magpie findings stats --group-by severity | xargs
                    nobody magpie findings show $id 2>&1 | grep -oE 'no finding|"AccessKeyId"'
                    nobody magpie macie2 list-findings --output text | grep -c "$id"
                }
                nobody magpie findings list | awk '{ print $5 }' | xargs; seen
                allow '["macie2:*","events:*"]' '*'; nobody magpie findings archive $id --reason mine 2>&1 | grep -o 'no finding'; seen
                allow '["macie2:*","iam:ListAccessKeys"]' '*'; seen
                allow '["macie2:*","iam:ListAccessKeys"]' 'arn:aws:iam::000000000000:user/deploy'; seen
                magpie audit list --user $name --result refused | grep -c 'macie2:GetFindings.*ResourceNotFound'
                """#
        )
        #expect(
            outcome.lines == [
                "Financial",
                // Everybody may read findings, but not list keys.
                "Financial", "1 High", "no finding", "0",
                "no finding", "Financial", "1 High", "no finding", "0",
                "AccessKeyTooOld AccessKeyUnused Financial", "2 Medium 1 High", "\"AccessKeyId\"", "1",
                "AccessKeyTooOld AccessKeyUnused Financial", "2 Medium 1 High", "\"AccessKeyId\"", "1", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
