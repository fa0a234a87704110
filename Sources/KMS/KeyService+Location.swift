public import Accounts
import JSON
import KeyRecords

/// The account and the Region in the names of keys: as they were when the first was made.
extension KeyService {
    private static let document = "location"

    /// Refuses keys whose names have another account or Region than this process.
    static func checkLocation(_ database: KeyDatabase) throws {
        let here = AccountLocation.current
        let kept: AccountLocation
        if let text = try database.all(.location).first(where: { $0.name == document })?.text {
            let json = try JSONValue(parsing: Array(text.utf8))
            kept = AccountLocation(account: json["account"]?.string ?? "", region: json["region"]?.string ?? "")
        } else {
            // Keys that were made before there was a choice.
            kept = try database.all(.key).isEmpty ? here : .standard
            let json = JSONValue.object(["account": .string(kept.account), "region": .string(kept.region)])
            try database.write([.put(KeyDatabase.Document(.location, document, text: json.json))])
        }
        guard kept == here else { throw KeyServiceFailure.elsewhere(account: kept.account, region: kept.region) }
    }

    /// The account and the Region in the names of keys.
    public var location: AccountLocation { names.location }
}
