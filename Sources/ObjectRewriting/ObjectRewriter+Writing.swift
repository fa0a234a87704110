public import Actions
public import POSIX

/// What clients of S3 read and write in buckets, which this process may not.
extension ObjectRewriter {
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

    /// Has a part of what an encrypted object holds read, whoever it is for.
    ///
    /// - Parameters:
    ///   - request: Which part.
    ///   - file: The object, open for reading.
    /// - Returns: A pipe from which it comes.
    /// - Throws: `ReadRefusal`, or `SystemError` when no process is to be had.
    public func read(_ request: ReadRequest, of file: HeldFile) throws -> HeldFile {
        try withProcess { try $0.read(request, of: file) }
    }
}
