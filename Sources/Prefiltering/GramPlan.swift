/// By which grams keywords are found, and how these are spread over the tables of a filter: what is dear to work out for a
/// ``Prefilter``.
///
/// A plan for keywords that never change can be made beforehand, kept as numbers, and enlarged by a few more keywords.
public struct GramPlan: Sendable {
    /// Which grams betray which keyword, by gram.
    let entries: [GramTable.Entry]

    /// How the grams are spread.
    let hash: GramHash

    /// How many keywords it is for.
    public let keywordCount: Int

    /// Plans for `keywords`, of which there are fewer than two to the power of 24.
    ///
    /// - Parameters:
    ///   - keywords: What to look for.
    ///   - beforehand: Whether the plan is made to be kept, and may take its time.
    /// - Complexity: About a microsecond a keyword, and half a millisecond; beforehand ten times that.
    public init(_ keywords: [Keyword], beforehand: Bool = false) {
        let table = GramTable(keywords)
        let trials = beforehand ? GramHash.trials.beforehand : GramHash.trials.now
        self.init(
            entries: table.entries,
            hash: .best(for: table.grams, of: trials),
            keywordCount: keywords.count
        )
    }

    private init(entries: [GramTable.Entry], hash: GramHash, keywordCount: Int) {
        (self.entries, self.hash, self.keywordCount) = (entries, hash, keywordCount)
    }

    /// The plan for more keywords, of which the first are those that this one is for.
    ///
    /// Grams are spread as before: that costs a scan something only where many are added.
    ///
    /// - Complexity: Linear in all keywords; some nanoseconds for each that is known, a microsecond for each new one.
    public func enlarged(to keywords: [Keyword]) -> GramPlan {
        precondition(keywords.count >= keywordCount, "a plan is enlarged, never made smaller")
        guard keywords.count > keywordCount else { return self }
        let added = GramTable(keywords, from: keywordCount).entries
        var merged: [GramTable.Entry] = []
        merged.reserveCapacity(entries.count + added.count)
        var next = 0
        for entry in entries {
            while next < added.count, added[next].gram < entry.gram {
                merged.append(added[next])
                next += 1
            }
            merged.append(entry)
        }
        merged += added[next...]
        return GramPlan(entries: merged, hash: hash, keywordCount: keywords.count)
    }

    /// The plan as numbers, to keep it.
    public var numbers: [UInt32] {
        var numbers = [
            UInt32(keywordCount), UInt32(hash.first), UInt32(hash.second), UInt32(hash.third), UInt32(hash.fourth),
        ]
        numbers.reserveCapacity(5 + 2 * entries.count)
        var previous: UInt32 = 0
        for entry in entries {
            numbers.append(entry.gram - previous)
            numbers.append(UInt32(entry.keyword) << 8 | UInt32(entry.offset + 2))
            previous = entry.gram
        }
        return numbers
    }

    /// Reads what ``numbers`` have written.
    ///
    /// - Returns: `nil` for anything else.
    /// - Complexity: Some nanoseconds a number.
    public init?(_ numbers: ArraySlice<UInt32>) {
        guard numbers.count >= 5, numbers.count % 2 == 1 else { return nil }
        let head = numbers.prefix(5).dropFirst()
        guard let keywordCount = numbers.first, head.allSatisfy({ $0 <= UInt16.max }) else { return nil }
        let multipliers = head.map { UInt16($0) }
        var entries: [GramTable.Entry] = []
        entries.reserveCapacity(numbers.count / 2)
        var gram: UInt32 = 0
        for index in stride(from: numbers.startIndex + 5, to: numbers.endIndex, by: 2) {
            let (sum, isTooLarge) = gram.addingReportingOverflow(numbers[index])
            let keyword = numbers[index + 1] >> 8
            guard !isTooLarge, keyword < keywordCount else { return nil }
            gram = sum
            entries.append(
                GramTable.Entry(gram: gram, keyword: Int32(keyword), offset: Int32(numbers[index + 1] & 0xFF) - 2)
            )
        }
        let hash = GramHash(
            first: multipliers[0],
            second: multipliers[1],
            third: multipliers[2],
            fourth: multipliers[3]
        )
        self.init(entries: entries, hash: hash, keywordCount: Int(keywordCount))
    }
}
