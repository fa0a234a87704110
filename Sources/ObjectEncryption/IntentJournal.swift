/// An operation that has begun, and what is needed to know its files again after a crash.
public struct Intent: Equatable, Sendable {
    public var operation: InPlaceOperation
    /// The file as it was found.
    public var old: FileIdentity
    /// What replaces it, once that is complete, verified and on the disk; `nil` before.
    public var new: FileIdentity?

    /// Describes an operation.
    public init(operation: InPlaceOperation, old: FileIdentity, new: FileIdentity? = nil) {
        self.operation = operation
        self.old = old
        self.new = new
    }
}

/// What is known of operations that are on their way, on a disk.
///
/// The protocol of a rewriting: ``begin(_:)``, a temporary file is made, written, and verified; ``prepare(_:)``, the names
/// are exchanged, the old file is removed; ``end(_:)``. After a crash, each intent without an end goes to
/// ``Recovery/recover(_:)``.
public protocol IntentJournal {
    /// Notes an operation. Returns when a power cut could not undo that: only then is the temporary file made.
    func begin(_ intent: Intent) throws

    /// Notes what will replace the file. Returns when a power cut could not undo that: only then are names exchanged.
    func prepare(_ intent: Intent) throws

    /// Forgets an operation that has left nothing to clean up.
    func end(_ intent: Intent) throws
}
