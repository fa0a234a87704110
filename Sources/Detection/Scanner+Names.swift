import Identifiers
import Prefiltering

/// What a value says of who is named next to it.
enum PersonSign {
    /// Little.
    case none
    /// That it is somebody, or a company.
    case shared
    /// That it is somebody: only people have such numbers.
    case number
}

extension Scanner {
    /// Looks for names of people wherever words begin with capitals.
    ///
    /// - Complexity: O(*n*); about 50 nanoseconds for each two words that begin with capitals.
    mutating func scanNames(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard detector.nameVariant >= 0, let names = detector.names?() else { return }
        let reader = NameReader(bytes, names, readsProse: readsProse)
        let confidence = detector.variants[detector.nameVariant].confidence
        var neighbours: [(start: Int, isNumber: Bool)]?
        var position = owned.lowerBound
        let end = min(bytes.count, owned.upperBound + Scanner.nameReach)
        // In prose a word in small letters may introduce somebody: `ich heiße Sabine`.
        let words = reader.readsProse ? NameWords.anyCapitals : NameWords.capitals
        while position < end, let blank = words.blank(in: bytes, position..<end) {
            let reading = reader.reading(around: blank, &nameWords)
            position = max(blank + 1, reading.end)
            guard let name = reading.name ?? reading.possibleName ?? reading.unknownName,
                owned.contains(name.lowerBound)
            else { continue }
            if reading.name == nil {
                if neighbours == nil { neighbours = placesOfPersons() }
                guard let neighbours,
                    isBesidePerson(name, neighbours, mustBeClose: reading.possibleName == nil, in: bytes)
                else { continue }
            }
            var evidence = MatchEvidence(confidence: confidence)
            evidence.isKnownName = reading.name != nil
            accept(detector.nameVariant, in: bytes, start: name.lowerBound, value: name, evidence)
        }
    }

    /// How far behind its start the first blank of a name is, at most, in bytes.
    private static let nameReach = 64

    /// Where what only people have was found so far, in order, and whether it is a number of theirs.
    private mutating func placesOfPersons() -> [(start: Int, isNumber: Bool)] {
        var places: [(start: Int, isNumber: Bool)] = []
        for match in matches where match.evidence.confidence > .low {
            let sign = personSign(of: match.identifier)
            if sign != .none { places.append((match.valueStart, sign == .number)) }
        }
        return places.sorted { $0.start < $1.start }
    }

    /// What an identifier finds says of who is named next to it; looked up once, for ids are texts.
    private mutating func personSign(of identifier: Int) -> PersonSign {
        if let known = personSigns[identifier] { return known }
        let id = detector.identifiers[identifier].id
        let isImpersonal =
            detector.identifiers[identifier].category == .credentials
            || Scanner.impersonal.contains { id.contains($0) }
        let sign: PersonSign =
            isImpersonal ? .none : Scanner.shared.contains { id.contains($0) } ? .shared : .number
        personSigns[identifier] = sign
        return sign
    }

    /// Parts of the ids of identifiers that say little of who is named next to what they find.
    private static let impersonal = [
        "NAME", "EMAIL", "VAT", "COMPANY", "ISIN", "BIC_CODE", "LEI", "CUSIP", "SEDOL", "LATITUDE", "BITCOIN",
        "ETHEREUM",
        "IP_ADDRESS", "MAC_ADDRESS", "URL",
    ]

    /// Parts of the ids of what companies have as well.
    private static let shared = [
        "PHONE", "ADDRESS", "BANK_ACCOUNT", "IBAN", "ROUTING", "SORT_CODE", "CREDIT_CARD", "EMPLOYER", "VEHICLE",
        "IMEI", "BUSINESS",
    ]

    /// Whether something of a person stands in the line of a name, or in the one before or behind it.
    ///
    /// - Parameters:
    ///   - name: What may be a name.
    ///   - places: What was found.
    ///   - mustBeClose: Whether only a number of a person counts, in the same line and with few words between.
    ///   - bytes: The text.
    /// - Returns: `false` where nothing of the kind stands there.
    private func isBesidePerson(
        _ name: Range<Int>,
        _ places: [(start: Int, isNumber: Bool)],
        mustBeClose: Bool,
        in bytes: Span<UInt8>
    ) -> Bool {
        guard !places.isEmpty else { return false }
        if mustBeClose {
            // What labels are made of is no name, nor is the cell of a table, where all stand beside numbers.
            guard !holdsContextWord(name), table == nil, !Scanner.isCell(name, in: bytes) else { return false }
            var end = name.upperBound
            while end < bytes.count, end - name.upperBound < Scanner.closeness, bytes[end] != 10 { end += 1 }
            var place = Scanner.first(places, from: name.upperBound)
            while place < places.count, places[place].start < end {
                if places[place].isNumber { return true }
                place += 1
            }
            return false
        }
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
        let low = Scanner.first(places, from: start)
        return low < places.count && places[low].start < end
    }

    /// The index of the first of `places` at `start` or behind it.
    private static func first(_ places: [(start: Int, isNumber: Bool)], from start: Int) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether what divides the cells of a table or the members of an object stands right behind `name`.
    private static func isCell(_ name: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        let end = name.upperBound
        guard end < bytes.count else { return false }
        switch bytes[end] {
        case UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            return true
        case UInt8(ascii: ","): return end + 1 == bytes.count || bytes[end + 1] != 32
        case 32: return end + 1 < bytes.count && (bytes[end + 1] == UInt8(ascii: "|"))
        default: return false
        }
    }

    /// Whether a context word lies in `range`, whole or with a part of it.
    private func holdsContextWord(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = contextHits.count
        while low < high {
            let middle = (low + high) / 2
            if contextHits[middle].start < range.lowerBound - Scanner.longestWord {
                low = middle + 1
            } else {
                high = middle
            }
        }
        while low < contextHits.count, contextHits[low].start < range.upperBound {
            if contextHits[low].end > range.lowerBound { return true }
            low += 1
        }
        return false
    }

    /// How far behind words that nobody knows a number makes them a name, in bytes.
    private static let closeness = 56

    /// How far from a name its neighbours are looked for, in bytes.
    private static let neighbourhood = 240
}
