import CLinux
import COpenSSL

/// Memory that leaves no trace on a disk.
public enum SecureMemory {
    /// Prepares a process that holds keys: once, at its start, before the first key.
    ///
    /// ``SecretBytes`` from then on come from OpenSSL's secure heap, between guard pages and outside cores. All memory of
    /// the process is locked, so that none is written to swap; freed memory is overwritten; there is no core, and other
    /// processes of the user cannot look in.
    ///
    /// The corresponding functions are `CRYPTO_secure_malloc_init`, `mlockall`, `mallopt` and `prctl`. Where the limit on
    /// locked memory is too low for all of it, the secure heap alone is locked.
    ///
    /// - Parameter byteCount: The size of the secure heap; a power of two.
    /// - Returns: `false` when the secure heap could not be made, or not locked: say so where the operator reads it. A
    ///   second call changes nothing and returns `true` if there is a secure heap.
    public static func prepare(byteCount: Int) -> Bool {
        linux_protect_memory()
        if CRYPTO_secure_malloc_initialized() == 1 { return true }
        // 2 says that there is a heap without protection.
        return CRYPTO_secure_malloc_init(byteCount, 16) == 1
    }
}
