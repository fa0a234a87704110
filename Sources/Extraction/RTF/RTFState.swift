/// What a group of a document in RTF changes and gives back at its end.
///
/// Source: Microsoft, Rich Text Format Specification 1.9.1.
struct RTFState {
    /// Where text goes that stands here.
    enum Target: Hashable {
        /// The text of the document itself.
        case flow
        /// A box in it, which comes behind the paragraph that it hangs on.
        case box
        /// Another part of the document.
        case aside(TextOrigin.Part)
        /// The same text once more, for programs that cannot read the other form: what is new in it counts.
        case again
        /// Names of styles and the like, of which only those count in which a number or an address of somebody may stand.
        case silent
        /// Nowhere: what programs number and measure.
        case nothing
        /// The table of fonts, of which only numbers and character sets are of use.
        case fonts
        /// The name of a property of a shape, and its value.
        case shapeName, shapeValue
        /// The name of a property of the document.
        case propertyName
        /// A variable: a group with its name, and one with its value.
        case variable
        /// A tag of the web page that the document was made from.
        case tag
        /// Bytes of something else, in hexadecimal digits.
        case bytes(Payload)
    }

    /// What bytes are that a document holds.
    enum Payload: Hashable {
        /// An embedded or linked object ([MS-OLEDS], section 2.2).
        case object
        /// A picture.
        case picture
        /// A file.
        case file
        /// Data of a field, in which texts can stand.
        case field
    }

    var target = Target.aside(.hidden)
    /// Whether the group began with its target, so that it ends with the group.
    var beginsTarget = false
    /// Where text around the one goes that is there once more.
    var aroundAgain = Target.flow
    /// Whether text is not shown.
    var isHidden = false
    /// Whether text was deleted and the change is kept.
    var isDeleted = false
    /// Whether text is there for programs only that know nothing of the web page.
    var isSuppressed = false
    /// Whether pictures are those for older programs.
    var dropsPictures = false
    /// How many characters stand for older programs behind each one in Unicode.
    var fallbackCount = 1
    /// The number of the font; `nil` for the usual one.
    var font: Int?
    /// Whether fonts are given for scripts that have two of them.
    var takesAssociatedFont = false
    /// Whether paragraphs are cells of a table.
    var isCell = false
}

/// Code pages that RTF speaks of, by the names of their character sets.
enum RTFCodePage {
    /// The character set of a code page of Windows.
    static func name(_ page: Int) -> String {
        switch page {
        case 437: "ibm437"
        case 850: "ibm850"
        case 932: "shift_jis"
        case 936: "gbk"
        case 949: "euc-kr"
        case 950: "big5"
        case 10_000: "macintosh"
        case 20_866: "koi8-r"
        case 28_591...28_606: "iso-8859-\(page - 28_590)"
        case 54_936: "gb18030"
        case 65_001: "utf-8"
        default: "windows-\(page)"
        }
    }

    /// The code page of a font's character set (section "Font Table", `\fcharset`); `nil` for that of the document.
    static func page(ofCharset number: Int) -> Int? {
        switch number {
        case 0, 2: 1252
        case 77: 10_000
        case 128: 932
        case 129: 949
        case 130: 1361
        case 134: 936
        case 136: 950
        case 161: 1253
        case 162: 1254
        case 163: 1258
        case 177: 1255
        case 178: 1256
        case 186: 1257
        case 204: 1251
        case 222: 874
        case 238: 1250
        case 254: 437
        case 255: 850
        default: nil
        }
    }
}
