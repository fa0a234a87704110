import Glibc

/// A file with a key of 32 bytes that this program makes for itself.
public enum KeyFile {
    /// The length of a key, in bytes.
    public static let byteCount = 32

    /// Reads the key at `path`, which is made when it is not there, of bytes from the kernel's source of randomness.
    ///
    /// - Throws: `SystemError`, with `EINVAL` for a file that is too short to be a key.
    public static func bytes(at path: [UInt8]) throws(SystemError) -> [UInt8] {
        let bytes = try readOrCreate(path)
        guard bytes.count >= byteCount else { throw SystemError(EINVAL) }
        return bytes
    }

    private static func readOrCreate(_ path: [UInt8]) throws(SystemError) -> [UInt8] {
        do throws(SystemError) {
            return try FileContents.read(path, upTo: 4096)
        } catch  where error.isNotFound {
            var key = [UInt8](repeating: 0, count: byteCount)
            guard unsafe getentropy(&key, key.count) == 0 else { throw SystemError() }
            do throws(SystemError) {
                try PrivateFile.create(path, key)
                return key
            } catch  where error.isAlreadyThere {
                // Another process was faster: its key counts.
                return try FileContents.read(path, upTo: 4096)
            }
        }
    }
}
