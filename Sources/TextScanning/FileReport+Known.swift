import Detection
package import Findings
import Fingerprints
import Identifiers
package import Matching

extension FileReport {
    /// Leaves out what is known and allowed, where another process has made the report, which does not know it: all values have
    /// come with their places.
    ///
    /// - Parameters:
    ///   - options: What is told of occurrences.
    ///   - tools: Know what is known.
    package mutating func dropKnown(_ options: TextOptions, with tools: inout ScanTools) {
        if tools.known.isEmpty { return }
        var kept: [Detection] = []
        for detection in detections {
            if let rest = detection.withoutKnown(options, with: &tools) { kept.append(rest) }
        }
        detections = kept
    }
}

extension Detection {
    /// What is left of it; `nil` when all of it is known.
    fileprivate func withoutKnown(_ options: TextOptions, with tools: inout ScanTools) -> Detection? {
        let id = identifier.id
        let others = count - occurrences.count
        var kept: [Occurrence] = []
        for occurrence in occurrences where !tools.holds(occurrence, id) { kept.append(occurrence) }
        let count = kept.count + others
        guard count > 0, let confidence = kept.map(\.evidence.confidence).max() else { return nil }
        if !options.details.streamsOccurrences { kept = Array(kept.prefix(options.locatedOccurrences)) }
        if !options.details.revealsValues {
            for index in kept.indices { kept[index].value = nil }
        }
        if count == self.count {
            var same = self
            same.occurrences = kept
            return same
        }
        let known = options.detector.identifiers.first { $0.id == id } ?? identifier
        return Detection(known, count, confidence, at: kept)
    }
}

extension ScanTools {
    /// Whether an occurrence of an identifier is known.
    fileprivate mutating func holds(_ occurrence: Occurrence, _ id: String) -> Bool {
        let fingerprint = occurrence.fingerprint
        guard let value = occurrence.value?.revealed(), !value.isEmpty else {
            // What a document is found for has no value but its path.
            return known.holdsDocument(id, fingerprint: fingerprint)
        }
        return known.holds(value.span, id, line: occurrence.location.line, fingerprint: fingerprint)
    }
}
