/// What a value is judged by.
public enum SecretFeatures {
    private static let letters = SecretShape.letterCount
    private static let kinds = SecretShape.kindCount
    private static let tripleCount = letters * letters * letters
    private static let quadrupleCount = kinds * kinds * kinds * kinds
    private static let lengthCount = 48
    private static let varietyCount = 24
    private static let mixtureCount = 128

    /// How many features there are.
    public static let count = tripleCount + quadrupleCount + lengthCount + varietyCount + mixtureCount

    /// Features whose weights are added up together.
    public enum Group: Sendable {
        /// There is one for each byte.
        case gram
        /// There is one for the whole value.
        case whole
    }

    /// The weights of a value, added up.
    public struct Sum {
        private var grams: Float = 0
        private var whole: Float = 0

        /// Nothing yet.
        public init() {}

        /// Adds the weight of a feature.
        @inline(__always)
        public mutating func add(_ weight: Float, to group: Group) {
            if group == .gram { grams += weight } else { whole += weight }
        }

        /// The logarithm of the odds.
        public func logOdds(of value: Span<UInt8>) -> Double {
            Double(grams * SecretFeatures.share(of: value) + whole)
        }
    }

    /// How much the weight of one gram counts in a value of that length.
    public static func share(of value: Span<UInt8>) -> Float {
        1 / Float(min(value.count, SecretModel.greatestLength) + 1).squareRoot()
    }

    /// Names every feature of `value`, which has three bytes or more, as often as it has it.
    @inline(__always)
    public static func visit(_ value: Span<UInt8>, _ body: (_ feature: Int, _ group: Group) -> Void) {
        let end = min(value.count, SecretModel.greatestLength)
        var triple = SecretShape.letterEdge * letters + SecretShape.letter(value[0])
        var quadruple = (SecretShape.kindEdge * kinds + SecretShape.kind(value[0])) * kinds + SecretShape.kind(value[1])
        var (low, high): (UInt64, UInt64) = (0, 0)
        var mixture = 0
        for index in 0...end {
            if index < end {
                let byte = value[index]
                if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
                mixture |= 1 << SecretShape.kind(byte)
            }
            if index >= 1 {
                let next = index < end ? SecretShape.letter(value[index]) : SecretShape.letterEdge
                triple = (triple * letters + next) % tripleCount
                body(triple, .gram)
            }
            if index >= 2 {
                let next = index < end ? SecretShape.kind(value[index]) : SecretShape.kindEdge
                quadruple = (quadruple * kinds + next) % quadrupleCount
                body(tripleCount + quadruple, .gram)
            }
        }
        var offset = tripleCount + quadrupleCount
        body(offset + (end < 32 ? end : min(32 + (end - 32) / 8, lengthCount - 1)), .whole)
        offset += lengthCount
        let different = low.nonzeroBitCount + high.nonzeroBitCount
        body(offset + min(varietyCount - 1, different * (varietyCount - 1) / min(end, 32)), .whole)
        offset += varietyCount
        body(offset + mixture, .whole)
    }
}
