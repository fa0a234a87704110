import Cryptography
import CustomerKeys
import JSON
import ServiceModel

/// Making, describing and deleting keys.
extension KeyService {
    func createKey(_ call: Call) throws -> JSONValue {
        if call.flag("MultiRegion") {
            throw KMSError.unsupported("There is one region: MultiRegion keys are not supported.")
        }
        let origin = call.text("Origin") ?? "AWS_KMS"
        guard call.text("CustomKeyStoreId") == nil, call.text("XksKeyId") == nil,
            let origin = Key.Origin(rawValue: origin)
        else {
            throw KMSError.unsupported("Custom key stores are not supported.")
        }
        let named = call.text("KeySpec") ?? call.text("CustomerMasterKeySpec") ?? KeySpec.symmetric.rawValue
        guard call.text("CustomerMasterKeySpec") == nil || call.text("KeySpec") == nil else {
            throw ServiceError.validation(
                "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. "
                    + "CustomerMasterKeySpec is deprecated."
            )
        }
        guard let spec = KeySpec(rawValue: named) else {
            throw KMSError.unsupported("KeySpec \(named) is not supported here.")
        }
        let key = Key(
            id: try KeyID.random(),
            spec: spec,
            usage: try usage(call, spec),
            origin: origin,
            manager: .customer,
            description: call.text("Description") ?? "",
            policy: try call.text("Policy").map { try checkedPolicy($0, call) } ?? names.defaultPolicy,
            tags: try tags(call),
            createdAt: call.request.time
        )
        return .object(["KeyMetadata": metadata(of: try keep(key, at: call.request.time))])
    }

    private func usage(_ call: Call, _ spec: KeySpec) throws(ServiceError) -> KeyUsage {
        guard let text = call.text("KeyUsage") else {
            if spec == .symmetric { return .encrypt }
            throw ServiceError.validation(
                "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."
            )
        }
        guard let usage = KeyUsage(rawValue: text), spec.usages.contains(usage) else {
            throw ServiceError.validation("KeyUsage \(text) is not compatible with KeySpec \(spec.rawValue)")
        }
        return usage
    }

    /// Makes the material of a key that is not imported, and keeps the key.
    private func keep(_ key: Key, alias: String? = nil, at time: Double) throws -> Key {
        var key = key
        if key.origin == .made {
            key.materials = [try newMaterial(of: key, .current, at: time)]
        }
        let new = key
        try edit { edit in
            edit.put(new)
            if let alias { edit.put(Alias(name: alias, key: new.id, at: time)) }
        }
        return key
    }

    /// New key material of a key's kind, wrapped.
    func newMaterial(of key: Key, _ state: KeyMaterial.State, at time: Double) throws -> KeyMaterial {
        let secret: SecretBytes
        if let pair = key.spec.pair {
            secret = try PrivateKey(generating: pair).pkcs8()
        } else {
            secret = try SecretBytes(random: key.spec.byteCount ?? 32)
        }
        let id = try KeyID.randomPart()
        return KeyMaterial(
            id: id,
            state: state,
            createdAt: time,
            wrapped: try vault.wrap(secret, key: key.id, material: id)
        )
    }

    // MARK: Keys that nobody has asked for

    /// The key of a service, made when it is used for the first time.
    ///
    /// Its material is replaced every year.
    func makeManagedKey(_ alias: String) throws -> Key {
        let now = settings.now()
        let key = Key(
            id: try KeyID.random(),
            spec: .symmetric,
            usage: .encrypt,
            origin: .made,
            manager: .aws,
            description:
                "Default key that protects what \(alias.dropFirst("alias/aws/".count)) keeps when no other key is named",
            policy: names.defaultPolicy,
            createdAt: now,
            rotation: Key.Rotation(period: 365, next: now + 365 * 86_400)
        )
        return try keep(key, alias: alias, at: now)
    }

    /// The service's own key, which makes the tokens of grants and imports.
    func makeOwnedKey() throws {
        guard !catalogue.keys.values.contains(where: { $0.manager == .owned }) else { return }
        let key = Key(
            id: try KeyID.random(),
            spec: .hmac256,
            usage: .authenticate,
            origin: .made,
            manager: .owned,
            policy: "",
            createdAt: settings.now()
        )
        _ = try keep(key, at: key.createdAt)
    }

    /// The code by which this service knows again what it has given out.
    func tokenCode(_ text: String) throws -> [UInt8] {
        guard let key = catalogue.keys.values.first(where: { $0.manager == .owned }), let material = key.current,
            case .bytes(let secret) = try vault.material(material, of: key)
        else { throw KMSError.sealed }
        let message = Array(text.utf8)
        return try HMAC.code(.sha256, key: secret, message: message.span)
    }

    // MARK: Describing

    /// What is known of a key.
    func metadata(of key: Key) -> JSONValue {
        let algorithms = key.spec.algorithms(for: key.usage).map { JSONValue.string($0) }
        let current = key.current
        var members: [String: JSONValue?] = [
            "AWSAccountId": .string(names.account), "KeyId": .string(key.id), "Arn": .string(names.arn(ofKey: key.id)),
            "CreationDate": .time(key.createdAt), "Enabled": .boolean(key.state == .enabled),
            "Description": .string(key.description), "KeyUsage": .string(key.usage.rawValue),
            "KeyState": .string(key.state.rawValue), "Origin": .string(key.origin.rawValue),
            "KeyManager": .string(key.manager.rawValue), "CustomerMasterKeySpec": .string(key.spec.rawValue),
            "KeySpec": .string(key.spec.rawValue), "MultiRegion": .boolean(false),
            "DeletionDate": key.deletionAt.map { .time($0) },
            key.usage.listName: .array(algorithms),
        ]
        if key.spec == .symmetric { members["CurrentKeyMaterialId"] = current.map { .string($0.id) } }
        if key.origin == .imported, let current, current.isPresent {
            members["ExpirationModel"] = .string(
                current.validTo == nil ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES"
            )
            members["ValidTo"] = current.validTo.map { .time($0) }
        }
        return .present(members)
    }

    func listKeys(_ call: Call) throws -> JSONValue {
        let keys = catalogue.keys.values.filter { $0.manager != .owned }.sorted { $0.id < $1.id }
        return try call.page(keys, as: "Keys", by: { $0.id }) { key in
            .object(["KeyId": .string(key.id), "KeyArn": .string(names.arn(ofKey: key.id))])
        }
    }

    // MARK: States

    func updateDescription(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "UpdateKeyDescription")
        try update(call) { key in
            try requireState(key, [.enabled, .disabled, .pendingImport])
            key.description = call.required("Description")
        }
        return .object([:])
    }

    func setEnabled(_ call: Call, _ isEnabled: Bool) throws -> JSONValue {
        try requireOwn(try call.key, call.request.operation.name)
        try update(call) { key in
            try requireState(key, [.enabled, .disabled])
            key.isEnabled = isEnabled
        }
        return .object([:])
    }

    func scheduleDeletion(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "ScheduleKeyDeletion")
        let days = call.input["PendingWindowInDays"]?.integer ?? 30
        let date = call.request.time + Double(days) * 86_400
        try update(call) { key in
            try requireState(key, [.enabled, .disabled, .pendingImport])
            key.deletionAt = date
        }
        return .object([
            "KeyId": .string(names.arn(ofKey: try call.key.id)), "DeletionDate": .time(date),
            "KeyState": .string(Key.State.pendingDeletion.rawValue), "PendingWindowInDays": .number(Double(days)),
        ])
    }

    func cancelDeletion(_ call: Call) throws -> JSONValue {
        try update(call) { key in
            guard key.deletionAt != nil else {
                throw KMSError.invalidState(names.arn(ofKey: key.id), "is not pending deletion")
            }
            key.deletionAt = nil
            key.isEnabled = false
        }
        return .object(["KeyId": .string(names.arn(ofKey: try call.key.id))])
    }

    // MARK: Tags

    /// The tags of a request.
    func tags(_ call: Call) throws(ServiceError) -> [String: String] {
        var tags: [String: String] = [:]
        for tag in call.input["Tags"]?.array ?? [] {
            guard let name = tag["TagKey"]?.string, let value = tag["TagValue"]?.string else { continue }
            guard tags[name] == nil else { throw ServiceError("TagException", "Duplicate tag keys") }
            guard !name.lowercased().hasPrefix("aws:") else {
                throw ServiceError("TagException", "Tags beginning with aws: are reserved")
            }
            tags[name] = value
        }
        guard tags.count <= 50 else { throw ServiceError("TagException", "Too many tags") }
        return tags
    }

    func tag(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "TagResource")
        let new = try tags(call)
        try update(call) { key in
            try requireState(key, [.enabled, .disabled, .pendingImport])
            key.tags.merge(new) { $1 }
            guard key.tags.count <= 50 else { throw ServiceError("TagException", "Too many tags") }
        }
        return .object([:])
    }

    func untag(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "UntagResource")
        try update(call) { key in
            try requireState(key, [.enabled, .disabled, .pendingImport])
            for name in call.input["TagKeys"]?.array.compactMap(\.string) ?? [] { key.tags[name] = nil }
        }
        return .object([:])
    }

    func listTags(_ call: Call) throws -> JSONValue {
        let tags = try call.key.tags.sorted { $0.key < $1.key }
        return try call.page(tags, as: "Tags", defaultLimit: 50, by: { $0.key }) { tag in
            .object(["TagKey": .string(tag.key), "TagValue": .string(tag.value)])
        }
    }
}
