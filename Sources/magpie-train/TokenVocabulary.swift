/// A vocabulary of byte pairs, by which the efficiency of tokens is measured: letters of a text for each token of it.
///
/// Source: R. Sennrich, B. Haddow, A. Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016.
struct TokenVocabulary {
    /// The rank at which two tokens were joined, and the token that they became.
    private var joins: [Int: (rank: Int, token: Int)] = [:]

    /// Learns 4,000 tokens from a sample of words.
    init(_ words: [String]) {
        let step = max(1, words.count / 12_000)
        var texts = stride(from: 0, to: words.count, by: step).map { words[$0].utf8.map { Int($0) } }
        var counts: [Int: Int] = [:]
        var places: [Int: Set<Int>] = [:]
        func pair(_ left: Int, _ right: Int) -> Int { left << 20 | right }
        func count(_ index: Int, _ amount: Int) {
            for (left, right) in zip(texts[index], texts[index].dropFirst()) {
                counts[pair(left, right), default: 0] += amount
                if amount > 0 { places[pair(left, right), default: []].insert(index) }
            }
        }
        for index in texts.indices { count(index, 1) }
        for rank in 0..<4000 {
            guard let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), best.value > 1 else { break }
            let token = 256 + rank
            joins[best.key] = (rank, token)
            for index in places.removeValue(forKey: best.key) ?? [] {
                count(index, -1)
                texts[index] = TokenVocabulary.join(texts[index], best.key, into: token)
                count(index, 1)
            }
            counts[best.key] = nil
        }
    }

    private static func join(_ text: [Int], _ pair: Int, into token: Int) -> [Int] {
        var joined: [Int] = []
        for part in text {
            if let last = joined.last, last << 20 | part == pair {
                joined[joined.count - 1] = token
            } else {
                joined.append(part)
            }
        }
        return joined
    }

    /// Bytes for each token.
    func efficiency(of bytes: [UInt8]) -> Double {
        var text = bytes.map { Int($0) }
        while text.count > 1 {
            let pairs = zip(text, text.dropFirst()).map { $0 << 20 | $1 }
            let known = pairs.compactMap { pair in joins[pair].map { (pair: pair, join: $0) } }
            guard let best = known.min(by: { $0.join.rank < $1.join.rank }) else { break }
            text = TokenVocabulary.join(text, best.pair, into: best.join.token)
        }
        return Double(bytes.count) / Double(text.count)
    }
}
