import EventBus
import JSON
import POSIX
import Records
import Reporting
import ServiceModel

/// Secrets that rules have rotated, because a finding has one of their values.
extension ObjectKeeper {
    /// Rotates a secret: why, which one, and the version that was found.
    ///
    /// Says what is done; `nil` when nothing need be, because
    /// the version is not in use any more.
    typealias Rotate = @Sendable (_ reason: String, _ secretARN: String, _ versionID: String) throws -> String?

    /// Does what a rule has done about a finding of managed secrets.
    func act(_ action: RuleAction, rotate: Rotate) -> ActionResult {
        do {
            let detail = try JSONValue(parsing: Array(action.event.utf8))["detail"]
            guard let id = detail?["id"]?.string else {
                return .failed(code: "NO_FINDING", message: "the event is no finding", isFinal: true)
            }
            let found = detail?["local"]?["managedSecrets"]?.array ?? []
            var seen: Set<String> = []
            for secret in found {
                guard let arn = secret["arn"]?.string, let version = secret["versionId"]?.string,
                    seen.insert("\(arn) \(version)").inserted
                else { continue }
                try act(action, secret, arn, version, finding: id, rotate)
            }
            return .done
        } catch let error as ServiceError {
            let isFinal = !["InternalServiceError", "KMSInternalException", "KeyUnavailableException"].contains(
                error.code
            )
            return .failed(code: error.code, message: error.message, isFinal: isFinal)
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    private func act(
        _ action: RuleAction,
        _ secret: JSONValue,
        _ arn: String,
        _ version: String,
        finding: String,
        _ rotate: Rotate
    ) throws {
        guard let object = try records.object(of: finding),
            let bucket = place.buckets.first(where: { $0.record.name == object.bucket })
        else { return }
        let name = secret["name"]?.string ?? arn
        var record = ActionRecord(
            id: try ObjectKeeper.newID(),
            bucket: bucket.record.id,
            key: object.key,
            kind: .rotate,
            definition: "",
            startedAt: Timestamp.now().secondsSince1970
        )
        (record.rule, record.bus, record.finding, record.keyARN) = (action.rule, action.bus, finding, arn)
        if action.isArmed {
            let reason = "found in \(bucket.record.name)/\(TerminalText.escaped(object.key))"
            guard let done = try rotate(reason, arn, version) else { return }
            record.reason = "secret \(name), version \(version): \(done)"
            record.state = .done
        } else {
            record.reason = "secret \(name), version \(version)"
            record.state = .rehearsed
        }
        record.endedAt = Timestamp.now().secondsSince1970
        try records.put(record)
        try tell(record, bucket)
    }
}
