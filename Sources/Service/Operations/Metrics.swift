import Watching
import ProductIdentity
import Terminal
import EventBus
import Measuring
import POSIX
import Problems
import Records

/// The service in numbers, in the text format of Prometheus.
///
/// Counters and histograms begin at the start of the process and never fall, whatever is reloaded. What has labels is bounded:
/// by the configuration, by fixed words, or by ``MetricsPage/mostSeries``.
struct Metrics {
    /// What it is made of.
    struct Source {
        var running: Daemon.Running
        var records: RecordStore
        var problems: ProblemBook
        var measures: Measures
        var clients: (connected: Int, turnedAway: Int)
        /// When the process began, by the clock ``Timestamp/monotonic()``.
        var start: Timestamp
        /// The buckets that are told of.
        var buckets: VisibleBuckets
    }

    private typealias Values = [MetricsPage.Sample]

    private let source: Source
    private let health: Health
    private let totals: ServiceTotals
    private var page = MetricsPage(prefix: "magpie_")

    /// How many values could not be read from the records.
    private var unread = 0

    /// The page as it is now.
    static func text(of source: Source) -> String {
        var metrics = Metrics(source)
        metrics.addService()
        metrics.addProblems()
        metrics.addObjects()
        metrics.addBuckets()
        metrics.addEvents()
        metrics.addActions()
        metrics.addTimes()
        metrics.addUnread()
        return metrics.page.text()
    }

    private init(_ source: Source) {
        self.source = source
        var (health, totals) = (source.running.service.health, source.running.totals)
        health.buckets.removeAll { !source.buckets.contains($0.name) }
        totals.buckets = totals.buckets.filter { source.buckets.contains($0.key) }
        (self.health, self.totals) = (health, totals)
    }

    /// What is counted of buckets that are told of.
    private mutating func readTallies<Tally>(of bucket: (Tally) -> String, _ tallies: (Source) throws -> [Tally])
        -> [Tally]
    {
        (read(tallies) ?? []).filter { source.buckets.contains(bucket($0)) }
    }

    /// Reads a value from the records; `nil` when it cannot be read, which the page says and the problem `records` explains.
    private mutating func read<Value>(_ value: (Source) throws -> Value) -> Value? {
        do { return try value(source) } catch {
            unread += 1
            return nil
        }
    }

    private mutating func addUnread() {
        page.add("metrics_unread", .gauge, "Values that could not be read, and are missing here or stand as 0.", unread)
    }

    private mutating func addService() {
        page.add("info", .gauge, "The version, as a label.", [(labels: [("version", Product.version)], value: 1)])
        let seconds = Timestamp.monotonic().seconds(since: source.start)
        page.add("uptime_seconds", .gauge, "Time since the start.", [(labels: [], value: seconds)])
        page.add("clients", .gauge, "Clients that are connected.", source.clients.connected)
        page.add(
            "clients_turned_away_total",
            .counter,
            "Clients turned away or dropped because of limits.",
            source.clients.turnedAway
        )
        let measures = source.measures
        page.add("refused_requests_total", .counter, "Requests that were refused.", counts(measures.refusals, "reason"))
        page.add(
            "reloads_total",
            .counter,
            "Attempts to read the configuration anew.",
            counts(measures.reloads, "result")
        )
        page.add("rotations_total", .counter, "Rotations of secrets.", counts(measures.rotations, "result"))
    }

    private mutating func addProblems() {
        let (summary, beginnings) = (source.problems.summary, source.problems.beginnings)
        let now = Timestamp.now().secondsSince1970
        func each(_ value: ([ProblemBook.Entry], Problem.Name) -> Double) -> Values {
            Problem.Name.allCases.map { name in
                let entries = summary.entries.filter { $0.problem.name == name }
                let labels = [("problem", name.rawValue), ("severity", name.severity.rawValue)]
                return (labels: labels, value: value(entries, name))
            }
        }
        page.add("healthy", .gauge, "1 when nothing is wrong.", summary.isHealthy ? 1 : 0)
        page.add(
            "problems",
            .gauge,
            "Problems that stand.",
            each { entries, name in Double(entries.count + (summary.leftOut[name] ?? 0)) }
        )
        page.add(
            "problem_age_seconds",
            .gauge,
            "How long the oldest of them has stood.",
            each { entries, _ in entries.map { max(0, now - $0.since) }.max() ?? 0 }
        )
        page.add(
            "problems_begun_total",
            .counter,
            "Problems that have begun since the start.",
            each { _, name in Double(beginnings[name] ?? 0) }
        )
    }

    private mutating func addObjects() {
        page.add(
            "objects_unread",
            .gauge,
            "Objects that could not be read when they were looked at last.",
            health.unread
        )
        page.add(
            "objects_open_for_writing",
            .gauge,
            "Objects that somebody could write to when they were scanned last.",
            health.openForWriting
        )
        page.add("objects_waiting", .gauge, "Objects that wait to be scanned or written.", health.waiting)
        page.add(
            "objects_oldest_seconds",
            .gauge,
            "How long the oldest object has waited to be scanned and written.",
            [(labels: [], value: health.oldestSeconds)]
        )
        page.add("outcomes_waiting", .gauge, "Outcomes of scans that wait to be written.", health.unwritten)
        page.add("objects_scanned_total", .counter, "Objects that were scanned.", totals.scanned)
        page.add("objects_failed_total", .counter, "Objects at which a scanner failed.", totals.failed)
        page.add("outcomes_recorded_total", .counter, "Outcomes that were written to the records.", totals.recorded)
        let knows = health.scannedEarly == nil ? 1 : 0
        page.add("managed_secrets_known", .gauge, "1 when all managed secrets are recognised in files.", knows)
        let objects: Values = readTallies(of: \.bucket) { try $0.records.objectTallies() }.map { tally in
            (
                labels: [("bucket", label(tally.bucket)), ("coverage", tally.verdict), ("reason", tally.gap)],
                value: Double(tally.objects)
            )
        }
        page.add("objects", .gauge, "Objects in the records, by how far they were read and why not further.", objects)
        let findings: Values = readTallies(of: \.bucket) { try $0.records.findingTallies() }.map { tally in
            let severity = ["low", "medium", "high"][min(max(tally.severity, 1), 3) - 1]
            let labels = [
                ("bucket", label(tally.bucket)), ("category", tally.category.lowercased()), ("severity", severity),
                ("archived", tally.isArchived ? "true" : "false"),
            ]
            return (labels: labels, value: Double(tally.findings))
        }
        page.add("findings", .gauge, "Findings that hold.", findings)
    }

    private mutating func addBuckets() {
        func each(_ value: (Health.Bucket) -> Double) -> Values {
            health.buckets.map { (labels: [("bucket", label($0.name))], value: value($0)) }
        }
        func total(_ value: (ServiceTotals.Bucket) -> Int) -> Values {
            totals.buckets.sorted { $0.key < $1.key }.map { name, bucket in
                (labels: [("bucket", label(name))], value: Double(value(bucket)))
            }
        }
        page.add("overflow_total", .counter, "Times that events of the kernel were lost.", total(\.overflows))
        page.add("walks_total", .counter, "Times that a bucket was compared with the records.", total(\.walks))
        page.add("reconcile_seconds", .gauge, "How long the last of them took.", each { $0.walkSeconds ?? 0 })
        page.add("watched_folders", .gauge, "Folders that are watched one by one.", each { Double($0.folders) })
        page.add(
            "nested_mounts",
            .gauge,
            "Folders that are not read because something is mounted there.",
            each { Double($0.mounts.count) }
        )
        let states = ["live", "reconciling", "polling", "offline"]
        page.add(
            "bucket_state",
            .gauge,
            "1 for the state that a bucket is in.",
            health.buckets.flatMap { bucket -> Values in
                states.map { state in
                    (
                        labels: [("bucket", label(bucket.name)), ("state", state)],
                        value: bucket.state == state ? 1 : 0
                    )
                }
            }
        )
    }

    private mutating func addEvents() {
        let events = source.running.service.events
        page.add(
            "events_delivered_total",
            .counter,
            "Events that were appended to the feed.",
            source.running.service.events.deliveredCounts.feed
        )
        let backlog = read { try $0.records.waitingDeliveries() } ?? 0
        page.add("events_waiting", .gauge, "Events that wait for a target.", backlog)
        let matched: Values = events.matchedCounts.map {
            (labels: [("bus", $0.bus), ("rule", $0.rule)], value: Double($0.count))
        }
        page.add("rule_matched_total", .counter, "Events that a rule has met.", matched)
        let targets = read { try $0.running.service.events.targetMetrics() } ?? []
        func each(_ value: (TargetMetrics) -> Double) -> Values {
            targets.map { (labels: [("bus", $0.bus), ("rule", $0.rule), ("target", $0.target)], value: value($0)) }
        }
        page.add("target_delivered_total", .counter, "Events that were delivered.", each { Double($0.delivered) })
        page.add("target_failed_total", .counter, "Tries to deliver that have failed.", each { Double($0.failed) })
        page.add("target_waiting", .gauge, "Events that wait.", each { Double($0.waiting) })
        page.add(
            "target_oldest_seconds",
            .gauge,
            "How long the oldest of them has waited.",
            each { $0.oldestSeconds ?? 0 }
        )
        page.add(
            "target_dead_letters",
            .gauge,
            "Events that were given up and are kept.",
            each { Double($0.deadLetters) }
        )
    }

    private mutating func addActions() {
        let held = read { try $0.records.heldActions() } ?? []
        page.add("actions_held", .gauge, "Actions of rules that are held back.", held.reduce(0) { $0 + $1.count })
        let now = Timestamp.now().secondsSince1970
        let oldest = held.map { max(0, now - $0.first.startedAt) }.max() ?? 0
        page.add(
            "actions_held_oldest_seconds",
            .gauge,
            "How long the oldest of them has been held back.",
            [(labels: [], value: oldest)]
        )
        let rotations = read { try $0.records.readSecrets { try $0.rotations() } } ?? []
        page.add("rotations_under_way", .gauge, "Rotations of secrets that have begun and not ended.", rotations.count)
        let started = rotations.map { max(0, now - $0.startedAt) }.max() ?? 0
        page.add(
            "rotations_oldest_seconds",
            .gauge,
            "How long ago the oldest of them has begun.",
            [(labels: [], value: started)]
        )
    }

    private mutating func addTimes() {
        func all(_ histograms: [String: Histogram]) -> [(value: String, counts: Histogram.Counts)] {
            histograms.sorted { $0.key < $1.key }.map { ($0.key, $0.value.now) }
        }
        page.add("scan_seconds", "How long looking at an object took.", by: "coverage", all(source.measures.scans))
        page.add(
            "delivery_seconds",
            "How long events took from when they were put to when they were delivered.",
            by: "target",
            all(source.measures.deliveries)
        )
        page.add("request_seconds", "How long answers took.", by: "service", all(source.measures.requests))
    }

    private func counts(_ counters: Counters, _ label: String) -> Values {
        counters.now.sorted { $0.key < $1.key }.map { (labels: [(label, $0.key)], value: Double($0.value)) }
    }

    /// A name that others have chosen, without what terminals obey.
    private func label(_ name: String) -> String { TerminalText.escaped(name) }
}

/// What services have counted since the process began, those included that a reload has replaced.
struct ServiceTotals: Sendable {
    /// What is counted for a bucket.
    struct Bucket: Sendable {
        var overflows = 0
        var walks = 0
    }

    var scanned = 0
    var failed = 0
    var recorded = 0
    var buckets: [String: Bucket] = [:]

    /// Adds what a service has counted since it began.
    static func + (totals: ServiceTotals, health: Health) -> ServiceTotals {
        var totals = totals
        totals.scanned += health.scanned
        totals.failed += health.failed
        totals.recorded += health.recorded
        for bucket in health.buckets {
            totals.buckets[bucket.name, default: Bucket()].overflows += bucket.overflows
            totals.buckets[bucket.name]?.walks += bucket.walks
        }
        return totals
    }
}

extension Daemon.Running {
    /// What was counted since the process began.
    var totals: ServiceTotals { before + service.health }
}
