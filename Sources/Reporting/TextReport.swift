import FindingDocuments
public import Terminal
public import Findings
import Identifiers
import POSIX

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
        put(style.heading(isInput ? "standard input" : TerminalText.escaped(report.path)))
        if let status = report.status, !isInput {
            let owner = TerminalText.escaped(owners[status.userID])
            put(style.aside("  (owner \(owner), mode 0\(String(status.mode, radix: 8)))"))
        }
        put("\n")
        if let gap = report.coverage.reason { put("  \(style.aside("in part only: \(gap.summary)"))\n") }
        let detections = report.detections.sorted { left, right in
            (right.severity, right.confidence, right.count) < (left.severity, left.confidence, left.count)
        }
        let names = detections.map { TerminalText.escaped($0.identifier.name) }
        let nameWidth = names.map(TextReport.width).max() ?? 0
        let idWidth = detections.map(\.identifier.id.utf8.count).max() ?? 0
        for (detection, name) in zip(detections, names) {
            put("  ")
            put(style.severity(detection.severity))
            put("  ")
            put(name, padded: nameWidth)
            put("  ")
            put(detection.identifier.id, style.aside, padded: idWidth)
            put("  ")
            put(detection.count == 1 ? "once" : "\(Quantity.grouped(detection.count)) times")
            put(", confidence ")
            put(detection.confidence.name)
            put("\n")
            addPlaces(of: detection)
        }
        put("\n")
    }

    /// One line for each of the first places.
    private mutating func addPlaces(of detection: Detection) {
        let occurrences = detection.occurrences.prefix(TextReport.shownOccurrences)
        let places = occurrences.map(\.location.shown)
        let placeWidth = max(8, places.map(\.utf8.count).max() ?? 0)
        let values = occurrences.map(\.shown)
        let valueWidth = values.map(TextReport.width).max() ?? 0
        for (index, occurrence) in occurrences.enumerated() {
            pad(2 + placeWidth - places[index].utf8.count)
            put(places[index])
            put("  ")
            put(values[index], style.value, padded: valueWidth)
            put("  ")
            put(style.aside(reasons(of: occurrence, in: detection)))
            put("\n")
        }
        let others = detection.count - places.count
        if others > 0 {
            pad(placeWidth + 4)
            put(style.aside("and \(Quantity.grouped(others)) more"))
            put("\n")
        }
    }

    /// What spoke for an occurrence, in words.
    private func reasons(of occurrence: Occurrence, in detection: Detection) -> String {
        var text = ""
        if let cell = occurrence.location.cell, cell.columnName != nil || cell.reference == nil {
            text += "column \(cell.columnName.map { TerminalText.escaped($0) } ?? String(cell.column))"
        }
        for reason in occurrence.evidence.reasons {
            if !text.isEmpty { text += ", " }
            switch reason {
            case .pattern: text += "by its form alone"
            case .entropy: text += "random enough"
            case .knownName: text += "known name"
            case .keyword(let word): text += "near \"\(TerminalText.escaped(word))\""
            case .content(_, let percent): text += "the whole document, \(percent) %"
            case .validator, .encoding, .disguised:
                text += "passes "
                text += reason.name
            }
        }
        let confidence = occurrence.evidence.confidence
        if confidence != detection.confidence { text += ", confidence \(confidence.name)" }
        return text
    }

    // MARK: - Bytes

    private mutating func put(_ text: String) { bytes += text.utf8 }

    /// Appends `text` as `style` shows it, and spaces up to `width` columns.
    private mutating func put(_ text: String, _ style: (String) -> String = { $0 }, padded width: Int) {
        put(style(text))
        pad(width - TextReport.width(text))
    }

    private mutating func pad(_ count: Int) {
        for _ in 0..<max(0, count) { bytes.append(UInt8(ascii: " ")) }
    }

    /// How many columns `text` takes, near enough; counting characters is dear, and most text is ASCII.
    private static func width(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
    }
}

extension Location {
    /// What a spreadsheet calls the cell, else line and column; behind the member and the page where there are such.
    var shown: String {
        let inPage = cell?.reference.map { TerminalText.escaped($0) } ?? "\(line):\(column)"
        let place = page.map { "page \($0), \(inPage)" } ?? inPage
        return trail.path.map { "\(TerminalText.escaped($0)) \(place)" } ?? place
    }
}

extension Occurrence {
    /// The value as it is shown: masked, unless the user asked to see it.
    fileprivate var shown: String {
        guard let value else { return masked }
        return TerminalText.escaped(value.revealed())
    }
}
