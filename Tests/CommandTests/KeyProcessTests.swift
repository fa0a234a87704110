import Testing

/// `magpie-keys` by its socket, as magpied uses it.
@Suite struct KeyProcessTests {
    private static let start = """
        folder=$(mktemp -d /tmp/magpie-XXXXXX)
        magpie-keys --folder $folder/keys --socket $folder/keys.sock & keys=$!
        trap 'kill -9 $keys; wait $keys 2>/dev/null; rm -rf $folder' EXIT
        while [ ! -S $folder/keys.sock ]; do sleep 0.02; done
        cat > ask.py <<'END'
        import hashlib, json, socket, sys
        client = socket.socket(socket.AF_UNIX); client.connect(sys.argv[1] + '/keys.sock'); reader = client.makefile('rb')
        def send(*lines): client.sendall(b''.join(line.encode() + b'\\n' for line in lines))
        def answer(): line = reader.readline(); return line[:1].decode(), json.loads(line[1:])
        def ask(operation, **parameters):
            send(f'for 0 kms:{operation} {json.dumps(parameters)}'); return answer()[1]
        account = {'kind': 'root', 'arn': 'arn:aws:iam::000000000000:root', 'account': '000000000000', 'uniqueID': '000000000000'}
        caller = {'principal': account, 'identity': [], 'serviceControl': [], 'context': {}}
        caller = json.dumps(caller, sort_keys=True, separators=(',', ':'))
        digest = hashlib.sha256(caller.encode()).hexdigest()
        def introduce(): send('keys:IntroduceCaller {"Caller":' + caller + '}'); return answer()[0]
        def decrypt(user, version, digest=digest):
            vouched = f',{digest}' if user else ''
            return f'for {user}{vouched} kms:Decrypt ' + json.dumps({'CiphertextBlob': blob, 'EncryptionContext': {'version': version}})
        key = ask('CreateKey')['KeyMetadata']['KeyId']
        blob = ask('Encrypt', KeyId=key, Plaintext='aGVsbG8=', EncryptionContext={'version': '1'})['CiphertextBlob']

        """

    @Test func requestsThatComeTogetherAreAnsweredInOrderAndLoggedEach() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                introduce()
                send('together 5', decrypt(0, '1'), decrypt(1, '2'), 'for 0 kms:Nothing {}', decrypt(7, '1') + '}', decrypt(2, '1'))
                print(*answer())
                for _ in range(5):
                    sign, value = answer(); print(sign, value.get('Plaintext') or value['code'])
                send('together 256', *[decrypt(3, '1')] * 256)
                print(answer()[1], sum(answer()[1]['Plaintext'] == 'aGVsbG8=' for _ in range(256)))
                for line in open(sys.argv[1] + '/keys/audit.log'):
                    entry = json.loads(line)
                    if entry['action'] == 'kms:Decrypt' and entry['uid'] < 3:
                        print(entry['uid'], entry['encryptionContext']['version'], entry['result'])
                print(sum('"uid":3,' in line for line in open(sys.argv[1] + '/keys/audit.log')))
                send('keys:VerifyAuditLog {}'); print(answer()[1])
                END
                python3 ask.py $folder
                """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "+ 5", "+ aGVsbG8=", "- InvalidCiphertextException", "- UnknownOperationException",
                "- SerializationException", "+ aGVsbG8=", "256 256", "0 1 Success", "1 2 InvalidCiphertextException",
                "2 1 Success", "256", "{'count': 261}",
            ]
        )
    }

    /// Who is neither root nor the service's user needs somebody who says what may decide about it.
    @Test func nobodyIsServedWhomNobodyVouchesFor() async throws {
        let outcome = try await Shell().run(
            Self.start + """
                def code(line): send(line); sign, value = answer(); return value.get('code', value.get('Plaintext'))
                print(code(decrypt(1, '1').replace(',' + digest, '', 1)), code(decrypt(1, '1')), code(decrypt(1, '1', 'x')))
                print(introduce(), code(decrypt(1, '1')), code(decrypt(1, '1', digest[:-1])))
                for broken in [{}, {'Caller': {}}, {'Caller': {'principal': account}}, {'Caller': []}]:
                    print(code('keys:IntroduceCaller ' + json.dumps(broken)))
                END
                python3 ask.py $folder
                """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "AccessDeniedException UnknownCaller UnknownCaller", "+ aGVsbG8= UnknownCaller",
            ] + Array(repeating: "ValidationException", count: 3) + ["SerializationException"]
        )
    }

    @Test(arguments: ["together 0", "together 257", "together", "together x"])
    func aNumberThatCannotBeIsRefused(_ line: String) async throws {
        let outcome = try await Shell().run(
            Self.start + """
                send('\(line)'); print(answer()[0])
                send('together 1', decrypt(0, '1')); print(answer()[1], answer()[1]['Plaintext'])
                END
                python3 ask.py $folder
                """
        )
        #expect(outcome.lines == ["-", "1 aGVsbG8="])
    }
}
