import Measuring
import MetricsSupport
import Testing

@Suite struct MeasuringTests {
    @Test func aPageIsAsTheFormatAsks() {
        var page = MetricsPage(prefix: "m_")
        page.add("a_total", .counter, "With \\ and\nline feed.", [(labels: [("x", "1\"\\\n{},=é")], value: 3)])
        page.add(
            "b",
            .gauge,
            "Numbers.",
            [(labels: [], value: -1.5), (labels: [], value: 2), (labels: [("x", "y")], value: .nan)]
        )
        page.add("b", .gauge, "Again.", 7)
        let histogram = Histogram()
        for seconds in [0, 0.001, 0.002, 5, 1e6, -1, .nan, .infinity] { histogram.observe(seconds: seconds) }
        page.add("c_seconds", "Times.", by: "kind", [("one", histogram.now), ("two", Histogram().now)])
        let read = StrictMetrics(page.text())
        #expect(read.mistakes == [])
        #expect(read.values[StrictMetrics.Series(name: "m_b", labels: [:])] == -1.5)
        #expect(read.values[StrictMetrics.Series(name: "m_c_seconds_count", labels: ["kind": "one"])] == 8)
        #expect(
            read.values[StrictMetrics.Series(name: "m_c_seconds_bucket", labels: ["kind": "one", "le": "0.001"])] == 5
        )
        #expect(read.values[StrictMetrics.Series(name: "m_series_left_out", labels: [:])] == 0)
    }

    @Test func theNumberOfSeriesIsBounded() {
        var page = MetricsPage(prefix: "m_")
        page.add("a", .gauge, "Many.", (0..<5000).map { (labels: [("n", "\($0)")], value: 1) })
        page.add("b", .gauge, "Long.", [(labels: [("n", String(repeating: "x", count: 100_000))], value: 1)])
        let text = page.text()
        let read = StrictMetrics(text)
        #expect(read.mistakes == [])
        #expect(read.values.count == MetricsPage.mostSeries + 2)
        #expect(read.values[StrictMetrics.Series(name: "m_series_left_out", labels: [:])] == 3000)
        #expect(text.utf8.count < 100_000)
        let counters = Counters(["known"])
        for number in 0..<1000 { counters.add("word\(number)") }
        counters.add("known")
        #expect(counters.now.count <= Counters.most + 1)
        #expect(counters.now["known"] == 1)
        #expect(counters.now.values.reduce(0, +) == 1001)
    }

    /// The reader sees what it is there to see.
    @Test(arguments: [
        "m_a 1\n", "# HELP m_a A.\n# TYPE m_a gauge\nm_a 1", "# TYPE m_a gauge\nm_a 1\n",
        "# HELP m_a A.\n# TYPE m_a gauge\nm_a 1\nm_a 2\n", "# HELP m_a A.\n# TYPE m_a counter\nm_a 1\n",
        "# HELP m_a_total A.\n# TYPE m_a_total counter\nm_a_total -1\n",
        "# HELP m_a A.\n# TYPE m_a gauge\nm_a{x=\"\"y\"} 1\n",
        "# HELP m_a A.\n# TYPE m_a gauge\nm_a{x=\"1\",x=\"2\"} 1\n", "# HELP m_a A.\n# TYPE m_a gauge\n# HELP m_a A.\n",
        "# HELP m_a A.\n# TYPE m_a gauge\nm_a NaN\n", "# HELP m_a A.\n# TYPE m_a gauge\nm_a 1 \n",
        "# HELP m_a_seconds A.\n# TYPE m_a_seconds histogram\nm_a_seconds_bucket{le=\"1\"} 2\nm_a_seconds_sum 1\nm_a_seconds_count 2\n",
    ])
    func mistakesAreSeen(_ text: String) { #expect(StrictMetrics(text).mistakes != []) }

    @Test func whatFallsIsSeen() {
        let before = StrictMetrics("# HELP m_a_total A.\n# TYPE m_a_total counter\nm_a_total 5\n")
        #expect(before.mistakes == [])
        let after = StrictMetrics("# HELP m_a_total A.\n# TYPE m_a_total counter\nm_a_total 4\n")
        #expect(after.fallen(since: before).count == 1)
        #expect(StrictMetrics("").fallen(since: before).count == 1)
        #expect(before.fallen(since: after) == [])
    }
}
