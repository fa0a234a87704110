/// What stands in the content of a page, or in a map of characters, as itself: operators, and the ends of arrays and dictionaries.
///
/// Source: ISO 32000-1, annex A, and section 9.10.3 for maps.
enum PDFWord: String, CaseIterable {
    case saveState = "q"
    case restoreState = "Q"
    case changeMatrix = "cm"
    case rectangle = "re"
    case moveTo = "m"
    case clip = "W"
    case clipEvenOdd = "W*"
    case beginText = "BT"
    case font = "Tf"
    case characterSpacing = "Tc"
    case wordSpacing = "Tw"
    case scale = "Tz"
    case leading = "TL"
    case rise = "Ts"
    case nextLine = "Td"
    case nextLineWithLeading = "TD"
    case nextLineByLeading = "T*"
    case textMatrix = "Tm"
    case show = "Tj"
    case showSpaced = "TJ"
    case showOnNextLine = "'"
    case showOnNextLineSpaced = "\""
    case draw = "Do"
    case markContent = "BDC"
    case markPoint = "DP"
    case beginImage = "BI"
    case imageData = "ID"
    case endCharacters = "endbfchar"
    case endRanges = "endbfrange"
    case arrayEnd = "]"
    case dictionaryEnd = ">>"
    /// Any other.
    case other = ""

    private static let known = Dictionary(uniqueKeysWithValues: allCases.map { (packed($0.rawValue.utf8), $0) })

    /// Knows a word by its bytes.
    init(_ bytes: ArraySlice<UInt8>) { self = PDFWord.known[PDFWord.packed(bytes)] ?? .other }

    /// The first seven bytes and the length, which tell the words apart.
    private static func packed(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.prefix(7).reduce(UInt64(min(bytes.count, 255))) { $0 << 8 | UInt64($1) }
    }
}
