import EventRules
import ObjectRewriting
import POSIX
import Records
import ServiceModel
import Watching

/// Objects that rules have encrypted: what is checked before.
extension ObjectKeeper {
    /// The objects of an owner in a folder that rules may always have encrypted in a day, however few there are.
    private static let leastPerDay = 10

    /// Does what a rule has done about a finding, as the records have it.
    func encrypt(_ action: RuleAction, key: String) -> ActionResult {
        do {
            guard let finding = try finding(of: action) else { return ObjectKeeper.noFinding }
            // Of a folder's finding there is nothing to encrypt; nor of one that holds no more.
            guard finding.isAboutObject, let object = try records.object(of: finding.id) else { return .done }
            guard let bucket = dependencies.buckets.first(where: { $0.record.name == object.bucket }) else {
                return .failed(
                    code: "NO_BUCKET",
                    message: "there is no bucket \(object.bucket) any more",
                    isFinal: true
                )
            }
            // Whatever the event says: nothing is done to a canary.
            guard dependencies.canaries.canary(object.key, in: bucket) == nil else { return rehearseSample(action) }
            let cause = ObjectRewriter.Cause.rule(action.rule, bus: action.bus, finding: object.finding)
            let recipient = try ObjectRewriter.recipient(key)
            let name = ResourceNames.object(MonitoredBucket.text(ofKey: object.key), in: object.bucket)
            let refusal = refusal(of: action, on: name)
            if action.isArmed, let refusal { return ObjectKeeper.denied(refusal) }
            return try turn.withLock { _ in
                let held = try records.heldAction(
                    about: object.finding,
                    secret: nil,
                    ofRule: action.rule,
                    on: action.bus
                )
                let obstacle = try obstacle(object, bucket)
                guard action.isArmed else {
                    try rehearse(object.key, in: bucket, keyName: key, refusal: refusal ?? obstacle?.message, cause)
                    return .done
                }
                if case .tooMuch(let message, let due) = obstacle {
                    return try hold(object, for: key, because: message, until: due, bucket, held, action)
                }
                // What was held back is so no longer: what becomes of it is an action of its own.
                if let held { try records.remove(held) }
                if let obstacle { return meet(obstacle) }
                guard let status = try bucket.status(of: object.key) else { return .done }
                let result = try rewrite(object.key, in: bucket, for: recipient, expected: status, cause)
                if result.state == .done { return .done }
                return .failed(
                    code: result.code.isEmpty ? "FAILED" : result.code,
                    message: result.message,
                    isFinal: !result.mayPass && result.state != .running
                )
            }
        } catch let error as ObjectRewriter.RecipientError {
            return .failed(code: "NO_KEY", message: error.message, isFinal: false)
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    /// Why nothing is done now, or at all.
    enum Obstacle {
        /// The finding holds no more: there is nothing to be done.
        case gone(String)
        case never(String)
        case later(code: String, String)
        /// Rules have had much of the owner encrypted: until when that counts, in seconds since 1970.
        case tooMuch(String, until: Double)

        var message: String {
            switch self {
            case .gone(let message), .never(let message), .later(_, let message), .tooMuch(let message, _): message
            }
        }
    }

    func obstacle(_ object: FoundObject, _ bucket: MonitoredBucket) throws -> Obstacle? {
        guard bucket.root != nil else { return .later(code: "OFFLINE", "the bucket is offline") }
        guard bucket.health.state != .reconciling else {
            return .later(code: "RECONCILING", "the bucket is being compared with the records")
        }
        guard let record = try records.object(object.key, in: bucket.record.id),
            let status = try bucket.status(of: object.key)
        else {
            return .gone("the object is not there any more")
        }
        guard !record.isEncrypted else { return .gone("the object is encrypted") }
        guard ObjectStamp(status, ruleSet: record.stamp.ruleSet) == record.stamp else {
            return .later(code: "CHANGED", "the object has changed since it was scanned: it is scanned again")
        }
        let last = try records.lastActions(on: object.key, in: bucket.record.id, upTo: 2)
        if let undone = last.first, undone.kind == .decrypt, undone.userID != nil, last.last?.finding == object.finding
        {
            return .gone("a user has decrypted the object: it stays so until its content changes")
        }
        guard record.isRead else { return .never("the object was not looked at completely") }
        return try excess(of: status.userID, object.key, bucket)
    }

    /// What rules have had done too much, if they have: of an owner in a folder, or of an owner.
    ///
    /// Each counts for himself, so that nobody can use up what others need.
    private func excess(of owner: UInt32, _ key: [UInt8], _ bucket: MonitoredBucket) throws -> Obstacle? {
        let now = Timestamp.now().secondsSince1970
        let folder = ObjectRewriter.firstFolder(of: key)
        func tally(_ folder: [UInt8]?, _ seconds: Double) throws -> ActionTally {
            try records.encryptionsByRules(of: owner, in: bucket.record.id, folder: folder, since: now - seconds)
        }
        func percent(_ count: Int) -> Int { count * dependencies.encryptedPercentPerDay / 100 }
        let inBucket = try records.objectCount(in: bucket.record.id)
        let inFolder = folder.isEmpty ? inBucket : try records.objectCount(in: bucket.record.id, folder: folder)
        let least = ObjectKeeper.leastPerDay
        let limits: [(folder: [UInt8]?, seconds: Double, most: Int, key: String)] = [
            (folder, ObjectKeeper.hour, dependencies.encryptionsPerHour, "encryptionsPerHour"),
            (folder, ObjectKeeper.day, max(least, percent(inFolder)), "encryptedPercentPerDay"),
            (
                nil, ObjectKeeper.hour, dependencies.encryptionsPerHour * dependencies.foldersPerOwner,
                "encryptionsPerHour"
            ),
            (
                nil, ObjectKeeper.day, max(least * dependencies.foldersPerOwner, percent(inBucket)),
                "encryptedPercentPerDay"
            ),
        ]
        for limit in limits {
            let done = try tally(limit.folder, limit.seconds)
            guard done.count >= limit.most else { continue }
            let place = limit.folder == nil ? "in all folders of the bucket" : "in the folder"
            let time = limit.seconds == ObjectKeeper.hour ? "an hour" : "a day"
            return .tooMuch(
                "\(done.count) objects of their owner \(place) were encrypted in \(time): '\(limit.key)' allows no more",
                until: (done.first ?? now) + limit.seconds
            )
        }
        return nil
    }

    private func hold(
        _ object: FoundObject,
        for key: String,
        because reason: String,
        until due: Double,
        _ bucket: MonitoredBucket,
        _ held: ActionRecord?,
        _ action: RuleAction
    ) throws -> ActionResult {
        var record =
            try held
            ?? ActionRecord(
                id: try ObjectRewriter.newID(),
                bucket: bucket.record.id,
                key: object.key,
                kind: .encrypt,
                definition: "",
                startedAt: Timestamp.now().secondsSince1970
            )
        (record.rule, record.bus, record.finding, record.keyARN) = (action.rule, action.bus, object.finding, key)
        record.owner = try bucket.status(of: object.key)?.userID
        record.folder = ObjectRewriter.firstFolder(of: object.key)
        record.reason = reason
        return try hold(record, until: due, bucket)
    }

    private func meet(_ obstacle: Obstacle) -> ActionResult {
        switch obstacle {
        case .gone: .done
        case .never(let message): .failed(code: "NOT_COMPLETE", message: message, isFinal: true)
        case .later(let code, let message): .failed(code: code, message: message, isFinal: false)
        case .tooMuch(_, let due): .held(until: due)
        }
    }
}
