/// The account and the Region that everything belongs to: there is one of each.
///
/// All names in the form of Amazon Resource Names are made with it, and here only.
public struct AccountLocation: Sendable, Equatable {
    /// Twelve digits.
    public let account: String
    /// Such as `local`.
    public let region: String

    /// Describes where everything is.
    public init(account: String, region: String) {
        self.account = account
        self.region = region
    }

    /// Where everything is.
    public static let standard = AccountLocation(account: "000000000000", region: "local")

    /// The Amazon Resource Name of something.
    ///
    /// - Parameters:
    ///   - resource: What it is, behind account and Region: `key/1234`.
    ///   - service: The service that has it, as AWS calls it in ARNs: `kms`.
    /// - Returns: `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`.
    public func arn(of resource: String, in service: String) -> String {
        "arn:aws:\(service):\(region):\(account):\(resource)"
    }

    /// The ARN of a principal or a policy of IAM, which is in no Region.
    public func iamARN(of resource: String) -> String { "arn:aws:iam::\(account):\(resource)" }
}
