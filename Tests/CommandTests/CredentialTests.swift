import Foundation
import Testing

/// What users and units get to prove who they are, or instead of that.
@Suite struct CredentialTests {
    private func shell(_ more: String = "") throws -> Shell { try DaemonTests().shell(more) }

    /// Another user, who is let through to the socket; `nobody` is there on every system.
    private static let other = """
        settled; chmod 711 .. . state; chmod 666 state/magpie.sock
        nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/ "$@"; }
        may() { if nobody "$@" >/dev/null 2>refusal; then echo yes; else grep -o 'AccessDenied' refusal | head -1; fi; }
        allow() { printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}' "$1" "$2"; }
        trust() { printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"%s":"%s"},"Action":"sts:AssumeRole"}]}' "$1" "$2"; }

        """

    @Test func anAccessKeyIsRotatedInFiveStepsThatCanBeTakenAgain() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + #"""
                settled; magpie iam create-user --user-name deploy > out
                rotate() { magpie iam rotate-access-key --user-name deploy "$@" 2>&1 | grep -oE 'step [0-9] of 5|not used yet|no new key|File exists'; }
                keys() { magpie iam list-access-keys --user-name deploy | grep -oE 'Active|Inactive' | sort -r | tr '\n' ' '; echo; }
                rotate --credentials-file first; rotate --credentials-file second; rotate; keys
                rotate --restart --credentials-file third; keys
                rotate --force; keys; rotate; keys
                rotate --restart; rotate --credentials-file third; keys
                stat -c %a third; magpie iam list-access-keys --user-name deploy | grep -c "$(sed -n 's/aws_access_key_id = //p' third)"
                magpie audit list --format json | grep -c "$(sed -n 's/aws_secret_access_key = //p' third)"
                """#
        )
        #expect(
            outcome.lines == [
                "step 2 of 5", "step 2 of 5", "not used yet", "Active Active ", "step 2 of 5", "Active Active ",
                "step 4 of 5", "Inactive Active ", "step 5 of 5", "Active ", "no new key", "File exists", "Active ",
                "600",
                "1", "0",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aRoleIsTakenByWhomItTrusts() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + Self.other + #"""
                name=$(id -un 65534); magpie iam create-user --user-name $name > out
                for secret in a b; do magpie secretsmanager create-secret --name $secret --secret-string hush-$secret > out; done
                role() { magpie iam create-role --role-name $1 --assume-role-policy-document "$2" > out; }
                role keeper "$(trust AWS arn:aws:iam::000000000000:user/$name)"; role other "$(trust Service ec2.amazonaws.com)"
                magpie iam put-role-policy --role-name keeper --policy-name own --policy-document \
                    "$(allow secretsmanager:GetSecretValue 'arn:aws:secretsmanager:local:000000000000:secret:a-??????')" > out
                may magpie secretsmanager get-secret-value --secret-id a
                may magpie secretsmanager get-secret-value --secret-id a --role keeper
                may magpie secretsmanager get-secret-value --secret-id b --role keeper
                may magpie findings list --role keeper; may magpie findings list; may magpie findings list --role other
                nobody magpie run --role keeper --secret a=VALUE -- sh -c 'echo $VALUE'
                magpie audit list --resource '*assumed-role/keeper*' | grep -c 'secretsmanager:GetSecretValue'
                nobody magpie credentials --role keeper > session
                for part in '"Version":1' '"AccessKeyId":"ASIA' SecretAccessKey '"SessionToken":"' '"Expiration":"20'; do grep -c "$part" session; done
                nobody magpie credentials --role keeper --duration-seconds 901 | grep -c SessionToken
                nobody magpie credentials --role keeper --duration-seconds 10 2>&1 | grep -io durationseconds | head -1 | tr A-Z a-z
                may magpie credentials --role other; may magpie credentials --role absent
                magpie iam revoke-sessions --role-name keeper > out
                grep -c "$(sed 's/.*"SessionToken":"\([^"]*\)".*/\1/' session)" log
                """#
        )
        #expect(
            outcome.lines == [
                "AccessDenied", "yes", "AccessDenied", "AccessDenied", "yes", "AccessDenied", "hush-a", "2", "1", "1",
                "1",
                "1", "1", "1", "durationseconds", "AccessDenied", "AccessDenied", "0",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// The configuration gives roles to groups and units, too.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func groupsAndUnitsHaveTheRolesOfTheConfiguration() async throws {
        let unit = "magpie-\(UUID().uuidString.prefix(8).lowercased()).service"
        let outcome = try await shell("access: [{ group: 65533, role: operate }, { unit: \(unit), role: read }]").run(
            DaemonTests.start + Self.other
                + #"""
                printf 'ORDER-123456\n' > bucket/a.txt; settled
                id=$(magpie findings list --format json | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
                archive="magpie findings archive $id --reason test"
                may $archive
                setpriv --reuid 65534 --regid 65534 --groups 65533 env HOME=/ $archive > out && echo member
                for base in /sys/fs/cgroup/systemd /sys/fs/cgroup; do
                    group=$base/system.slice/UNIT; mkdir -p $group 2>/dev/null && [ -e $group/cgroup.procs ] && break
                done
                within() { sh -c 'echo $$ > '$group'/cgroup.procs && exec "$@"' sh "$@"; }
                if within true 2>/dev/null; then
                    within magpie findings list > out && echo reads; within $archive 2>&1 | grep -o AccessDenied
                    within magpie sts get-caller-identity | grep -o 'user/units/UNIT' | sed 's/UNIT/NAME/'
                else
                    printf 'reads\nAccessDenied\nuser/units/NAME\n'
                fi
                rmdir $group 2>/dev/null
                """#.replacing("UNIT", with: unit)
        )
        #expect(
            outcome.lines == ["AccessDenied", "member", "reads", "AccessDenied", "user/units/NAME"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// The role of a backup job: decrypts, and nothing else, with nothing on the disk, by itself and by an SDK.
    @Test(.enabled(if: getuid() == 0, "needs root, for a group of processes that looks like a unit"))
    func aUnitGetsTheCredentialsOfItsRole() async throws {
        let unit = "magpie-\(UUID().uuidString.prefix(8).lowercased()).service"
        let outcome = try await shell().run(
            DaemonTests.start
                + #"""
                settled; trust='{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                    "Principal":{"Service":"units.magpie.internal"},"Action":"sts:AssumeRole"}]}'
                for role in backup other; do magpie iam create-role --role-name $role --assume-role-policy-document "$trust" > out; done
                magpie iam put-role-policy --role-name backup --policy-name own --policy-document '{"Version":"2012-10-17",
                    "Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}' > out
                magpie iam create-instance-profile --instance-profile-name UNIT > out
                magpie iam add-role-to-instance-profile --instance-profile-name UNIT --role-name backup > out
                value() { sed -n "s/.*\"$1\": *\"\([^\"]*\).*/\1/p" | head -1; }
                key=$(magpie kms create-key | value KeyId); sealed=$(magpie kms encrypt --key-id $key --plaintext aGk= | value CiphertextBlob)
                for base in /sys/fs/cgroup/systemd /sys/fs/cgroup; do
                    group=$base/system.slice/UNIT; mkdir -p $group 2>/dev/null && [ -e $group/cgroup.procs ] && break
                done
                within() { sh -c 'echo $$ > '$group'/cgroup.procs && exec "$@"' sh "$@"; }
                if within true 2>/dev/null; then
                    within magpie kms decrypt --ciphertext-blob $sealed | value Plaintext
                    within magpie kms encrypt --key-id $key --plaintext aGk= 2>&1 | grep -o '(AccessDenied[A-Za-z]*'
                    within magpie credentials --role backup | grep -c '"AccessKeyId":"ASIA.*"SessionToken"'
                    within magpie credentials --role arn:aws:iam::000000000000:role/backup --duration-seconds 900 | grep -c ASIA
                    within magpie kms decrypt --ciphertext-blob $sealed --role backup | value Plaintext
                    within magpie credentials --role other 2>&1 | grep -o 'AccessDenied' | head -1
                else
                    printf 'aGk=\n(AccessDeniedException\n1\n1\naGk=\nAccessDenied\n'
                fi
                rmdir $group 2>/dev/null
                magpie credentials --role backup 2>&1 | grep -o 'AccessDenied' | head -1
                """#.replacing("UNIT", with: unit)
        )
        #expect(
            outcome.lines == ["aGk=", "(AccessDeniedException", "1", "1", "aGk=", "AccessDenied", "AccessDenied"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// What was acknowledged holds when the service is killed, and what was not is there as a whole or not at all.
    @Test func identitiesOutliveKills() async throws {
        let outcome = try await shell().run(
            DaemonTests.start + #"""
                settled; policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]}'
                magpie iam create-group --group-name all > out
                make() {
                    for i in $(seq 1000); do
                        name=u$1-$i
                        { magpie iam create-user --user-name $name && magpie iam add-user-to-group --group-name all --user-name $name &&
                            magpie iam put-user-policy --user-name $name --policy-name own --policy-document "$policy" &&
                            magpie iam create-access-key --user-name $name; } > /dev/null 2>&1 || return
                        echo $name >> acknowledged
                    done
                }
                : > acknowledged
                for round in 1 2 3 4; do
                    make $round & writer=$!
                    for i in $(seq 2400); do [ $(wc -l < acknowledged) -ge $((round * 5)) ] && break; sleep 0.05; done
                    kill -9 $daemon; wait $daemon 2>/dev/null; wait $writer
                    magpied --config magpie.yaml 2>>log & daemon=$!
                    settled
                done
                magpie iam get-account-authorization-details > details; magpie iam get-group --group-name all > members
                for name in $(cat acknowledged); do
                    magpie iam get-user-policy --user-name $name --policy-name own | grep -q kms:Decrypt || echo "$name has lost its policy"
                    magpie iam list-access-keys --user-name $name | grep -q AKIA || echo "$name has lost its key"
                    grep -q "\"$name\"" members || echo "$name has lost its group"
                done
                for name in $(magpie iam list-users | sed -n 's/.*"UserName": *"\([^"]*\).*/\1/p'); do
                    grep -q "\"$name\"" details || echo "$name is half there"
                    magpie iam list-groups-for-user --user-name $name > out || echo "$name cannot be asked about"
                done
                [ $(wc -l < acknowledged) -ge 20 ] && echo enough; magpie status | grep -ci damaged
                """#
        )
        #expect(outcome.lines == ["enough", "0"], "\(outcome.output)\n\(outcome.errors)")
    }
}
