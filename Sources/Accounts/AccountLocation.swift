import Synchronization

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

    /// Where everything is unless a configuration says it.
    public static let standard = AccountLocation(account: "000000000000", region: "local")

    private static let settled = Mutex<AccountLocation?>(nil)

    /// Where everything of this process is: the same from its first use on.
    public static let current = settled.withLock { $0 } ?? standard

    /// Says where everything of this process is; whoever starts it does so before anything has a name.
    ///
    /// - Returns: Whether it is there now; not when names were made for another place already.
    public static func settle(_ location: AccountLocation) -> Bool {
        settled.withLock { $0 = location }
        return current == location
    }

    /// Whether a text may be the number of an account: twelve digits.
    public static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { 48...57 ~= $0 }
    }

    /// Whether a text may be the name of a Region: 1 to 32 small letters, digits and hyphens, a letter first.
    public static func isRegion(_ text: String) -> Bool {
        let bytes = text.utf8
        return (1...32).contains(bytes.count) && bytes.first.map { 97...122 ~= $0 } == true
            && bytes.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
    }

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
