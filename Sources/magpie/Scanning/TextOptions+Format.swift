import BuiltInModels
import ContentClasses
import FindingDocuments
import Findings
import Fingerprints
import Reporting
import ScanSetups
import TextScanning

extension TextOptions {
    /// Adds what a format of results needs to be worked out.
    mutating func add(for format: ReportFormat) {
        switch format {
        case .text: locatedOccurrences = TextReport.shownOccurrences
        case .jsonl:
            locatedOccurrences = FindingWriter.locatedOccurrences
            details.hashesContent = true
            // Findings say what their objects are.
            if classifier == nil { classifier = ContentClassifier(.whereItMatters) { BuiltInModels.documents } }
            if classifier?.scope == .whereItIsFinding { classifier?.scope = .whereItMatters }
        case .matches: details.streamsOccurrences = true
        case .sarif: locatedOccurrences = SARIFReport.locatedOccurrences
        }
    }
}

extension ScanSetup {
    /// The most occurrences of an identifier in a document that are located for the format `matches`.
    private static let mostMatches = 100_000

    /// Has another process work out what `options` do.
    mutating func read(like options: TextOptions) {
        let isFiltered = options.baseline != nil
        let isLong = options.details.streamsOccurrences || isFiltered
        locatedOccurrences = isLong ? ScanSetup.mostMatches : options.locatedOccurrences
        details = options.details
        details.streamsOccurrences = false
        // What is known is told by its value, here.
        details.revealsValues = details.revealsValues || isFiltered
        classification = options.classifier?.scope
    }
}
