import EventRules
import Records
import ServiceModel
import Watching

/// Access keys that rules make inactive, because a finding has their secrets.
extension ObjectKeeper {
    /// Whether what a finding names is an access key of a user: other values are of secrets.
    static func isAccessKey(_ leak: FindingFacts.SecretVersion) -> Bool { leak.arn.hasPrefix("arn:aws:iam:") }

    /// Makes the access keys inactive that a finding names, as the records have it, whatever the event says.
    func deactivateKeys(_ action: RuleAction) -> ActionResult {
        do {
            guard let finding = try finding(of: action) else { return ObjectKeeper.noFinding }
            let keys = finding.secrets.filter(ObjectKeeper.isAccessKey)
            return ObjectKeeper.worst(of: keys.map { deactivate(action, $0, finding) })
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    private func deactivate(
        _ action: RuleAction,
        _ leak: FindingFacts.SecretVersion,
        _ finding: FindingFacts
    ) -> ActionResult {
        do {
            guard let bucket = dependencies.buckets.first(where: { $0.record.name == finding.bucket }) else {
                return .done
            }
            let refusal = refusal(of: action, on: leak.arn)
            var record = try record(action, leak, finding, bucket, .deactivate)
            record.reason = "\(leak.name): \(leak.version)"
            guard action.isArmed else {
                if let refusal { record.reason = refusal }
                record.state = .rehearsed
                try end(record, bucket)
                return .done
            }
            if let refusal { return ObjectKeeper.denied(refusal) }
            // One that is inactive, or gone, can be used by nobody.
            guard try dependencies.deactivateKey(leak.version) else { return .done }
            record.state = .done
            try end(record, bucket)
            return .done
        } catch let error as ServiceError {
            return .failed(code: error.code, message: error.message, isFinal: false)
        } catch {
            return .failed(code: "ACTION_ERROR", message: "\(error)", isFinal: false)
        }
    }

    // MARK: Roles

    /// Why the role that a rule acts as may not do to something what the rule has done; `nil` when it may.
    func refusal(of action: RuleAction, on resource: String) -> String? {
        dependencies.roles.refusal(of: action.role, action.kind, on: resource, isArmed: action.isArmed)
    }

    /// It is tried again, as somebody may give the role what it lacks.
    static func denied(_ refusal: String) -> ActionResult {
        .failed(code: "ACCESS_DENIED", message: refusal, isFinal: false)
    }
}
