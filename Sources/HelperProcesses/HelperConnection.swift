public import POSIX

/// A helper process that serves, which is started when it is needed and replaced when it has died.
///
/// For one thread at a time.
public final class HelperConnection {
    private let helper: Helper
    private var open: (process: ChildProcess?, channel: FrameChannel)?

    /// Prepares to use a helper.
    ///
    /// - Parameters:
    ///   - helper: How it is started.
    ///   - process: One that serves already; it ends when this lets go of it.
    public init(_ helper: Helper, serving process: ChildProcess? = nil) {
        self.helper = helper
        open = process.map { ($0, $0.channel) }
    }

    /// The process that serves, if it was started here.
    public var process: ChildProcess? { open?.process }

    /// Whether a process serves, as far as is known: one that its manager has ended meanwhile is found out when it is used.
    public var isOpen: Bool { open != nil }

    /// The channel to the process that serves, or to a new one.
    ///
    /// - Throws: `SystemError` when none is to be had.
    public func channel() throws(SystemError) -> FrameChannel {
        if let open { return open.channel }
        let new = try helper.connect()
        open = new
        return new.channel
    }

    /// Sends a message; again to a new process when the one that had served is gone: it cannot have read it.
    ///
    /// - Parameters:
    ///   - bytes: The message.
    ///   - folder: A folder that goes with it, if any.
    ///   - seconds: How long this and what is received afterwards may take.
    /// - Returns: The channel on which the answer comes.
    /// - Throws: `SystemError` when no process is to be had.
    public func send(
        _ bytes: [UInt8],
        with folder: Directory? = nil,
        within seconds: Int
    ) throws(SystemError) -> FrameChannel {
        try send(within: seconds) { channel throws(SystemError) in
            if let folder { try channel.send(bytes, with: folder) } else { try channel.send(bytes) }
        }
    }

    /// Sends a message and an open file, like ``send(_:with:within:)-(_,Directory?,_)``.
    public func send(_ bytes: [UInt8], with file: HeldFile, within seconds: Int) throws(SystemError) -> FrameChannel {
        try send(within: seconds) { channel throws(SystemError) in try channel.send(bytes, with: file) }
    }

    private func send(
        within seconds: Int,
        _ body: (FrameChannel) throws(SystemError) -> Void
    ) throws(SystemError) -> FrameChannel {
        if let old = open?.channel {
            do throws(SystemError) {
                old.limitWaiting(seconds: seconds)
                try body(old)
                return old
            } catch {
                // One that has served for long may have been ended by its manager.
                close()
            }
        }
        let new = try channel()
        new.limitWaiting(seconds: seconds)
        try body(new)
        return new
    }

    /// Lets go of the process: one that was started here ends.
    public func close() { open = nil }

    /// For tests: the number of the process, if it was started here.
    public var processID: Int32? { open?.process?.id }

    /// For tests: ends the process, if it was started here, and leaves the channel open.
    public func endProcess() { open?.process = nil }

    /// Lets go of a process that has ended, or has not answered.
    ///
    /// - Parameter reason: Why, for people: never with what it worked on.
    public func closeDead(_ reason: String) {
        open = nil
        helper.noteDeath(reason)
    }
}
