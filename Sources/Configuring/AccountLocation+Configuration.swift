import Accounts
import StrictYAML

extension AccountLocation {
    /// Reads what the mapping `api` says of it.
    init(_ mapping: inout YAMLMapping) throws(YAMLError) {
        var location = AccountLocation.standard
        if let node = mapping.optional("account") {
            let account = try node.string()
            guard AccountLocation.isAccount(account) else {
                throw node.invalid(
                    "'\(account)' is no account",
                    hint: "write twelve digits, in quotes: \"123456789012\""
                )
            }
            location = AccountLocation(account: account, region: location.region)
        }
        if let node = mapping.optional("region") {
            let region = try node.string()
            guard AccountLocation.isRegion(region) else {
                throw node.invalid(
                    "'\(region)' is no Region",
                    hint: "write small letters, digits and hyphens, as in us-east-1"
                )
            }
            location = AccountLocation(account: location.account, region: region)
        }
        self = location
    }
}
