import JSON
import Testing

/// An operator is told: by the status, the log, an event and a metric, until it is over.
@Suite struct ProblemTests {
    @Test func aBrokenReloadIsToldEverywhereUntilItIsMended() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                settled
                magpie events put-rule --name life --event-pattern '{"source":["magpie"],"detail-type":[{"prefix":"Problem"}]}' >x
                magpie events put-targets --rule life --targets Id=file,Arn=jsonl:$PWD/life.jsonl > x
                cp magpie.yaml good; printf 'nonsense: 1\n' >> magpie.yaml
                kill -HUP $daemon; for i in $(seq 600); do grep -q 'Problem Began' life.jsonl 2>/dev/null && break; sleep 0.2; done
                magpie status > status; echo $?
                grep -c '^problem: not reloaded, .*unknown key .nonsense. (since 20' status
                grep -c '^  hint: .*magpied --check --config' status
                magpie status --format json > status.json
                magpie metrics | grep -E '^magpie_(healthy|problems\{problem="reload)'
                cp good magpie.yaml
                kill -HUP $daemon; for i in $(seq 600); do grep -q 'Problem Ended' life.jsonl && break; sleep 0.2; done
                magpie status > status; echo $?
                grep -c '^problem' status
                magpie metrics | grep -E '^magpie_(healthy|problems\{problem="reload|problems_begun_total\{problem="reload)'
                grep -c ' error not reloaded, .* problem=reload since=.* count=1 hint=' log
                grep -c ' info over: not reloaded' log
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "2", "1", "1", "magpie_healthy 0", #"magpie_problems{problem="reload",severity="error"} 1"#,
                "0", "0", "magpie_healthy 1", #"magpie_problems{problem="reload",severity="error"} 0"#,
                #"magpie_problems_begun_total{problem="reload",severity="error"} 1"#, "1", "1",
            ]
        )
        let status = try JSONValue(parsing: Array(try shell.read("status.json").utf8))
        let detail = try #require(status["problemDetails"]?.array.first)
        #expect(detail["name"]?.string == "reload")
        #expect(detail["severity"]?.string == "error")
        #expect(detail["count"]?.integer == 1)
        let events = try shell.read("life.jsonl").split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(events.map { $0["detail-type"]?.string } == ["Problem Began", "Problem Ended"])
        #expect(events.allSatisfy { $0["detail"]?["name"]?.string == "reload" })
    }

    /// Under systemd the journal has the time already; elsewhere a variable that was inherited means nothing.
    @Test func aLineForTheJournalHasAPriorityAndNoTime() async throws {
        let outcome = try await DaemonTests().shell().run(
            """
            printf 'nonsense: 1\\n' > bad.yaml; touch journal
            JOURNAL_STREAM=$(stat -c %d:%i journal) magpied --config bad.yaml 2>journal; cat journal
            JOURNAL_STREAM=$(stat -c %d:%i journal) magpied --config bad.yaml 2>other; cat other
            JOURNAL_STREAM=nonsense magpied --config bad.yaml 2>other; cat other
            """
        )
        #expect(outcome.lines.count == 3)
        #expect(outcome.lines.first?.hasPrefix("<3>bad.yaml:1:1: ") == true)
        for line in outcome.lines.dropFirst() { #expect(line.contains(#/^20\d\d-.*Z error bad.yaml:1:1: /#)) }
    }
}
