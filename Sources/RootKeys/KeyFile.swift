import Cryptography
import POSIX

/// Files that hold secrets as they are, and what must be true of them.
enum KeyFile {
    /// Reads a file that only this user can read.
    static func read(_ path: [UInt8], upTo limit: Int) throws(RootKeyError) -> [UInt8] {
        var (bytes, status) = try RootKeyError.at(path) { () throws(SystemError) in
            try PrivateFile.read(path, upTo: limit)
        }
        do throws(RootKeyError) {
            guard status.kind == .regular else { throw .notAFile(path) }
            guard status.userID == System.userID else { throw .foreign(path, userID: status.userID) }
            // The bits of the group are those of the mask when there is an access control list.
            guard status.mode & 0o077 == 0 else { throw .open(path, mode: status.mode) }
        } catch {
            _ = SecretBytes(wiping: &bytes)
            throw error
        }
        return bytes
    }

    /// Reads what systemd has decrypted; its owner and mode are systemd's business, as long as not everybody can read it.
    static func readCredential(_ path: [UInt8]) throws(RootKeyError) -> SecretBytes {
        var (bytes, status) = try RootKeyError.at(path) { () throws(SystemError) in
            try PrivateFile.read(path, upTo: 4096)
        }
        let secret = SecretBytes(wiping: &bytes)
        guard status.kind == .regular else { throw .notAFile(path) }
        guard status.mode & 0o007 == 0 else { throw .open(path, mode: status.mode) }
        return secret
    }
}
