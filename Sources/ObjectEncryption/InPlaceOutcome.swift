public import EncryptedMessages
public import POSIX

/// How an operation ended.
///
/// Whatever it says, the file under the name is whole: the old one, or the new one.
public enum InPlaceOutcome: Sendable {
    /// The file was replaced, and the old one is gone.
    case done(Rewritten)
    /// Somebody else uses or has changed the file; it is as they left it.
    case conflict(Conflict)
    /// The file may not be replaced; it is as it was.
    case refused(Refusal)
    /// Something did not work.
    case failed(Failure)

    /// What a rewriting has made.
    public struct Rewritten: Sendable {
        /// The file that now has the name.
        public var status: FileStatus
        /// Of the plaintext, in bytes.
        public var plaintextByteCount: Int
        /// The SHA-256 of the plaintext, if it was wanted.
        public var digest: [UInt8]?
        /// The message's header.
        public var header: MessageHeader
        /// What could not be done as it should.
        public var notes: [Note]
    }

    /// Who was in the way.
    public enum Conflict: String, Sendable {
        /// It is not the file that is meant, or not any more.
        case changed
        /// Somebody has it open for writing, or wants to.
        case openForWriting
        /// Somebody has locked it.
        case locked
        /// It is not there.
        case missing
    }

    /// Why a file may not be replaced.
    public enum Refusal: Equatable, Sendable {
        case notRegular(FileKind)
        /// A link, another file system, or a way out of the root is on its path.
        case unsafePath
        /// It has other names, under which it would stay as it is.
        case hardLinks(Int)
        /// It may not be changed, or only be appended to.
        case immutable
        /// The kernel verifies its content.
        case verity
        /// It runs with rights of its owner or group.
        case setUserID
        /// An attribute is bound to its content.
        case boundAttribute(String)
        case swapFile
        /// It is an encrypted message already.
        case alreadyEncrypted
        /// It is no encrypted message.
        case notEncrypted
        /// It is one of the files that rewriting needs.
        case temporaryFile
    }

    /// What did not work.
    public struct Failure: Sendable {
        public var step: Step
        public var cause: Cause
        /// Whether another try at another time may do.
        public var isRetryable: Bool
        /// Whether something is left that ``Recovery/recover(_:)`` must look at.
        public var isPending: Bool
    }

    /// Why something did not work.
    public enum Cause: Sendable {
        case system(SystemError)
        case message(MessageError)
        case dataKey(DataKeyError)
        case journal(String)
        /// What was read back is not what was written.
        case verification
        /// A name stands for something that nobody expected.
        case surprise(String)
    }

    /// A step of a rewriting, in their order.
    public enum Step: String, Sendable, CaseIterable {
        case open
        case inspect
        case lease
        case dataKey
        case begin
        case create
        case copy
        case metadata
        case flush
        case verify
        case compare
        case prepare
        case exchange
        case flushFolder
        case compareAgain
        /// After somebody has changed something meanwhile.
        case takeBack
        case remove
        case end
    }

    /// What could not be done as it should, without harm to the file.
    public enum Note: String, Sendable {
        /// The file system has no leases, or the process may not take one: writers are noticed by times and sizes only.
        case noLease
        /// The file system cannot exchange names: another way was taken.
        case noExchange
        /// Flags or the project could not be set.
        case flagsNotCopied
        /// The journal could not be told of the end; the next recovery will find nothing to do.
        case endNotNoted
    }
}

extension InPlaceOutcome.Cause: CustomStringConvertible {
    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .message(let error): "\(error)"
        case .dataKey(let error): "\(error)"
        case .journal(let text): "the journal: \(text)"
        case .verification: "what was read back is not what was written"
        case .surprise(let text): text
        }
    }
}

extension InPlaceOutcome.Refusal: CustomStringConvertible {
    /// What is wrong: one clause, lower case, no full stop.
    public var description: String {
        switch self {
        case .notRegular(let kind): "it is a \(kind.rawValue)"
        case .unsafePath: "a link, another file system or a way out is on its path"
        case .hardLinks(let count): "it has \(count) names, and would stay as it is under the others"
        case .immutable: "it is immutable or append-only"
        case .verity: "the kernel verifies its content"
        case .setUserID: "it runs with rights of its owner or group"
        case .boundAttribute(let name): "its attribute \(name) is bound to its content"
        case .swapFile: "it is swap space"
        case .alreadyEncrypted: "it is encrypted already"
        case .notEncrypted: "it is no encrypted message"
        case .temporaryFile: "it is a temporary file of an operation"
        }
    }
}

extension InPlaceOutcome.Conflict: CustomStringConvertible {
    /// What is wrong: one clause, lower case, no full stop.
    public var description: String {
        switch self {
        case .changed: "it has changed"
        case .openForWriting: "somebody has it open for writing"
        case .locked: "somebody has locked it"
        case .missing: "it is not there"
        }
    }
}

/// What ends an operation before its end.
enum Ending: Error {
    case conflict(InPlaceOutcome.Conflict)
    case refused(InPlaceOutcome.Refusal)
    case failed(InPlaceOutcome.Step, InPlaceOutcome.Cause)

    /// Says how an operation ended.
    ///
    /// - Parameter isPending: Whether something is left to recover.
    /// - Returns: The same as this; but a conflict is a failure when something is left, as only a failure can say so.
    func outcome(isPending: Bool) -> InPlaceOutcome {
        switch self {
        case .conflict(let conflict) where !isPending: .conflict(conflict)
        case .conflict(let conflict):
            .failed(
                InPlaceOutcome.Failure(
                    step: .remove,
                    cause: .surprise(conflict.description),
                    isRetryable: false,
                    isPending: true
                )
            )
        case .refused(let refusal): .refused(refusal)
        case .failed(let step, let cause):
            .failed(
                InPlaceOutcome.Failure(step: step, cause: cause, isRetryable: cause.isRetryable, isPending: isPending)
            )
        }
    }
}

extension InPlaceOutcome.Cause {
    fileprivate var isRetryable: Bool {
        switch self {
        case .system(let error): error.isTransient
        case .dataKey(let error): error.isRetryable
        case .journal: true
        case .message, .verification, .surprise: false
        }
    }
}
