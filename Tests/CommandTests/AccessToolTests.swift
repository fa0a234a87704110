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
                magpie iam create-role --role-name taken --assume-role-policy-document '{"Version":"2012-10-17","Statement":
                    [{"Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"sts:AssumeRole"}]}' > out
                nobody magpie sts assume-role --role-arn arn:aws:iam::000000000000:role/taken --role-session-name one > out
                magpie iam generate-policy --principal $name > generated
                grep -A4 '"Action": "secretsmanager:GetSecretValue"' generated | grep -c '"Count": 2'
                magpie iam generate-policy --principal arn:aws:iam::000000000000:user/$name --policy-only > policy.json
                magpie iam detach-user-policy --user-name $name --policy-arn $admin > out
                magpie iam put-user-policy --user-name $name --policy-name used --policy-document file://policy.json > out
                may magpie secretsmanager get-secret-value --secret-id a; may magpie secretsmanager get-secret-value --secret-id b
                may magpie secretsmanager delete-secret --secret-id a; may magpie iam create-group --group-name other
                grep -c 'group/made' policy.json; grep -A4 AssumeRole policy.json | grep -c '"arn:aws:iam::000000000000:role/taken"'
                magpie iam generate-policy --principal nobody-else 2>&1 | grep -o 'have nothing'
                """#
        )
        #expect(
            outcome.lines == ["1", "yes", "AccessDenied", "AccessDenied", "AccessDenied", "1", "1", "have nothing"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// Who signs with an access key has no user of the system, and is known by an ARN.
    @Test func aPolicyIsMadeForWhoSigns() async throws {
        let port = try WireTests.freePort()
        let more = "api:\n  listen: [\"127.0.0.1:\(port)\"]\n  socket: /tmp/magpie-\(port).sock"
        let outcome = try await DaemonTests().shell(more).run(
            DaemonTests.start + #"""
                sed -i 's#  - path: \(.*\)#  - { path: \1, name: hr, writable: true }#' magpie.yaml
                kill $daemon; wait $daemon; magpied --config magpie.yaml 2>>log & daemon=$!
                settled; admin=arn:aws:iam::aws:policy/MagpieAdministratorAccess
                magpie iam create-user --user-name signer --path /apps/ > out; magpie iam create-user --user-name other > out
                for user in signer other; do magpie iam attach-user-policy --user-name $user --policy-arn $admin > out; done
                magpie iam create-access-key --user-name signer > key
                value() { sed -n "s/.*\"$1\": *\"\([^\"]*\).*/\1/p" key; }
                magpie secretsmanager create-secret --name app --secret-string hush > out
                magpie env > names; . ./names
                export AWS_ACCESS_KEY_ID=$(value AccessKeyId) AWS_SECRET_ACCESS_KEY=$(value SecretAccessKey); unset AWS_SESSION_TOKEN
                cat > ask.py <<'END'
                import datetime, hashlib, hmac, os, urllib.parse, urllib.request
                def ask(service, method, path, body, headers):
                    url = urllib.parse.urlsplit(os.environ['AWS_ENDPOINT_URL'])
                    now = datetime.datetime.now(datetime.timezone.utc).strftime('%Y%m%dT%H%M%SZ')
                    digest = hashlib.sha256(body).hexdigest()
                    headers = {**headers, 'host': url.netloc, 'x-amz-date': now, 'x-amz-content-sha256': digest}
                    names = ';'.join(sorted(headers))
                    lines = ''.join(f'{name}:{headers[name]}\n' for name in sorted(headers))
                    scope = f"{now[:8]}/{os.environ['AWS_REGION']}/{service}/aws4_request"
                    canonical = '\n'.join([method, path, '', lines, names, digest])
                    text = '\n'.join(['AWS4-HMAC-SHA256', now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
                    key = b'AWS4' + os.environ['AWS_SECRET_ACCESS_KEY'].encode()
                    for part in scope.split('/'): key = hmac.new(key, part.encode(), 'sha256').digest()
                    sign = hmac.new(key, text.encode(), 'sha256').hexdigest()
                    headers['authorization'] = (f"AWS4-HMAC-SHA256 Credential={os.environ['AWS_ACCESS_KEY_ID']}/{scope}, "
                        f"SignedHeaders={names}, Signature={sign}")
                    headers = {name: value for name, value in headers.items() if name != 'host'}
                    with urllib.request.urlopen(urllib.request.Request(url.geturl() + path, body, headers, method=method)) as answer:
                        return answer.status
                json = {'content-type': 'application/x-amz-json-1.1'}
                print(ask('secretsmanager', 'POST', '/', b'{"SecretId":"app"}', {**json, 'x-amz-target': 'secretsmanager.GetSecretValue'}))
                print(ask('sqs', 'POST', '/', b'{"QueueName":"work"}', {'content-type': 'application/x-amz-json-1.0',
                    'x-amz-target': 'AmazonSQS.CreateQueue'}))
                for number in range(60): ask('s3', 'PUT', f'/hr/in/{number}', b'x', {})
                print(ask('iam', 'POST', '/', b'Action=ListUsers&Version=2010-05-08', {'content-type': 'application/x-www-form-urlencoded'}))
                END
                python3 ask.py; unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
                magpie iam generate-policy --principal signer --policy-only > policy.json 2> warning; cat warning | head -1
                for word in '"kms:ViaService"' '"arn:aws:sqs:\*:000000000000:work"' '"arn:aws:s3:::hr/in/\*"' \
                    'secret:app-......"' '"Resource"'; do grep -c "$word" policy.json; done
                magpie iam generate-policy --principal arn:aws:iam::000000000000:user/apps/signer --policy-only 2>> out | diff - policy.json
                magpie iam generate-policy --principal other 2>&1 | grep -o 'have nothing'
                magpie iam lint policy.json && echo sound
                """#
        )
        #expect(
            outcome.lines == [
                "200", "200", "200",
                "magpie: warning: it has also asked iam, for what the audit logs do not have: what only reads",
                "1", "1", "1", "1", "4", "have nothing", "sound",
            ],
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
