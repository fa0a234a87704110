import Actions
public import Discovery
public import EventBus
import HelperProcesses
import JSON
import ObjectEncryption
import POSIX
public import Problems
import Recording
public import Records
import Terminal
public import Watching
import Findings

/// Has objects encrypted and decrypted where they lie, and keeps what was done.
///
/// It writes nothing into a bucket: that does `magpie-act`, a process that has no records. What is begun is in the records
/// before, so that a crash at any moment is found and mended at the next start.
public final class ObjectKeeper: ActionHandler {
    /// Who has something done, and why.
    enum Cause: Sendable {
        case user(UInt32)
        case rule(String, bus: String, finding: String)
    }

    /// How it went.
    struct Result: Sendable {
        var state: ActionRecord.State
        /// A stable word and what it means; empty when it was done.
        var code = ""
        var message = ""
        var mayPass = false
        var keys: [String] = []
    }

    let records: RecordStore
    let events: EventBus
    public let dependencies: Dependencies
    public let own = OwnWork()
    private let dirty: DirtySet
    /// Held while a rule has an object encrypted, so that limits hold.
    let turn = Monitor(())
    /// The same for secrets.
    let rotating = Monitor(())
    let idle = Monitor<[ActionProcess]>([])
    /// Actions that were cut short and are not mended yet, with what is in the way.
    let unclear = Monitor<[String: Problem]>([:])
    let failures = Failures(
        .action,
        hint: "see that the state folder's disk has room and can be read; it is tried again by itself"
    )
    let isEnding = Monitor(false)

    /// How long what could not be read at the start is left alone before it is tried again, in milliseconds.
    static let pause = 1000

    /// Has actions done by what `place` names, and keeps them in `records`.
    public init(_ records: RecordStore, _ events: EventBus, _ dirty: DirtySet, _ dependencies: Dependencies) {
        self.records = records
        self.events = events
        self.dirty = dirty
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

    /// Encrypts an object, or decrypts it.
    ///
    /// - Parameters:
    ///   - key: The object, in `bucket`.
    ///   - bucket: Must be online.
    ///   - recipient: For whom it is encrypted; `nil` to decrypt it.
    ///   - expected: What the object must be.
    ///   - cause: Who has it done.
    /// - Returns: How it went, which is in the records, too.
    /// - Throws: When nothing could be done: no process is to be had, or the records cannot be written.
    func rewrite(
        _ key: [UInt8],
        in bucket: MonitoredBucket,
        for recipient: ActionRequest.Recipient?,
        expected: FileStatus?,
        _ cause: Cause
    ) throws -> Result {
        guard let root = bucket.root else { throw SystemError(2) }
        let (folder, name) = MonitoredBucket.split(key)
        let operation = try InPlaceOperation(
            recipient == nil ? .decrypt : .encrypt,
            root: bucket.record.path,
            folder: folder,
            name: name,
            expected: expected.map { FileIdentity($0) }
        )
        let context = [
            "magpie:bucket": bucket.record.name, "magpie:key": TerminalText.escaped(key), "magpie:purpose": "object",
        ]
        let action: ActionRequest.Action = recipient.map { .encrypt($0, context: context) } ?? .decrypt(required: [:])
        var record = ActionRecord(
            id: operation.id,
            bucket: bucket.record.id,
            key: key,
            kind: recipient == nil ? .decrypt : .encrypt,
            definition: "",
            startedAt: Timestamp.now().secondsSince1970
        )
        switch cause {
        case .user(let user): record.userID = user
        case .rule(let rule, let bus, let finding): (record.rule, record.bus, record.finding) = (rule, bus, finding)
        }
        if case .publicKey = recipient { record.keyARN = MessageCheck.publicKey }
        if case .rule = cause { (record.owner, record.folder) = (expected?.userID, ObjectKeeper.firstFolder(of: key)) }
        let (object, draft) = names(of: operation, key, bucket)
        own.begin(object, draft: draft)
        let journal = ObjectJournal(records, record)
        var request = ActionRequest(action, operation)
        request.isForced = try isSeenInClear(key, in: bucket)
        let answer: ActionAnswer
        do throws(SystemError) {
            answer = try withProcess { process throws(SystemError) in
                try process.run(request, in: root, journal: journal)
            }
        } catch {
            _ = own.end(object, draft: draft, nil)
            throw error
        }
        return try finish(journal.record, answer, bucket, operation)
    }

    /// Whether an object as it is now was looked at and is not encrypted, whatever it begins with.
    private func isSeenInClear(_ key: [UInt8], in bucket: MonitoredBucket) throws -> Bool {
        guard let record = try records.object(key, in: bucket.record.id), let status = try bucket.status(of: key) else {
            return false
        }
        return record.contentType != ContentKind.encryptedMessage
            && ObjectStamp(status, ruleSet: record.stamp.ruleSet) == record.stamp
    }

    private func names(of operation: InPlaceOperation, _ key: [UInt8], _ bucket: MonitoredBucket) -> (
        ObjectName, ObjectName
    ) {
        let folder = operation.folder.isEmpty ? [] : operation.folder + [UInt8(ascii: "/")]
        return (
            ObjectName(bucket: bucket.index, key: key),
            ObjectName(bucket: bucket.index, key: folder + operation.temporaryName)
        )
    }

    /// Gives `body` a process to itself.
    func withProcess<Value, Failure: Error>(_ body: (ActionProcess) throws(Failure) -> Value) throws(Failure) -> Value {
        let process = idle.withLock { $0.popLast() } ?? ActionProcess(dependencies.rewriters)
        defer { idle.withLock { $0.append(process) } }
        return try body(process)
    }

    /// Keeps how an action went, and tells of it.
    func finish(
        _ record: ActionRecord,
        _ answer: ActionAnswer,
        _ bucket: MonitoredBucket,
        _ operation: InPlaceOperation
    ) throws -> Result {
        var record = record
        var result = Result(state: .failed, code: answer.code, message: answer.message, mayPass: answer.isRetryable)
        switch answer.result {
        case .done, .completed: result.state = .done
        case .conflict: result.state = .conflict
        case .refused: result.state = .refused
        // Nobody knows how far it has come: it stays in the records as it is, and is recovered.
        case .failed where answer.isPending: result.state = .running
        case .failed, .undone: result.state = .failed
        case .unclear, .postponed: result.state = .running
        }
        result.keys = answer.keys
        if let key = answer.keys.first { record.keyARN = key }
        record.state = result.state
        record.reason = result.state == .done ? nil : "\(answer.code): \(answer.message)"
        if result.state != .running { record.endedAt = Timestamp.now().secondsSince1970 }
        let (name, draft) = names(of: operation, record.key, bucket)
        // Who began to look before this did sees what was there before, and may keep that after what is kept here.
        let isSeenAsItWas = dirty.isBeingLookedAt(name)
        let stamp = result.state == .done && record.kind == .encrypt ? try keepEncrypted(record, bucket) : nil
        try records.put(record)
        let mustBeSeen = own.end(name, draft: draft, isSeenAsItWas ? nil : stamp)
        if mustBeSeen || isSeenAsItWas || (result.state == .done && record.kind == .decrypt) { dirty.mark(name) }
        if result.state == .running { recoverLater(record) }
        try tell(record, bucket)
        return result
    }

    /// Keeps that an object is encrypted now: nothing that was found in it lies open any more.
    ///
    /// - Returns: What it is now; `nil` when it is another already.
    private func keepEncrypted(_ record: ActionRecord, _ bucket: MonitoredBucket) throws -> ObjectStamp? {
        guard let root = bucket.root, let status = try bucket.status(of: record.key) else { return nil }
        var report = FileReport(
            path: bucket.record.path + [UInt8(ascii: "/")] + record.key,
            coverage: .partial(.encrypted)
        )
        report.status = status
        report.content = .packed(ContentKind.encryptedMessage)
        var outcome = Outcome.Scanned(
            report,
            record.key,
            in: bucket.record,
            root: root,
            rights: dependencies.rights,
            ruleSet: dependencies.ruleSet,
            isFinal: true,
            nil
        )
        outcome.isEncrypted = true
        events.wake(
            try records.save([.scanned(outcome)], at: Timestamp.now().secondsSince1970, words: dependencies.words)
        )
        return ObjectStamp(status, ruleSet: dependencies.ruleSet)
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

    /// 32 hexadecimal digits that no other action has.
    static func newID() throws -> String { try InPlaceOperation(.encrypt, root: [], folder: [], name: []).id }

    /// An action, for events and answers.
    func describe(_ record: ActionRecord, _ bucket: String) -> JSONValue {
        .present([
            "action": .string(record.id), "kind": .string(record.kind.rawValue),
            "state": .string(record.state.rawValue),
            "bucket": .object(["name": .string(bucket)]),
            "object": .object(["key": .string(TerminalText.escaped(record.key))]),
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
    func rehearse(_ key: [UInt8], in bucket: MonitoredBucket, keyName: String, refusal: String?, _ cause: Cause) throws
    {
        guard case .rule(let rule, let bus, let finding) = cause else { return }
        let now = Timestamp.now().secondsSince1970
        var record = ActionRecord(
            id: try ObjectKeeper.newID(),
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
