/// Tells secrets from names, words, paths and texts by the letters that they are made of.
///
/// A logistic model over triples of folded bytes and quadruples of kinds of bytes, their number and how many differ. The
/// sums grow with the square root of the length, so that long values are surer than short ones without limit being lost.
/// `magpie-train secrets` makes the tables, from generated secrets and from words and sources; `Rules/Models/secrets.md`
/// says how well it does.
public struct SecretModel: Sendable {
    /// What is asked of a value.
    public enum Question: Sendable {
        /// Whether it is a key or token, which are made by machines.
        case key

        /// Whether it is a password, which people may have chosen.
        case password
    }

    /// The weights of triples, of kinds, of lengths and of the share of bytes that differ.
    let weights: SecretWeights

    /// The bytes of a value that are looked at, from its start.
    public static let greatestLength = 160

    /// The model for keys and tokens.
    public static let key = SecretModel(weights: SecretWeights(SecretTables.key, scale: SecretTables.keyScale))

    /// The model for passwords.
    public static let password = SecretModel(
        weights: SecretWeights(SecretTables.password, scale: SecretTables.passwordScale)
    )

    /// The model that answers a question.
    public static func answering(_ question: Question) -> SecretModel {
        switch question {
        case .key: key
        case .password: password
        }
    }

    /// The logarithm of the odds that `value` is a secret, before anything is known of what stands around it.
    ///
    /// - Returns: 0 where it is as likely as not; about 3 where nineteen of twenty such values are secrets. A value of fewer
    ///   than three bytes has no odds worth speaking of, -20.
    /// - Complexity: O(*n*) in at most ``greatestLength`` bytes, about 2 nanoseconds each.
    public func logOdds(of value: Span<UInt8>) -> Double {
        guard value.count >= 3 else { return -20 }
        var sum = SecretFeatures.Sum()
        SecretFeatures.visit(value) { feature, group in sum.add(weights.values[feature], to: group) }
        return sum.logOdds(of: value)
    }
}

/// The weights of a model.
public struct SecretWeights: Sendable {
    /// One for each feature, in ``SecretFeatures``' order.
    public var values: [Float]

    /// Weights of nothing.
    public init() { values = Array(repeating: 0, count: SecretFeatures.count) }

    /// Reads weights that ``packed(scale:)`` wrote.
    init(_ packed: String, scale: Float) {
        let text = packed.utf8.span
        var values = [Float](repeating: 0, count: SecretFeatures.count)
        var output = values.mutableSpan
        var count = 0
        for index in text.indices where text[index] > 32 {
            precondition(count < output.count, "the tables of secrets belong to another version")
            output[count] = Float(Int(text[index] == 126 ? 92 : text[index]) - SecretWeights.zero) * scale
            count += 1
        }
        precondition(count == SecretFeatures.count, "the tables of secrets belong to another version")
        self.values = values
    }

    /// The byte that stands for no weight.
    private static let zero = 80

    /// The weights as printable characters without quotes and backslashes, each a multiple of `scale`.
    public func packed(scale: Float) -> [UInt8] {
        values.map { weight in
            let number = SecretWeights.zero + Int((weight / scale).rounded())
            let byte = UInt8(min(125, max(35, number)))
            return byte == 92 ? 126 : byte
        }
    }
}
