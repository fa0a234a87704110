import CustomerKeys
import JSON
import POSIX
import ServiceModel

/// What keys were last used for.
///
/// It is kept every now and then, not with each use: a power cut may cost what half a minute has brought.
struct KeyUses: Sendable {
    /// The last use of a key.
    struct Use: Sendable, Equatable {
        var operation: String
        /// In seconds since 1970.
        var time: Double
    }

    /// Operations that count, when they succeed.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyLastUsageData.html
    private static let operations: Set<String> = [
        "Decrypt", "DeriveSharedSecret", "Encrypt", "GenerateDataKey", "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext", "GenerateDataKeyWithoutPlaintext", "GenerateMac", "ReEncrypt", "Sign",
        "Verify", "VerifyMac",
    ]

    /// Since when uses are noted, in seconds since 1970.
    let since: Double
    private var last: [String: Use] = [:]
    /// The keys whose last use is not kept yet.
    private var changed: Set<String> = []

    /// Reads what is kept, or begins at `time`.
    init(_ store: KeyStore, at time: Double) throws {
        var since: Double?
        for document in try store.uses() {
            // What cannot be read is as if it had not been used: the audit log has it.
            guard let json = try? JSONValue(parsing: Array(document.text.utf8)), let at = json["time"]?.number else {
                continue
            }
            if document.name.isEmpty {
                since = at
            } else {
                last[document.name] = Use(operation: json["operation"]?.string ?? "", time: at)
            }
        }
        self.since = since ?? time
        guard since == nil else { return }
        try store.keepBeginningOfUses(JSONValue.object(["time": .number(time)]).json)
    }

    /// Whether an operation counts.
    static func counts(_ operation: String) -> Bool { operations.contains(operation) }

    /// The last use of a key; `nil` when there was none.
    subscript(key: String) -> Use? { last[key] }

    mutating func note(_ key: String, _ use: Use) {
        last[key] = use
        changed.insert(key)
    }

    /// What is to be kept now, which counts as kept from here on.
    mutating func takeChanges() -> [String: Use] {
        defer { changed = [] }
        return last.filter { changed.contains($0.key) }
    }

    /// Has them kept at the next time: that they were could not be done.
    mutating func putBack(_ uses: [String: Use]) { changed.formUnion(uses.keys) }
}

extension KeyService {
    /// Notes that a request was done.
    func noteUse(of call: Call) {
        let operation = call.request.operation.name
        guard KeyUses.counts(operation) else { return }
        uses.withLock { uses in
            for key in call.keys { uses.note(key.id, KeyUses.Use(operation: operation, time: call.request.time)) }
        }
    }

    /// Keeps what was noted.
    func keepUses() throws {
        let uses = uses.withLock { $0.takeChanges() }
        guard !uses.isEmpty else { return }
        do {
            try edit { edit in
                for (key, use) in uses where edit.catalogue.keys[key] != nil {
                    let text = JSONValue.object(["operation": .string(use.operation), "time": .number(use.time)]).json
                    edit.putUse(of: key, text)
                }
            }
        } catch {
            self.uses.withLock { $0.putBack(uses) }
            throw error
        }
    }

    func getLastUsage(_ call: Call) throws -> JSONValue {
        let key = try call.key
        let (since, last) = uses.withLock { ($0.since, $0[key.id]) }
        return .object([
            "KeyId": .string(names.arn(ofKey: key.id)), "KeyCreationDate": .time(key.createdAt),
            "TrackingStartDate": .time(max(since, key.createdAt)),
            "KeyLastUsage": .present([
                "Operation": (last?.operation).map { .string($0) }, "Timestamp": (last?.time).map { .time($0) },
            ]),
        ])
    }
}
