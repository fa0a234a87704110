import BuiltInModels
import Reporting
import Scanning

extension ScanOptions {
    /// Adds what a format of results needs to be worked out.
    mutating func add(for format: ReportFormat) {
        switch format {
        case .text: locatedOccurrences = TextReport.shownOccurrences
        case .jsonl:
            locatedOccurrences = FindingWriter.locatedOccurrences
            details.hashesContent = true
            if classifier == nil { classifier = ContentClassifier(.whereItMatters) { BuiltInModels.documents } }
        case .matches: details.streamsOccurrences = true
        case .sarif: locatedOccurrences = SARIFReport.locatedOccurrences
        }
    }
}
