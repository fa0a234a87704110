/// A finished index, which is shared and not copied.
final class SharedFieldIndex: Sendable {
    let index: FieldIndex

    init(_ index: FieldIndex) { self.index = index }
}

/// All that patterns ask of one field, arranged so that a value finds what it satisfies without trying the rest.
struct FieldIndex: Sendable {
    /// Something that a value satisfies when it begins or ends as said, and, with a wildcard, matches that.
    private struct Candidate: Sendable {
        var condition: Int32
        var wildcard: Wildcard?
    }

    /// Something that a value satisfies when it is folded as said and, unless both are ASCII, is one of the forms.
    private struct Caseless: Sendable {
        var condition: Int32
        var text: CaselessText
    }

    /// Places in ``lists`` of the conditions that ask for a text, as it is or without regard to case.
    private var strings = ByteTable()
    private var lists: [[Int32]] = []
    private var folded = ByteTable()
    private var foldedLists: [[Caseless]] = []
    /// Whether the table of texts has, in another space, numbers that are compared as they are written.
    private var hasDigits = false
    private var prefixes = Beginnings<Candidate>()
    private var suffixes = Beginnings<Candidate>()
    private var foldedPrefixes = Beginnings<Caseless>()
    private var foldedSuffixes = Beginnings<Caseless>()
    /// Wildcards that begin and end with a star, by four bytes that must occur.
    private var grams: [UInt32: [Candidate]] = [:]
    /// Wildcards of which nothing must occur that is long enough.
    private var others: [Candidate] = []
    private var numbers: [Double: [Int32]] = [:]
    private var booleans: [[UInt8]: [Int32]] = [:]
    private var nulls: [Int32] = []
    private var anything: [Int32] = []
    private var ranges: [(range: NumericRange, condition: Int32)] = []
    /// The greatest upper end among the ranges up to each.
    private var greatestUpper: [Double] = []
    private var blocks: [AddressBlock: [Int32]] = [:]
    private var blockLengths: Set<Int> = []

    /// Adds an alternative that a value can satisfy by itself.
    mutating func add(_ alternative: EventPattern.Alternative, _ condition: Int32) {
        let plain = Candidate(condition: condition, wildcard: nil)
        switch alternative {
        case .string(let text): add(Array(text.utf8), condition, space: 0)
        case .digits(let text):
            add(Array(text.utf8), condition, space: 1)
            hasDigits = true
        case .ignoringCase(let text):
            let next = Int32(foldedLists.count)
            let list = Int(folded.value(0, text.folded) { next })
            if list == foldedLists.count { foldedLists.append([]) }
            foldedLists[list].append(Caseless(condition: condition, text: text))
        case .number(let number): numbers[number, default: []].append(condition)
        case .boolean(let value): booleans[Array((value ? "true" : "false").utf8), default: []].append(condition)
        case .null: nulls.append(condition)
        case .exists: anything.append(condition)
        case .prefix(let text): prefixes.add(Array(text.utf8), plain)
        case .prefixIgnoringCase(let text):
            foldedPrefixes.add(text.folded, Caseless(condition: condition, text: text))
        case .suffix(let text): suffixes.add(Array(text.utf8.reversed()), plain)
        case .suffixIgnoringCase(let text):
            foldedSuffixes.add(text.folded.reversed(), Caseless(condition: condition, text: text))
        case .wildcard(let wildcard): add(wildcard, condition)
        case .range(let range): ranges.append((range, condition))
        case .addresses(let block):
            blocks[block, default: []].append(condition)
            blockLengths.insert(block.length)
        case .absent, .anythingBut: preconditionFailure("a value cannot satisfy it by itself")
        }
    }

    private mutating func add(_ text: [UInt8], _ condition: Int32, space: Int) {
        let next = Int32(lists.count)
        let list = Int(strings.value(space, text) { next })
        if list == lists.count { lists.append([]) }
        lists[list].append(condition)
    }

    private mutating func add(_ wildcard: Wildcard, _ condition: Int32) {
        let candidate = Candidate(condition: condition, wildcard: wildcard)
        if let first = wildcard.parts.first, !first.isEmpty {
            prefixes.add(first, candidate)
        } else if let last = wildcard.parts.last, !last.isEmpty {
            suffixes.add(Array(last.reversed()), candidate)
        } else if let part = wildcard.parts.max(by: { $0.count < $1.count }), part.count >= 4 {
            let start = (part.count - 4) / 2
            grams[FieldIndex.gram(part[start..<start + 4]), default: []].append(candidate)
        } else {
            others.append(candidate)
        }
    }

    /// To be called when everything was added.
    mutating func finish() {
        ranges.sort { $0.range.lower < $1.range.lower }
        var greatest = -Double.infinity
        greatestUpper = ranges.map { entry in
            greatest = max(greatest, entry.range.upper)
            return greatest
        }
    }

    /// Calls `body` for each condition that a value satisfies; perhaps more than once for one.
    func forEachCondition(_ value: borrowing EventFields.Value, _ body: (Int32) -> Void) {
        for condition in anything { body(condition) }
        switch value.kind {
        case .null: for condition in nulls { body(condition) }
        case .boolean: for condition in booleans[value.bytes] ?? [] { body(condition) }
        case .number:
            for condition in numbers[value.number] ?? [] { body(condition) }
            if hasDigits, let list = strings.value(1, value.bytes, value.bytes.indices) {
                for condition in lists[Int(list)] { body(condition) }
            }
            forEachRange(value.number, body)
        case .string: forEachText(value.bytes, body)
        }
    }

    private func forEachText(_ text: [UInt8], _ body: (Int32) -> Void) {
        if let list = strings.value(0, text, text.indices) { for condition in lists[Int(list)] { body(condition) } }
        prefixes.forEach(in: text) { FieldIndex.check($0, text, body) }
        suffixes.forEach(in: text, isBackwards: true) { FieldIndex.check($0, text, body) }
        for candidate in others { FieldIndex.check(candidate, text, body) }
        if !grams.isEmpty, text.count >= 4 {
            for start in 0...text.count - 4 {
                for candidate in grams[FieldIndex.gram(text[start..<start + 4])] ?? [] {
                    FieldIndex.check(candidate, text, body)
                }
            }
        }
        if !folded.isEmpty || !foldedPrefixes.isEmpty || !foldedSuffixes.isEmpty {
            let lower = CaselessText.fold(text)
            let isASCII = text.allSatisfy { $0 < 0x80 }
            if let list = folded.value(0, lower, lower.indices) {
                for entry in foldedLists[Int(list)] where isASCII && entry.text.isASCII || entry.text.equals(text) {
                    body(entry.condition)
                }
            }
            foldedPrefixes.forEach(in: lower) { entry in
                if isASCII && entry.text.isASCII || entry.text.begins(text) { body(entry.condition) }
            }
            foldedSuffixes.forEach(in: lower, isBackwards: true) { entry in
                if isASCII && entry.text.isASCII || entry.text.ends(text) { body(entry.condition) }
            }
        }
        if !blocks.isEmpty, let address = InternetAddress.bytes(text) {
            for length in blockLengths where length <= address.count * 8 {
                for condition in blocks[AddressBlock(address, length: length)] ?? [] { body(condition) }
            }
        }
    }

    private func forEachRange(_ number: Double, _ body: (Int32) -> Void) {
        // The last range that begins at the number or before it.
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].range.lower <= number { low = middle + 1 } else { high = middle }
        }
        var index = low - 1
        while index >= 0, greatestUpper[index] >= number {
            if ranges[index].range.contains(number) { body(ranges[index].condition) }
            index -= 1
        }
    }

    private static func check(_ candidate: Candidate, _ text: [UInt8], _ body: (Int32) -> Void) {
        if candidate.wildcard?.matches(text) ?? true { body(candidate.condition) }
    }

    private static func gram(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
