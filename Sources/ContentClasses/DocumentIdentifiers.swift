import Classification
public import Identifiers

/// The identifiers under which documents are findings for what they are, whatever values stand in them.
///
/// They have no pattern: a model of documents tells. They belong to a detector so that they are chosen, listed and reported as
/// all others.
public enum DocumentIdentifiers {
    /// The identifiers, one for each class of documents that is to be protected for itself.
    ///
    /// Files of credentials are none: the class holds all configuration, and credentials are found by their values.
    public static let identifiers: [ManagedDataIdentifier] = [
        identifier("FINANCIAL_DOCUMENT", "Financial document", .financialInformation, .medium),
        identifier("MEDICAL_DOCUMENT", "Medical document", .personalInformation, .high),
        identifier("LEGAL_DOCUMENT", "Legal document", .personalInformation, .medium),
        identifier("HUMAN_RESOURCES_DOCUMENT", "Human resources document", .personalInformation, .medium),
        identifier("IDENTITY_DOCUMENT", "Identity document", .personalInformation, .high),
    ]

    /// Whether any of the kinds that a model tells is among `identifiers`.
    public static func areAmong(_ identifiers: [ManagedDataIdentifier]) -> Bool {
        identifiers.contains { identifier in DocumentIdentifiers.identifiers.contains { $0.id == identifier.id } }
    }

    /// The identifier of files that are there to hold keys or passwords, which only a key opens.
    ///
    /// They are told by their first bytes.
    public static let credentialStore = identifier("CREDENTIAL_STORE", "Credential store", .credentials, .low)

    /// All identifiers that have no pattern.
    public static let all = identifiers + [credentialStore]

    private static let ids: [DocumentClass: String] = [
        .financial: "FINANCIAL_DOCUMENT", .medical: "MEDICAL_DOCUMENT", .legal: "LEGAL_DOCUMENT",
        .humanResources: "HUMAN_RESOURCES_DOCUMENT", .identityDocument: "IDENTITY_DOCUMENT",
    ]

    /// The id for a class of the built-in model; `nil` for one that is no finding.
    static func id(ofClass name: String) -> String? { DocumentClass(name: name).flatMap { ids[$0] } }

    private static func identifier(
        _ id: String,
        _ name: String,
        _ category: Category,
        _ severity: Severity
    ) -> ManagedDataIdentifier {
        ManagedDataIdentifier(
            id: id,
            name: name,
            category: category,
            severity: SeverityThresholds([severity: 1]),
            isRecommended: true,
            variants: []
        )
    }
}
