import Accounts
import JSON
import KeyRecords

/// What is kept of keys on the disk.
package final class KeyStore: Sendable {
    /// Something that is kept, as text.
    package struct Entry: Sendable {
        package var name: String
        package var text: String
        /// Wrapped under the root key.
        package var secret: [UInt8]?
    }

    private let database: KeyDatabase

    /// Opens a file, or makes it.
    ///
    /// - Throws: What is wrong with it; ``isDamage(_:)`` tells whether it is damaged.
    package init(path: [UInt8]) throws { database = try KeyDatabase(path: String(decoding: path, as: UTF8.self)) }

    /// Looks whether a file is whole.
    ///
    /// - Throws: When it is not, or cannot be read; ``isDamage(_:)`` tells which.
    package static func check(_ path: [UInt8]) throws { try KeyDatabase.check(String(decoding: path, as: UTF8.self)) }

    /// Whether an error says that a file is damaged.
    package static func isDamage(_ error: any Error) -> Bool {
        if case .damaged = error as? KeyDatabase.Failure { true } else { false }
    }

    /// Writes a copy of everything into a new file.
    package func backUp(to path: [UInt8]) throws { try database.backUp(to: String(decoding: path, as: UTF8.self)) }

    /// All keys, aliases and grants.
    package func catalogue() throws -> Catalogue { try Catalogue(database) }

    /// Keeps what has changed, all or nothing of it.
    package func write(_ edit: Catalogue.Edit) throws { try database.write(edit.changes) }

    // MARK: Besides the catalogue

    package func wrappingKeys() throws -> [Entry] { try entries(.wrappingKey) }

    package func notices() throws -> [Entry] { try entries(.notice) }

    /// What keys were last used for; the entry without a name says since when that is kept.
    package func uses() throws -> [Entry] { try entries(.usage) }

    /// Keeps since when it is known what keys are used for.
    package func keepBeginningOfUses(_ text: String) throws {
        try database.write([.put(KeyDatabase.Document(.usage, "", text: text))])
    }

    /// The notes of the service about itself.
    package func notes() throws -> [Entry] { try entries(.anchor) }

    /// Keeps notes, or forgets those without a text.
    package func keepNotes(_ notes: [String: String?]) throws {
        try database.write(
            notes.map { name, text in
                text.map { .put(KeyDatabase.Document(.anchor, name, text: $0)) } ?? .remove(.anchor, name)
            }
        )
    }

    private func entries(_ kind: KeyDatabase.Kind) throws -> [Entry] {
        try database.all(kind).map { Entry(name: $0.name, text: $0.text, secret: $0.secret) }
    }

    // MARK: Where

    private static let location = "location"

    /// The account and the Region in the names of the keys that are kept, when they are others than those of this process.
    ///
    /// They are as they were when the first key was made.
    package func otherLocation() throws -> (account: String, region: String)? {
        let here = AccountLocation.current
        let kept: AccountLocation
        if let text = try database.all(.location).first(where: { $0.name == KeyStore.location })?.text {
            let json = try JSONValue(parsing: Array(text.utf8))
            kept = AccountLocation(account: json["account"]?.string ?? "", region: json["region"]?.string ?? "")
        } else {
            // Keys that were made before there was a choice.
            kept = try database.all(.key).isEmpty ? here : .standard
            let json = JSONValue.object(["account": .string(kept.account), "region": .string(kept.region)])
            try database.write([.put(KeyDatabase.Document(.location, KeyStore.location, text: json.json))])
        }
        return kept == here ? nil : (kept.account, kept.region)
    }
}
