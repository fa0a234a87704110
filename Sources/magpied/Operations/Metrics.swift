import EventBus
import Monitoring
import POSIX
import Problems
import Reporting

/// The service in numbers, in the text format of Prometheus.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
struct Metrics {
    private let health: Health
    private var text = ""

    private typealias Values = [(labels: String, value: Double)]

    static func text(
        of health: Health,
        _ events: EventBus,
        _ clients: (connected: Int, turnedAway: Int),
        _ problems: ProblemBook,
        backlog: Int
    ) -> String {
        var metrics = Metrics(health: health)
        metrics.add(backlog)
        metrics.add(problems)
        metrics.add("clients", "gauge", "Clients that are connected.", metrics.single(clients.connected))
        let refused = metrics.single(clients.turnedAway)
        metrics.add(
            "clients_turned_away_total",
            "counter",
            "Clients turned away or dropped because of limits.",
            refused
        )
        metrics.add(events)
        return metrics.text
    }

    private init(health: Health) { self.health = health }

    private mutating func add(_ backlog: Int) {
        add("info", "gauge", "The version, as a label.", [("{version=\"\(Product.version)\"}", 1)])
        add("uptime_seconds", "gauge", "Time since the start or the last reload.", [("", health.seconds)])
        add(
            "objects_unread",
            "gauge",
            "Objects that could not be read when they were looked at last.",
            single(health.unread)
        )
        let written = single(health.openForWriting)
        add(
            "objects_open_for_writing",
            "gauge",
            "Objects that somebody could write to when they were scanned last.",
            written
        )
        add("objects_waiting", "gauge", "Objects that wait to be scanned or written.", single(health.waiting))
        add("objects_scanned_total", "counter", "Objects that were scanned.", single(health.scanned))
        add("objects_failed_total", "counter", "Objects at which a scanner failed.", single(health.failed))
        add("outcomes_recorded_total", "counter", "Outcomes that were written to the records.", single(health.recorded))
        let knows = health.scannedEarly == nil ? 1 : 0
        add("managed_secrets_known", "gauge", "1 when all managed secrets are recognised in files.", single(knows))
        add("events_delivered_total", "counter", "Events that were appended to the feed.", single(health.delivered))
        add("events_waiting", "gauge", "Events that wait for a target.", single(backlog))
        add("overflow_total", "counter", "Times that events of the kernel were lost.", each { Double($0.overflows) })
        add("walks_total", "counter", "Times that a bucket was compared with the records.", each { Double($0.walks) })
        add("reconcile_seconds", "gauge", "How long the last of them took.", each { $0.walkSeconds ?? 0 })
        add("watched_folders", "gauge", "Folders that are watched one by one.", each { Double($0.folders) })
        let mounts = each { Double($0.mounts.count) }
        add("nested_mounts", "gauge", "Folders that are not read because something is mounted there.", mounts)
        let states = ["live", "reconciling", "polling", "offline"]
        add(
            "bucket_state",
            "gauge",
            "1 for the state that a bucket is in.",
            health.buckets.flatMap { bucket in
                states.map {
                    ("{bucket=\"\(escaped(bucket.name))\",state=\"\($0)\"}", bucket.state == $0 ? 1 : 0)
                }
            }
        )
    }

    private mutating func add(_ book: ProblemBook) {
        let (summary, beginnings) = (book.summary, book.beginnings)
        let now = Timestamp.now().secondsSince1970
        add("healthy", "gauge", "1 when nothing is wrong.", single(summary.isHealthy ? 1 : 0))
        func each(_ value: ([ProblemBook.Entry], Problem.Name) -> Double) -> Values {
            Problem.Name.allCases.map { name in
                let entries = summary.entries.filter { $0.problem.name == name }
                let labels = "{problem=\"\(name.rawValue)\",severity=\"\(name.severity.rawValue)\"}"
                return (labels, value(entries, name))
            }
        }
        add(
            "problems",
            "gauge",
            "Problems that stand.",
            each { entries, name in Double(entries.count + (summary.leftOut[name] ?? 0)) }
        )
        add(
            "problem_age_seconds",
            "gauge",
            "How long the oldest of them has stood.",
            each { entries, _ in entries.map { max(0, now - $0.since) }.max() ?? 0 }
        )
        add(
            "problems_begun_total",
            "counter",
            "Problems that have begun since the start.",
            each { _, name in Double(beginnings[name] ?? 0) }
        )
    }

    private mutating func add(_ events: EventBus) {
        let matched = events.matchedCounts.map {
            ("{bus=\"\($0.bus)\",rule=\"\($0.rule)\"}", Double($0.count))
        }
        add("rule_matched_total", "counter", "Events that a rule has met.", matched)
        let targets = (try? events.targetMetrics()) ?? []
        func each(_ value: (TargetMetrics) -> Double) -> Values {
            targets.map { ("{bus=\"\($0.bus)\",rule=\"\($0.rule)\",target=\"\($0.target)\"}", value($0)) }
        }
        add("target_delivered_total", "counter", "Events that were delivered.", each { Double($0.delivered) })
        add("target_failed_total", "counter", "Tries to deliver that have failed.", each { Double($0.failed) })
        add("target_waiting", "gauge", "Events that wait.", each { Double($0.waiting) })
        add("target_oldest_seconds", "gauge", "How long the oldest of them has waited.", each { $0.oldestSeconds ?? 0 })
        add("target_dead_letters", "gauge", "Events that were given up and are kept.", each { Double($0.deadLetters) })
    }

    private mutating func add(_ name: String, _ type: String, _ help: String, _ values: Values) {
        text += "# HELP magpie_\(name) \(help)\n# TYPE magpie_\(name) \(type)\n"
        for (labels, value) in values {
            let isWhole = value.rounded() == value && abs(value) < 1e15
            text += "magpie_\(name)\(labels) \(isWhole ? String(Int(value)) : String(value))\n"
        }
    }

    private func single(_ value: Int) -> Values { [("", Double(value))] }

    private func each(_ value: (Health.Bucket) -> Double) -> Values {
        health.buckets.map { ("{bucket=\"\(escaped($0.name))\"}", value($0)) }
    }

    /// A label's value.
    private func escaped(_ text: String) -> String {
        var result = ""
        for character in TerminalText.escaped(text) {
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
