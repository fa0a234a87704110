/// What a finding says about a managed secret whose value was found.
public struct ManagedSecretName: Equatable, Sendable {
    /// The secret's ARN.
    public var arn: String
    /// Its name.
    public var name: String
    /// The version that has the value.
    public var versionID: String
    /// The part of the version that the value is: a key of a JSON secret; `nil` for the whole.
    public var part: String?
    /// The version's staging labels: with none of AWS's it is not in use any more.
    public var stages: [String] = []

    /// Creates a name.
    public init(arn: String, name: String, versionID: String, part: String?) {
        self.arn = arn
        self.name = name
        self.versionID = versionID
        self.part = part
    }
}
