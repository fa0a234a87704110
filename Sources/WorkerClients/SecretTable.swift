public import POSIX

/// The table of managed secrets as all workers are to have it, replaced as a whole.
///
/// A worker gets a table together with the first object after the change: through a file in memory, so that however many
/// workers there are, it is copied once into each, and none is restarted.
public final class SecretTable: Sendable {
    private let current = Monitor<Version>(Version(number: 0, file: nil))

    /// One state of the table.
    struct Version: Sendable {
        /// 0 before there is any table, then one more with each.
        var number: Int
        var file: MemoryFile?
    }

    /// Creates the state in which there is no table.
    public init() {}

    /// Replaces the table.
    ///
    /// - Parameter bytes: What `LeakTableBuilder.build()` made, for the keywords that the workers' setup has.
    /// - Throws: `SystemError` when there is no memory; then nothing has changed.
    public func replace(with bytes: [UInt8]) throws(SystemError) {
        let file = try MemoryFile(bytes)
        current.withLock { $0 = Version(number: $0.number + 1, file: file) }
    }

    var version: Version { current.withLock { $0 } }
}
