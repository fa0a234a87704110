import Foundation
import Testing

/// What an earlier version has kept opens: findings, acceptances, jobs, rules, secrets, keys and both audit logs.
///
/// The state was written by the programs before operations had names of AWS and went through one gateway. Its folder held a
/// table of cards, whose finding was archived, and credentials, whose object was encrypted.
@Suite struct EarlierStateTests {
    private static let state = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/earlier-state.tar.gz")

    /// What a key of that state has encrypted: "plain text of before".
    private static let ciphertext =
        "AW04licO/kLjiI/hwlJv9ziaVVOmKNPoIVKOD5fFvLENaeAgG1wAOdLRQ27M00G0itLV1icJDBKBNrCNk+ZQYjvPkZIJu3ljnrPd7dsK2HtHxldyofNXW3"
        + "vBSn58t087/Liu/GOILhHkL2prcImERho="

    /// Its names are those of the account and the Region that were the only ones then.
    @Test func anEarlierStateIsNotTakenElsewhere() async throws {
        let outcome = try await Shell().run(
            """
            folder=$(mktemp -d /tmp/magpie-XXXXXX); mkdir -m 700 $folder/state $folder/share
            trap 'rm -rf $folder' EXIT
            tar -xzf '\(Self.state.path)' -C $folder/state --no-same-owner
            chmod -R go= $folder/state
            printf 'state: %s/state\\nbuckets: [{ path: %s/share }]\\napi: { region: us-east-1 }\\n' $folder $folder > magpie.yaml
            magpied --config magpie.yaml 2> log; echo $?
            grep -c 'named in account 000000000000 and Region local' log
            magpie-keys --folder $folder/state/keys --socket $folder/keys.sock --region us-east-1 2>&1 | grep -c 'Region local'
            """
        )
        #expect(outcome.lines == ["2", "1", "1"], "\(outcome.output)\n\(outcome.errors)")
    }

    @Test func everythingThatWasKeptIsThereAndGoesOn() async throws {
        let outcome = try await Shell().run(
            """
            folder=$(mktemp -d /tmp/magpie-XXXXXX); mkdir -m 700 $folder/state $folder/share
            tar -xzf '\(Self.state.path)' -C $folder/state --no-same-owner
            chmod -R go= $folder/state
            magpied --state $folder/state --watch $folder/share 2> log & daemon=$!
            trap 'kill -9 $daemon; wait $daemon 2>/dev/null; rm -rf $folder' EXIT
            export MAGPIE_SOCKET=$folder/state/magpie.sock
            while ! magpie status > /dev/null 2>&1; do kill -0 $daemon || { cat log; exit 1; }; sleep 0.05; done
            magpie secretsmanager get-secret-value --secret-id before/app | grep -c vGk2x9QpLw7RtZ4n
            magpie kms decrypt --ciphertext-blob \(Self.ciphertext) | grep -o '"Plaintext": ".*"'
            magpie kms encrypt --key-id alias/before --plaintext aGVsbG8= | grep -c CiphertextBlob
            magpie events list-targets-by-rule --rule cards | grep -c '"Arn": "jsonl:'
            magpie jobs list | grep -c weekly
            magpie audit list --format json > audit; grep -o '"objects:Encrypt"' audit | sort -u; grep -c 'conf.ini' audit
            magpie audit verify | sed 's/: [0-9]*,/: N,/'
            magpie status | grep -c -i -e audit -e damaged -e records -e keys
            """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "1", #""Plaintext": "cGxhaW4gdGV4dCBvZiBiZWZvcmU=""#, "1", "1", "1", #""objects:Encrypt""#, "1",
                "entries: N, all as they were written", "of keys: N, all as they were written", "0",
            ]
        )
    }
}
