import EncryptedMessages
import HelperProcesses
public import ObjectEncryption

/// How what a process was asked for went.
public struct ActionAnswer: Sendable, Equatable {
    /// In one word.
    public enum Result: String, Sendable {
        case done
        case conflict
        case refused
        case failed
        /// A recovery: the old file, or somebody else's, has the name.
        case undone
        /// A recovery: the new file has the name.
        case completed
        /// A recovery: a person must look.
        case unclear
        /// A recovery: to be tried again.
        case postponed
    }

    public var result: Result
    /// A stable word for why; empty where nothing is wrong.
    public var code: String
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String
    /// Whether another try at another time may do.
    public var isRetryable: Bool
    /// Whether the intent must be recovered.
    public var isPending: Bool
    /// The new file, when it has the name.
    public var file: FileIdentity?
    /// The length of the plaintext, in bytes.
    public var plaintextByteCount: Int?
    /// The SHA-256 of the plaintext.
    public var digest: [UInt8]?
    /// Under which keys the message's data key is wrapped: ARNs, or names.
    public var keys: [String]
    /// What is authenticated with the message.
    public var context: [String: String]
    /// What could not be done as it should, by the words of ``InPlaceOutcome/Note``.
    public var notes: [String]

    /// Describes what went wrong, or nothing.
    public init(
        result: Result,
        code: String = "",
        message: String = "",
        isRetryable: Bool = false,
        isPending: Bool = false
    ) {
        self.result = result
        self.code = code
        self.message = message
        self.isRetryable = isRetryable
        self.isPending = isPending
        keys = []
        context = [:]
        notes = []
    }

    /// Words the outcome of an operation.
    public init(_ outcome: InPlaceOutcome) {
        switch outcome {
        case .done(let rewritten):
            self.init(result: .done)
            file = FileIdentity(rewritten.status)
            plaintextByteCount = rewritten.plaintextByteCount
            digest = rewritten.digest
            keys = rewritten.header.dataKeys.map { $0.kmsKey ?? String(decoding: $0.info, as: UTF8.self) }
            context = rewritten.header.context.texts
            notes = rewritten.notes.map(\.rawValue)
        case .conflict(let conflict):
            self.init(
                result: .conflict,
                code: conflict.rawValue,
                message: conflict.description,
                isRetryable: conflict != .missing
            )
        case .refused(let refusal):
            self.init(result: .refused, code: refusal.code, message: refusal.description)
        case .failed(let failure):
            self.init(
                result: .failed,
                code: failure.cause.code ?? failure.step.rawValue,
                message: failure.cause.description,
                isRetryable: failure.isRetryable,
                isPending: failure.isPending
            )
        }
    }

    /// Words the outcome of a recovery.
    public init(_ outcome: Recovery.Outcome) {
        switch outcome {
        case .undone: self.init(result: .undone)
        case .completed: self.init(result: .completed)
        case .unclear(let message): self.init(result: .unclear, code: "unclear", message: message, isPending: true)
        case .postponed(let message):
            self.init(result: .postponed, code: "postponed", message: message, isRetryable: true, isPending: true)
        }
    }

    /// The message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(result.rawValue)
        writer.write(code)
        writer.write(message)
        writer.write(isRetryable)
        writer.write(isPending)
        writer.write(file) { $0.write($1) }
        writer.write(plaintextByteCount) { $0.write($1) }
        writer.write(digest) { $0.write($1) }
        writer.write(keys)
        writer.write(context)
        writer.write(notes)
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Malformed) {
            try self.init(&reader)
            try reader.finish()
        } catch {
            return nil
        }
    }

    private init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
        guard let result = Result(rawValue: try reader.string()) else { throw ByteReader.Malformed() }
        self.init(
            result: result,
            code: try reader.string(),
            message: try reader.string(),
            isRetryable: try reader.bool(),
            isPending: try reader.bool()
        )
        file = try reader.optional { reader throws(ByteReader.Malformed) in try reader.identity() }
        plaintextByteCount = try reader.optional { reader throws(ByteReader.Malformed) in try reader.int() }
        digest = try reader.optional { reader throws(ByteReader.Malformed) in try reader.bytes() }
        keys = try reader.strings()
        context = try reader.texts()
        notes = try reader.strings()
    }
}

extension InPlaceOutcome.Refusal {
    /// A stable word.
    public var code: String {
        switch self {
        case .notRegular: "notRegular"
        case .unsafePath: "unsafePath"
        case .hardLinks: "hardLinks"
        case .immutable: "immutable"
        case .verity: "verity"
        case .setUserID: "setUserID"
        case .boundAttribute: "boundAttribute"
        case .swapFile: "swapFile"
        case .alreadyEncrypted: "alreadyEncrypted"
        case .notEncrypted: "notEncrypted"
        case .temporaryFile: "temporaryFile"
        }
    }
}

extension InPlaceOutcome.Cause {
    /// The name that KMS has for it.
    fileprivate var code: String? { if case .dataKey(let error) = self { error.code } else { nil } }
}
