import Identifiers
import Scanning

/// The types of finding that sensitive data can make, as Macie has them.
enum FindingKind: String {
    case credentials = "Credentials"
    case financial = "Financial"
    case personal = "Personal"
    case customIdentifier = "CustomIdentifier"
    case multiple = "Multiple"

    /// The order in which findings list categories.
    static let order: [Category] = [.financialInformation, .personalInformation, .credentials, .customIdentifier]

    /// Where a detection stands in that order.
    static func position(_ detection: Detection) -> Int { order.firstIndex(of: detection.identifier.category) ?? 0 }

    /// The type of a finding in which these categories occur, of which there is at least one.
    init(_ categories: Set<Category>) {
        self =
            switch categories.first {
            case _ where categories.count > 1: .multiple
            case .credentials: .credentials
            case .financialInformation: .financial
            case .personalInformation: .personal
            case .customIdentifier, nil: .customIdentifier
            }
    }

    /// What the finding is called.
    var title: String { "The S3 object contains \(content(inTitle: true))." }

    /// What it says.
    var summary: String { "The object contains \(content(inTitle: false))." }

    private func content(inTitle: Bool) -> String {
        switch self {
        case .credentials: "credentials"
        case .financial: "financial information"
        case .personal: "personal information"
        case .customIdentifier: "text that matches a custom data identifier"
        case .multiple:
            inTitle ? "multiple types of sensitive information" : "more than one type of sensitive information"
        }
    }
}
