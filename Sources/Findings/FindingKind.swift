public import Identifiers

/// The types of finding that sensitive data can make, as Macie has them.
public enum FindingKind: String, Sendable {
    case credentials = "Credentials"
    case financial = "Financial"
    case personal = "Personal"
    case customIdentifier = "CustomIdentifier"
    case multiple = "Multiple"

    /// The order in which findings list categories.
    public static let order: [Category] = [
        .financialInformation, .personalInformation, .credentials, .customIdentifier,
    ]

    /// Where a detection stands in that order.
    public static func position(_ detection: Detection) -> Int {
        order.firstIndex(of: detection.identifier.category) ?? 0
    }

    /// The type of a finding with these detections; `nil` when there are none.
    public init?(_ detections: [Detection]) {
        guard let first = detections.first?.identifier.category else { return nil }
        guard detections.allSatisfy({ $0.identifier.category == first }) else {
            self = .multiple
            return
        }
        self =
            switch first {
            case .credentials: .credentials
            case .financialInformation: .financial
            case .personalInformation: .personal
            case .customIdentifier: .customIdentifier
            }
    }

    /// The finding type, such as `SensitiveData:S3Object/Financial`.
    public var type: String { "SensitiveData:S3Object/" + rawValue }

    /// What the finding is called.
    public var title: String { "The S3 object contains \(content(inTitle: true))." }

    /// What it says.
    public var summary: String { "The object contains \(content(inTitle: false))." }

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
