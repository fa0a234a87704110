import AccessPolicies
import Cryptography
import JSON
import ServiceModel

/// Access keys of users.
extension IAMService {
    /// The length of a secret access key, in characters.
    private static let secretCount = 40
    /// What a secret access key is made of.
    private static let secretLetters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Decrypts the secret of an access key.
    func secret(of key: AccessKey) throws -> SecretBytes {
        guard let sealed = Base64.bytes(key.sealed) else { throw IdentityFailure.damaged("access key \(key.id)") }
        return try dependencies.keys.open(sealed, for: "access key \(key.id)")
    }

    func createAccessKey(_ call: IAMCall) throws -> JSONValue {
        let name = try call.ownName()
        let id = try EntityID.make(.key)
        let text = try RandomText.make(IAMService.secretCount, of: IAMService.secretLetters)
        let createdAt = try putAccessKey(id, secret: text, of: name, at: call.request.time)
        return .object([
            "AccessKey": .object([
                "UserName": .string(name), "AccessKeyId": .string(id), "Status": .string("Active"),
                "SecretAccessKey": .string(text), "CreateDate": .time(createdAt),
            ])
        ])
    }

    /// Gives a user an access key.
    ///
    /// - Parameters:
    ///   - id: One that no key has.
    ///   - text: Its secret.
    ///   - name: The user's.
    ///   - time: Now, in seconds since 1970.
    /// - Throws: `ServiceError` when there is no such user, or he has as many as he may have; other errors when the records cannot
    ///   be written.
    /// - Returns: When it was made, in seconds since 1970.
    @discardableResult
    public func putAccessKey(_ id: String, secret text: String, of name: String, at time: Double) throws -> Double {
        let secret = SecretBytes(copying: Array(text.utf8).span)
        let sealed = Base64.text(try dependencies.keys.seal(secret, for: "access key \(id)"))
        let key = try edit { edit in
            guard let user = edit.catalogue.users[name] else { throw ServiceError.noUser(name) }
            guard edit.catalogue.keys(of: user).count < Quota.keysPerUser else {
                throw ServiceError.quota("AccessKeysPerUser", Quota.keysPerUser)
            }
            let key = AccessKey(id: id, user: user.id, createdAt: time, sealed: sealed)
            edit.put(key)
            return key
        }
        if let user = snapshot.catalogue.users[id: key.user] {
            dependencies.hear(.came(AccessKeyValue(id: id, user: name, userARN: user.arn, secret: secret)))
        }
        return key.createdAt
    }

    /// The key that a request names, which is one of the user that it names, or of whoever asks.
    private static func key(_ call: IAMCall, _ catalogue: Catalogue) throws(ServiceError) -> AccessKey {
        let id = call.required("AccessKeyId")
        let missing = ServiceError.noSuchEntity("The Access Key with id \(id) cannot be found.")
        // A user without name asks with the key itself.
        guard call.text("UserName") != nil || call.caller.principal.kind == .user else {
            guard let key = catalogue.keys[id: id] else { throw missing }
            return key
        }
        let name = try call.ownName()
        guard let user = catalogue.users[name] else { throw .noUser(name) }
        guard let key = catalogue.keys[id: id], key.user == user.id else { throw missing }
        return key
    }

    func updateAccessKey(_ call: IAMCall) throws -> JSONValue {
        guard call.required("Status") != "Expired" else {
            throw ServiceError.input("Access keys do not expire here: make it Inactive.")
        }
        let user = try edit { edit in
            var key = try IAMService.key(call, edit.catalogue)
            key.isActive = call.required("Status") == "Active"
            edit.put(key)
            return edit.catalogue.users[id: key.user]
        }
        if let user { dependencies.hear(.changed(userARN: user.arn)) }
        return .object([:])
    }

    func deleteAccessKey(_ call: IAMCall) throws -> JSONValue {
        let (key, user) = try edit { edit in
            let key = try IAMService.key(call, edit.catalogue)
            edit.remove(key)
            return (key, edit.catalogue.users[id: key.user])
        }
        uses.forget(key.id)
        if let user { dependencies.hear(.went(id: key.id, userARN: user.arn)) }
        return .object([:])
    }

    func listAccessKeys(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let name = try call.ownName()
        guard let user = catalogue.users[name] else { throw ServiceError.noUser(name) }
        // The older first: their dates have no parts of a second, and whoever replaces one must know which it is.
        let keys = catalogue.keys(of: user).sorted { $0.age < $1.age }
        return .object(
            try call.page(keys, as: "AccessKeyMetadata", by: \.age) { key in
                .object([
                    "UserName": .string(name), "AccessKeyId": .string(key.id),
                    "Status": .string(key.isActive ? "Active" : "Inactive"), "CreateDate": .time(key.createdAt),
                ])
            }
        )
    }

    func accessKeyLastUsed(_ call: IAMCall) throws -> JSONValue {
        let id = call.required("AccessKeyId")
        guard let use = accessKeyUse(id) else {
            throw ServiceError.noSuchEntity("The Access Key with id \(id) cannot be found.")
        }
        return .object([
            "UserName": .string(use.user),
            "AccessKeyLastUsed": .present([
                "LastUsedDate": use.last.map { .time($0.time) }, "ServiceName": .string(use.last?.service ?? "N/A"),
                "Region": .string(use.last == nil ? "N/A" : LastUses.region),
            ]),
        ])
    }

    /// Whose an access key is, and when it was used last.
    ///
    /// - Returns: `nil` for a key that is not there.
    public func accessKeyUse(_ id: String) -> (user: String, last: (service: String, time: Double)?)? {
        let catalogue = snapshot.catalogue
        guard let key = catalogue.keys[id: id], let user = catalogue.users[id: key.user] else { return nil }
        return (user.name, uses.last(of: id))
    }

    /// Lets an access key be used no longer, as when its secret was found in a file.
    ///
    /// - Returns: Whether it was active until now.
    /// - Throws: `NoSuchEntity` for a key that is not there; other errors when the records cannot be written.
    @discardableResult
    public func deactivate(accessKey id: String) throws -> Bool {
        let (wasActive, user) = try edit { edit in
            guard var key = edit.catalogue.keys[id: id] else {
                throw ServiceError.noSuchEntity("The Access Key with id \(id) cannot be found.")
            }
            let wasActive = key.isActive
            key.isActive = false
            if wasActive { edit.put(key) }
            return (wasActive, edit.catalogue.users[id: key.user])
        }
        if wasActive, let user { dependencies.hear(.changed(userARN: user.arn)) }
        return wasActive
    }
}
