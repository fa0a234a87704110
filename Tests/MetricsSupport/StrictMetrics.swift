/// Reads a page of metrics as strictly as the format is written, and says what is wrong with it.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/, and what `promtool check metrics` asks for.
public struct StrictMetrics: Sendable {
    /// A name and labels.
    public struct Series: Hashable, Sendable {
        public var name: String
        /// By name.
        public var labels: [String: String]

        /// Names a series.
        public init(name: String, labels: [String: String]) {
            self.name = name
            self.labels = labels
        }
    }

    /// What is wrong.
    public private(set) var mistakes: [String] = []
    /// What each series says.
    public private(set) var values: [Series: Double] = [:]
    /// By family.
    public private(set) var types: [String: String] = [:]

    private var family: String?
    private var helped: Set<String> = []

    /// Reads a page.
    public init(_ text: String) {
        if !text.hasSuffix("\n") { mistakes.append("does not end with a line feed") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() { read(String(line)) }
        for name in types.keys where types[name] == "histogram" { checkHistogram(name) }
    }

    private mutating func read(_ line: String) {
        if line.hasPrefix("# HELP ") || line.hasPrefix("# TYPE ") {
            let parts = line.dropFirst(7).split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, parts[0].wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) != nil else {
                return mistakes.append("bad comment: \(line)")
            }
            line.hasPrefix("# HELP ") ? readHelp(parts[0], parts[1]) : readType(parts[0], parts[1])
        } else {
            readSample(line)
        }
    }

    private mutating func readHelp(_ name: String, _ text: String) {
        if !helped.insert(name).inserted { mistakes.append("second HELP of \(name)") }
        if text.last != "." { mistakes.append("HELP of \(name) is no sentence") }
        family = nil
    }

    private mutating func readType(_ name: String, _ type: String) {
        if types[name] != nil { mistakes.append("second TYPE of \(name)") }
        if !helped.contains(name) { mistakes.append("TYPE of \(name) without HELP before it") }
        if !["counter", "gauge", "histogram"].contains(type) { mistakes.append("type \(type) of \(name)") }
        if (type == "counter") != name.hasSuffix("_total") { mistakes.append("\(name) is a \(type)") }
        if type == "histogram", !name.hasSuffix("_seconds") { mistakes.append("\(name) has no unit") }
        if name.contains(/_(bucket|count|sum)$/) { mistakes.append("\(name) looks like part of a histogram") }
        types[name] = type
        family = name
    }

    private mutating func readSample(_ line: String) {
        guard let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.e+-]+|NaN|[+-]Inf)/),
            let value = Double(match.3)
        else { return mistakes.append("bad line: \(line)") }
        let name = String(match.1)
        var base = name
        if let family, types[family] == "histogram" { base.replace(/_(bucket|count|sum)$/) { _ in "" } }
        if base != family { mistakes.append("\(name) is not behind its TYPE") }
        guard let labels = labels(match.2.map { String($0) } ?? "") else {
            return mistakes.append("bad labels: \(line)")
        }
        let series = Series(name: name, labels: labels)
        if values[series] != nil { mistakes.append("twice: \(line)") }
        if !value.isFinite { mistakes.append("no number: \(line)") }
        if types[base] != "gauge", value < 0 { mistakes.append("less than nothing: \(line)") }
        values[series] = value
    }

    private func labels(_ text: String) -> [String: String]? {
        var (labels, rest) = ([String: String](), text[...])
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(,(?=.)|$)/),
                labels.updateValue(String(match.2), forKey: String(match.1)) == nil
            else { return nil }
            rest = rest[match.range.upperBound...]
        }
        return labels
    }

    private mutating func checkHistogram(_ name: String) {
        let groups = Dictionary(grouping: values.keys.filter { $0.name == "\(name)_bucket" }) { series in
            series.labels.filter { $0.key != "le" }
        }
        for (labels, buckets) in groups {
            let sorted = buckets.compactMap { series in
                series.labels["le"].flatMap { Double($0) }.map { ($0, values[series] ?? -1) }
            }.sorted { $0.0 < $1.0 }
            if sorted.count != buckets.count { mistakes.append("\(name) has a bucket without bound") }
            if zip(sorted, sorted.dropFirst()).contains(where: { $0.1 > $1.1 }) { mistakes.append("\(name) falls") }
            let count = values[Series(name: "\(name)_count", labels: labels)]
            if sorted.last?.0 != .infinity || sorted.last?.1 != count {
                mistakes.append("\(name) has no +Inf that counts all")
            }
            if values[Series(name: "\(name)_sum", labels: labels)] == nil { mistakes.append("\(name) has no sum") }
        }
    }

    /// What of the counters of `earlier` is smaller now, or gone.
    public func fallen(since earlier: StrictMetrics) -> [String] {
        earlier.values.filter { series, value in
            let base = series.name.replacing(/_(bucket|count|sum)$/) { _ in "" }
            guard earlier.types[series.name] == "counter" || earlier.types[base] == "histogram" else { return false }
            return (values[series] ?? -1) < value
        }.map { "\($0.key.name) \($0.key.labels): \($0.value) -> \(values[$0.key] ?? -1)" }
    }
}
