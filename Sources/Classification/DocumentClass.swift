/// What a document is about, as far as it matters to whoever protects it.
public enum DocumentClass: UInt8, CaseIterable, Sendable, Comparable {
    /// Accounts, invoices, payslips' totals, filings, statements of banks.
    case financial
    /// What was said to, or written by, those who treat people.
    case medical
    /// Contracts, judgments, pleadings, powers of attorney.
    case legal
    /// What an employer writes of and to those who work, or may work, for it.
    case humanResources
    /// Passports, identity cards, licences, certificates of birth: the document or a reading of it.
    case identityDocument
    /// Files of credentials, and configuration.
    case credentials
    /// Programs.
    case sourceCode
    /// Letters, mail, memos, chats.
    case correspondence
    /// What anybody may read, and everything else.
    case other

    /// The name in results and options: `humanResources`.
    public var name: String {
        switch self {
        case .financial: "financial"
        case .medical: "medical"
        case .legal: "legal"
        case .humanResources: "humanResources"
        case .identityDocument: "identityDocument"
        case .credentials: "credentials"
        case .sourceCode: "sourceCode"
        case .correspondence: "correspondence"
        case .other: "other"
        }
    }

    /// Whether documents of this class are mostly to be protected whatever values stand in them.
    public var isSensitive: Bool {
        switch self {
        case .financial, .medical, .legal, .humanResources, .identityDocument, .credentials: true
        case .sourceCode, .correspondence, .other: false
        }
    }

    /// Whether a document of this class is a finding for that alone.
    ///
    /// Not what holds credentials: the class has all configuration in it, and credentials are found by their values.
    public var isFinding: Bool { isSensitive && self != .credentials }

    /// The class of that name; `nil` when there is none.
    public init?(name: some StringProtocol) {
        guard let found = DocumentClass.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
