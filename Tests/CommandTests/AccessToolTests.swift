import Foundation
import Testing

/// What helps administrators to give no more rights than are needed.
@Suite struct AccessToolTests {
    /// Another user, who is let through to the socket; `nobody` is there on every system.
    static let other = """
        settled; chmod 711 .. . state; chmod 666 state/magpie.sock; name=$(id -un 65534)
        nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/ "$@"; }
        may() { if nobody "$@" >/dev/null 2>refusal; then echo yes; else grep -o 'AccessDenied' refusal | head -1; fi; }
        magpie iam create-user --user-name $name > out

        """

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aRefusalIsExplainedAlsoAfterARestart() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + Self.other + #"""
                refused() { nobody magpie findings archive 00000000 --reason test 2>&1 | sed -n "s/.*magpie iam explain \([0-9a-f]*\)'.*/\1/p"; }
                explained() { magpie iam explain $1 | sed -n 's/^\(action\|reason\|decision\) *//p'; }
                first=$(refused); explained $first
                [ "$(refused)" = "$first" ] && echo the same within a minute
                magpie iam put-user-policy --user-name $name --policy-name some --policy-document '{"Version":"2012-10-17","Statement":[
                    {"Effect":"Allow","Action":"macie2:*","Resource":"*"},{"Sid":"Mine","Effect":"Deny","Action":"macie2:Archive*","Resource":"*"}]}' > out
                second=$(refused); explained $second | tail -1 | grep -oE "is denied: .*Mine.*denies it" | grep -c some
                kill $daemon; wait $daemon; magpied --config magpie.yaml 2>>log & daemon=$!
                settled; chmod 666 state/magpie.sock; explained $first | head -1
                nobody magpie iam explain $first 2>&1 | grep -o 'not authorized'
                magpie iam explain 000000000000 2>&1 | grep -o 'has no refusal'; magpie iam explain x 2>&1 | grep -o 'is no request'
                """#
        )
        #expect(
            outcome.lines == [
                "macie2:ArchiveFinding", "because no identity-based policy allows the macie2:ArchiveFinding action",
                "macie2:ArchiveFinding on * by arn:aws:iam::000000000000:user/nobody is not allowed: No policy of the principal "
                    + "allows it.",
                "the same within a minute", "1",
                "macie2:ArchiveFinding",
                "not authorized", "has no refusal", "is no request",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// What comes of the audit logs allows what was done, and nothing else.
    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func aPolicyIsMadeOfWhatWasDone() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + Self.other + #"""
                admin=arn:aws:iam::aws:policy/MagpieAdministratorAccess
                magpie iam attach-user-policy --user-name $name --policy-arn $admin > out
                for secret in a b; do magpie secretsmanager create-secret --name $secret --secret-string hush > out; done
                nobody magpie secretsmanager get-secret-value --secret-id a > out; nobody magpie secretsmanager get-secret-value --secret-id a > out
                nobody magpie secretsmanager put-secret-value --secret-id a --secret-string more > out
                nobody magpie iam create-group --group-name made > out
                magpie iam generate-policy --principal $name > generated
                grep -A4 '"Action": "secretsmanager:GetSecretValue"' generated | grep -c '"Count": 2'
                magpie iam generate-policy --principal arn:aws:iam::000000000000:user/$name --policy-only > policy.json
                magpie iam detach-user-policy --user-name $name --policy-arn $admin > out
                magpie iam put-user-policy --user-name $name --policy-name used --policy-document file://policy.json > out
                may magpie secretsmanager get-secret-value --secret-id a; may magpie secretsmanager get-secret-value --secret-id b
                may magpie secretsmanager delete-secret --secret-id a; may magpie iam create-group --group-name other
                grep -c 'group/made' policy.json
                magpie iam generate-policy --principal nobody-else 2>&1 | grep -o 'have nothing'
                """#
        )
        #expect(
            outcome.lines == ["1", "yes", "AccessDenied", "AccessDenied", "AccessDenied", "1", "have nothing"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test func whatNobodyUsesIsListed() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + #"""
                settled; magpie iam create-user --user-name idle > out; magpie iam create-access-key --user-name idle > out
                magpie iam create-role --role-name rest --assume-role-policy-document \
                    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"sts:AssumeRole"}]}' > out
                magpie iam unused | wc -l
                for i in $(seq 2400); do [ $(magpie iam unused --days 0 | wc -l) -ge 3 ] && break; sleep 0.05; done
                magpie iam unused --days 0 | awk '{ print $1, $2, $4 }'
                magpie iam unused --days 0 --format json | grep -c AKIA
                magpie iam list-unused-access --days 0 --max-items 1 | grep -c Marker
                """#
        )
        #expect(
            outcome.lines == [
                "0", "AccessKeyUnused arn:aws:iam::000000000000:user/idle never",
                "RoleUnused arn:aws:iam::000000000000:role/rest never",
                "UserUnused arn:aws:iam::000000000000:user/idle never", "1", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
