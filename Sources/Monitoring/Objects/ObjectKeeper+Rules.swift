import Actions
import EventBus
import JSON
import POSIX
import Records
import Scanning

/// Objects that rules have encrypted: what is checked before.
extension ObjectKeeper {
    /// The objects that rules may always have encrypted, however small a bucket is.
    private static let leastPerDay = 10

    /// Does what a rule has done about a finding, as the records have it.
    func act(_ action: RuleAction, key: String) -> ActionResult {
        do {
            guard let finding = try finding(of: action) else { return ObjectKeeper.noFinding }
            let category = try JSONValue(parsing: Array(finding.detail.utf8))["category"]?.string
            // Of a folder's finding there is nothing to encrypt; nor of one that holds no more.
            guard category == "CLASSIFICATION", let object = try records.object(of: finding.id) else { return .done }
            guard let bucket = place.buckets.first(where: { $0.record.name == object.bucket }) else {
                return .failed(
                    code: "NO_BUCKET",
                    message: "there is no bucket \(object.bucket) any more",
                    isFinal: true
                )
            }
            let cause = Cause.rule(action.rule, bus: action.bus, finding: object.finding)
            let recipient = try ObjectKeeper.recipient(key)
            return try turn.withLock { _ in
                let obstacle = try obstacle(object, bucket)
                guard action.isArmed else {
                    try rehearse(object.key, in: bucket, keyName: key, refusal: obstacle?.message, cause)
                    return .done
                }
                if let obstacle { return try meet(obstacle, action) }
                guard let status = bucket.status(of: object.key) else { return .done }
                let result = try rewrite(object.key, in: bucket, for: recipient, expected: status, cause)
                if result.state == .done { return .done }
                return .failed(
                    code: result.code.isEmpty ? "FAILED" : result.code,
                    message: result.message,
                    isFinal: !result.mayPass && result.state != .running
                )
            }
        } catch let error as RecipientError {
            return .failed(code: "NO_KEY", message: error.message, isFinal: false)
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    /// Why nothing is done now, or at all.
    private enum Obstacle {
        /// The finding holds no more: there is nothing to be done.
        case gone(String)
        case never(String)
        case later(code: String, String)
        /// The rule has done too much.
        case tooMuch(String)

        var message: String {
            switch self {
            case .gone(let message), .never(let message), .later(_, let message), .tooMuch(let message): message
            }
        }
    }

    private func obstacle(_ object: FoundObject, _ bucket: MonitoredBucket) throws -> Obstacle? {
        guard bucket.root != nil else { return .later(code: "OFFLINE", "the bucket is offline") }
        guard bucket.health.state != .reconciling else {
            return .later(code: "RECONCILING", "the bucket is being compared with the records")
        }
        guard let record = try records.object(object.key, in: bucket.record.id),
            let status = bucket.status(of: object.key)
        else {
            return .gone("the object is not there any more")
        }
        guard record.contentType != ContentKind.encryptedMessage else { return .gone("the object is encrypted") }
        guard ObjectStamp(status, ruleSet: record.stamp.ruleSet) == record.stamp else {
            return .later(code: "CHANGED", "the object has changed since it was scanned: it is scanned again")
        }
        let last = try records.lastActions(on: object.key, in: bucket.record.id, upTo: 2)
        if let undone = last.first, undone.kind == .decrypt, undone.userID != nil, last.last?.finding == object.finding
        {
            return .gone("a user has decrypted the object: it stays so until its content changes")
        }
        guard record.verdict == "complete" else { return .never("the object was not looked at completely") }
        let now = Timestamp.now().secondsSince1970
        let perHour = try records.encryptionsByRules(in: bucket.record.id, since: now - 3600)
        guard perHour < place.encryptionsPerHour else {
            return .later(
                code: "LIMIT",
                "\(perHour) objects of the bucket were encrypted in an hour: 'encryptionsPerHour' allows no more"
            )
        }
        let most = try max(
            ObjectKeeper.leastPerDay,
            records.objectCount(in: bucket.record.id) * place.encryptedPercentPerDay / 100
        )
        guard try records.encryptionsByRules(in: bucket.record.id, since: now - 86_400) < most else {
            return .tooMuch(
                "\(most) objects of the bucket were encrypted in a day: 'encryptedPercentPerDay' allows no more"
            )
        }
        return nil
    }

    private func meet(_ obstacle: Obstacle, _ action: RuleAction) throws -> ActionResult {
        switch obstacle {
        case .gone: return .done
        case .never(let message): return .failed(code: "NOT_COMPLETE", message: message, isFinal: true)
        case .later(let code, let message): return .failed(code: code, message: message, isFinal: false)
        case .tooMuch(let message):
            try events.disarm(action.rule, on: action.bus)
            try events.announce(
                "Rule Disarmed",
                .object(["rule": .string(action.rule), "eventBus": .string(action.bus), "reason": .string(message)])
            )
            return .failed(code: "DISARMED", message: message, isFinal: true)
        }
    }

    // MARK: For whom

    /// A key that cannot be used.
    struct RecipientError: Error {
        var message: String
    }

    /// Whom a key stands for: a KMS key, or a file with a public key.
    static func recipient(_ key: String) throws(RecipientError) -> ActionErrand.Recipient {
        guard key.hasPrefix("/") else { return .kms([key]) }
        do throws(SystemError) {
            return .publicKey(String(decoding: try FileContents.read(Array(key.utf8), upTo: 65_536), as: UTF8.self))
        } catch {
            throw RecipientError(message: "\(key): \(error)")
        }
    }
}
