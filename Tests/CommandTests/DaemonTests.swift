import Foundation
import Testing

/// `magpied` and the commands that ask it, as a user has them.
@Suite struct DaemonTests {
    /// Starts the service over `bucket` and defines `settled`, which waits for everything that was written.
    static let start = """
        mkdir -p bucket && chmod 700 bucket
        export MAGPIE_SOCKET=$PWD/state/magpie.sock
        magpied --config magpie.yaml 2>log & daemon=$!
        trap 'kill $daemon 2>/dev/null; wait $daemon' EXIT
        settled() { for i in $(seq 600); do magpie wait-settled 2>/dev/null && return; sleep 0.2; done; cat log; exit 9; }

        """

    func shell(_ more: String = "", settle: Int = 100, builtInRules: Bool = false) throws -> Shell {
        let shell = try Shell(builtInRules: builtInRules)
        let folder = shell.folder.path
        try shell.write(
            "magpie.yaml",
            """
            state: \(folder)/state
            settleMilliseconds: \(settle)
            buckets:
              - path: \(folder)/bucket
            \(more)
            """
        )
        return shell
    }

    @Test func findingsAreListedShownCountedRevealedAndArchived() async throws {
        let outcome = try await shell().run(
            Self.start + """
                printf 'first ORDER-123456\\n' > bucket/order.txt; printf 'TICKET-1234\\n' > bucket/ticket.txt
                settled
                magpie findings list --format json > list.json
                id=$(magpie findings list --severity high | awk '{print $4}')
                magpie findings show $id | grep -c '"key":"order.txt"'
                magpie findings list --criteria '{"criterion":{"key":{"prefix":["tick"]}}}' | grep -c ticket.txt
                magpie findings stats --group-by identifier
                magpie findings where --value order-123456 | grep -c order.txt
                magpie findings reveal $id --reason 'a test'
                magpie findings archive $id --reason 'known'
                magpie findings list | grep -c order.txt
                magpie findings list --archived | grep -c archived
                magpie findings archive $id --undo; magpie findings list | grep -c order.txt
                magpie audit list --log service | awk 'NR > 1 {print $1, $4}'; magpie audit list | grep -c order-123456; magpie audit verify
                magpie buckets show bucket | grep -E '^(objects|sensitive|sensitivity)'
                grep -c ORDER-123456 log state/findings.jsonl
                """
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "1", "1", "1  ORDER", "1  TICKET", "1", "1:7  ORDER  ORDER-123456", "0", "1", "1",
                "1 macie2:ListFindingsOfValue",
                "2 macie2:GetSensitiveDataOccurrences", "3 macie2:ArchiveFinding", "4 macie2:ArchiveFinding",
                "5 macie2:UnarchiveFinding", "6 macie2:UnarchiveFinding", "0", "entries: 6, all as they were written",
                "of keys: 0, all as they were written", "objects                      2, 31 B",
                "sensitive                    1 high, 0 medium, 1 low, 0 archived", "objects with unknown rights  0",
                "sensitivity score            88",
                "log:0", "state/findings.jsonl:0",
            ]
        )
    }

    @Test func nobodyFindsAValueByTrying() async throws {
        let outcome = try await shell("limits: { valueSearchesPerHour: 2 }\n").run(
            Self.start + """
                printf 'ORDER-123456\\n' > bucket/order.txt; settled
                for value in order-123455 order-123456 order-123457; do
                    magpie findings where --value $value > found; echo $? $(grep -c order.txt found)
                done
                magpie audit list --log service | awk 'NR > 1 {print $1, $4}'; magpie audit list | grep -c order-1234
                """
        )
        #expect(
            outcome.lines == [
                "0 0", "0 1", "2 0", "1 macie2:ListFindingsOfValue", "2 macie2:ListFindingsOfValue",
                "3 macie2:ListFindingsOfValue", "0",
            ]
        )
        #expect(outcome.errors.contains("a user may search for 2 values in an hour"))
    }

    @Test func aRevealIsRefusedWhenTheObjectHasChanged() async throws {
        let outcome = try await shell("longestSettleMilliseconds: 3600000\n", settle: 3_600_000).run(
            Self.start + """
                printf 'ORDER-123456\\n' > bucket/order.txt; settled
                id=$(magpie findings list | awk '{print $4}')
                printf 'ORDER-654321\\n' > bucket/order.txt
                magpie findings reveal $id --reason 'a test'; echo $?
                settled; magpie findings reveal $id --reason 'a test'; echo $?
                """
        )
        #expect(outcome.output == "2\n2\n")
        #expect(outcome.errors.contains("has changed since it was scanned"))
        #expect(outcome.errors.contains("there is nothing to read for this finding"))
        #expect(!outcome.errors.contains("ORDER-"))
    }

    @Test func findingsReachCommandsAndJobsLookAgain() async throws {
        let outcome = try await shell().run(
            Self.start + """
                settled
                printf '#!/bin/sh\ncat > "$1"\n' > tell && chmod 755 tell
                magpie events put-rule --name leaks --event-pattern '{"source":["aws.macie"]}' | grep -c RuleArn
                magpie events put-targets --rule leaks --targets "Id=tell,Arn=exec:$PWD/tell,CommandParameters={Arguments=[$PWD/told]}" \
                    Id=file,Arn=jsonl:$PWD/leaks.jsonl,InputPath=$.detail.resourcesAffected.s3Object.key | grep Count
                printf 'ORDER-123456\n' > bucket/order.txt; settled
                for i in $(seq 600); do test -s told && break; sleep 0.2; done
                grep -o '"detail-type":"[^"]*"' told; cat leaks.jsonl
                magpie jobs create --name again | wc -l
                for i in $(seq 600); do magpie jobs show --job-id again | grep -q COMPLETE && break; sleep 0.2; done
                magpie jobs list | awk 'NR == 2 { print $2, $4, $6 }'
                magpie events put-rule --name bad --event-pattern '{"a":[{"numeric":["<","x"]}]}'; echo $?
                magpie events put-rule --nme bad; echo $?
                grep -c ORDER-123456 told leaks.jsonl state/results/results.jsonl
                """
        )
        #expect(
            outcome.lines == [
                "1", "    \"FailedEntryCount\": 0", "\"detail-type\":\"Macie Finding\"", "\"order.txt\"", "1",
                "COMPLETE 1 1",
                "2", "2", "told:0", "leaks.jsonl:0", "state/results/results.jsonl:0",
            ]
        )
        #expect(
            outcome.errors.contains("(InvalidEventPatternException) when calling the PutRule operation: Event pattern")
        )
        #expect(outcome.errors.contains("there is no --nme"))
    }

    @Test func whatTheBusHasDoneIsShownToPeople() async throws {
        let outcome = try await shell().run(
            Self.start + #"""
                settled
                bus=arn:aws:events:local:000000000000:event-bus/default
                magpie events create-archive --archive-name year --event-source-arn $bus > /dev/null
                printf '#!/bin/sh\nexit 3\n' > fails && chmod 755 fails
                magpie events put-rule --name leaks --event-pattern '{"source":["aws.macie"]}' > /dev/null
                magpie events put-targets --rule leaks --targets \
                    "Id=fails,Arn=exec:$PWD/fails,RetryPolicy={MaximumRetryAttempts=0}" > /dev/null
                magpie events tail > tail & tail=$!
                for i in $(seq 600); do
                    magpie events put-events --entries '[{"Source":"ready","DetailType":"t","Detail":"{}"}]' > /dev/null
                    grep -q ready tail && break; sleep 0.05
                done
                printf 'ORDER-123456\n' > bucket/order.txt; settled
                for i in $(seq 600); do grep -q aws.macie tail && break; sleep 0.2; done
                kill $tail
                grep -v -e ready -e 'Target Failed' tail | head -3 | sed 's/^[^ ]*/TIME/'
                for i in $(seq 600); do magpie events list-dead-letters | grep -q EXIT_3 && break; sleep 0.2; done
                magpie events list-dead-letters | sed 's/2[-0-9]*T[:.0-9]*Z/TIME/g' | tr -s ' '
                magpie events list-rule-metrics | awk '{print $1, $2, $3, $4, $5, $6, $7, $8}'
                magpie events dry-run-rule --archive-name year --event-pattern '{"detail":{"severity":{"description":["High"]}}}' |
                    sed 's/2[-0-9]*T[:0-9]*Z/TIME/; s/20[-0-9]* /DAY /; s/of [0-9][0-9]*/of SOME/'
                magpie events list-rule-metrics --format json | grep -c '"FailedAttempts": 1'
                magpie events tail --event-pattern '{"a":1}'; echo $?
                """#
        )
        #expect(
            outcome.lines == [
                "TIME  magpie  Object Created  bucket/order.txt",
                "TIME  magpie  Object Scan Completed  bucket/order.txt  complete  High",
                "TIME  aws.macie  Macie Finding  High  bucket/order.txt",
                "time rule target error retries event message",
                "TIME leaks fails EXIT_3 0 TIME aws.macie Macie Finding High bucket/order.txt it ended with status 3",
                "rule matched target delivered failed waiting oldest dead", "findings-feed 1 feed 1 0 0 - 0",
                "leaks 1 fails 0 1 0 - 1",
                "1 of SOME events would have met the pattern", "  DAY  1", "this is:",
                "  TIME  aws.macie  Macie Finding  High  bucket/order.txt", "1", "2",
            ]
        )
        #expect(
            outcome.errors.contains(
                "\"a\" must be an object or an array\n at [Source: (String)\"{\"a\":1}\"; line: 1, column: 6]"
            )
        )
    }

    @Test func foldersOfTheCommandLineMayBeRelative() async throws {
        let outcome = try await shell().run(
            """
            mkdir -m 700 bucket; export MAGPIE_SOCKET=$PWD/state/magpie.sock
            magpied --watch bucket --state state --settle 0 2>log & daemon=$!
            trap 'kill $daemon; wait $daemon' EXIT
            for i in $(seq 600); do magpie wait-settled 2>/dev/null && break; sleep 0.2; done
            printf 'ORDER-123456\\n' > bucket/order.txt; magpie wait-settled --timeout 600
            grep -c 'Macie Finding' state/findings.jsonl; magpie status | head -1 | cut -d, -f1; grep -c error log
            """
        )
        #expect(outcome.lines == ["1", "healthy", "0"])
    }

    @Test func aReloadChangesWhatItCanAndABadOneNothing() async throws {
        let outcome = try await shell().run(
            Self.start + """
                settled
                mkdir other; chmod 700 other
                printf '  - path: %s/other\\n' "$PWD" >> magpie.yaml
                kill -HUP $daemon; for i in $(seq 600); do grep -q ' reloaded' log && break; sleep 0.2; done
                magpie buckets list | awk '{print $1}'
                printf 'ORDER-123456\\n' > other/order.txt; settled; magpie findings list | grep -c order.txt
                printf 'nonsense: 1\\n' >> magpie.yaml
                kill -HUP $daemon; for i in $(seq 600); do grep -q 'not reloaded' log && break; sleep 0.2; done
                grep -o 'not reloaded.*' log | sed 's/[^ ]*magpie.yaml/FILE/; s/ problem=.*//'
                magpie status > status; echo $?
                """
        )
        #expect(
            outcome.lines == [
                "bucket", "bucket", "other", "1",
                "not reloaded, the old configuration holds: FILE:6:1: unknown key 'nonsense'", "2",
            ]
        )
    }

    @Test(arguments: [
        ("buckets: []\nbukets: []\n", "magpie.yaml:2:1: unknown key 'bukets'", 78),
        ("buckets:\n  - path: relative\n", "a path must be absolute", 78),
        ("buckets:\n", "no folder is named to be watched", 78),
        ("buckets: []\nstate: /dev/null/state\n", "/dev/null/state: Not a directory", 2),
        ("buckets: []\nstate: STATE\ndiscovery: { identifiers: ORDR }\n", "unknown identifier 'ORDR'", 2),
        ("buckets: []\nstate: STATE\ndiscovery: { custom: [/none.yaml] }\n", "/none.yaml: No such file", 2),
        ("buckets: []\nstate: STATE\nworkerSocket: /none.sock\n", "/none.sock: No such file", 2),
    ])
    func whatCannotBeFollowedIsRefused(_ configuration: String, _ message: String, _ status: Int32) async throws {
        let shell = try Shell()
        let text = configuration.replacingOccurrences(of: "STATE", with: shell.folder.appending(path: "state").path)
        try shell.write("magpie.yaml", text)
        let outcome = try await shell.run("magpied --config magpie.yaml")
        #expect(outcome.status == status)
        #expect(outcome.errors.contains(message))
        #expect(outcome.errors.contains(" error "))
    }

    @Test func aSecondInstanceIsRefused() async throws {
        let outcome = try await shell().run(Self.start + "settled; magpied --config magpie.yaml; echo $?")
        #expect(outcome.output == "2\n")
        #expect(outcome.errors.contains("another magpied works in"))
    }

    @Test func damagedRecordsAreRefusedWithWhatToDo() async throws {
        let outcome = try await shell().run(
            """
            mkdir -p bucket state; head -c 20000 /dev/urandom > state/magpie.sqlite
            magpied --config magpie.yaml; echo $?
            """
        )
        #expect(outcome.output == "2\n")
        #expect(outcome.errors.contains("are damaged"))
        #expect(outcome.errors.contains("restore magpie.sqlite from a backup"))
    }

    @Test func aBucketThatIsMissingIsSaidAndWaitedFor() async throws {
        let outcome = try await shell("pollSeconds: 1\n").run(
            Self.start + """
                settled; kill $daemon; wait $daemon; rmdir bucket
                magpied --config magpie.yaml 2>log & daemon=$!
                for i in $(seq 600); do magpie status > status 2>/dev/null; [ -s status ] && break; sleep 0.2; done
                magpie status | grep -o 'offline\\|No such file or directory'
                mkdir bucket; chmod 700 bucket; printf 'ORDER-123456\\n' > bucket/order.txt
                for i in $(seq 600); do magpie status | grep -q ' live ' && break; sleep 0.1; done
                settled; magpie findings list | grep -c order.txt
                """
        )
        #expect(outcome.lines == ["offline", "No such file or directory", "1"])
    }

    @Test func metricsAreServedToBothKindsOfClients() async throws {
        let outcome = try await shell().run(
            Self.start + """
                settled; magpie metrics | grep -E '^magpie_(healthy|bucket_state.*live)'
                """
        )
        #expect(
            outcome.lines.sorted() == ["magpie_bucket_state{bucket=\"bucket\",state=\"live\"} 1", "magpie_healthy 1"]
        )
    }

    @Test func withoutAServiceClientsSaySo() async throws {
        let outcome = try await Shell().run("MAGPIE_SOCKET=/nowhere/magpie.sock magpie status")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("no service answers at /nowhere/magpie.sock"))
    }

    /// What a worker may do, tried from inside.
    @Test func aWorkerManagesNothingThatItMustNot() async throws {
        let outcome = try await Shell().run("magpie worker --check | cat")
        #expect(outcome.lines.count { $0.hasPrefix("refused") } >= 40)
        #expect(!outcome.output.contains("MANAGED"), "\(outcome.output)")
    }
}
