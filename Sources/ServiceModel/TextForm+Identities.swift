/// Forms of what identities and their parts are called.
extension TextForm {
    public static let entity = TextForm("[\\w+=,.@-]+", marks: "_+=,.@-")
    public static let sessionName = TextForm("[\\w+=,.@-]*", orEmpty: true, marks: "_+=,.@-")
    public static let externalID = TextForm("[\\w+=,.@:\\/-]*", orEmpty: true, marks: "_+=,.@:/-")
    public static let device = TextForm("[\\w+=/:,.@-]*", orEmpty: true, marks: "_+=/:,.@-")
    public static let namespace = TextForm("[\\w-]*", orEmpty: true, marks: "_-")
    /// The id of an access key, as STS has it.
    public static let keyID = TextForm("[\\w]*", orEmpty: true, marks: "_")
    public static let digits = TextForm("[\\d]*", orEmpty: true, each: { ("0"..."9").contains($0) })
    public static let accountAlias = TextForm("^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$") { text in
        let bytes = Array(text.utf8)
        let isName = bytes.allSatisfy { $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...122).contains($0) }
        return isName && (3...63).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
            && bytes.last != UInt8(ascii: "-") && !text.contains("--")
    }
    public static let policyVersion = TextForm("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?") { text in
        text.wholeMatch(of: #/v[1-9][0-9]*(?:\.[A-Za-z0-9-]*)?/#) != nil
    }

    /// An ARN, as STS has it.
    public static let anyARN = TextForm(
        "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
        each: { scalar in
            [9, 10, 13, 0x85].contains(scalar.value) || (0x20...0x7E).contains(scalar.value)
                || (0xA0...0xFFFD).contains(scalar.value)
        }
    )

    // MARK: Paths

    /// The folder of an identity.
    public static let folder = TextForm("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)") { text in
        text == "/"
            || (text.utf8.count > 2 && text.utf8.first == UInt8(ascii: "/") && text.utf8.last == UInt8(ascii: "/")
                && text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    }
    /// The beginning of one.
    public static let folderPrefix = TextForm("\\u002F[\\u0021-\\u007F]*") { text in
        text.utf8.first == UInt8(ascii: "/") && text.utf8.allSatisfy { (0x21...0x7F).contains($0) }
    }
    /// The folder of a policy.
    public static let policyFolder = TextForm("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/") { text in
        text.wholeMatch(of: #/(?:\/[A-Za-z0-9.,+@=_\-]+)*\//#) != nil
    }

    // MARK: Texts

    public static let anyText = TextForm("^[\\s\\S]+$", each: { _ in true })
    public static let oneLine = TextForm("^.+$") { text in !text.isEmpty && TextForm.line.accepts(text) }
    /// The name of a role, as Macie has it.
    public static let roleName = TextForm("^[\\w+=,.@-]*$", orEmpty: true, marks: "_+=,.@-")

    public static let description = TextForm(
        "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
        orEmpty: true,
        each: { scalar in
            [9, 10, 13].contains(scalar.value) || (0x20...0x7E).contains(scalar.value)
                || (0xA1...0xFF).contains(scalar.value)
        }
    )
    public static let pageMarker = TextForm("[\\u0020-\\u00FF]+", each: { (0x20...0xFF).contains($0.value) })
    public static let tagKey = TextForm("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", each: TextForm.isInTags)
    public static let tagValue = TextForm("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", orEmpty: true, each: TextForm.isInTags)

    private static func isInTags(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: "_.:/=+-@".unicodeScalars.contains(scalar)
        }
    }
}
