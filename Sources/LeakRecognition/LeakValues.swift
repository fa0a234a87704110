import Cryptography
import Findings
import ManagedSecrets
import POSIX
import Prefiltering
import SecretsManager

/// The values of managed secrets as tables for workers need them; for one thread at a time.
struct LeakValues: ~Copyable {
    /// A value by what it is, not by the number that tables have for it.
    private struct ValueID: Hashable {
        var secretARN: String
        var versionID: String
        var part: String
    }

    private let names: Monitor<LeakNames>
    private var ids: [ValueID: UInt32] = [:]
    private var last: UInt32 = 0
    private var builder: LeakTableBuilder?

    /// Whether all values were taken up, as far as is known.
    private(set) var isComplete = false

    /// Begins without values, which get numbers in `names` as they come.
    init(_ names: Monitor<LeakNames>) { self.names = names }

    /// How many values can be recognised.
    var count: Int { mutating get { builder?.count ?? 0 } }

    /// Forgets all values, to take them up anew.
    ///
    /// - Parameters:
    ///   - commonness: That of the keywords which workers have; with others it costs them more time.
    ///   - key: 32 bytes, kept for this purpose alone.
    /// - Throws: `CryptographyError` when memory runs out.
    mutating func begin(_ commonness: GramCommonness, key: [UInt8]) throws(CryptographyError) {
        builder = try LeakTableBuilder(commonness, key: key)
        isComplete = true
    }

    /// Notes that values are missing, so that they must all be taken up anew.
    mutating func distrust() { isComplete = false }

    /// Notes that the missing ones have come.
    mutating func trust() { isComplete = true }

    /// Takes up a version.
    ///
    /// - Parameters:
    ///   - source: Its values.
    ///   - stages: Its labels; `nil` when they are not known.
    /// - Returns: Whether the labels are others than were known.
    @discardableResult
    mutating func add(_ source: FingerprintSource, stages: [String]? = nil) -> Bool {
        var isNew = false
        for part in source.parts {
            let value = ValueID(secretARN: source.secretARN, versionID: source.versionID, part: part.label)
            let id = ids[value] ?? last + 1
            if id > last {
                last = id
                ids[value] = id
            }
            let name = ManagedSecretName(
                arn: source.secretARN,
                name: source.name,
                versionID: source.versionID,
                part: part.label
            )
            if names.withLock({ $0.add(name, id: id, stages: stages) }) { isNew = true }
            // What is too common to be recognised stays out.
            part.value.withBytes { bytes in try? builder?.add(bytes, id: id) }
        }
        return isNew
    }

    /// Drops a version.
    ///
    /// - Returns: Whether it was there.
    mutating func remove(_ versionID: String, of secretARN: String) -> Bool {
        var wasThere = false
        for id in names.withLock({ $0.ids(of: secretARN) }) {
            guard let name = names.withLock({ $0[id] }), name.versionID == versionID, let part = name.part,
                ids.removeValue(forKey: ValueID(secretARN: secretARN, versionID: versionID, part: part)) != nil
            else { continue }
            builder?.remove(id)
            wasThere = true
        }
        return wasThere
    }

    /// The table for all values, which workers recognise them by; `nil` when there could be none.
    mutating func table() -> [UInt8]? { builder?.build() }
}
