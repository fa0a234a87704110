/// Rotates secrets that rules want to have rotated.
public protocol SecretRotating: Sendable {
    /// Rotates a secret, unless that has become needless or may not begin.
    ///
    /// - Parameters:
    ///   - arn: The secret.
    ///   - version: The version that was found.
    ///   - reason: Why, for people.
    ///   - mayStart: Whether a rotation may begin; one that is under way goes on in any case.
    /// - Returns: What has become of it.
    /// - Throws: `ServiceError` when the secret cannot be rotated; other errors when the records cannot be used.
    func rotate(_ arn: String, version: String, because reason: String, mayStart: Bool) throws -> SecretRotation
}

/// What has become of the rotation of a secret that a rule wants to have rotated.
public enum SecretRotation: Sendable, Equatable {
    /// It has begun: the version that comes.
    case started(String)
    /// It is under way already: the version that comes.
    case underWay(String)
    /// The version that was found is in use no more.
    case notNeeded
    /// None is under way, and none may begin.
    case notAllowed
}
