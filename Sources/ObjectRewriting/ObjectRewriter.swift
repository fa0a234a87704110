public import Actions
import Findings
public import HelperProcesses
import ObjectEncryption
public import POSIX
import Recording
public import Records
public import Watching

/// Has objects in buckets rewritten, and keeps in the records how far that has come and how it went.
///
/// It writes nothing into a bucket: that does `magpie-act`, a process that has no records. What is begun is in the records
/// before, so that a crash at any moment is found and mended.
public final class ObjectRewriter: Sendable {
    /// For whom an object is encrypted.
    public typealias Recipient = ActionRequest.Recipient

    /// What the rewriter needs of the service.
    public struct Dependencies: Sendable {
        /// Processes that rewrite files.
        public var processes: Helper
        /// Reads the lists of rights that decide beside mode bits.
        public var rights: RightsReader
        public var ruleSet: Int64
        public var words: any FindingWording

        /// Gathers it.
        public init(processes: Helper, rights: RightsReader, ruleSet: Int64, words: any FindingWording) {
            self.processes = processes
            self.rights = rights
            self.ruleSet = ruleSet
            self.words = words
        }
    }

    /// Who has something done, and why.
    public enum Cause: Sendable {
        case user(UInt32)
        case rule(String, bus: String, finding: String)
    }

    /// How it went.
    public struct Result: Sendable {
        /// What the records have of it.
        public var record: ActionRecord
        public var state: ActionRecord.State { record.state }
        /// A stable word and what it means; empty when it was done.
        public var code = ""
        public var message = ""
        public var mayPass = false
        public var keys: [String] = []
    }

    private let records: RecordStore
    private let events: any EventPublisher
    private let dirty: DirtySet
    public let dependencies: Dependencies
    /// What the service itself has written.
    public let own = OwnWork()
    private let idle = Monitor<[ActionProcess]>([])

    /// Keeps in `records` what is done, and has `dirty` know what is to be looked at because of it.
    public init(
        _ records: RecordStore,
        _ events: any EventPublisher,
        _ dirty: DirtySet,
        _ dependencies: Dependencies
    ) {
        self.records = records
        self.events = events
        self.dirty = dirty
        self.dependencies = dependencies
    }

    // MARK: Rewriting

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
    public func rewrite(
        _ key: [UInt8],
        in bucket: MonitoredBucket,
        for recipient: Recipient?,
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
            "magpie:bucket": bucket.record.name, "magpie:key": MonitoredBucket.text(ofKey: key),
            "magpie:purpose": "object",
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
        if case .publicKey = recipient { record.keyARN = ActionRecord.publicKey }
        if case .rule = cause {
            (record.owner, record.folder) = (expected?.userID, ObjectRewriter.firstFolder(of: key))
        }
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
        return !record.isEncrypted
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
    func withProcess<Value, Failure: Error>(
        _ body: (ActionProcess) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let process = idle.withLock { $0.popLast() } ?? ActionProcess(dependencies.processes)
        defer { idle.withLock { $0.append(process) } }
        return try body(process)
    }

    /// Keeps how an action went.
    private func finish(
        _ record: ActionRecord,
        _ answer: ActionAnswer,
        _ bucket: MonitoredBucket,
        _ operation: InPlaceOperation
    ) throws -> Result {
        var record = record
        record.state =
            switch answer.result {
            case .done, .completed: .done
            case .conflict: .conflict
            case .refused: .refused
            // Nobody knows how far it has come: it stays in the records as it is, and is recovered.
            case .failed where answer.isPending: .running
            case .failed, .undone: .failed
            case .unclear, .postponed: .running
            }
        if let key = answer.keys.first { record.keyARN = key }
        record.reason = record.state == .done ? nil : "\(answer.code): \(answer.message)"
        if record.state != .running { record.endedAt = Timestamp.now().secondsSince1970 }
        let (name, draft) = names(of: operation, record.key, bucket)
        // Who began to look before this did sees what was there before, and may keep that after what is kept here.
        let isSeenAsItWas = dirty.isBeingLookedAt(name)
        let stamp = record.state == .done && record.kind == .encrypt ? try keepEncrypted(record, bucket) : nil
        try records.put(record)
        let mustBeSeen = own.end(name, draft: draft, isSeenAsItWas ? nil : stamp)
        if mustBeSeen || isSeenAsItWas || (record.state == .done && record.kind == .decrypt) { dirty.mark(name) }
        var result = Result(record: record)
        (result.code, result.message, result.mayPass) = (answer.code, answer.message, answer.isRetryable)
        result.keys = answer.keys
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

    /// A new id for an action.
    ///
    /// - Throws: When there is no randomness.
    package static func newID() throws -> String { try InPlaceOperation(.encrypt, root: [], folder: [], name: []).id }

    /// The first folder of an object's path below the bucket; empty for an object right in it.
    package static func firstFolder(of key: [UInt8]) -> [UInt8] {
        key.firstIndex(of: UInt8(ascii: "/")).map { Array(key[..<$0]) } ?? []
    }

    // MARK: Recovery

    /// Why an action that was cut short is not mended.
    package struct Unmended: Error, CustomStringConvertible {
        package var description: String
    }

    /// Whether anything was done of an action that is still running: the intent comes before the first file.
    package static func isBegun(_ record: ActionRecord) -> Bool { intent(of: record) != nil }

    private static func intent(of record: ActionRecord) -> Intent? {
        IntentText.intent(Array(record.definition.utf8))
    }

    /// Brings an action that was cut short to its end, or undoes it.
    ///
    /// - Parameters:
    ///   - record: The action, which was begun.
    ///   - bucket: Where.
    ///   - root: The bucket's folder.
    /// - Returns: The action as it has ended.
    /// - Throws: ``Unmended`` with what is in the way; other errors when it cannot be told or kept.
    package func recover(_ record: ActionRecord, in bucket: MonitoredBucket, _ root: Directory) throws -> ActionRecord {
        guard let intent = ObjectRewriter.intent(of: record) else { throw Unmended(description: "it was not begun") }
        let journal = ObjectJournal(records, record)
        let answer = try withProcess { process throws(SystemError) in
            try process.run(ActionRequest(recovering: intent), in: root, journal: journal)
        }
        switch answer.result {
        case .completed, .undone: return try finish(journal.record, answer, bucket, intent.operation).record
        case .unclear, .postponed, .done, .conflict, .refused, .failed:
            throw Unmended(description: answer.message)
        }
    }
}
