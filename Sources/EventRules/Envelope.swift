import JSON

/// Reads single members of events as they are kept and delivered, without the rest.
package enum Envelope {
    /// An event's id; empty where there is none.
    package static func id(of envelope: String) -> String {
        string([.member("id")], Array(envelope.utf8)) ?? ""
    }

    /// Tells the object that an event is about from others; `nil` when it is about none.
    ///
    /// That is the object of a finding or of the service's own events, and the first resource of others.
    package static func orderKey(of event: [UInt8]) -> Int64? {
        if let resource = JSONText.value(at: [.member("resources"), .element(0)], in: event) { return hash(resource) }
        guard let detail = JSONText.value(at: [.member("detail")], in: event).map(Array.init) else { return nil }
        for path in objectPaths {
            if let bucket = JSONText.value(at: path.bucket, in: detail) {
                return hash(bucket + (JSONText.value(at: path.key, in: detail) ?? []))
            }
        }
        return nil
    }

    private static let objectPaths: [(bucket: [JSONText.Step], key: [JSONText.Step])] =
        [
            [], [.member("finding")],
        ].map { (prefix: [JSONText.Step]) in
            let resources = prefix + [.member("resourcesAffected")]
            return (
                resources + [.member("s3Bucket"), .member("name")], resources + [.member("s3Object"), .member("key")]
            )
        } + [([.member("bucket"), .member("name")], [.member("object"), .member("key")])]

    /// FNV-1a: the same in every process.
    private static func hash(_ bytes: ArraySlice<UInt8>) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int64(bitPattern: hash)
    }

    private static func string(_ path: [JSONText.Step], _ json: [UInt8]) -> String? {
        guard let text = JSONText.value(at: path, in: json),
            case .string(let value) = try? JSONValue(parsing: Array(text))
        else { return nil }
        return value
    }
}
