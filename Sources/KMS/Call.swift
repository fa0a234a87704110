import Cryptography
import CustomerKeys
import JSON
import POSIX
import ServiceModel

/// A request that the model has accepted, with the keys that it is about.
struct Call: ParameterReading, Sendable {
    let request: ServiceRequest
    let context: EncryptionContext
    /// In the order in which the operation names them.
    var keys: [Key] = []

    init(_ request: ServiceRequest) {
        self.request = request
        context = EncryptionContext(of: request)
    }

    var input: JSONValue { request.input }

    /// The key that it is about.
    var key: Key {
        get throws(ServiceError) {
            guard let key = keys.first else { throw ServiceError.validation("KeyId is missing.") }
            return key
        }
    }

    /// A blob that the model requires.
    func blob(_ name: String) throws(ServiceError) -> [UInt8] {
        guard let bytes = Base64.bytes(required(name)) else { throw ServiceError.validation("\(name) is no base64.") }
        return bytes
    }

    /// A blob that is secret.
    func secret(_ name: String) throws(ServiceError) -> SecretBytes {
        var bytes = try blob(name)
        return SecretBytes(wiping: &bytes)
    }

    /// Ends a request that only asks whether it would be done.
    func endDryRun() throws(ServiceError) { if flag("DryRun") { throw KMSError.dryRun } }

    /// Whether it only asks whether it would be done to a ciphertext that it does not have.
    var ignoresCiphertext: Bool {
        flag("DryRun") && input["DryRunModifiers"]?.array.contains(.string("IGNORE_CIPHERTEXT")) == true
    }

    /// One page of a list.
    ///
    /// - Parameters:
    ///   - items: All, in the order of their names.
    ///   - member: What the list is called in the answer.
    ///   - defaultLimit: How many there are on a page unless the request says it.
    ///   - name: What tells one item from the others.
    ///   - describe: An item in the answer.
    /// - Returns: The answer.
    /// - Throws: `InvalidMarkerException` for a marker that no answer has given.
    func page<Item>(
        _ items: [Item],
        as member: String,
        defaultLimit: Int = 100,
        by name: (Item) -> String,
        _ describe: (Item) -> JSONValue
    ) throws(ServiceError) -> JSONValue {
        let limit = input["Limit"]?.integer ?? defaultLimit
        var last = ""
        if let marker = text("Marker") {
            guard let place = PageToken.place(marker) else {
                throw KMSError.invalidMarker
            }
            last = place
        }
        let rest = items.filter { name($0) > last }
        let isCut = rest.count > limit
        return .present([
            member: .array(rest.prefix(limit).map(describe)), "Truncated": .boolean(isCut),
            "NextMarker": isCut ? .string(PageToken.text(name(rest[limit - 1]))) : nil,
        ])
    }
}

extension JSONValue {
    /// A time in an answer.
    static func time(_ seconds: Double) -> JSONValue { .string(UTCTime.preciseText(secondsSince1970: seconds)) }

    /// Bytes in an answer.
    static func blob(_ bytes: [UInt8]) -> JSONValue { .string(Base64.text(bytes)) }
}
