import Foundation
import JSON
import Testing

/// What the service tells of itself, by its event bus.
@Suite struct LifeEventsTests {
    /// Each kind of event of the service's own life comes, says what it is about, and tells no value.
    @Test func theServiceTellsOfItsOwnLife() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                settled
                magpie events put-rule --name life --event-pattern '{"source":["magpie","aws.macie"]}' > /dev/null
                magpie events put-targets --rule life --targets Id=file,Arn=jsonl:$PWD/life.jsonl > /dev/null
                printf '#!/bin/sh\nexit 3\n' > fails && chmod 755 fails
                magpie events put-rule --name broken --event-pattern '{"source":["app"]}' > /dev/null
                magpie events put-targets --rule broken \
                    --targets "Id=fails,Arn=exec:$PWD/fails,RetryPolicy={MaximumRetryAttempts=0}" > /dev/null
                printf 'ORDER-123456\n' > bucket/order.txt; settled
                printf 'ORDER-123456 ORDER-654321\n' > bucket/order.txt; settled
                chmod 755 bucket; chmod 644 bucket/order.txt; settled
                printf 'nothing\n' > bucket/order.txt; settled
                rm bucket/order.txt; settled
                magpie events put-events --entries '[{"Source":"app","DetailType":"t","Detail":"{}"}]' > /dev/null
                magpie jobs create --name again > /dev/null
                for i in $(seq 600); do magpie jobs show --job-id again | grep -q COMPLETE && break; sleep 0.2; done
                for i in $(seq 600); do grep -q 'Problem Began' life.jsonl && break; sleep 0.2; done
                magpie events purge-dead-letters --rule broken > /dev/null
                for i in $(seq 600); do grep -q 'Problem Ended' life.jsonl && break; sleep 0.2; done
                kill -HUP $daemon; for i in $(seq 600); do grep -q ' reloaded' log && break; sleep 0.2; done
                rm state/findings.jsonl; mkdir state/findings.jsonl; printf 'ORDER-123456\n' > bucket/more.txt
                for i in $(seq 600); do grep -q 'events cannot be written' life.jsonl && break; sleep 0.2; done
                rmdir state/findings.jsonl
                for i in $(seq 600); do [ $(grep -c '"healthy"' life.jsonl) = 2 ] && break; sleep 0.2; done
                settled; cp life.jsonl life; cp log said
                """#
        )
        #expect(outcome.errors == "")
        let said = Self.said(in: try shell.read("life"))
        for line in [
            "Object Created order.txt", "Object Scan Completed order.txt complete High 1",
            "Macie Finding order.txt new High",
            "Object Changed order.txt", "Object Scan Completed order.txt complete High 2",
            "Macie Finding order.txt changed High",
            "Macie Finding new High Policy:Folder/WorldReadable", "Object Scan Completed order.txt complete 0",
            "Finding Resolved order.txt no-longer-found High",
            "Finding Resolved access-restricted High Policy:Folder/WorldReadable",
            "Object Deleted order.txt", "Target Failed broken fails EXIT_3 1", "Job State Changed again IDLE RUNNING",
            "Job State Changed again RUNNING COMPLETE", "Configuration Reloaded bucket",
            "Service Health Changed degraded 1", "Service Health Changed healthy 0",
        ] { #expect(said.contains(line), "\(line) is not among\n\(said.joined(separator: "\n"))") }
        for file in ["life", "said"] { #expect(!(try shell.read(file)).contains("ORDER-123456")) }
    }

    /// Each event of a file in a few words: its type, what it is about, and what it says of that.
    private static func said(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard let event = try? JSONValue(parsing: Array(line.utf8)), let detail = event["detail"] else {
                return nil
            }
            func word(_ path: String...) -> String? {
                switch detail.values(at: path[...]).first {
                case .string(let text): text
                case .number(let number): number.text
                default: nil
                }
            }
            var words = [event["detail-type"].map { if case .string(let type) = $0 { type } else { "" } }]
            let finding = detail["finding"] == nil ? [] : ["finding"]
            words += [
                word("object", "key"), first(detail, finding + ["resourcesAffected", "s3Object", "key"]),
                word("local", "state"), word("reason"), word("coverage"), word("severity"),
                first(detail, finding + ["severity", "description"]), word("occurrences"), word("rule"), word("target"),
                word("code"), word("attempts"), word("name"), word("previousStatus"), word("jobStatus"),
                word("buckets"),
                word("health"), detail["problems"].map { String($0.values(at: []).count) },
            ]
            let type = first(detail, finding + ["type"])
            words.append(type.flatMap { $0.hasPrefix("Policy:") ? $0 : nil })
            return words.compactMap { $0 }.joined(separator: " ")
        }
    }

    private static func first(_ detail: JSONValue, _ path: [String]) -> String? {
        if case .string(let text) = detail.values(at: path[...]).first { text } else { nil }
    }
}
