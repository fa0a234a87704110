import Cryptography

/// Ids in the form of IAM's: four letters that say what it is of, and 16 or 17 random ones.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
enum EntityID: String, CaseIterable {
    case user = "AIDA"
    case group = "AGPA"
    case role = "AROA"
    case policy = "ANPA"
    case profile = "AIPA"
    /// An access key of a user.
    case key = "AKIA"
    /// An access key of a session.
    case session = "ASIA"

    /// Base32 (RFC 4648, section 6).
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Makes one that nobody can foresee: 80 bits and more.
    static func make(_ kind: EntityID) throws(CryptographyError) -> String {
        let count = kind == .key || kind == .session ? 16 : 17
        return kind.rawValue + (try RandomText.make(count, of: letters))
    }
}
