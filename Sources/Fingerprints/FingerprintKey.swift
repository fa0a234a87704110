import Cryptography
public import POSIX

/// The key under which values are fingerprinted.
///
/// Two occurrences of a value have the same fingerprint under the same key, and without the key nobody can find the
/// value by trying: an unkeyed hash of a nine-digit number can be reversed in a second.
public struct FingerprintKey: Sendable, CustomStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    /// Wraps a key of 32 bytes or more.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Makes a key that lives as long as this run.
    public static func makeEphemeral() throws -> FingerprintKey {
        FingerprintKey(try RandomBytes.make(SHA256.byteCount))
    }

    /// Reads the key from the file at `path`, which is made when it is not there.
    ///
    /// - Throws: `SystemError`, with `EINVAL` for a file that is too short to be a key.
    public static func kept(at path: [UInt8]) throws(SystemError) -> FingerprintKey {
        FingerprintKey(try KeyFile.bytes(at: path))
    }

    /// The key itself, for the process that is to use it.
    public func exposed() -> [UInt8] { bytes }

    public var description: String { "‹key›" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension FingerprintKey {
    /// The fingerprint that `value` has in reports under this key; `nil` only when memory runs out.
    public func fingerprint(of value: [UInt8]) -> String? {
        guard var fingerprinter = try? Fingerprinter(self) else { return nil }
        return fingerprinter.fingerprint(of: value.span)?.text
    }
}
