import JSON
import ServiceModel

/// Pairs that are authenticated with a ciphertext and must be known to decrypt it.
struct EncryptionContext: Sendable, Equatable {
    var pairs: [String: String]

    init(_ pairs: [String: String] = [:]) { self.pairs = pairs }

    init(_ value: JSONValue?) { pairs = value?.strings ?? [:] }

    /// The context that a request gives for what it encrypts or decrypts.
    init(of request: ServiceRequest) {
        self.init(request.input["EncryptionContext"] ?? request.input["SourceEncryptionContext"])
    }

    /// The pairs in the order of their names' bytes, each text after its length: no two contexts have the same.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func add(_ text: String) {
            let utf8 = Array(text.utf8)
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: utf8.count >> shift)) }
            bytes += utf8
        }
        for (name, value) in pairs.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            add(name)
            add(value)
        }
        return bytes
    }

    /// As JSON, for answers and the audit log.
    var json: JSONValue { .object(pairs.mapValues { .string($0) }) }
}
