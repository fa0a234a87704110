public import SecretsManager

/// Values besides those of managed secrets that workers shall recognise, such as access keys.
///
/// Each belongs to something with an ARN and is a version of it, as a value of a secret is.
public protocol FurtherValues: Sendable {
    /// Goes through all of them.
    ///
    /// - Parameters:
    ///   - body: Gets each with its labels.
    ///   - miss: Gets the ARN and the version of one that cannot be read now.
    /// - Throws: What `body` throws, or when nothing can be read.
    func forEach(
        _ body: (FingerprintSource, _ labels: [String]) throws -> Void,
        missing miss: (_ arn: String, _ version: String) -> Void
    ) throws

    /// One that could not be read; `nil` when it is gone.
    ///
    /// - Throws: When it still cannot be read.
    func source(of arn: String, _ version: String) throws -> FingerprintSource?

    /// The labels of each version; `nil` for an ARN that is none of these.
    func labels(of arn: String) -> [String: [String]]?
}
