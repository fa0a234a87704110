import Bytes
import Cryptography
import POSIX

/// A root key in a file, encrypted under something else.
///
/// Lines of text: a name, what the other key is made of, nonce, ciphertext, and a checksum that tells a damaged file from
/// a wrong passphrase. All lines before the ciphertext are authenticated with it.
struct SealedFile {
    /// The lines between the name and the nonce.
    var parameters: [(name: String, value: String)]
    var nonce: [UInt8]
    var sealed: [UInt8] = []

    /// Begins a file.
    init(_ kind: Kind, _ parameters: [(name: String, value: String)]) throws(RootKeyError) {
        self.parameters = [("magpie-root-key-1", kind.rawValue)] + parameters
        nonce = try RootKeyError.translating { () throws(CryptographyError) in
            try RandomBytes.make(AESGCM.nonceByteCount)
        }
    }

    /// What encrypts the root key.
    enum Kind: String {
        case passphrase
        case pkcs11
    }

    /// The bytes that are authenticated.
    var header: [UInt8] { Array(headerText.utf8) }

    private var headerText: String {
        let lines = parameters + [("nonce", Hexadecimal.text(nonce))]
        return lines.map { "\($0.name) \($0.value)\n" }.joined()
    }

    /// The value of a line; `nil` when there is none.
    subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// The file's content.
    func text() throws(RootKeyError) -> [UInt8] {
        let text = headerText + "sealed \(Hexadecimal.text(sealed))\n"
        return Array("\(text)checksum \(try SealedFile.checksum(text))\n".utf8)
    }

    /// Reads the file at `path`.
    init(_ kind: Kind, at path: [UInt8]) throws(RootKeyError) {
        let bytes = try KeyFile.read(path, upTo: 65_536)
        guard let lines = try SealedFile.lines(bytes), lines.count > 2,
            lines[0] == ("magpie-root-key-1", kind.rawValue), lines[lines.count - 2].name == "nonce",
            let nonce = Hexadecimal.bytes(lines[lines.count - 2].value), nonce.count == AESGCM.nonceByteCount,
            lines[lines.count - 1].name == "sealed", let sealed = Hexadecimal.bytes(lines[lines.count - 1].value)
        else { throw .damaged(path) }
        parameters = Array(lines.dropLast(2))
        self.nonce = nonce
        self.sealed = sealed
    }

    /// The lines before the checksum; `nil` when that does not fit.
    private static func lines(_ bytes: [UInt8]) throws(RootKeyError) -> [(name: String, value: String)]? {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, lines[lines.count - 1].isEmpty else { return nil }
        let text = lines.dropLast(2).map { "\($0)\n" }.joined()
        guard lines[lines.count - 2] == "checksum \(try checksum(text))" else { return nil }
        return lines.dropLast(2).map { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    private static func checksum(_ text: String) throws(RootKeyError) -> String {
        let bytes = Array(text.utf8)
        return try RootKeyError.translating { () throws(CryptographyError) in
            Hexadecimal.text(Array(try Digest.of(bytes.span, by: .sha256).prefix(8)))
        }
    }
}

extension RootKeyError {
    /// Calls `body`, and throws what it throws as an error about root keys.
    static func translating<Result: ~Copyable>(
        _ body: () throws(CryptographyError) -> Result
    ) throws(RootKeyError) -> Result {
        do throws(CryptographyError) { return try body() } catch { throw .cryptography(error) }
    }

    /// Calls `body`, and throws what it throws as an error about a file.
    static func at<Result>(
        _ path: [UInt8],
        _ body: () throws(SystemError) -> Result
    ) throws(RootKeyError) -> Result {
        do throws(SystemError) { return try body() } catch {
            throw error.isNotFound ? .missing(path) : error.isSymbolicLink ? .notAFile(path) : .system(path, error)
        }
    }
}
