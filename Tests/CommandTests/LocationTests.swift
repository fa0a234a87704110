import Testing

/// The account and the Region of the configuration are in every name.
@Suite struct LocationTests {
    @Test func allNamesHaveTheAccountAndTheRegion() async throws {
        let shell = try DaemonTests().shell(
            "api: { account: \"123456789012\", region: eu-north-1 }\n",
            builtInRules: true
        )
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                printf 'payment card 4242 4242 4242 4242\n' > bucket/card.txt; settled
                magpie kms create-key > key; magpie kms create-alias --alias-name alias/a --target-key-id \
                    $(grep -o '"KeyId": *"[^"]*"' key | head -1 | cut -d'"' -f4) > /dev/null
                magpie kms list-aliases > alias
                magpie secretsmanager create-secret --name s --secret-string 'a value of ours' > secret
                magpie events create-event-bus --name b > bus
                cat state/findings.jsonl > feed
                magpie events put-rule --name all --event-pattern '{"account":["123456789012"],"region":["eu-north-1"]}' > rule
                grep -oh 'arn:aws:[a-z0-9]*:[^:"]*:[0-9]*:' key alias secret bus rule | sort -u
                grep -c '"accountId":"123456789012"' feed; grep -oE '"region":"[^"]*"' feed | sort -u
                grep -oE '"account":"[^"]*"' feed | sort -u
                grep -l 000000000000 key alias secret bus feed rule
                kill $daemon; wait $daemon 2>/dev/null
                sed -i 's/eu-north-1/eu-north-2/' magpie.yaml
                magpied --config magpie.yaml 2> log; echo $?
                grep -c 'named in account 123456789012 and Region eu-north-1' log
                sed -i 's/eu-north-2/eu-north-1/' magpie.yaml
                magpied --config magpie.yaml 2> log & daemon=$!
                settled; magpie kms describe-key --key-id alias/a | grep -c eu-north-1
                sed -i 's/eu-north-1/eu-north-2/' magpie.yaml; kill -HUP $daemon
                for i in $(seq 600); do grep -q "'api' cannot change" log && break; sleep 0.2; done
                grep -c "'api' cannot change" log
                """#
        )
        #expect(
            outcome.lines == [
                "arn:aws:events:eu-north-1:123456789012:", "arn:aws:kms:eu-north-1:123456789012:",
                "arn:aws:secretsmanager:eu-north-1:123456789012:", "1", "\"region\":\"eu-north-1\"",
                "\"account\":\"123456789012\"", "2", "1", "1", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test func keysThatAreNamedElsewhereAreSaid() async throws {
        let shell = try DaemonTests().shell("keysSocket: /tmp/magpie-SOCKET/keys.sock\n")
        let outcome = try await shell.run(
            """
            folder=$(mktemp -d /tmp/magpie-XXXXXX); sed -i "s#/tmp/magpie-SOCKET#$folder#" magpie.yaml
            magpie-keys --folder $folder/keys --socket $folder/keys.sock --account 123456789012 2>/dev/null & keys=$!
            while [ ! -S $folder/keys.sock ]; do sleep 0.02; done
            """ + "\n" + DaemonTests.start + """
                trap 'kill $daemon $keys 2>/dev/null; wait $daemon $keys 2>/dev/null; rm -rf $folder' EXIT
                settled
                for i in $(seq 600); do magpie status > status; grep -q 'keys are named' status && break; sleep 0.2; done
                grep -c 'keys are named in account 123456789012 and Region local' status; grep -c -e '--account 000000000000' status
                """
        )
        #expect(outcome.lines == ["1", "1"], "\(outcome.output)\n\(outcome.errors)")
    }
}
