import Identifiers
import Prefiltering

extension Scanner {
    /// Looks for names of people wherever words begin with capitals.
    ///
    /// - Complexity: O(*n*); about 50 nanoseconds for each two words that begin with capitals.
    mutating func scanNames(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard detector.nameVariant >= 0, let names = detector.names?() else { return }
        let reader = NameReader(bytes, names, readsProse: readsProse)
        let confidence = detector.variants[detector.nameVariant].confidence
        var position = owned.lowerBound
        let end = min(bytes.count, owned.upperBound + Scanner.nameReach)
        let words = NameWords.capitals
        while position < end, let blank = words.blank(in: bytes, position..<end) {
            let reading = reader.reading(around: blank, &nameWords)
            position = max(blank + 1, reading.end)
            guard let name = reading.name, owned.contains(name.lowerBound) else { continue }
            var evidence = MatchEvidence(confidence: confidence)
            evidence.isKnownName = true
            accept(detector.nameVariant, in: bytes, start: name.lowerBound, value: name, evidence)
        }
    }

    /// How far behind its start the first blank of a name is, at most, in bytes.
    private static let nameReach = 64
}
