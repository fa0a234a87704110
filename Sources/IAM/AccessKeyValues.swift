import Accounts
public import Cryptography
import POSIX

/// An access key with its secret, for whoever recognises it in files.
public struct AccessKeyValue: Sendable {
    /// Its id: `AKIA...`.
    public var id: String
    /// The name of the user whose it is.
    public var user: String
    public var userARN: String
    public var secret: SecretBytes
}

/// What has happened to access keys.
public enum AccessKeyChange: Sendable {
    case came(AccessKeyValue)
    case went(id: String, userARN: String)
    /// A key of the user can be used now, or not any more.
    case changed(userARN: String)
}

extension IAMService {
    /// Goes through the secrets of all access keys, active or not, and what is to be said of them.
    ///
    /// - Parameters:
    ///   - body: Gets each, and its labels as ``accessKeyLabels(ofUser:)`` has them.
    ///   - miss: Gets the ARN of a user and the id of a key that cannot be decrypted.
    /// - Throws: What `body` throws.
    public func forEachAccessKey(
        _ body: (AccessKeyValue, _ labels: [String]) throws -> Void,
        missing miss: (_ userARN: String, _ id: String) -> Void = { _, _ in }
    ) throws {
        let catalogue = snapshot.catalogue
        for key in catalogue.keys.all {
            guard let user = catalogue.users[id: key.user] else { continue }
            do {
                try body(try value(of: key, user), labels(of: key))
            } catch is CryptographyError {
                miss(user.arn, key.id)
            }
        }
    }

    /// An access key with its secret; `nil` for one that is not there.
    ///
    /// - Throws: When it cannot be decrypted.
    public func accessKeyValue(_ id: String) throws -> AccessKeyValue? {
        let catalogue = snapshot.catalogue
        guard let key = catalogue.keys[id: id], let user = catalogue.users[id: key.user] else { return nil }
        return try value(of: key, user)
    }

    /// What is to be said of each access key of a user, by its id: `Active` or `Inactive`, and the day of its last use.
    ///
    /// - Returns: `nil` for what is not the ARN of a user; nothing for a user who is gone.
    public func accessKeyLabels(ofUser arn: String) -> [String: [String]]? {
        guard arn.hasPrefix(AccountLocation.current.iamARN(of: "user/")) else { return nil }
        let catalogue = snapshot.catalogue
        guard case .user(let user)? = catalogue.holder(arn: arn) else { return [:] }
        return Dictionary(catalogue.keys(of: user).map { ($0.id, labels(of: $0)) }) { first, _ in first }
    }

    private func value(of key: AccessKey, _ user: User) throws -> AccessKeyValue {
        AccessKeyValue(id: key.id, user: user.name, userARN: user.arn, secret: try secret(of: key))
    }

    /// In alphabetical order.
    private func labels(of key: AccessKey) -> [String] {
        let day = uses.last(of: key.id).map { String(UTCTime.text(secondsSince1970: $0.time).prefix(10)) }
        return [key.isActive ? "Active" : "Inactive", day.map { "LastUsed \($0)" } ?? "NeverUsed"]
    }
}
