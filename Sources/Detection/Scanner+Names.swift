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
        var neighbours: [Int]?
        var position = owned.lowerBound
        let end = min(bytes.count, owned.upperBound + Scanner.nameReach)
        let words = NameWords.capitals
        while position < end, let blank = words.blank(in: bytes, position..<end) {
            let reading = reader.reading(around: blank, &nameWords)
            position = max(blank + 1, reading.end)
            guard let name = reading.name ?? reading.possibleName, owned.contains(name.lowerBound) else { continue }
            if reading.name == nil {
                if neighbours == nil { neighbours = placesOfPersons() }
                guard let neighbours, isBesidePerson(name, neighbours, in: bytes) else { continue }
            }
            var evidence = MatchEvidence(confidence: confidence)
            evidence.isKnownName = true
            accept(detector.nameVariant, in: bytes, start: name.lowerBound, value: name, evidence)
        }
    }

    /// How far behind its start the first blank of a name is, at most, in bytes.
    private static let nameReach = 64

    /// Where what only people have was found so far, in order.
    private func placesOfPersons() -> [Int] {
        matches.filter { match in
            guard match.evidence.confidence > .low else { return false }
            let identifier = detector.identifiers[match.identifier]
            guard identifier.category != .credentials else { return false }
            return !Scanner.impersonal.contains { identifier.id.contains($0) }
        }
        .map(\.valueStart).sorted()
    }

    /// Parts of the ids of identifiers that say little of who is named next to what they find.
    private static let impersonal = [
        "NAME", "EMAIL", "VAT", "COMPANY", "ISIN", "BIC_CODE", "LEI", "CUSIP", "SEDOL", "LATITUDE", "BITCOIN",
        "ETHEREUM",
        "IP_ADDRESS", "MAC_ADDRESS", "URL",
    ]

    /// Whether something of a person stands in the line of a name, or in the one before or behind it.
    private func isBesidePerson(_ name: Range<Int>, _ places: [Int], in bytes: Span<UInt8>) -> Bool {
        guard !places.isEmpty else { return false }
        var start = name.lowerBound
        var lines = 0
        while start > 0, name.lowerBound - start < Scanner.neighbourhood {
            if bytes[start - 1] == 10 { lines += 1 }
            if lines == 2 { break }
            start -= 1
        }
        var end = name.upperBound
        lines = 0
        while end < bytes.count, end - name.upperBound < Scanner.neighbourhood {
            if bytes[end] == 10 { lines += 1 }
            if lines == 2 { break }
            end += 1
        }
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low] < end
    }

    /// How far from a name its neighbours are looked for, in bytes.
    private static let neighbourhood = 240
}
