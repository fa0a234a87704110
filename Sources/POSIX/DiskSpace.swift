import Glibc

/// How much room a file system has, in bytes.
public struct DiskSpace: Sendable, Equatable {
    /// How large the file system is.
    public var size: Int
    /// What users other than root may still write.
    public var free: Int

    /// Describes a file system.
    public init(size: Int, free: Int) {
        self.size = size
        self.free = free
    }

    /// Asks about the file system that `path` is on.
    ///
    /// The corresponding C function is `statvfs`.
    ///
    /// - Throws: ``SystemError`` when there is nothing at `path`, or it cannot be asked about.
    public init(at path: [UInt8]) throws(SystemError) {
        var status = statvfs()
        guard unsafe Directory.withPath(path, { unsafe statvfs($0, &status) }) == 0 else { throw SystemError() }
        size = Int(clamping: status.f_blocks.multipliedReportingOverflow(by: status.f_frsize).partialValue)
        free = Int(clamping: status.f_bavail.multipliedReportingOverflow(by: status.f_frsize).partialValue)
    }
}
