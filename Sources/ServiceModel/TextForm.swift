/// What a text must look like, by the pattern that AWS names in its refusals.
///
/// To add one: give it the pattern as the service model of AWS has it, which messages show, and what a text must be, in a form
/// that takes time linear in the text. `ServiceModelTests` holds patterns against botocore's where that is installed.
public struct TextForm: Sendable {
    /// The pattern, in the notation of `java.util.regex`.
    public let pattern: String
    private let accept: @Sendable (String) -> Bool

    /// Names a form.
    ///
    /// - Parameters:
    ///   - pattern: In AWS's words.
    ///   - accept: Whether a text is of this form; gets texts of any length.
    init(_ pattern: String, _ accept: @escaping @Sendable (String) -> Bool) {
        self.pattern = pattern
        self.accept = accept
    }

    /// A form that says of each scalar whether it may be there.
    init(_ pattern: String, orEmpty: Bool = false, each: @escaping @Sendable (Unicode.Scalar) -> Bool) {
        self.init(pattern) { text in (orEmpty || !text.isEmpty) && text.unicodeScalars.allSatisfy(each) }
    }

    /// Letters and digits of ASCII, and some marks.
    init(_ pattern: String, orEmpty: Bool = false, marks: String) {
        let marks = Set(marks.unicodeScalars)
        self.init(pattern, orEmpty: orEmpty, each: { TextForm.isAlphanumeric($0) || marks.contains($0) })
    }

    /// Whether a text is of this form.
    ///
    /// - Complexity: Linear in the text.
    public func accepts(_ text: String) -> Bool { accept(text) }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool { (0x20...0x7E).contains(scalar.value) }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || scalar.value == 0x7F }

    // MARK: Names

    /// The name of a rule, say.
    public static let name = TextForm("[\\.\\-_A-Za-z0-9]+", marks: ".-_")
    /// The same, with slashes.
    public static let path = TextForm("[/\\.\\-_A-Za-z0-9]+", marks: ".-_/")
    /// A path, or an ARN that ends with one.
    ///
    /// Regions are not looked at: that of this service is no Region of AWS.
    public static let pathOrARN = TextForm(
        "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[/\\.\\-_A-Za-z0-9]+",
        marks: ".-_/:"
    )
    /// A name, or an ARN that ends with one.
    public static let nameOrARN = TextForm(
        "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[\\.\\-_A-Za-z0-9]+"
    ) { text in
        let name =
            text.hasPrefix("arn:") ? text.firstRange(of: ":event-bus/").map { String(text[$0.upperBound...]) } : text
        return name.map(TextForm.name.accepts) ?? false
    }
    /// What a template calls a part of an event.
    public static let pathName = TextForm("[A-Za-z0-9\\_\\-]+", marks: "_-")
    public static let alias = TextForm("^[a-zA-Z0-9:/_-]+$", marks: ":/_-")
    /// An ARN of somebody.
    public static let principal = TextForm("^[\\w+=,.@:/-]+$", marks: "_+=,.@:/-")
    public static let word = TextForm("[\\w]+", marks: "_")
    public static let statement = TextForm("[a-zA-Z0-9-_]+", marks: "-_")
    public static let keyIdentifier = TextForm("^[a-zA-Z0-9_\\-/:]*$", orEmpty: true, marks: "_-/:")
    public static let rotationToken = TextForm("^[a-zA-Z0-9\\-]+$", marks: "-")
    public static let externalKey = TextForm("^[a-zA-Z0-9-_.]+$", marks: "-_.")
    /// Hexadecimal digits in lower case.
    public static let hexadecimal = TextForm(
        "^[a-f0-9]+$",
        each: { scalar in ("a"..."f").contains(scalar) || ("0"..."9").contains(scalar) }
    )
    /// A partner's event source.
    public static let partnerSource = TextForm("aws\\.partner(/[\\.\\-_A-Za-z0-9]+){2,}") { text in
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.count > 2 && parts[0] == "aws.partner" && parts.dropFirst().allSatisfy(TextForm.name.accepts)
    }
    public static let region = TextForm("^([a-z]+-)+\\d+$") { text in
        text.wholeMatch(of: #/(?:[a-z]+-)+[0-9]+/#) != nil
    }

    // MARK: ARNs

    /// The ARN of an event bus or an archive.
    public static let eventSource = TextForm(
        "^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:.+\\/.+$"
    ) { text in
        text.wholeMatch(of: #/arn:aws[a-z-]*:events:[a-z0-9-]*:(?:[0-9]{12})?:[^/\n]+/[^\n]+/#) != nil
    }
    public static let connection = TextForm(
        "^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+$"
    ) { text in
        text.wholeMatch(
            of: #/arn:aws[a-z-]*:events:[a-z0-9-]*:(?:[0-9]{12})?:connection/[.\-_A-Za-z0-9]+/[\-A-Za-z0-9]+/#
        ) != nil
    }
    /// An account's number, or everybody.
    public static let accountOrAll = TextForm("(\\d{12}|\\*)") { text in
        text == "*" || text.wholeMatch(of: #/[0-9]{12}/#) != nil
    }
    public static let eventsAction = TextForm("events:[a-zA-Z]+") { text in
        text.wholeMatch(of: #/events:[a-zA-Z]+/#) != nil
    }

    // MARK: Texts

    /// Text on one line.
    public static let line = TextForm(
        ".*",
        orEmpty: true,
        each: { scalar in !["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) }
    )
    /// A policy.
    public static let latin = TextForm(
        "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
        each: { scalar in [9, 10, 13].contains(scalar.value) || (0x20...0xFF).contains(scalar.value) }
    )
    public static let marker = TextForm(
        "[\\u0020-\\u00FF]*",
        orEmpty: true,
        each: { scalar in (0x20...0xFF).contains(scalar.value) }
    )
    public static let materialDescription = TextForm("^[a-zA-Z0-9:/_\\s.-]+$", marks: ":/_.- \t\n\u{B}\u{C}\r")
    /// A value of a filter of secrets.
    public static let filterValue = TextForm(
        "^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$",
        orEmpty: true,
        marks: " :_@/+=.-!"
    )
    public static let hours = TextForm("[0-9]+h") { text in
        text.hasSuffix("h") && text.utf8.count > 1 && text.utf8.dropLast().allSatisfy { (48...57).contains($0) }
    }
    public static let schedule = TextForm("[0-9A-Za-z\\(\\)#\\?\\*\\-\\/, ]+", marks: "()#?*-/, ")

    // MARK: HTTP

    public static let url = TextForm(
        "^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$"
    ) { text in
        text.wholeMatch(of: #/(?:%[0-9A-Fa-f]{2}|[\-()_.!~*';/?:@&=+$,A-Za-z0-9])+/#) != nil
    }
    public static let headerName = TextForm("^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$", marks: "!#$%&'*+,-.^_`|~")
    public static let headerValue = TextForm("^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$") { text in
        text.unicodeScalars.allSatisfy { TextForm.isPrintable($0) || $0 == "\t" } && text.contains { $0 != "\t" }
    }
    public static let queryName = TextForm(
        "[^\\x00-\\x1F\\x7F]+",
        each: { scalar in !TextForm.isControl(scalar) }
    )
    public static let queryValue = TextForm(
        "[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]+",
        each: { scalar in !TextForm.isControl(scalar) || scalar == "\n" || scalar == "\r" }
    )
    public static let pathParameter = TextForm("^(?!\\s*$).+") { text in
        TextForm.line.accepts(text) && text.contains { !$0.isWhitespace }
    }
    /// A name or a password.
    public static let credential = TextForm(
        "^[ \\t]*[^\\x00-\\x1F:\\x7F]+([ \\t]+[^\\x00-\\x1F:\\x7F]+)*[ \\t]*$"
    ) { text in
        text.unicodeScalars.allSatisfy { $0 == "\t" || (!TextForm.isControl($0) && $0 != ":") }
            && text.contains { $0 != "\t" }
    }
}
