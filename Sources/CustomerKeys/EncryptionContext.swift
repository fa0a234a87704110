package import JSON
package import ServiceModel

/// Pairs that are authenticated with a ciphertext and must be known to decrypt it.
package struct EncryptionContext: Sendable, Equatable {
    package var pairs: [String: String]

    package init(_ pairs: [String: String] = [:]) { self.pairs = pairs }

    package init(_ value: JSONValue?) { pairs = value?.strings ?? [:] }

    /// The context that a request gives for what it encrypts or decrypts.
    package init(of request: ServiceRequest) {
        self.init(request.input["EncryptionContext"] ?? request.input["SourceEncryptionContext"])
    }

    /// The pairs in the order of their names' bytes, each text after its length: no two contexts have the same.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        add(to: &bytes)
        return bytes
    }

    /// Appends ``bytes``.
    package func add(to bytes: inout [UInt8]) {
        for (name, value) in pairs.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            EncryptionContext.add(name, to: &bytes)
            EncryptionContext.add(value, to: &bytes)
        }
    }

    private static func add(_ text: String, to bytes: inout [UInt8]) {
        let count = text.utf8.count
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
        bytes += text.utf8
    }

    /// As JSON, for answers and the audit log.
    package var json: JSONValue { .object(pairs.mapValues { .string($0) }) }
}
