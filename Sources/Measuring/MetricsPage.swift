/// Numbers in the text format of Prometheus.
///
/// It keeps to what the format asks for whatever it is given: each family stands once and in one piece, no series comes twice,
/// names and labels are as they may be, and the number of series is bounded.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
public struct MetricsPage {
    /// What a family of series measures.
    public enum Kind: String, Sendable {
        case counter
        case gauge
    }

    /// A number and what it is of: labels in the order in which they are shown.
    public typealias Sample = (labels: [(String, String)], value: Double)

    /// The most series of a family; of others only their number is there, as `magpie_series_left_out`.
    public static let mostSeries = 2000
    /// The longest value of a label, in bytes; the rest is cut off.
    public static let longestLabel = 256

    private let prefix: String
    private var body = ""
    private var names: Set<String> = []
    private var leftOut = 0

    /// Begins a page.
    ///
    /// - Parameter prefix: What all names begin with, such as `magpie_`.
    public init(prefix: String) { self.prefix = prefix }

    /// Adds a family.
    ///
    /// - Parameters:
    ///   - name: Without the prefix; that of a counter ends in `_total`.
    ///   - kind: What it measures.
    ///   - help: A sentence.
    ///   - samples: The series. Of two with the same labels the first counts; a number that is none is left out.
    public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard begin(name, kind.rawValue, help) else { return }
        var seen: Set<String> = []
        for sample in samples {
            let labels = MetricsPage.text(sample.labels)
            guard sample.value.isFinite, seen.insert(labels).inserted else { continue }
            guard seen.count <= MetricsPage.mostSeries else {
                leftOut += 1
                continue
            }
            body += "\(prefix)\(name)\(labels) \(MetricsPage.text(sample.value))\n"
        }
    }

    /// Adds a family of one series without labels.
    public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, [(labels: [], value: Double(value))])
    }

    /// Adds histograms, which differ in one label.
    ///
    /// - Parameters:
    ///   - name: Without the prefix; ends in its unit, `_seconds`.
    ///   - help: A sentence.
    ///   - label: The name of the label.
    ///   - histograms: By the label's value.
    public mutating func add(
        _ name: String,
        _ help: String,
        by label: String,
        _ histograms: [(value: String, counts: Histogram.Counts)]
    ) {
        guard begin(name, "histogram", help) else { return }
        for (value, counts) in histograms.prefix(Counters.most) {
            var count = 0
            for (bound, number) in zip(counts.bounds.map { MetricsPage.text($0) } + ["+Inf"], counts.counts) {
                count += number
                let labels = MetricsPage.text([(label, value), ("le", bound)])
                body += "\(prefix)\(name)_bucket\(labels) \(count)\n"
            }
            let labels = MetricsPage.text([(label, value)])
            body += "\(prefix)\(name)_sum\(labels) \(MetricsPage.text(counts.sum))\n"
            body += "\(prefix)\(name)_count\(labels) \(count)\n"
        }
    }

    /// The whole page.
    public consuming func text() -> String {
        add("series_left_out", .gauge, "Series that are not shown because there are too many.", leftOut)
        return body
    }

    /// - Returns: Whether the family is new.
    private mutating func begin(_ name: String, _ kind: String, _ help: String) -> Bool {
        guard names.insert(name).inserted else { return false }
        // In a help text, only these two are escaped.
        let help = MetricsPage.escaped(help, quotes: false)
        body += "# HELP \(prefix)\(name) \(help)\n# TYPE \(prefix)\(name) \(kind)\n"
        return true
    }

    private static func text(_ labels: [(String, String)]) -> String {
        guard !labels.isEmpty else { return "" }
        let pairs = labels.map { name, value in
            var value = value
            if value.utf8.count > longestLabel {
                value = String(decoding: value.utf8.prefix(longestLabel), as: UTF8.self) + "..."
            }
            return "\(name)=\"\(escaped(value, quotes: true))\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func text(_ value: Double) -> String {
        value.rounded() == value && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
