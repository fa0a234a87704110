/// A key: what is known of it, and its key material, wrapped.
struct Key: Sendable {
    /// Whose it is.
    enum Manager: String, Sendable {
        case customer = "CUSTOMER"
        /// Made on demand for a service, under an alias `alias/aws/...`.
        case aws = "AWS"
        /// The key service's own, which nobody sees.
        case owned = "AWS_OWNED"
    }

    /// Where its key material comes from.
    enum Origin: String, Sendable {
        case made = "AWS_KMS"
        case imported = "EXTERNAL"
    }

    /// What state it is in.
    enum State: String, Sendable {
        case enabled = "Enabled"
        case disabled = "Disabled"
        case pendingDeletion = "PendingDeletion"
        case pendingImport = "PendingImport"
    }

    /// When its key material is replaced without anybody asking.
    struct Rotation: Sendable {
        /// In days.
        var period: Int
        /// In seconds since 1970, as all times here.
        var next: Double
    }

    var id: String
    var spec: KeySpec
    var usage: KeyUsage
    var origin: Origin
    var manager: Manager
    var description = ""
    var policy: String
    var tags: [String: String] = [:]
    var createdAt: Double
    var isEnabled = true
    /// When it is to be deleted.
    var deletionAt: Double?
    var rotation: Rotation?
    /// How often its material was replaced because somebody asked for it.
    var onDemandRotations = 0
    /// The oldest first.
    var materials: [KeyMaterial] = []

    var state: State {
        if deletionAt != nil { return .pendingDeletion }
        if origin == .imported, !isUsable { return .pendingImport }
        return isEnabled ? .enabled : .disabled
    }

    /// What is used to encrypt and sign.
    var current: KeyMaterial? { materials.last { $0.state == .current } }

    /// Whether all material that was ever used is there: what is missing makes the whole key unusable.
    private var isUsable: Bool {
        current != nil && materials.allSatisfy { $0.state == .pendingRotation || $0.isPresent }
    }

    func material(_ id: String) -> KeyMaterial? { materials.first { $0.id == id } }
}

/// A version of a key.
struct KeyMaterial: Sendable {
    enum State: String, Sendable {
        case current = "CURRENT"
        case nonCurrent = "NON_CURRENT"
        case pendingRotation = "PENDING_ROTATION"
    }

    enum RotationType: String, Sendable {
        case automatic = "AUTOMATIC"
        case onDemand = "ON_DEMAND"
    }

    /// 32 bytes in hexadecimal.
    ///
    /// That of imported material follows from it and the key.
    var id: String
    var state: State
    var createdAt: Double
    /// When it became current by a rotation; `nil` for the first.
    var rotatedAt: Double?
    var rotationType: RotationType?
    /// When imported material expires; `nil` when it does not.
    var validTo: Double?
    var description: String?
    /// Under the root key; `nil` when imported material was deleted or has expired.
    var wrapped: [UInt8]?

    var isPresent: Bool { wrapped != nil }
}
