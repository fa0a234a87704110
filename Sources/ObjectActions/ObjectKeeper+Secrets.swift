import EventRules
import JSON
import ObjectRewriting
import POSIX
import Records
import ServiceModel
import Watching

/// Secrets that rules have rotated, because a finding has one of their values.
extension ObjectKeeper {
    private typealias Leak = FindingFacts.SecretVersion

    /// Does what a rule has done about a finding of managed secrets: those that the records name, whatever the event says.
    func rotate(_ action: RuleAction) -> ActionResult {
        do {
            guard let finding = try finding(of: action) else { return ObjectKeeper.noFinding }
            var seen: Set<String> = []
            let secrets = finding.secrets.filter { leak in
                !ObjectKeeper.isAccessKey(leak) && seen.insert("\(leak.arn) \(leak.version)").inserted
            }
            let results = secrets.map { rotate(action, $0, finding) }
            return ObjectKeeper.worst(of: results)
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    /// What is said of several secrets: what may still help comes first, and none keeps the others from being rotated.
    static func worst(of results: [ActionResult]) -> ActionResult {
        var final: ActionResult?
        var due: Double?
        for result in results {
            switch result {
            case .done: break
            case .failed(_, _, let isFinal):
                guard isFinal else { return result }
                final = final ?? result
            case .held(let until): due = min(due ?? until, until)
            }
        }
        return due.map { .held(until: $0) } ?? final ?? .done
    }

    private func rotate(_ action: RuleAction, _ leak: Leak, _ finding: FindingFacts) -> ActionResult {
        do {
            guard let bucket = dependencies.buckets.first(where: { $0.record.name == finding.bucket }) else {
                return .done
            }
            // One after the other, so that the limit holds.
            return try rotating.withLock { _ in
                let refusal = refusal(of: action, on: leak.arn)
                if action.isArmed {
                    if let refusal { return ObjectKeeper.denied(refusal) }
                    return try rotateOrHold(action, leak, finding, bucket)
                }
                var record = try record(action, leak, finding, bucket, .rotate)
                record.reason = refusal ?? "secret \(leak.name), version \(leak.version)"
                record.state = .rehearsed
                try end(record, bucket)
                return .done
            }
        } catch let error as ServiceError {
            let passing = ["InternalServiceError", "KMSInternalException", "KeyUnavailableException"]
            return .failed(code: error.code, message: error.message, isFinal: !passing.contains(error.code))
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    func record(
        _ action: RuleAction,
        _ leak: FindingFacts.SecretVersion,
        _ finding: FindingFacts,
        _ bucket: MonitoredBucket,
        _ kind: ActionRecord.Kind
    ) throws -> ActionRecord {
        var record = ActionRecord(
            id: try ObjectRewriter.newID(),
            bucket: bucket.record.id,
            key: finding.key,
            kind: kind,
            definition: "",
            startedAt: Timestamp.now().secondsSince1970
        )
        (record.rule, record.bus, record.finding, record.keyARN) = (action.rule, action.bus, finding.id, leak.arn)
        return record
    }

    /// Rotates a secret, unless rules have done that too often within an hour.
    private func rotateOrHold(
        _ action: RuleAction,
        _ leak: Leak,
        _ finding: FindingFacts,
        _ bucket: MonitoredBucket
    ) throws -> ActionResult {
        let now = Timestamp.now().secondsSince1970
        let started = try records.rotationsByRules(of: leak.arn, since: now - ObjectKeeper.hour)
        let most = dependencies.rotationsPerSecretPerHour
        let reason = "found in \(bucket.record.name)/\(MonitoredBucket.text(ofKey: finding.key))"
        let held = try records.heldAction(about: finding.id, secret: leak.arn, ofRule: action.rule, on: action.bus)
        var record = try held ?? record(action, leak, finding, bucket, .rotate)
        let what = "secret \(leak.name), version \(leak.version)"
        let rotation: SecretRotation
        do {
            rotation = try dependencies.rotator.rotate(
                leak.arn,
                version: leak.version,
                because: reason,
                mayStart: started.count < most
            )
        } catch {
            if held != nil {
                (record.state, record.reason) = (.failed, "\(what): \((error as? ServiceError)?.message ?? "\(error)")")
                try end(record, bucket)
            }
            throw error
        }
        switch rotation {
        case .started(let version):
            record.definition = JSONValue.object(["versionId": .string(version)]).json
            record.reason = "\(what): rotation to version \(version) started"
        case .underWay(let version):
            record.definition = JSONValue.object(["versionId": .string(version)]).json
            record.reason = "\(what): rotation to version \(version) is under way"
        case .notNeeded:
            guard held != nil else { return .done }
            record.reason = "\(what): it is in use no more"
        case .notAllowed:
            record.reason =
                "\(what): rules have had it rotated \(started.count) times within an hour, and 'rotationsPerSecretPerHour' allows "
                + "no more"
            return try hold(record, until: (started.first ?? now) + ObjectKeeper.hour, bucket)
        }
        record.state = .done
        try end(record, bucket)
        return .done
    }

    func end(_ record: ActionRecord, _ bucket: MonitoredBucket) throws {
        var record = record
        record.endedAt = Timestamp.now().secondsSince1970
        record.dueAt = nil
        try records.put(record)
        try tell(record, bucket)
    }
}
