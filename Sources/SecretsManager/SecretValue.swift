import Cryptography
public import JSON
package import ServiceModel

/// The value of a version of a secret.
///
/// Printing or interpolating one shows its length only.
public struct SecretValue: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The text in UTF-8, or the bytes.
    public var bytes: [UInt8]
    /// Whether it is a `SecretString`; otherwise it is a `SecretBinary`.
    public var isText: Bool

    /// Wraps bytes.
    public init(_ bytes: [UInt8], isText: Bool) {
        self.bytes = bytes
        self.isText = isText
    }

    /// Wraps a text.
    public init(_ text: String) { self.init(Array(text.utf8), isText: true) }

    public var description: String { "‹\(bytes.count) bytes›" }

    public var customMirror: Mirror { Mirror(self, children: []) }

    public static func == (one: SecretValue, other: SecretValue) -> Bool {
        one.isText == other.isText && ConstantTime.isEqual(one.bytes.span, other.bytes.span)
    }

    /// The members of the object that the text is as JSON; `nil` when it is none.
    public var members: [String: JSONValue]? {
        guard isText, case .object(let members) = try? JSONValue(parsing: bytes) else { return nil }
        return members
    }

    /// As requests and answers have it: a `SecretString` or a `SecretBinary`.
    package var parameter: (name: String, value: JSONValue) {
        isText
            ? ("SecretString", .string(String(decoding: bytes, as: UTF8.self)))
            : ("SecretBinary", .string(Base64.text(bytes)))
    }

    /// The longest value, in bytes.
    static let longest = 65_536

    /// What a request or an answer of a rotator gives; `nil` when it gives none.
    ///
    /// - Throws: `ServiceError` when it gives two, or one that is too long.
    package init?(from input: JSONValue) throws(ServiceError) {
        let (text, blob) = (input["SecretString"]?.string, input["SecretBinary"]?.string)
        switch (text, blob) {
        case (nil, nil): return nil
        case (.some, .some):
            throw .parameter(
                "You can't specify both a binary secret value and a string secret value in the same secret."
            )
        case (let text?, _): self.init(text)
        case (_, let blob?):
            guard let bytes = Base64.bytes(blob) else { throw .parameter("SecretBinary is not base64.") }
            self.init(bytes, isText: false)
        }
        guard (1...SecretValue.longest).contains(bytes.count) else {
            throw .parameter("The secret value must contain between 1 and \(SecretValue.longest) bytes.")
        }
    }
}
