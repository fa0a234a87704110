import Foundation
import Testing

/// Managed secrets that turn up in files, from the file to the new password.
@Suite struct LeakTests {
    private static let start = """
        mkdir -p bucket && chmod 700 bucket
        export MAGPIE_SOCKET=$PWD/state/magpie.sock
        magpied --watch bucket --state state --settle 0 2>log & daemon=$!
        trap 'kill $daemon 2>/dev/null; wait $daemon; eval "$stop"' EXIT
        settled() { for i in $(seq 600); do magpie wait-settled 2>/dev/null && return; sleep 0.2; done; cat log; exit 9; }
        wait_for() { for i in $(seq 600); do eval "$1" && return; sleep 0.2; done; echo "waited in vain: $1"; }
        actions() { magpie objects list-actions | awk 'NR > 1 { print $2, $3, $4, $5 }'; }
        # Workers have a new secret within a second.
        known() { for i in $(seq 600); do cp $1 bucket/probe; settled; magpie findings list --criteria \\
            '{"criterion":{"key":{"eq":["probe"]}}}' | grep -q probe && break; rm bucket/probe; sleep 0.1; done; rm bucket/probe; settled; }
        settled

        """

    /// How a value may lie in a file.
    private static let writings = """
        mkdir -p work; cat > work/make.py <<'END'
        import base64, json, sys, urllib.parse
        value = 'Quiet/Meadow "42" q\\\\7'
        texts = {
            'plain.txt': f'password = {value}\\n', 'json.json': json.dumps({'db': {'password': value}}),
            'url.txt': 'postgres://app:' + urllib.parse.quote(value, safe='') + '@db.example.org/orders\\n',
            'base64.yaml': 'password: ' + base64.b64encode(value.encode()).decode() + '\\n',
            'blob.yaml': 'data: ' + base64.b64encode(f'app:{value}@db'.encode()).decode() + '\\n',
            'hex.txt': 'x=' + value.encode().hex() + '\\n',
            'cells.csv': 'id,note\\n1,"' + value.replace('"', '""') + '"\\n', 'cells.tsv': f'id\\tnote\\n1\\t{value}\\n',
            'lines.jsonl': '{"id":1}\\n' + json.dumps({'note': f'a {value} b'}) + '\\n', 'alone': value,
            'pgpass': 'db:5432:orders:app:' + value.replace('\\\\', '\\\\\\\\').replace(':', '\\\\:') + '\\n',
        }
        for name, text in texts.items(): open('bucket/' + name, 'w').write(text)
        open('bucket/utf16.txt', 'wb').write(('password = ' + value + '\\r\\n').encode('utf-16'))
        for order in ['le', 'be']: open(f'bucket/utf16{order}.txt', 'wb').write(('数据库的密码是' + value).encode('utf-16-' + order))
        open('bucket/end.log', 'w').write('a line of a log\\n' * 4400000 + value)
        open('work/secret', 'w').write(json.dumps({'username': 'app', 'password': value, 'host': 'db'}))
        open('work/probe', 'w').write(value + '\\n')
        END

        """

    @Test func aValueIsRecognisedHoweverItIsWritten() async throws {
        let outcome = try await Shell().run(
            Self.start + Self.writings + """
                mkdir -p keep; python3 work/make.py; mv bucket/* keep/
                magpie secretsmanager create-secret --name orders/db --secret-string file://work/secret > out
                known work/probe
                cp keep/* bucket/; settled
                for id in $(magpie findings list | awk '{ print $4 }'); do magpie findings show $id; done > found
                grep -o '"key":"[^"]*"' found | sort
                grep -o '"managedSecrets":\\[{"arn":"[^"]*","name":"orders/db","versionId":"[^"]*","part":"password","versionStages":\\["AWSCURRENT"\\]' found | wc -l
                grep -c Meadow found
                """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "\"key\":\"alone\"", "\"key\":\"base64.yaml\"", "\"key\":\"blob.yaml\"", "\"key\":\"cells.csv\"",
                "\"key\":\"cells.tsv\"", "\"key\":\"end.log\"", "\"key\":\"hex.txt\"", "\"key\":\"json.json\"",
                "\"key\":\"lines.jsonl\"", "\"key\":\"pgpass\"", "\"key\":\"plain.txt\"", "\"key\":\"url.txt\"",
                "\"key\":\"utf16.txt\"", "\"key\":\"utf16be.txt\"", "\"key\":\"utf16le.txt\"", "15", "0",
            ]
        )
    }

    /// What is written while the service starts is scanned before all secrets are known, and again afterwards.
    @Test func aValueThatLeaksBeforeAllSecretsAreKnownIsRecognised() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                for i in $(seq 120); do magpie secretsmanager create-secret --name s$i \
                    --secret-string "Quiet Meadow $i of many" > out || exit 8; done
                kill -9 $daemon; wait $daemon 2>out
                for i in 1 60 120; do echo "x = Quiet Meadow $i of many" > bucket/$i; done
                magpied --watch bucket --state state --settle 0 2>log & daemon=$!
                settled; magpie findings list | grep -o 'bucket/[0-9]*' | sort
                grep -c 'managed secrets are known' log
                [ $(grep kms:Decrypt state/keys/audit.log | grep SecretVersionId | grep -c Success) -ge 120 ] && echo logged
                magpie audit verify | grep -c 'all as they were written'
                """
        )
        #expect(outcome.errors == "")
        #expect(outcome.lines == ["bucket/1", "bucket/120", "bucket/60", "1", "logged", "2"])
    }

    /// A value is recognised through whatever packs it.
    @Test func whatIsPackedIsRecognisedAsWell() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                magpie secretsmanager create-secret --name app --secret-string Quiet-Meadow-42-q7 > out
                printf 'Quiet-Meadow-42-q7\\n' > probe; known probe
                for i in $(seq 200); do echo "line $i: password = Quiet-Meadow-42-q7"; done > plain
                gzip -c plain > bucket/a.gz; bzip2 -c plain > bucket/a.bz2; xz -c plain > bucket/a.xz
                python3 -c "import zipfile; z = zipfile.ZipFile('bucket/a.zip', 'w', zipfile.ZIP_DEFLATED)
                z.writestr('plain', 'a password: Quiet-Meadow-42-q7 ' * 20); z.close()
                z = zipfile.ZipFile('bucket/stored.zip', 'w'); z.write('plain'); z.close()"
                cp plain bucket/b; settled
                for id in $(magpie findings list | awk '{ print $4 }'); do magpie findings show $id; done | grep -o '"key":"[^"]*"' | sort
                magpie scan --format matches bucket 2>&1 >out | grep -o '6 analysed, 0 partial'
                """
        )
        let keys = ["a.bz2", "a.gz", "a.xz", "a.zip", "b", "stored.zip"].map { "\"key\":\"\($0)\"" }
        #expect(outcome.lines == keys + ["6 analysed, 0 partial"])
    }

    /// A value whose key cannot be used when the service starts is recognised when it can.
    @Test func aValueIsRecognisedOnceItsKeyIsBack() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                key=$(magpie kms create-key | sed -n 's/.*"KeyId": *"\\([^"]*\\).*/\\1/p')
                magpie secretsmanager create-secret --name app --kms-key-id $key --secret-string Quiet-Meadow-42-q7 > out
                printf 'Quiet-Meadow-42-q7\\n' > probe; known probe
                magpie kms disable-key --key-id $key > out
                kill $daemon; wait $daemon
                magpied --watch bucket --state state --settle 0 2>log & daemon=$!
                settled
                wait_for 'grep -q "are not recognised" log'
                magpie kms enable-key --key-id $key > out
                known probe
                cp probe bucket/leak; settled; magpie findings list | grep -c leak
                grep -c Meadow log
                """
        )
        #expect(outcome.lines == ["1", "0"])
    }

    /// A rule acts as the role of its target: it is not armed while that may do nothing, and refused where it may not.
    @Test func aLeakedAccessKeyIsMadeInactiveByARoleThatMay() async throws {
        let outcome = try await Shell().run(
            Self.start + #"""
                magpie iam create-user --user-name deploy > out; magpie iam create-access-key --user-name deploy > key
                sed -n 's/.*"SecretAccessKey": *"\([^"]*\).*/\1/p' key > probe
                state() { magpie iam list-access-keys --user-name deploy | sed -n 's/.*"Status": *"\([^"]*\).*/\1/p'; }
                allow() { magpie iam put-role-policy --role-name Guard --policy-name keys --policy-document "{\"Version\":\"2012-10-17\",
                    \"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:UpdateAccessKey\",
                    \"Resource\":\"arn:aws:iam::000000000000:user/$1\"}]}" > out; }
                magpie iam create-role --role-name Guard --assume-role-policy-document '{"Version":"2012-10-17","Statement":[
                    {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sts:AssumeRole"}]}' > out
                magpie events put-rule --name leak --event-pattern \
                    '{"source":["aws.macie"],"detail":{"local":{"managedSecrets":{"name":[{"exists":true}]}}}}' > out
                magpie events put-targets --rule leak \
                    --targets Id=k,Arn=deactivate-access-key:,RoleArn=arn:aws:iam::000000000000:role/Guard > out
                known probe; wait_for 'actions | grep -q rehearsed'; state
                magpie events arm-rule --name leak 2>&1 | grep -o 'which no policy allows iam:UpdateAccessKey'
                allow other; magpie events arm-rule --name leak > out
                cp probe bucket/leak; settled; wait_for 'magpie status | grep -q "rule leak may not: "'; state
                magpie audit list --operation iam:UpdateAccessKey | grep -o 'AccessDenied.*' | cut -c1-60
                allow deploy; wait_for '[ "$(state)" = Inactive ]'; wait_for 'actions | grep -q "deactivate.*done"'
                wait_for '! magpie status | grep -q "rule leak may not"'
                """#
        )
        #expect(
            outcome.lines == [
                "Active", "which no policy allows iam:UpdateAccessKey", "Active",
                "AccessDeniedException  because no identity-based policy allo",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    private static let hasPostgreSQL = FileManager.default.isExecutableFile(atPath: "/usr/lib/postgresql/15/bin/initdb")

    /// A server in `$pg`, and a user `app` in it whose password is a managed secret.
    private static let server = """
        pg=$(mktemp -d /tmp/magpie-pg-XXXXXX); bin=/usr/lib/postgresql/15/bin
        as() { if [ $(id -u) = 0 ]; then /usr/sbin/runuser -u postgres -- "$@"; else "$@"; fi; }
        [ $(id -u) = 0 ] && chown postgres $pg
        echo master-password > $pg/password; chmod 644 $pg/password
        as $bin/initdb -D $pg/data -A scram-sha-256 -U postgres --pwfile=$pg/password -N > out
        printf "listen_addresses = ''\\nunix_socket_directories = '$pg'\\nlog_statement = 'all'\\nfsync = off\\n" > conf
        cat conf | as tee -a $pg/data/postgresql.conf > out
        as $bin/pg_ctl -D $pg/data -l $pg/log -w start > out
        stop="as $bin/pg_ctl -D $pg/data -m immediate stop > out; rm -rf $pg"
        old=Sunny-Harbor-77-x
        PGPASSWORD=master-password psql -qh $pg -U postgres -c "CREATE ROLE app LOGIN PASSWORD 'first'"
        printf '{"engine":"postgres","host":"%s","port":5432,"username":"app","password":"first","dbname":"postgres"}' $pg > first
        login() { PGPASSWORD=$1 psql -qAtw -h $pg -U app postgres -c 'select 1' 2> out; }
        secret() { magpie secretsmanager get-secret-value --secret-id orders/db | tr -d '\\\\' | sed -n 's/.*"password": *"\\([^"]*\\).*/\\1/p'; }

        """

    @Test(.enabled(if: hasPostgreSQL, "install postgresql"))
    func aLeakedPasswordIsDeadWithinSeconds() async throws {
        let outcome = try await Shell().run(
            Self.server + Self.start + """
                magpie secretsmanager create-secret --name orders/db --secret-string file://first > out
                magpie secretsmanager rotate-secret --secret-id orders/db \\
                    --rotation-lambda-arn arn:magpie:rotator:postgresql-single-user --rotation-rules AutomaticallyAfterDays=30 > out
                wait_for '[ "$(secret)" != first ] && [ -n "$(secret)" ]'
                old=$(secret); login "$old"
                magpie events put-rule --name leak --event-pattern \\
                    '{"source":["aws.macie"],"detail":{"local":{"managedSecrets":{"name":[{"exists":true}]}}}}' > out
                magpie events put-targets --rule leak --targets Id=r,Arn=rotate-secret: > out
                magpie events put-rule --name all --event-pattern '{"source":["magpie"]}' > out
                magpie events put-targets --rule all --targets Id=f,Arn=jsonl:$PWD/all.jsonl > out
                printf '%s\\n' "$old" > probe; known probe; wait_for 'actions | grep -q rehearsed'
                magpie events arm-rule --name leak > out
                printf 'url = postgres://app:%s@db/orders\\n' "$old" > bucket/leak.conf; begin=$(date +%s%N)
                wait_for 'new=$(secret); [ -n "$new" ] && [ "$new" != "$old" ] && login "$new"'
                [ $(($(date +%s%N) - begin)) -lt 60000000000 ] && echo in time
                login "$old" || echo refused
                wait_for 'grep -q "Secret Rotation Succeeded.*refused" all.jsonl'
                wait_for 'magpie findings show $(magpie findings list | grep leak.conf | tr -s " " | cut -d " " -f 4) | grep -q AWSPREVIOUS'
                magpie findings show $(magpie findings list | awk '/leak.conf/ { print $4 }') | grep -o '"versionStages":[^}]*'
                actions | grep leak.conf
                printf '%s\\n' "$old" "$new" > values
                grep -rlF -f values state log all.jsonl $pg/log | wc -l
                """
        )
        #expect(
            outcome.lines == [
                "1", "1", "in time", "refused", "\"versionStages\":[\"AWSPREVIOUS\"]",
                "rotate done bucket/leak.conf leak", "0",
            ]
        )
    }

    @Test(.enabled(if: hasPostgreSQL, "install postgresql"))
    func ofUsersThatTakeTurnsTheLeakedPasswordDies() async throws {
        let outcome = try await Shell().run(
            Self.server + Self.start + """
                printf '{"engine":"postgres","host":"%s","port":5432,"username":"postgres","password":"master-password","dbname":"postgres"}' \
                    $pg > master
                magpie secretsmanager create-secret --name master --secret-string file://master > master.json
                arn=$(sed -n 's/.*"ARN": "\\(.*\\)",/\\1/p' master.json)
                sed "s|}|,\\"masterarn\\":\\"$arn\\"}|" first > users
                magpie secretsmanager create-secret --name orders/db --secret-string file://users > out
                magpie secretsmanager rotate-secret --secret-id orders/db \
                    --rotation-lambda-arn arn:magpie:rotator:postgresql-alternating-users --rotation-rules AutomaticallyAfterDays=30 > out
                wait_for '[ "$(secret)" != first ] && [ -n "$(secret)" ]'
                old=$(secret)
                PGPASSWORD=$old psql -qAtw -h $pg -U app_clone postgres -c 'select current_user'
                magpie events put-rule --name leak --event-pattern \
                    '{"source":["aws.macie"],"detail":{"local":{"managedSecrets":{"name":["orders/db"]}}}}' > out
                magpie events put-targets --rule leak --targets Id=r,Arn=rotate-secret: > out
                printf '%s\\n' "$old" > probe; known probe; wait_for 'actions | grep -q rehearsed'
                magpie events arm-rule --name leak > out
                printf 'token: %s\\n' "$old" > bucket/leak.yaml
                dead() { ! PGPASSWORD=$old psql -qAtw -h $pg -U app_clone postgres -c 'select 1' > out 2>&1; }
                wait_for dead; dead && echo dead
                magpie secretsmanager get-secret-value --secret-id orders/db | tr -d '\\\\' | sed -n 's/.*"username": *"\\([^"]*\\).*/\\1/p' > user
                PGPASSWORD=$(secret) psql -qAtw -h $pg -U $(cat user) postgres -c 'select 1'
                """
        )
        #expect(outcome.lines == ["app_clone", "dead", "1"])
    }
}
