import EventRules
import JSON
import ObjectRewriting
import Records
import Watching

/// What rules would do about canaries.
extension ObjectKeeper {
    /// Checks what a rule would do about a canary as for any object, and does nothing.
    func rehearseSample(_ action: RuleAction) -> ActionResult {
        guard case .encryptObject(let key) = action.kind,
            let canary = dependencies.canaries.canary(action.event.finding?.key.map { Array($0.utf8) })
        else { return .done }
        var refusal: String?
        do {
            guard let finding = try records.sample(canary.key, in: canary.bucket.record.id), finding.holds,
                let object = try records.object(of: finding.id)
            else { return .done }
            _ = try ObjectRewriter.recipient(key)
            switch try obstacle(object, canary.bucket) {
            case .later(let code, let message):
                canary.note(rule: "\(action.bus)/\(action.rule)", refusal: message, needsKeys: false)
                return .failed(code: code, message: message, isFinal: false)
            case let obstacle: refusal = obstacle?.message
            }
        } catch let error as ObjectRewriter.RecipientError {
            refusal = error.message
        } catch {
            refusal = "\(error)"
        }
        canary.note(rule: "\(action.bus)/\(action.rule)", refusal: refusal, needsKeys: !key.hasPrefix("/"))
        return .done
    }
}
