import Detection
import Findings
import Identifiers
import POSIX

extension FileScanner {
    /// Says in a report what the object is, and adds the finding that it may be for that.
    ///
    /// - Parameters:
    ///   - sample: What was collected of its text.
    ///   - report: The report.
    ///   - observe: Called with the finding, if the options stream them.
    mutating func classify(
        _ sample: ContentSampler?,
        _ report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) {
        guard let classifier = options.classifier, let sample,
            let judgement = classifier.judge(sample, report.path, hasFindings: !report.detections.isEmpty)
        else { return }
        report.contentClass = judgement.content
        // Values in a document that is sensitive in itself weigh more than elsewhere.
        let lifted = report.severity?.raised
        for finding in judgement.findings { add(finding, lifted, to: &report, observe: observe) }
    }

    private mutating func add(
        _ finding: ContentClassifier.Judgement.Finding,
        _ severity: Severity?,
        to report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) {
        let identifiers = options.detector.identifiers
        let id = finding.identifier
        guard let place = identifiers.firstIndex(where: { $0.id == id }) else { return }
        // What a document is told for certain counts as sure; the probability itself stands beside it.
        let confidence: Confidence = finding.probability >= FileScanner.sureProbability ? .high : .medium
        guard confidence >= options.minimumConfidence,
            tools.known.isEmpty || !tools.known.holdsDocument(id, fingerprint: nil)
        else { return }
        let occurrence = Occurrence(
            at: Location(line: 1, column: 1, endLine: 1, endColumn: 1, range: 0..<0),
            Evidence(confidence, [.content(finding.name, percent: Int(finding.probability * 100))]),
            masked: "",
            // All documents of a kind have the same value: whoever accepts one accepts it for what it is.
            fingerprint: tools.fingerprinter.fingerprint(of: Array(id.utf8).span)?.text
        )
        guard var detection = Detection(identifiers[place], 1, confidence, at: [occurrence]) else { return }
        if let severity { detection.severity = max(detection.severity, severity) }
        if options.details.streamsOccurrences { observe(detection, report.status) }
        let order = Dictionary(identifiers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let index = report.detections.firstIndex { other in
            (detection.identifier.category, place) < (other.identifier.category, order[other.identifier.id] ?? 0)
        }
        report.detections.insert(detection, at: index ?? report.detections.endIndex)
    }

    /// From which probability on the kind of a document is told with high confidence.
    private static let sureProbability = 0.97
}
