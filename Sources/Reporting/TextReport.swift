import Identifiers
import POSIX
public import Scanning

/// The format `text`: for people at a terminal.
///
/// A block for each object: its path, then for each identifier what it is and how often and how surely it was found, and
/// under that the first places, with the value masked and what spoke for it.
///
/// ```
/// finance/payroll.csv  (owner anna, mode 0644)
///   HIGH    Credit card number  CREDIT_CARD_NUMBER  12 times, confidence high
///       2:31  42************42  passes paymentCard, near "card"
///       3:31  51************57  passes paymentCard, near "card"
///             and 10 more
/// ```
public struct TextReport: ReportFormatter {
    /// How many places of an identifier in an object are shown.
    public static let shownOccurrences = 5

    private let style: Style
    private var owners = OwnerNames()
    public var bytes: [UInt8] = []

    /// Creates a report without blocks.
    public init(_ style: Style) { self.style = style }

    public mutating func add(_ detection: Detection, in path: [UInt8]) {}

    public mutating func add(_ report: FileReport) {
        guard !report.detections.isEmpty else { return }
        let isInput = report.path == ScanRoot.standardInput
        var text = style.heading(isInput ? "standard input" : TerminalText.escaped(report.path))
        if let status = report.status, !isInput {
            let owner = TerminalText.escaped(owners[status.userID])
            text += style.aside("  (owner \(owner), mode 0\(String(status.mode, radix: 8)))")
        }
        text += "\n"
        if let gap = report.coverage.gap { text += "  \(style.aside("in part only: \(gap.summary)"))\n" }
        let detections = report.detections.sorted { left, right in
            (right.severity, right.confidence, right.count) < (left.severity, left.confidence, left.count)
        }
        let nameWidth = detections.map(\.identifier.name.count).max() ?? 0
        let idWidth = detections.map(\.identifier.id.count).max() ?? 0
        for detection in detections { add(detection, nameWidth, idWidth, to: &text) }
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    private func add(_ detection: Detection, _ nameWidth: Int, _ idWidth: Int, to text: inout String) {
        let identifier = detection.identifier
        let name = TerminalText.escaped(identifier.name)
        let times = detection.count == 1 ? "once" : "\(Quantity.grouped(detection.count)) times"
        text += "  \(style.severity(detection.severity))"
        text += "  \(name)\(padding(nameWidth - name.count))"
        text += "  \(style.aside(identifier.id))\(padding(idWidth - identifier.id.count))"
        text += "  \(times), confidence \(detection.confidence.name)\n"
        let places = detection.occurrences.prefix(TextReport.shownOccurrences).map { occurrence in
            (place: "\(occurrence.line):\(occurrence.column)", occurrence: occurrence)
        }
        let placeWidth = max(8, places.map(\.place.count).max() ?? 0)
        let valueWidth = places.map(\.occurrence.shown.count).max() ?? 0
        for (place, occurrence) in places {
            let value = occurrence.shown
            text += "  \(padding(placeWidth - place.count))\(place)  \(style.value(value))"
            text += "\(padding(valueWidth - value.count))  \(style.aside(reasons(of: occurrence, in: detection)))\n"
        }
        let others = detection.count - places.count
        if others > 0 { text += padding(placeWidth + 4) + style.aside("and \(Quantity.grouped(others)) more") + "\n" }
    }

    /// What spoke for an occurrence, in words.
    private func reasons(of occurrence: Occurrence, in detection: Detection) -> String {
        var reasons = occurrence.reasons.map { reason in
            switch reason {
            case "pattern": "by its form alone"
            case "entropy": "random enough"
            case _ where reason.hasPrefix("keyword:"):
                "near \"\(TerminalText.escaped(String(reason.dropFirst("keyword:".count))))\""
            default: "passes \(reason)"
            }
        }
        if let cell = occurrence.cell {
            reasons.insert("column \(cell.columnName.map { TerminalText.escaped($0) } ?? String(cell.column))", at: 0)
        }
        if occurrence.confidence != detection.confidence { reasons.append("confidence \(occurrence.confidence.name)") }
        return reasons.joined(separator: ", ")
    }

    private func padding(_ width: Int) -> String { String(repeating: " ", count: max(0, width)) }
}

extension Occurrence {
    /// The value as it is shown: masked, unless the user asked to see it.
    fileprivate var shown: String {
        guard let value else { return masked }
        return TerminalText.escaped(value.revealed())
    }
}
