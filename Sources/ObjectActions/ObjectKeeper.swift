public import EventRules
import JSON
public import ObjectRewriting
import POSIX
public import Problems
public import Records
import Watching

/// Has objects encrypted and decrypted where they lie, and keeps what was done.
///
/// It writes nothing into a bucket: that does `magpie-act`, a process that has no records. What is begun is in the records
/// before, so that a crash at any moment is found and mended at the next start.
public final class ObjectKeeper: ActionHandler {
    let records: RecordStore
    let events: any ActionRegistry
    public let dependencies: Dependencies
    /// Rewrites objects, and does other things that only `magpie-act` may.
    public let rewriter: ObjectRewriter
    /// Held while a rule has an object encrypted, so that limits hold.
    let turn = Monitor(())
    /// The same for secrets.
    let rotating = Monitor(())
    /// Actions that were cut short and are not mended yet, with what is in the way.
    let unclear = Monitor<[String: Problem]>([:])
    let failures = Failures(
        .action,
        hint: "see that the state folder's disk has room and can be read; it is tried again by itself"
    )
    let isEnding = Monitor(false)

    /// How long what could not be read at the start is left alone before it is tried again, in milliseconds.
    static let pause = 1000

    /// Has actions done by `rewriter`, and keeps them in `records`.
    public init(
        _ records: RecordStore,
        _ events: any ActionRegistry,
        _ rewriter: ObjectRewriter,
        _ dependencies: Dependencies
    ) {
        self.records = records
        self.events = events
        self.rewriter = rewriter
        self.dependencies = dependencies
    }

    /// What a person must look at.
    public var problems: [Problem] {
        unclear.withLock { $0.values.sorted { $0.subject < $1.subject } } + heldProblems + failures.problems
    }

    // MARK: Actions of rules

    /// Does what a rule has done to an object or a secret; about a canary, it is only rehearsed.
    public func perform(_ action: RuleAction) -> ActionResult {
        if action.event.finding?.isSample == true { return rehearseSample(action) }
        return switch action.kind {
        case .encryptObject(let key): encrypt(action, key: key)
        case .rotateSecret: rotate(action)
        case .deactivateAccessKey: deactivateKeys(action)
        }
    }

    // MARK: Doing

    /// Has an object encrypted, or decrypted for no recipient, and tells how it went.
    ///
    /// - Throws: What ``ObjectRewriter/rewrite(_:in:for:expected:_:)`` throws, or when the records cannot be written.
    func rewrite(
        _ key: [UInt8],
        in bucket: MonitoredBucket,
        for recipient: ObjectRewriter.Recipient?,
        expected: FileStatus?,
        _ cause: ObjectRewriter.Cause
    ) throws -> ObjectRewriter.Result {
        let result = try rewriter.rewrite(key, in: bucket, for: recipient, expected: expected, cause)
        try conclude(result.record, bucket)
        return result
    }

    /// Tells how an action went; what nobody knows the end of is recovered.
    func conclude(_ record: ActionRecord, _ bucket: MonitoredBucket) throws {
        if record.state == .running { recoverLater(record) }
        try tell(record, bucket)
    }

    func tell(_ record: ActionRecord, _ bucket: MonitoredBucket) throws {
        let (done, noun) =
            switch record.kind {
            case .encrypt: ("Object Encrypted", "Object Encryption")
            case .decrypt: ("Object Decrypted", "Object Decryption")
            case .rotate: ("Leaked Secret Rotated", "Leaked Secret Rotation")
            case .deactivate: ("Access Key Deactivated", "Access Key Deactivation")
            }
        let type =
            switch record.state {
            case .done: done
            case .rehearsed: "\(noun) Rehearsed"
            case .held: "\(noun) Held"
            case .running, .conflict, .refused, .failed: "\(noun) Failed"
            }
        try events.announce(type, describe(record, bucket.record.name))
    }

    /// An action, for events and answers.
    func describe(_ record: ActionRecord, _ bucket: String) -> JSONValue {
        .present([
            "action": .string(record.id), "kind": .string(record.kind.rawValue),
            "state": .string(record.state.rawValue),
            "bucket": .object(["name": .string(bucket)]),
            "object": .object(["key": .string(MonitoredBucket.text(ofKey: record.key))]),
            "reason": record.reason.map { .string($0) },
            "keyId": record.keyARN.map { .string($0) }, "finding": record.finding.map { .string($0) },
            "rule": record.rule.map { .string($0) },
            "user": record.userID.map { .string(System.userName(of: $0) ?? String($0)) },
            "startedAt": .string(UTCTime.text(secondsSince1970: record.startedAt)),
            "endedAt": record.endedAt.map { .string(UTCTime.text(secondsSince1970: $0)) },
            "heldUntil": record.dueAt.map { .string(UTCTime.text(secondsSince1970: $0)) },
        ])
    }

    /// Notes what a rule would do, without doing it.
    func rehearse(
        _ key: [UInt8],
        in bucket: MonitoredBucket,
        keyName: String,
        refusal: String?,
        _ cause: ObjectRewriter.Cause
    ) throws {
        guard case .rule(let rule, let bus, let finding) = cause else { return }
        let now = Timestamp.now().secondsSince1970
        var record = ActionRecord(
            id: try ObjectRewriter.newID(),
            bucket: bucket.record.id,
            key: key,
            kind: .encrypt,
            definition: "",
            startedAt: now
        )
        (record.rule, record.bus, record.finding) = (rule, bus, finding)
        record.state = .rehearsed
        record.reason = refusal
        record.keyARN = keyName
        record.endedAt = now
        try records.put(record)
        try tell(record, bucket)
    }
}
