import AccessDecisions
import Control
import EventBus
import EventRules
import IAM
import JSON
import ServiceModel

/// Asks the key process whether a rule may use the key that its action takes, without using it.
///
/// The process that rewrites files asks for itself: whether the role may is decided before, each time.
struct KeysOfRules: Sendable {
    let keys: KeyProcess
    let callers: KeyCallers

    /// What is done with a key by whoever encrypts a file.
    static let action = "kms:GenerateDataKey"

    /// Why a role may not use the key that an action takes.
    ///
    /// - Parameters:
    ///   - caller: The role, in a session of the rule.
    ///   - kind: The action.
    /// - Returns: `nil` when it may, for actions that take no key, and where nothing can be said now: the action itself fails
    ///   then, and is tried again.
    func refusal(of caller: Caller, _ kind: RuleAction.Kind) -> ServiceError? {
        guard case .encryptObject(let key) = kind, !key.hasPrefix("/"),
            let operation = KMSModel.operation("GenerateDataKey")
        else { return nil }
        let input = JSONValue.object(["KeyId": .string(key), "NumberOfBytes": .number(32), "DryRun": .boolean(true)])
        do {
            let call = KeyCall(operation, input.bytes, by: try callers.caller(caller))
            _ = try keys.ask([call]).first?.get()
            return nil
        } catch let error as ControlError where error.code == PolicyDecider.refusalCode {
            var refusal = ServiceError(PolicyDecider.refusalCode, error.message)
            refusal.explanation = error.explanation
            return refusal
        } catch {
            // That it would be done is an error, too: DryRunOperationException.
            return nil
        }
    }
}
