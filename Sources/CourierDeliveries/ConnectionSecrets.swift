/// Keeps what connections are reached with: as secrets, outside of the bus's own records.
public protocol ConnectionSecrets: AnyObject, Sendable {
    /// Keeps a value.
    ///
    /// - Parameters:
    ///   - value: JSON.
    ///   - name: What a new secret is called.
    ///   - arn: The secret that has it already; `nil` for a new one.
    ///   - key: The key that encrypts it; `nil` for that of secrets.
    /// - Returns: The secret's ARN.
    /// - Throws: `ServiceError` when it is refused; other errors when it cannot be kept.
    func keep(_ value: String, named name: String, in arn: String?, under key: String?) throws -> String

    /// The value that is kept, without that anybody is told of it.
    func value(of arn: String) throws -> String

    /// Forgets a value; one that is gone already is no error.
    func remove(_ arn: String) throws
}
