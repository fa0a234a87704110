import Bytes
public import Cryptography

/// A file that is to be encrypted or decrypted where it lies.
public struct InPlaceOperation: Equatable, Sendable {
    /// Which way.
    public enum Direction: String, Sendable {
        case encrypt
        case decrypt
    }

    /// 32 hexadecimal digits that nobody can foresee.
    public let id: String
    public var direction: Direction

    /// The absolute path of the folder that must not be left: a bucket's.
    public var root: [UInt8]
    /// The way from there to the file's folder, without slashes at the ends; empty for the root itself.
    public var folder: [UInt8]
    /// The file's name in its folder.
    public var name: [UInt8]

    /// The file that is meant, when the caller has looked at it before: any other is refused as changed.
    public var expected: FileIdentity?
    /// The SHA-256 of the plaintext that is meant, when the caller knows it; only looked at when encrypting.
    public var expectedDigest: [UInt8]?

    /// Describes a new operation.
    ///
    /// - Throws: `CryptographyError` when the system has no randomness.
    public init(
        _ direction: Direction,
        root: [UInt8],
        folder: [UInt8],
        name: [UInt8],
        expected: FileIdentity? = nil
    ) throws(CryptographyError) {
        let id = Hexadecimal.text(try RandomBytes.make(16))
        self.init(id: id, direction, root: root, folder: folder, name: name, expected: expected)
    }

    /// Describes an operation that is known already.
    public init(
        id: String,
        _ direction: Direction,
        root: [UInt8],
        folder: [UInt8],
        name: [UInt8],
        expected: FileIdentity? = nil
    ) {
        self.id = id
        self.direction = direction
        self.root = root
        self.folder = folder
        self.name = name
        self.expected = expected
    }

    /// The beginning of all names of temporary files.
    public static let temporaryPrefix = Array(".magpie-".utf8)

    /// The name, in the file's folder, of what the file is replaced with.
    public var temporaryName: [UInt8] { InPlaceOperation.temporaryPrefix + Array(id.utf8) }

    /// A second name that the file has for a moment where two names cannot be exchanged.
    var spareName: [UInt8] { temporaryName + Array(".old".utf8) }
}
