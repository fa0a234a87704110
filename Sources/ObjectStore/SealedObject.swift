public import POSIX

/// An object that the service has encrypted, as its file says.
public struct SealedObject: Sendable {
    /// A data key as a key of KMS has encrypted it.
    public struct DataKey: Sendable {
        public var keyARN: String
        public var ciphertext: [UInt8]
    }

    /// The file, open for reading.
    public var file: HeldFile
    /// The object's data key, under each key that can decrypt it; at least one.
    public var dataKeys: [DataKey]
    /// The encryption context.
    public var context: [String: String]

    /// What the context of every object has that the service has encrypted.
    public static let requiredContext = ["magpie:purpose": "object"]
}
