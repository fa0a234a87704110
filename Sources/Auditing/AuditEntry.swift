import POSIX

/// Something that was asked for, as an audit log has it.
public struct AuditEntry: Sendable, Equatable {
    /// What an entry says of what it is about.
    public enum Result: Sendable, Equatable {
        /// It is about to be done.
        case intent
        /// It was done.
        case success
        /// It was refused, or has failed, with this code.
        case refused(String)
    }

    /// The user's number.
    public var userID: UInt32
    /// What the user, or the part of Magpie that acts by itself, is called.
    public var userName: String
    /// Such as `kms:Encrypt`.
    public var action: String
    /// What it is about, by names or ARNs; nothing secret.
    public var subjects: [String]
    /// What else tells one use from another: the encryption context, for one; nothing secret.
    public var context: [String: String]
    /// Why, in the user's words.
    public var reason: String
    public var result: Result
    /// The number of the entry that told of the intent; `nil` for what has left none.
    public var intent: Int?

    /// Describes an entry.
    public init(
        userID: UInt32,
        userName: String,
        action: String,
        subjects: [String] = [],
        context: [String: String] = [:],
        reason: String = "",
        result: Result,
        intent: Int? = nil
    ) {
        self.userID = userID
        self.userName = userName
        self.action = action
        self.subjects = subjects
        self.context = context
        self.reason = reason
        self.result = result
        self.intent = intent
    }
}

/// Hears that entries are in an audit log, the first of them under a number; or why they are not.
public typealias AuditAppended = @Sendable (Result<Int, any Error>) -> Void

/// Something that appends entries to an audit log, and tells when they cannot be lost any more.
public protocol AuditWriter: Sendable {
    /// Whether something may be done that belongs into the log; tries to write what could not be written before.
    ///
    /// - Throws: Why nothing can be written.
    func requireRoom() throws

    /// Appends entries: all of them or none.
    ///
    /// - Parameters:
    ///   - entries: In their order.
    ///   - done: Called once, on whatever thread writes them, when they are on the disk; gets the number of the first, which
    ///     those of the others follow, or why they are not there.
    func append(_ entries: [AuditEntry], then done: @escaping AuditAppended)
}

extension AuditWriter {
    /// Writes an entry, which is on the disk when this returns.
    ///
    /// - Returns: Its number.
    /// - Throws: Why it is not.
    @discardableResult
    public func write(_ entry: AuditEntry) throws -> Int {
        let written = Monitor<Result<Int, any Error>?>(nil)
        append([entry]) { result in
            written.withLock { $0 = result }
            written.notifyAll()
        }
        return try written.wait { $0 }.get()
    }
}
