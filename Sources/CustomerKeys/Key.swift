/// A key: what is known of it, and its key material, wrapped.
package struct Key: Sendable {
    /// Whose it is.
    package enum Manager: String, Sendable {
        case customer = "CUSTOMER"
        /// Made on demand for a service, under an alias `alias/aws/...`.
        case aws = "AWS"
        /// The key service's own, which nobody sees.
        case owned = "AWS_OWNED"
    }

    /// Where its key material comes from.
    package enum Origin: String, Sendable {
        case made = "AWS_KMS"
        case imported = "EXTERNAL"
    }

    /// What state it is in.
    package enum State: String, Sendable {
        case enabled = "Enabled"
        case disabled = "Disabled"
        case pendingDeletion = "PendingDeletion"
        case pendingImport = "PendingImport"
    }

    /// When its key material is replaced without anybody asking.
    package struct Rotation: Sendable {
        /// In days.
        package var period: Int
        /// In seconds since 1970, as all times here.
        package var next: Double

        /// Has it replaced every so many days, next at a time.
        package init(period: Int, next: Double) {
            self.period = period
            self.next = next
        }
    }

    package var id: String
    package var spec: KeySpec
    package var usage: KeyUsage
    package var origin: Origin
    package var manager: Manager
    package var description = ""
    package var policy: String
    package var tags: [String: String] = [:]
    package var createdAt: Double
    package var isEnabled = true
    /// When it is to be deleted.
    package var deletionAt: Double?
    package var rotation: Rotation?
    /// How often its material was replaced because somebody asked for it.
    package var onDemandRotations = 0
    /// The oldest first.
    package var materials: [KeyMaterial] = []

    /// Describes a key without material.
    package init(
        id: String,
        spec: KeySpec,
        usage: KeyUsage,
        origin: Origin,
        manager: Manager,
        description: String = "",
        policy: String,
        tags: [String: String] = [:],
        createdAt: Double,
        rotation: Rotation? = nil
    ) {
        self.id = id
        self.spec = spec
        self.usage = usage
        self.origin = origin
        self.manager = manager
        self.description = description
        self.policy = policy
        self.tags = tags
        self.createdAt = createdAt
        self.rotation = rotation
    }

    package var state: State {
        if deletionAt != nil { return .pendingDeletion }
        if origin == .imported, !isUsable { return .pendingImport }
        return isEnabled ? .enabled : .disabled
    }

    /// What is used to encrypt and sign.
    package var current: KeyMaterial? { materials.last { $0.state == .current } }

    /// Whether all material that was ever used is there: what is missing makes the whole key unusable.
    private var isUsable: Bool {
        current != nil && materials.allSatisfy { $0.state == .pendingRotation || $0.isPresent }
    }

    package func material(_ id: String) -> KeyMaterial? { materials.first { $0.id == id } }
}

/// A version of a key.
package struct KeyMaterial: Sendable {
    package enum State: String, Sendable {
        case current = "CURRENT"
        case nonCurrent = "NON_CURRENT"
        case pendingRotation = "PENDING_ROTATION"
    }

    package enum RotationType: String, Sendable {
        case automatic = "AUTOMATIC"
        case onDemand = "ON_DEMAND"
    }

    /// 32 bytes in hexadecimal.
    ///
    /// That of imported material follows from it and the key.
    package var id: String
    package var state: State
    package var createdAt: Double
    /// When it became current by a rotation; `nil` for the first.
    package var rotatedAt: Double?
    package var rotationType: RotationType?
    /// When imported material expires; `nil` when it does not.
    package var validTo: Double?
    package var description: String?
    /// Under the root key; `nil` when imported material was deleted or has expired.
    package var wrapped: [UInt8]?

    /// Describes material, which is there when it is given wrapped.
    package init(id: String, state: State, createdAt: Double, validTo: Double? = nil, wrapped: [UInt8]? = nil) {
        self.id = id
        self.state = state
        self.createdAt = createdAt
        self.validTo = validTo
        self.wrapped = wrapped
    }

    package var isPresent: Bool { wrapped != nil }
}
