import Foundation
import MetricsSupport
import Testing

/// What the metrics of a running service say, and that they never fall.
@Suite struct MetricsTests {
    @Test func whatIsCountedIsThereAndOutlivesAReload() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                for i in 1 2 3; do printf 'ORDER-12345%s\n' $i > bucket/o$i.txt; done; printf 'nothing\n' > bucket/none.txt
                settled; magpie findings where --value order-123451 > /dev/null
                magpie metrics > before
                kill -HUP $daemon; for i in $(seq 600); do grep -q ' reloaded' log && break; sleep 0.2; done
                printf 'nonsense: 1\n' >> magpie.yaml; kill -HUP $daemon
                for i in $(seq 600); do grep -q 'not reloaded' log && break; sleep 0.2; done
                magpie metrics > after
                """#
        )
        #expect(outcome.errors == "")
        let (before, after) = (try shell.read("before"), try shell.read("after"))
        for page in [before, after] {
            for line in [
                #"magpie_findings{bucket="bucket",category="classification",severity="high",archived="false"} 3"#,
                #"magpie_objects{bucket="bucket",coverage="complete",reason=""} 4"#,
                "magpie_events_delivered_total 3",
                "magpie_objects_oldest_seconds 0",

                #"magpie_delivery_seconds_count{target="feed"} 3"#,
                #"magpie_refused_requests_total{reason="role"} 0"#, #"magpie_rotations_total{result="failed"} 0"#,
                "magpie_series_left_out 0",
            ] { #expect(page.contains("\(line)\n"), "\(line) is not in\n\(page)") }
            // Each twice: once before all managed secrets were known.
            #expect(page.contains(/magpie_objects_scanned_total [4-9]/))
            #expect(page.contains(/magpie_outcomes_recorded_total [1-9]/))
            #expect(page.contains(/magpie_scan_seconds_count\{coverage="complete"\} [4-9]/))
            #expect(page.contains(/magpie_request_seconds_count\{service="findings"\} [1-9]/))
        }
        #expect(before.contains("magpie_reloads_total{result=\"done\"} 0\n"))
        #expect(after.contains("magpie_reloads_total{result=\"done\"} 1\n"))
        #expect(after.contains("magpie_reloads_total{result=\"refused\"} 1\n"))
        let (first, second) = (StrictMetrics(before), StrictMetrics(after))
        #expect(first.mistakes == [] && second.mistakes == [])
        #expect(second.fallen(since: first) == [])
    }
}
