package import ContentClasses
import Detection
package import Findings
import Fingerprints
import Identifiers
package import Matching

// What an object is a finding for, whatever values stand in it.
extension FileReport {
    /// From which probability on the kind of a document is told with high confidence.
    private static let sureProbability = 0.97

    /// Says what the object is, and adds the finding that it may be for that.
    ///
    /// - Parameters:
    ///   - sample: What was collected of its text.
    ///   - options: Who says what objects are, and what is looked for.
    ///   - tools: Know what is known, and make fingerprints.
    ///   - observe: Called with the finding, if the options stream them.
    package mutating func classify(
        _ sample: ContentSampler?,
        _ options: TextOptions,
        with tools: inout ScanTools,
        observe: (Detection) -> Void
    ) {
        guard let classifier = options.classifier, let sample,
            let judgement = classifier.judge(sample, path, hasFindings: !detections.isEmpty)
        else { return }
        contentClass = judgement.content
        // Values in a document that is sensitive in itself weigh more than elsewhere.
        let lifted = severity?.raised
        for finding in judgement.findings {
            // What a document is told for certain counts as sure; the probability itself stands beside it.
            let isSure = finding.probability >= FileReport.sureProbability
            let evidence = Evidence(
                isSure ? .high : .medium,
                [.content(finding.name, percent: Int(finding.probability * 100))]
            )
            guard let found = options.occurrence(ofDocument: finding.identifier, evidence, with: &tools) else {
                continue
            }
            add(found, lifted, options, observe: observe)
        }
    }

    private mutating func add(
        _ found: (index: Int, occurrence: Occurrence),
        _ severity: Severity?,
        _ options: TextOptions,
        observe: (Detection) -> Void
    ) {
        let identifiers = options.detector.identifiers
        let (place, occurrence) = found
        guard var detection = Detection(identifiers[place], 1, occurrence.evidence.confidence, at: [occurrence]) else {
            return
        }
        if let severity { detection.severity = max(detection.severity, severity) }
        if options.details.streamsOccurrences { observe(detection) }
        let order = Dictionary(identifiers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let index = detections.firstIndex { other in
            (detection.identifier.category, place) < (other.identifier.category, order[other.identifier.id] ?? 0)
        }
        detections.insert(detection, at: index ?? detections.endIndex)
    }
}

extension DetectionTallies {
    /// Counts a part of an object that is there to hold keys or passwords, if such are looked for and it is not known.
    ///
    /// - Parameters:
    ///   - type: The MIME type of the store.
    ///   - trail: Where in the object it is, as it may be shown.
    ///   - options: What is looked for.
    ///   - tools: Know what is known, and make fingerprints.
    ///   - observe: Called with the finding, if the options stream them.
    package mutating func count(
        credentialStore type: String,
        in trail: Trail,
        _ options: TextOptions,
        with tools: inout ScanTools,
        observe: (Detection) -> Void
    ) {
        let id = DocumentIdentifiers.credentialStore.id
        let evidence = Evidence(.high, [.pattern])
        guard let (index, found) = options.occurrence(ofDocument: id, of: type, evidence, with: &tools) else { return }
        var occurrence = found
        occurrence.location.trail = trail
        let known = count(index, .high)
        if options.details.streamsOccurrences {
            if let detection = Detection(options.detector.identifiers[index], 1, .high, at: [occurrence]) {
                observe(detection)
            }
        } else if known <= options.locatedOccurrences {
            locate(index, at: occurrence)
        }
    }
}

extension TextOptions {
    /// An occurrence of an identifier that a document is found for, and where the identifier stands in the detector.
    ///
    /// - Parameters:
    ///   - id: The id of the identifier.
    ///   - kind: What tells documents of this identifier apart; whoever accepts one accepts all of its kind.
    ///   - evidence: What speaks for it.
    ///   - tools: Know what is known, and make fingerprints.
    /// - Returns: `nil` when it is not looked for, or known, or less sure than what is wanted.
    fileprivate func occurrence(
        ofDocument id: String,
        of kind: String = "",
        _ evidence: Evidence,
        with tools: inout ScanTools
    ) -> (index: Int, occurrence: Occurrence)? {
        guard let index = detector.identifiers.firstIndex(where: { $0.id == id }),
            evidence.confidence >= minimumConfidence,
            tools.known.isEmpty || !tools.known.holdsDocument(id, fingerprint: nil)
        else { return nil }
        let occurrence = Occurrence(
            at: Location(line: 1, column: 1, endLine: 1, endColumn: 1, range: 0..<0),
            evidence,
            masked: "",
            fingerprint: tools.fingerprinter.fingerprint(of: Array((id + kind).utf8).span)?.text
        )
        return (index, occurrence)
    }
}
