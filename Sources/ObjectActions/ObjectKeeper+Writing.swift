public import Actions
public import POSIX

/// What clients of S3 write into buckets, which this process may not.
extension ObjectKeeper {
    /// Begins to write an object, whoever it is from.
    ///
    /// - Parameters:
    ///   - request: Which.
    ///   - root: The bucket's folder.
    /// - Returns: Takes what the object holds.
    /// - Throws: `WritingError`, or `SystemError` when no process is to be had.
    public func write(_ request: WriteRequest, in root: Directory) throws -> WriteSession {
        try withProcess { try $0.write(request, in: root) }
    }

    /// Has something done to a bucket in one step.
    ///
    /// - Throws: `WritingError`, or `SystemError` when no process is to be had.
    public func change(_ request: ChangeRequest, in root: Directory) throws {
        try withProcess { try $0.change(request, in: root) }
    }
}
