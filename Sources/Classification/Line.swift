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

    @inline(__always)
    mutating func noteBlank() {
        if isEmpty { indentation += 1 }
    }

    mutating func note(_ mark: UInt8) {
        guard mark != UInt8(ascii: "\t"), mark != UInt8(ascii: "\r") else {
            noteBlank()
            if mark == UInt8(ascii: "\t") { separators += 1 }
            return
        }
        if markCount == 0, wordCount == 0, numberCount == 0 { firstMark = mark }
        if markAfterFirstWord == 0, wordCount >= 1, wordCount <= 4 { markAfterFirstWord = mark }
        if mark == UInt8(ascii: ",") || mark == UInt8(ascii: ";") || mark == UInt8(ascii: "|") { separators += 1 }
        markCount += 1
        (lastMark, endsWithNumber) = (mark, false)
    }

    /// Hands on what the line has, as hashes: few, so that words have the greater say.
    ///
    /// - Parameters:
    ///   - names: ``names``, asked for once for all lines.
    ///   - found: Takes the hashes.
    @inline(__always)
    func forEachFeature(_ names: Names, _ found: (UInt32) -> Void) {
        guard !isEmpty else { return found(names.blank) }
        let isShort = wordCount <= 6
        if firstMark != 0 { found(Hash.of(names.firstMark, firstMark)) }
        if lastMark != 0 { found(Hash.of(names.lastMark, lastMark)) }
        if markAfterFirstWord == UInt8(ascii: ":") {
            found(names.label)
            found(Hash.pair(names.labelOf, firstWord))
            if wordCount > 1 { found(Hash.pair(Hash.pair(names.labelOf, firstWord), secondWord)) }
        } else if markAfterFirstWord == UInt8(ascii: "=") {
            found(names.assignment)
            found(Hash.pair(names.assignmentOf, firstWord))
        } else if firstWord != 0, isShort, lastMark == UInt8(ascii: ",") {
            // Salutations and closings.
            found(names.shortComma)
            found(Hash.pair(names.shortComma, firstWord))
        } else if firstWord != 0, isShort, markCount == 0, numberCount == 0 {
            found(names.heading)
            found(Hash.pair(names.heading, firstWord))
        } else if firstWord != 0 {
            found(Hash.pair(names.firstWord, firstWord))
        }
        if beginsWithNumber { found(wordCount > 3 ? names.clause : names.numberFirst) }
        if endsWithNumber, wordCount > 0 { found(names.numberLast) }
        if amountCount > 1 { found(names.amounts) }
        if amountCount == 1, isShort { found(names.amountOf) }
        if separators > 2, wordCount < 4 * separators { found(names.row) }
        if indentation >= 4 { found(names.indented) }
        switch wordCount {
        case 0: found(names.noWords)
        case 1...3: found(names.fewWords)
        case 30...: found(names.longLine)
        default: break
        }
    }

    /// What stands for what a line may have.
    struct Names {
        let firstMark = Hash.kind("first mark")
        let lastMark = Hash.kind("last mark")
        let blank = Names.hash("blank")
        let label = Names.hash("label")
        let labelOf = Names.hash("label of")
        let assignment = Names.hash("assignment")
        let assignmentOf = Names.hash("assignment of")
        let shortComma = Names.hash("short, comma")
        let heading = Names.hash("heading")
        let firstWord = Names.hash("first word")
        let clause = Names.hash("clause")
        let numberFirst = Names.hash("number first")
        let numberLast = Names.hash("number last")
        let amounts = Names.hash("amounts")
        let amountOf = Names.hash("amount of")
        let row = Names.hash("row")
        let indented = Names.hash("indented")
        let noWords = Names.hash("no words")
        let fewWords = Names.hash("few words")
        let longLine = Names.hash("long line")

        private static func hash(_ name: String) -> UInt32 { Hash.of(Hash.kind(name), 0) }
    }

    static let names = Names()
}

/// Numbers by their shapes.
enum Number {
    /// Amounts of money: two digits behind the last separator.
    static let amount = Number.hash("amount")
    private static let percentage = Number.hash("percentage")
    private static let date = Number.hash("date")
    private static let time = Number.hash("time")
    private static let year = Number.hash("year")
    private static let outline = Number.hash("outline")
    private static let lengths = (0...12).map { Hash.of(Hash.kind("number"), UInt8($0)) }

    private static func hash(_ name: String) -> UInt32 { Hash.of(Hash.kind("number"), name.utf8) }

    /// The shape of the number at `cursor`, which is moved behind it.
    static func shape(of text: Span<UInt8>, at cursor: inout Int) -> UInt32 {
        var digits = 0
        var group = 0
        var groups = 1
        var first = 0
        var value = 0
        var separator: UInt8 = 0
        var hasOther = false
        while cursor < text.count {
            let byte = text[cursor]
            if Letter.isDigit(byte) {
                digits += 1
                group += 1
                if groups == 1 {
                    first += 1
                    value = value < 100_000 ? value * 10 + Int(byte &- 0x30) : value
                }
            } else if byte == 0x2e || byte == 0x2c || byte == 0x2f || byte == 0x2d || byte == 0x3a {
                let next = cursor + 1
                guard next < text.count, Letter.isDigit(text[next]) else { break }
                if separator != 0, separator != byte { hasOther = true }
                separator = byte
                groups += 1
                group = 0
            } else {
                break
            }
            cursor = cursor + 1
        }
        if cursor < text.count, text[cursor] == UInt8(ascii: "%") { return percentage }
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
