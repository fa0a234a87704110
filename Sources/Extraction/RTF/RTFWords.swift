/// The control words of RTF that matter for text.
enum RTFWord {
    /// Characters.
    case characters(String)
    /// A line, a page or the like ends.
    case line
    case paragraph, cell, row
    /// A group begins whose text goes somewhere.
    case target(RTFState.Target)
    /// Like that, and each text has a name of its own.
    case labelled(String, TextOrigin.Part)
    /// The value of a property.
    case propertyValue
    /// Text that stands before it begins again, in Unicode.
    case unicode
    /// A group begins that changes nothing, though others may ignore it.
    case group
    /// Text in a box.
    case box
    /// Pictures for older programs.
    case oldPictures
    /// A picture's format.
    case picture(String)
    case property(Property)

    /// What is switched or set.
    enum Property {
        case hidden, deleted, plain, pageBreak, fallback, unicode, font, associatedFont, charset, codePage, documentPage
        case usualFont, single, double, inTable, paragraphDefaults, macintosh, pc, pca, web, suppressed, binary
    }

    /// The word of the given name; `nil` for those that change nothing here.
    static func named(_ name: String) -> RTFWord? { all[name] }

    private static let all: [String: RTFWord] = {
        var words: [String: RTFWord] = [:]
        func add(_ names: String, _ word: RTFWord) {
            for name in names.split(separator: " ") { words[String(name)] = word }
        }
        for (name, text) in characters { words[name] = .characters(text) }
        add("line lbr sect page column softpage softline", .line)
        add("par", .paragraph)
        add("cell nestcell", .cell)
        add("row nestrow", .row)
        add("header headerl headerr headerf", .target(.aside(.header)))
        add("footer footerl footerr footerf", .target(.aside(.footer)))
        add("footnote", .target(.aside(.note)))
        add("annotation", .target(.aside(.comment)))
        add("fldinst hl hlfr hlsrc hlloc", .target(.aside(.link)))
        add("formfield ffname ffdeftext ffformat ffhelptext ffstattext ffl", .target(.aside(.form)))
        add("ffentrymcr ffexitmcr", .target(.aside(.form)))
        add("info userprops revtbl protusertbl linkval filetbl", .target(.aside(.metadata)))
        for name in [
            "title", "subject", "author", "manager", "company", "operator", "category", "keywords", "comment",
            "doccomm", "hlinkbase", "template", "atnauthor", "generator",
        ] { words[name] = .labelled(name, .metadata) }
        add("propname", .target(.propertyName))
        add("staticval", .propertyValue)
        add("xe tc tcn rxe txe bxe bkmkstart", .target(.aside(.hidden)))
        add("docvar", .target(.variable))
        add("ud", .unicode)
        add("fonttbl", .target(.fonts))
        add("colortbl stylesheet listtable listoverridetable rsidtbl latentstyles colorschememapping", .target(.silent))
        add("xmlnstbl pgptbl pnseclvl pn fchars lchars ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn", .target(.silent))
        add("objclass objname atnid nonesttables falt pgdsctbl mhtmltag", .target(.silent))
        add("wgrffmtfilter listpicture blipuid atndate atrfstart atrfend atnref atnparent atntime", .target(.nothing))
        add("bkmkend panose fontemb", .target(.nothing))
        add("picprop shpinst shppict moMath moMathPara mmath do sp shp object field", .group)
        add("nesttableprops background listtext pntext result fldrslt atnicn", .group)
        add("sn", .target(.shapeName))
        add("sv", .target(.shapeValue))
        add("upr shprslt", .target(.again))
        add("shptxt dptxbxtext", .box)
        add("nonshppict mmathPict", .oldPictures)
        add("htmltag", .target(.tag))
        add("objdata", .target(.bytes(.object)))
        add("pict", .target(.bytes(.picture)))
        add("datastore themedata", .target(.bytes(.file)))
        add("datafield", .target(.bytes(.field)))
        for (name, suffix) in [("pngblip", "png"), ("jpegblip", "jpg"), ("emfblip", "emf"), ("wmetafile", "wmf")] {
            words[name] = .picture(suffix)
        }
        for (name, property) in properties { words[name] = .property(property) }
        return words
    }()

    private static let characters = [
        ("tab", "\t"), ("emdash", "—"), ("endash", "–"), ("emspace", " "), ("enspace", " "), ("qmspace", " "),
        ("bullet", "•"), ("lquote", "‘"), ("rquote", "’"), ("ldblquote", "“"), ("rdblquote", "”"), ("zwj", "\u{200D}"),
        ("zwnj", "\u{200C}"), ("ltrmark", "\u{200E}"), ("rtlmark", "\u{200F}"),
    ]

    private static let properties: [(String, Property)] = [
        ("v", .hidden), ("deleted", .deleted), ("plain", .plain), ("uc", .fallback), ("u", .unicode), ("f", .font),
        ("af", .associatedFont), ("fcharset", .charset), ("cpg", .codePage), ("ansicpg", .documentPage),
        ("deff", .usualFont), ("loch", .single), ("hich", .single), ("ltrch", .single), ("dbch", .double),
        ("rtlch", .double), ("intbl", .inTable), ("pard", .paragraphDefaults), ("mac", .macintosh), ("pc", .pc),
        ("pca", .pca), ("fromhtml", .web), ("htmlrtf", .suppressed), ("bin", .binary),
    ]
}
