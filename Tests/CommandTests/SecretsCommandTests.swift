import Foundation
import Testing

/// `magpie secretsmanager` and `magpie run`, against the harness that serves secrets with keys of a test.
@Suite struct SecretsCommandTests {
    /// Runs a script while the harness listens at the socket that `magpie` asks.
    private func run(_ script: String, before: String = "") async throws -> Shell.Outcome {
        let shell = try Shell()
        // A socket's path is short: the folder of the tests may not be.
        return try await shell.run(
            """
            \(before)
            state=$(mktemp -d /tmp/magpie-XXXXXX)
            secrets-harness "$state" "$(command -v magpie-courier)" &
            harness=$!
            trap 'kill -9 $harness; wait $harness 2>/dev/null; rm -rf "$state"' EXIT
            export MAGPIE_SOCKET="$state/magpie.sock"
            while [ ! -S "$MAGPIE_SOCKET" ]; do sleep 0.02; done
            \(script)
            """
        )
    }

    @Test func aSecretIsMadeReadAndDeletedWithTheWordsOfTheAWSCLI() async throws {
        let outcome = try await run(
            """
            printf '\\000\\001\\377' > binary
            printf 'from a file' > text
            magpie secretsmanager create-secret --name app/text --secret-string file://text --tags Key=team,Value=red >/dev/null
            magpie secretsmanager create-secret --name app/binary --secret-binary fileb://binary >/dev/null
            magpie secretsmanager get-secret-value --secret-id app/text | grep SecretString
            magpie secretsmanager get-secret-value --secret-id app/binary | grep SecretBinary
            magpie secretsmanager list-secrets --filters Key=tag-value,Values=[red] | grep '"Name"'
            magpie secretsmanager delete-secret --secret-id app/text --recovery-window-in-days 7 | grep '"Name"'
            magpie secretsmanager get-secret-value --secret-id app/text
            """
        )
        #expect(
            outcome.lines.map { $0.trimmingCharacters(in: .whitespaces) } == [
                #""SecretString": "from a file","#, #""SecretBinary": "AAH/","#, #""Name": "app/text","#,
                #""Name": "app/text""#,
            ]
        )
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.contains(
                "An error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can't perform this "
                    + "operation on the secret because it was marked for deletion."
            )
        )
    }

    @Test func aCommandGetsValuesInItsEnvironmentAndNowhereElse() async throws {
        let outcome = try await run(
            """
            magpie secretsmanager create-secret --name db --secret-string '{"password":"hunter2-canary","port":5432}' >/dev/null
            magpie secretsmanager create-secret --name 'key=1' --secret-string 'with "quotes" and $HOME' >/dev/null
            magpie run --secret 'db#password=PASSWORD' --secret 'db#port=PORT' --secret 'key=1=KEY' -- \
                sh -c 'echo "$PASSWORD $PORT $KEY $1"; tr "\\0" " " < /proc/$$/cmdline; echo; exit 7' sh argument
            echo "status $?"
            grep -rl hunter2-canary "$state" . | wc -l
            """
        )
        #expect(outcome.lines.first == #"hunter2-canary 5432 with "quotes" and $HOME argument"#)
        #expect(outcome.lines.count == 4 && !outcome.lines[1].contains("hunter2"))
        #expect(outcome.lines.suffix(2) == ["status 7", "0"])
    }

    @Test(arguments: [
        ("--secret db=PASSWORD", "no command"),
        ("-- true", "no secret"),
        ("--secret db -- true", "'db' names no variable"),
        ("--secret db=1A -- true", "'db=1A' is not NAME=VARIABLE"),
        ("--secret none=A -- true", "none: Secrets Manager can't find the specified secret."),
        ("--secret db#user=A -- true", "db is no JSON object with 'user'"),
        ("--secret db=A -- /no/such/program", "/no/such/program: No such file or directory"),
    ])
    func whatCannotBeRunSaysWhy(_ arguments: String, _ message: String) async throws {
        let outcome = try await run(
            """
            magpie secretsmanager create-secret --name db --secret-string plain >/dev/null
            magpie run \(arguments)
            """
        )
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("error: \(message)"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("plain"))
    }

    /// The webhook of an API key hears each step, signed, and what it takes for done is done.
    @Test func aWebhookIsToldOfANewKey() async throws {
        let outcome = try await run(
            """
            cat > hook.py <<'END'
            import base64, hashlib, hmac, http.server, json, ssl
            class Hook(http.server.BaseHTTPRequestHandler):
                seen = []
                def do_POST(self):
                    body = self.rfile.read(int(self.headers["content-length"]))
                    signed = f'{self.headers["webhook-id"]}.{self.headers["webhook-timestamp"]}.'.encode() + body
                    code = hmac.new(b"a key for webhooks of tests only", signed, hashlib.sha256).digest()
                    is_signed = self.headers["webhook-signature"] == "v1," + base64.b64encode(code).decode()
                    message = json.loads(body)
                    # The first try of each step fails.
                    is_new = message["Step"] not in Hook.seen
                    Hook.seen.append(message["Step"])
                    print(message["Step"], is_signed, len(message.get("SecretString", "")), flush=True)
                    self.send_response(500 if is_new else 204)
                    self.end_headers()
                def log_message(self, *_): pass
            server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("server.pem", "server.key")
            server.socket = context.wrap_socket(server.socket, server_side=True)
            open("port", "w").write(str(server.server_port))
            server.serve_forever()
            END
            python3 hook.py > seen &
            hook=$!
            while [ ! -s port ]; do sleep 0.02; done
            magpie secretsmanager create-secret --name api --secret-string old-key >/dev/null
            magpie secretsmanager rotate-secret --secret-id api \
                --rotation-lambda-arn "arn:magpie:rotator:api-key:http://127.0.0.1:$(cat port)/key" 2> plain
            grep -c 'would get the secret in clear' plain
            magpie secretsmanager rotate-secret --secret-id api \
                --rotation-lambda-arn "arn:magpie:rotator:api-key:https://127.0.0.1:$(cat port)/key" >/dev/null
            magpie secretsmanager describe-secret --secret-id api | grep -c "api-key:https://127.0.0.1:$(cat port)/\\*\\*\\*"
            magpie secretsmanager reveal-rotator --secret-id api | grep -c "api-key:https://127.0.0.1:$(cat port)/key"
            for turn in $(seq 200); do
                grep -q 'Rotation Succeeded' "$state/events.jsonl" && break
                sleep 0.1
            done
            kill -9 $hook
            cat seen
            magpie secretsmanager get-secret-value --secret-id api | grep -c old-key
            grep -o 'HTTP_500' "$state/events.jsonl" | wc -l
            grep -c '/key' "$state/events.jsonl"
            """,
            before: """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.pem -days 2 \
                    -subj /CN=test -addext subjectAltName=IP:127.0.0.1 2>/dev/null
                export MAGPIE_TEST_CERTIFICATES=$PWD/server.pem
                """
        )
        #expect(
            outcome.lines == [
                "1", "1", "1", "setSecret True 40", "setSecret True 40", "testSecret True 40", "testSecret True 40",
                "finishSecret True 0",
                "finishSecret True 0", "0", "3", "0",
            ]
        )
    }
}
