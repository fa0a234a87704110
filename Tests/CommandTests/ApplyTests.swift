import Foundation
import Testing

/// Rules that reach what was found before them.
@Suite struct ApplyTests {
    private let rules = """
        suppressionRules:
          - { name: samples, reason: invented, criteria: { key: { prefix: [sample] } } }
          - { name: past, reason: over, expires: 2020-01-01, criteria: { key: { prefix: [sample] } } }

        """

    @Test func aSuppressionReachesWhatIsThere() async throws {
        let outcome = try await DaemonTests().shell().run(
            """
            sed 's/^suppressionRules.*//' magpie.yaml > later.yaml; printf '%s' '\(rules)' >> later.yaml

            """ + DaemonTests.start + """
                chmod 755 . bucket
                for name in sample1 sample2 real; do printf 'ORDER-123456\n' > bucket/$name.txt; done; settled
                magpie suppression apply samples; echo $?
                cp later.yaml magpie.yaml; kill -HUP $daemon
                for i in $(seq 600); do magpie suppression apply samples --dry-run 2>/dev/null >dry && break; sleep 0.2; done
                head -n 1 dry; magpie findings list | grep -c sample
                magpie suppression apply samples | head -n 1; magpie suppression apply samples | head -n 1
                magpie findings list | grep -c sample; magpie findings list | grep -c real.txt
                magpie findings list --archived | grep -c sample
                magpie suppression apply past; magpie suppression apply none
                magpie audit list | awk '$4 == "macie2:ApplyFindingsFilter" { print $5, $6 }'
                grep -c '"detail-type":"Finding Resolved"' state/findings.jsonl
                magpie findings list | grep -c WorldReadable; id=$(magpie findings list | awk '/real.txt/ { print $4 }')
                magpie findings archive $id --reason known; magpie findings list | wc -l
                magpie findings archive $id --undo; magpie findings list | wc -l
                """
        )
        #expect(
            outcome.lines == [
                "2", "2 of 4 findings would be archived", "2", "2 of 4 findings were archived",
                "0 of 2 findings were archived", "0", "1", "2",
                "samples accepted", "samples ResourceNotFoundException", "samples accepted", "samples Success",
                "samples accepted", "samples Success", "past accepted", "past ValidationException",
                "none accepted", "none ResourceNotFoundException", "2", "1", "0", "2",
            ]
        )
        #expect(outcome.errors.contains("there is no suppression rule 'samples'"))
        #expect(outcome.errors.contains("suppression rule 'past' has expired"))
        #expect(outcome.errors.contains("there are samples, past"))
    }

    @Test func aRuleIsGivenWhatWasFoundBeforeIt() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + """
                for name in a b c; do printf 'ORDER-123456\n' > bucket/$name.txt; done
                printf 'TICKET-1234\n' > bucket/low.txt; settled
                magpie findings archive $(magpie findings list | awk '/c.txt/ { print $4 }') --reason known
                magpie events put-rule --name late --event-pattern '{"detail":{"severity":{"description":["High"]}}}' > out
                magpie events replay-findings --rule late; echo $?
                magpie events put-targets --rule late --targets Id=file,Arn=jsonl:$PWD/late.jsonl > out
                magpie events replay-findings --rule late --dry-run; wc -l < late.jsonl
                magpie events replay-findings --rule late
                settled; grep -o '"key":"[^"]*"' late.jsonl | sort; grep -c '"replay-name":"findings"' late.jsonl
                grep -c replay-name state/findings.jsonl
                magpie events disable-rule --name late > out; magpie events replay-findings --rule late; echo $?
                magpie audit list | awk '$4 == "events:ReplayFindings" { print $5 }' | uniq
                """
        )
        #expect(
            outcome.lines == [
                "2", "2 of 3 findings met the rule", "2 of 3 findings met the rule", "\"key\":\"a.txt\"",
                "\"key\":\"b.txt\"", "2", "0", "2", "late",
            ]
        )
        #expect(outcome.errors.contains("Rule late has no targets."))
        #expect(outcome.errors.contains("Rule late is disabled"))
    }
}
