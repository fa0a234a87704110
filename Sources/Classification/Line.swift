/// What is noted of a line while it is read: how it begins and ends, and what it holds.
struct Line {
    private var firstWord: UInt32 = 0
    private var secondWord: UInt32 = 0
    private var wordCount = 0
    private var numberCount = 0
    private var amountCount = 0
    private var markCount = 0
    private var indentation = 0
    private var firstMark: UInt8 = 0
    private var lastMark: UInt8 = 0
    private var markAfterFirstWord: UInt8 = 0
    private var beginsWithNumber = false
    private var endsWithNumber = false
    private var separators = 0

    var isEmpty: Bool { wordCount == 0 && numberCount == 0 && markCount == 0 }

    mutating func noteWord(_ hash: UInt32) {
        if wordCount == 0 { firstWord = hash } else if wordCount == 1 { secondWord = hash }
        wordCount += 1
        (endsWithNumber, lastMark) = (false, 0)
    }

    mutating func noteNumber(_ shape: UInt32) {
        if isEmpty { beginsWithNumber = true }
        numberCount += 1
        if shape == Number.amount { amountCount += 1 }
        (endsWithNumber, lastMark) = (true, 0)
    }

    mutating func note(_ mark: UInt8) {
        guard mark != UInt8(ascii: " "), mark != UInt8(ascii: "\t"), mark != UInt8(ascii: "\r") else {
            if isEmpty { indentation += 1 }
            if mark == UInt8(ascii: "\t") { separators += 1 }
            return
        }
        if markCount == 0, wordCount == 0, numberCount == 0 { firstMark = mark }
        if markAfterFirstWord == 0, wordCount >= 1, wordCount <= 4 { markAfterFirstWord = mark }
        if mark == UInt8(ascii: ",") || mark == UInt8(ascii: ";") || mark == UInt8(ascii: "|") { separators += 1 }
        markCount += 1
        (lastMark, endsWithNumber) = (mark, false)
    }

    /// What the line has, as hashes: few, so that words have the greater say.
    func features() -> [UInt32] {
        guard !isEmpty else { return [Line.hash("blank")] }
        var features: [UInt32] = []
        let isShort = wordCount <= 6
        if firstMark != 0 { features.append(Line.hash("first mark", firstMark)) }
        if lastMark != 0 { features.append(Line.hash("last mark", lastMark)) }
        if markAfterFirstWord == UInt8(ascii: ":") {
            features.append(Line.hash("label"))
            features.append(Hash.pair(Line.hash("label of"), firstWord))
            if wordCount > 1 { features.append(Hash.pair(Hash.pair(Line.hash("label of"), firstWord), secondWord)) }
        } else if markAfterFirstWord == UInt8(ascii: "=") {
            features.append(Line.hash("assignment"))
            features.append(Hash.pair(Line.hash("assignment of"), firstWord))
        } else if firstWord != 0, isShort, lastMark == UInt8(ascii: ",") {
            // Salutations and closings.
            features.append(Line.hash("short, comma"))
            features.append(Hash.pair(Line.hash("short, comma"), firstWord))
        } else if firstWord != 0, isShort, markCount == 0, numberCount == 0 {
            features.append(Line.hash("heading"))
            features.append(Hash.pair(Line.hash("heading"), firstWord))
        } else if firstWord != 0 {
            features.append(Hash.pair(Line.hash("first word"), firstWord))
        }
        if beginsWithNumber { features.append(Line.hash(wordCount > 3 ? "clause" : "number first")) }
        if endsWithNumber, wordCount > 0 { features.append(Line.hash("number last")) }
        if amountCount > 1 { features.append(Line.hash("amounts")) }
        if amountCount == 1, isShort { features.append(Line.hash("amount of")) }
        if separators > 2, wordCount < 4 * separators { features.append(Line.hash("row")) }
        if indentation >= 4 { features.append(Line.hash("indented")) }
        switch wordCount {
        case 0: features.append(Line.hash("no words"))
        case 1...3: features.append(Line.hash("few words"))
        case 30...: features.append(Line.hash("long line"))
        default: break
        }
        return features
    }

    private static func hash(_ name: StaticString, _ mark: UInt8 = 0) -> UInt32 { Hash.of(name, [mark]) }
}

/// Numbers by their shapes.
enum Number {
    /// Amounts of money: two digits behind the last separator.
    static let amount = Hash.of("number", "amount".utf8)
    private static let percentage = Hash.of("number", "percentage".utf8)
    private static let date = Hash.of("number", "date".utf8)
    private static let time = Hash.of("number", "time".utf8)
    private static let year = Hash.of("number", "year".utf8)
    private static let outline = Hash.of("number", "outline".utf8)
    private static let lengths = (0...12).map { Hash.of("number", [UInt8($0)]) }

    /// The shape of the number at `cursor`, which is moved behind it.
    static func shape<Text: Collection<UInt8>>(of text: Text, at cursor: inout Text.Index) -> UInt32 {
        var digits = 0
        var group = 0
        var groups = 1
        var first = 0
        var value = 0
        var separator: UInt8 = 0
        var hasOther = false
        while cursor < text.endIndex {
            let byte = text[cursor]
            if Letter.isDigit(byte) {
                digits += 1
                group += 1
                if groups == 1 {
                    first += 1
                    value = value < 100_000 ? value * 10 + Int(byte &- 0x30) : value
                }
            } else if byte == 0x2e || byte == 0x2c || byte == 0x2f || byte == 0x2d || byte == 0x3a {
                let next = text.index(after: cursor)
                guard next < text.endIndex, Letter.isDigit(text[next]) else { break }
                if separator != 0, separator != byte { hasOther = true }
                separator = byte
                groups += 1
                group = 0
            } else {
                break
            }
            cursor = text.index(after: cursor)
        }
        if cursor < text.endIndex, text[cursor] == UInt8(ascii: "%") { return percentage }
        if groups == 1 {
            if digits == 4, (1900...2099).contains(value) { return year }
            return lengths[min(digits, 12)]
        }
        if separator == UInt8(ascii: ":") { return time }
        if groups == 3, !hasOther, separator != UInt8(ascii: ","), (6...8).contains(digits) { return date }
        if separator == UInt8(ascii: "."), group <= 2, groups > 2 || first <= 2, !hasOther, digits <= 4 {
            return outline
        }
        if (separator == UInt8(ascii: ".") || separator == UInt8(ascii: ",")), group == 2 || group == 3 {
            return amount
        }
        return lengths[min(digits, 12)]
    }
}
