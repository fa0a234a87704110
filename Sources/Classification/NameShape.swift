/// Tells words that are built like names of people from other words by the letters that follow each other in them.
///
/// A logistic model over triples and quadruples of folded letters, the ends of the word among them, hashed to 32,768 weights of a
/// byte each. The sum is divided by the square root of the number of features, so that long words are no surer than their letters
/// make them. `magpie-train names` makes the weights; `Rules/Models/names.md` says how well it does. No name can be read from it.
public struct NameShape: Sendable {
    /// The number of weights.
    public static let count = 1 << 15

    /// What a step of a weight is worth.
    static let scale: Float = 1 / 16

    /// The most bytes of a word that are looked at.
    static let longestWord = 48

    /// The weights in steps; the last one is added to every word.
    private let weights: [Int8]

    /// Reads what ``bytes`` have written, or what training has found.
    ///
    /// - Parameter weights: ``count`` weights and what is added to every word, in steps; it is `nil` for any other number of them.
    init?(_ weights: [Int8]) {
        guard weights.count == NameShape.count + 1 else { return nil }
        self.weights = weights
    }

    /// Makes a model of weights, rounded to steps of a sixteenth.
    ///
    /// - Parameters:
    ///   - weights: ``count`` weights.
    ///   - base: What is added to every word.
    public init?(weights: [Float], base: Float) {
        self.init((weights + [base]).map { Int8(max(-127, min(127, ($0 / NameShape.scale).rounded()))) })
    }

    /// One that takes no word for a name.
    public static let none = NameShape(known: [Int8](repeating: 0, count: count) + [-127])

    private init(known weights: [Int8]) { self.weights = weights }

    /// The weights in steps, what is added to every word last.
    var bytes: [UInt8] { weights.map { UInt8(bitPattern: $0) } }

    /// The logarithm of the odds that a word is a name rather than any other word, before anything is known of what stands around it.
    ///
    /// - Parameter word: Letters in UTF-8, in any case.
    /// - Returns: `nil` for words with other letters than Latin ones, and for those of fewer than three letters or more than 48.
    /// - Complexity: Linear in the word, about 5 nanoseconds for each letter.
    public func logOdds(of word: Span<UInt8>) -> Float? {
        var (sum, features): (Int, Int) = (0, 0)
        guard
            NameShape.visit(
                word,
                { feature in
                    sum += Int(weights[feature]); features += 1
                }
            ), features > 0
        else { return nil }
        return NameShape.scale * (Float(sum) / Float(features).squareRoot() + Float(weights[NameShape.count]))
    }

    /// The features of a word, each as often as it is there.
    ///
    /// - Returns: Whether the word has features.
    @discardableResult
    public static func visit(_ word: Span<UInt8>, _ body: (Int) -> Void) -> Bool {
        guard let letters = NameLetters.folded(word, atMost: longestWord), letters.count >= 3 else { return false }
        let whole = [1] + letters + [2]
        for (length, seed) in [(3, UInt32(0x9E37)), (4, UInt32(0x85EB))] where whole.count >= length {
            for start in 0...whole.count - length {
                var hash = seed
                for index in start..<start + length { hash = (hash ^ UInt32(whole[index])) &* 0x0100_0193 }
                hash ^= hash >> 15
                body(Int(hash) & (count - 1))
            }
        }
        return true
    }
}
