import Foundation
import JSON
import Testing

/// `magpie audit list` shows all of both logs, and what of it was asked for.
@Suite struct AuditListTests {
    @Test func bothLogsAreListedInOrderWithFilters() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                settled
                magpie kms create-key > key.json; key=$(grep -o '"KeyId": *"[^"]*"' key.json | head -1 | cut -d'"' -f4)
                magpie kms describe-key --key-id $key > /dev/null
                magpie kms describe-key --key-id 11111111-2222-3333-4444-555555555555 2> /dev/null
                magpie findings where --value order-1 > /dev/null 2>&1
                magpie events put-rule --name r --event-pattern '{"source":["app"]}' > /dev/null
                magpie audit list > all; head -1 all | tr -s ' '
                awk 'NR > 1 {print $2}' all | sort -c && echo sorted
                magpie audit list --log service | awk 'NR > 1 {print $1, $4}'
                magpie audit list --operation 'kms:DescribeKey' --result '*NotFound*' | awk 'NR > 1 {print $4}'
                magpie audit list --operation 'kms:*' --resource "*$key*" | awk 'NR > 1 {print $4}' | sort | uniq -c | tr -s ' '
                magpie audit list --user nobody | wc -l; magpie audit list --since 2100-01-01 | wc -l
                magpie audit list --until 2100-01-01 --limit 2 | wc -l
                magpie audit list --since soon; echo $?
                magpie audit list --format json > all.json; magpie audit list --user nobody --format json
                """#
        )
        let all = try shell.read("all")
        #expect(
            outcome.lines == [
                "entry time user operation resource result reason", "sorted", "1 macie2:ListFindingsOfValue",
                "2 events:PutRule", "3 events:PutRule",
                "kms:DescribeKey", " 1 kms:DescribeKey", "1", "1", "3", "2", "[]",
            ],
            "\(outcome.output)\n\(outcome.errors)\n\(all)"
        )
        #expect(outcome.errors.contains("'soon' is no time"))
        let entries = try JSONValue(parsing: Array(try shell.read("all.json").utf8)).array
        #expect(entries.count == all.split(separator: "\n").count - 1)
        #expect(entries.contains { $0["log"]?.string == "keys" && $0["result"]?.string == "NotFoundException" })
        #expect(entries.allSatisfy { $0["seal"] == nil })
    }

    /// An auditor can tell which intent an outcome belongs to, and finds what older versions have refused.
    @Test func outcomesTellTheirIntents() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                settled
                magpie events put-rule --name a --event-pattern '{"source":["app"]}' > /dev/null
                magpie events create-event-bus --name a > /dev/null
                magpie events create-event-bus --name a 2> /dev/null
                kill $daemon; wait $daemon
                python3 - <<'END'
                import sqlite3
                records = sqlite3.connect("state/magpie.sqlite")
                with records:
                    for number, action, subject, reason in [
                        (7, "refused", "kms:Encrypt", "it takes the role 'operate'"), (8, "jobs:Run", "j", "outcome: Success; ours"),
                        (9, "jobs:Run", "k", "refused: AccessDeniedException")]:
                        records.execute("INSERT INTO audit VALUES (?, 1e9, 0, ?, ?, ?, 'x')", (number, action, subject, reason))
                END
                magpied --config magpie.yaml 2>log & daemon=$!
                settled
                magpie audit list --format json > all.json
                magpie audit list --result refused | awk 'NR > 1 {print $1, $4}'
                magpie audit list | grep -E '^2 ' | tr -s ' ' | cut -d' ' -f6-
                """#
        )
        #expect(
            outcome.lines == ["7 kms:Encrypt", "9 jobs:Run", "6 events:CreateEventBus", "Success intent 1"],
            "\(outcome.output)\n\(outcome.errors)"
        )
        let entries = try JSONValue(parsing: Array(try shell.read("all.json").utf8)).array
        let byNumber = Dictionary(entries.map { ($0["number"]?.integer ?? 0, $0) }) { first, _ in first }
        let outcomes = entries.filter { $0["intent"] != nil }
        #expect(
            outcomes.compactMap { $0["result"]?.string } == ["Success", "Success", "ResourceAlreadyExistsException"]
        )
        for outcome in outcomes {
            let intent = byNumber[outcome["intent"]?.integer ?? 0]
            #expect(intent?["result"]?.string == "accepted")
            for member in ["action", "subject", "user"] { #expect(intent?[member] == outcome[member]) }
        }
        #expect(byNumber[8]?["result"]?.string == "Success" && byNumber[8]?["reason"]?.string == "ours")
        #expect(byNumber[7]?["reason"]?.string == "it takes the role 'operate'")
    }

    /// Beyond a page, nothing is left out and nothing comes twice.
    @Test func allPagesTogetherAreEverything() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                settled; kill $daemon; wait $daemon
                python3 - <<'END'
                import sqlite3
                records = sqlite3.connect("state/magpie.sqlite")
                with records:
                    for number in range(1, 12346):
                        records.execute("INSERT INTO audit VALUES (?, ?, 0, ?, ?, '', 'x')",
                                        (number, 1e9 + number // 7, "odd" if number % 2 else "even", f"s{number}"))
                END
                magpied --config magpie.yaml 2>log & daemon=$!
                settled
                magpie audit list --log service | awk 'NR > 1 {print $1}' > numbers
                seq 12345 | cmp - numbers && echo whole
                magpie audit list --operation odd --limit 3000 | awk 'NR > 1 && $4 == "odd"' | wc -l
                magpie audit list --resource s12345 | tail -n +2 | tr -s ' ' | cut -d' ' -f1,4,5
                """#
        )
        #expect(outcome.lines == ["whole", "3000", "12345 odd s12345"], "\(outcome.output)\n\(outcome.errors)")
    }
}
