import CustomerKeys
import JSON
import ServiceModel

/// New material for a key: regularly, or when it is asked for. The old stays for what it has encrypted.
extension KeyService {
    static let day = 86_400.0
    private static let mostOnDemandRotations = 25

    /// Refuses keys that have one material for ever.
    ///
    /// The state comes before the kind, as in AWS; imported material waits for nobody, whatever the state.
    private func requireRotatable(_ key: Key, isImportedToo: Bool) throws(ServiceError) {
        guard isImportedToo || key.origin == .made else {
            throw KMSError.invalidOrigin(names.arn(ofKey: key.id), key.origin)
        }
        try requireState(key, [.enabled])
        // Without a text, as AWS has it.
        guard key.spec == .symmetric else { throw KMSError.unsupported("") }
    }

    func enableRotation(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "EnableKeyRotation")
        let period = call.input["RotationPeriodInDays"]?.integer
        try update(call) { key in
            try requireRotatable(key, isImportedToo: false)
            if let old = key.rotation, period == nil || period == old.period { return }
            let days = period ?? 365
            key.rotation = Key.Rotation(period: days, next: call.request.time + Double(days) * KeyService.day)
        }
        return .object([:])
    }

    func disableRotation(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "DisableKeyRotation")
        try update(call) { key in
            try requireRotatable(key, isImportedToo: false)
            key.rotation = nil
        }
        return .object([:])
    }

    func rotationStatus(_ call: Call) throws -> JSONValue {
        let key = try call.key
        // One that is to be deleted is not rotated; when it is kept after all, it is as before.
        let rotation = key.state == .pendingDeletion ? nil : key.rotation
        return .present([
            "KeyId": .string(names.arn(ofKey: key.id)), "KeyRotationEnabled": .boolean(rotation != nil),
            "RotationPeriodInDays": rotation.map { .number(Double($0.period)) },
            "NextRotationDate": rotation.map { .time($0.next) },
        ])
    }

    func rotateOnDemand(_ call: Call) throws -> JSONValue {
        try requireOwn(try call.key, "RotateKeyOnDemand")
        try requireRotatable(try call.key, isImportedToo: true)
        let new =
            try call.key.origin == .made ? newMaterial(of: try call.key, .pendingRotation, at: call.request.time) : nil
        try update(call) { key in
            try requireRotatable(key, isImportedToo: true)
            guard key.onDemandRotations < KeyService.mostOnDemandRotations else {
                throw ServiceError(
                    "LimitExceededException",
                    "A key is rotated on demand at most \(KeyService.mostOnDemandRotations) times."
                )
            }
            if let new { key.materials.append(new) }
            guard key.rotate(.onDemand, at: call.request.time) else {
                throw ServiceError(
                    "KMSInvalidStateException",
                    "No available key material pending rotation for the key: \(names.arn(ofKey: key.id))."
                )
            }
            key.onDemandRotations += 1
        }
        try announce("KMS CMK Rotation", ["key-id": .string(try call.key.id)])
        return .object(["KeyId": .string(names.arn(ofKey: try call.key.id))])
    }

    func listRotations(_ call: Call) throws -> JSONValue {
        let key = try call.key
        guard key.spec == .symmetric else { throw KMSError.unsupported("") }
        let isWhole = call.text("IncludeKeyMaterial") == "ALL_KEY_MATERIAL"
        let materials = Array(key.materials.enumerated()).filter { isWhole || $0.element.rotatedAt != nil }
        return try call.page(materials, as: "Rotations", by: { SortableNumber.text($0.offset) }) { _, material in
            .present([
                "KeyId": .string(names.arn(ofKey: key.id)), "KeyMaterialId": .string(material.id),
                "KeyMaterialDescription": material.description.map { .string($0) },
                "ImportState": key.origin == .imported
                    ? .string(material.isPresent ? "IMPORTED" : "PENDING_IMPORT") : nil,
                "KeyMaterialState": .string(material.state.rawValue),
                "ExpirationModel": key.origin == .imported
                    ? .string(material.validTo == nil ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES") : nil,
                "ValidTo": material.validTo.map { .time($0) }, "RotationDate": material.rotatedAt.map { .time($0) },
                "RotationType": material.rotationType.map { .string($0.rawValue) },
            ])
        }
    }
}

extension Key {
    /// Makes the material that waits for it current.
    ///
    /// - Returns: `false` when none waits.
    mutating func rotate(_ type: KeyMaterial.RotationType, at time: Double) -> Bool {
        guard let new = materials.lastIndex(where: { $0.state == .pendingRotation && $0.isPresent }) else {
            return false
        }
        for index in materials.indices where materials[index].state == .current { materials[index].state = .nonCurrent }
        materials[new].state = .current
        materials[new].rotatedAt = time
        materials[new].rotationType = type
        return true
    }
}
