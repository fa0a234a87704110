/// What a part of a text looks like as a whole: how long its lines and words are, how many capitals, numbers and questions it has.
struct TextShape {
    var numbers = 0
    var lines = 1
    private var words = 0
    private var letters = 0
    private var capitalWords = 0
    private var capitalsWords = 0
    private var questions = 0
    private var sentenceEnds = 0
    private var brackets = 0

    /// How often each of ``features()`` counts: words have the greater say.
    static let weight: UInt16 = 12
    /// Parts with fewer words have no shape.
    private static let leastWords = 20

    @inline(__always)
    mutating func note(wordOf count: Int, isCapital: Bool, isCapitals: Bool) {
        words += 1
        letters += count
        if isCapitals { capitalsWords += 1 } else if isCapital { capitalWords += 1 }
    }

    @inline(__always)
    mutating func note(mark: UInt8) {
        switch mark {
        case UInt8(ascii: "?"): questions += 1
        case UInt8(ascii: "."), UInt8(ascii: "!"): sentenceEnds += 1
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"): brackets += 1
        default: break
        }
    }

    /// Each measure as one of a few steps, as hashes.
    func features() -> [UInt32] {
        guard words >= TextShape.leastWords else { return [] }
        let sentences = max(1, sentenceEnds + questions)
        return [
            TextShape.step(Kinds.lineLength, words, of: lines, [2, 5, 8, 12, 20, 60]),
            TextShape.step(Kinds.wordLength, 10 * letters, of: words, [38, 42, 46, 50, 56, 64]),
            TextShape.step(Kinds.capitals, 100 * capitalWords, of: words, [4, 8, 14, 22, 34, 50]),
            TextShape.step(Kinds.allCapitals, 100 * capitalsWords, of: words, [1, 3, 8, 20, 40]),
            TextShape.step(Kinds.numbers, 100 * numbers, of: words, [1, 3, 6, 12, 25, 60]),
            TextShape.step(Kinds.sentenceLength, words, of: sentences, [7, 11, 15, 20, 27, 40]),
            TextShape.step(Kinds.questions, 100 * questions, of: sentences, [1, 5, 12, 25]),
            TextShape.step(Kinds.brackets, 100 * brackets, of: words, [1, 3, 6, 15]),
        ]
    }

    private static func step(_ kind: UInt32, _ part: Int, of all: Int, _ bounds: [Int]) -> UInt32 {
        let value = part / max(1, all)
        return Hash.of(kind, UInt8(bounds.count { $0 <= value }))
    }

    private enum Kinds {
        static let lineLength = Hash.kind("words in a line")
        static let wordLength = Hash.kind("letters in a word")
        static let capitals = Hash.kind("capitals")
        static let allCapitals = Hash.kind("all capitals")
        static let numbers = Hash.kind("numbers")
        static let sentenceLength = Hash.kind("words in a sentence")
        static let questions = Hash.kind("questions")
        static let brackets = Hash.kind("brackets")
    }
}
