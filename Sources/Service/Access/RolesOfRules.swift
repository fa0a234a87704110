import AccessDecisions
import AccessPolicies
import Accounts
import Auditing
import EventBus
import EventRules
import IAM
import POSIX
import Problems
import SecretsManager
import ServiceModel

/// Decides by policies what rules may do: each acts as a role, never as root.
final class RolesOfRules: RuleRights {
    /// What a refusal is about: the same one is told once.
    private struct Denial: Hashable {
        var role: RuleRole
        var action: String
    }

    private let identities: IAMService
    private let secrets: SecretsManager
    private let decider = PolicyDecider()
    private let audit: AuditLog
    private let keys: KeysOfRules
    private let denials = Monitor<[Denial: (problem: Problem, time: Double)]>([:])

    /// What trust policies call the bus.
    private static let service = "events.amazonaws.com"
    /// How long a refusal is a problem that nobody tries again, in seconds: no delivery is tried longer.
    private static let longest = 86_400.0
    /// How often the same refusal is in the audit log, in seconds.
    private static let interval = 3600.0
    /// The most refusals that are kept.
    private static let most = 1000

    init(_ identities: IAMService, _ secrets: SecretsManager, _ audit: AuditLog, _ keys: KeysOfRules) {
        self.keys = keys
        self.identities = identities
        self.secrets = secrets
        self.audit = audit
    }

    /// The refusals that stand.
    var problems: [Problem] {
        let now = Timestamp.now().secondsSince1970
        return denials.withLock { denials in
            denials = denials.filter { now - $0.value.time < RolesOfRules.longest }
            return denials.values.map(\.problem)
        }
    }

    func refusalToArm(_ role: RuleRole, for kind: RuleAction.Kind) -> String? {
        let action = kind.action
        do throws(ServiceError) {
            let caller = try caller(role)
            let limits = [caller.identity, caller.access.boundary.map { [$0] }].compactMap(\.self)
            let isLimited = limits.contains { policies in !policies.contains { $0.mayAllow(action: action) } }
            if isLimited { return "it acts as \(caller.principal.arn), which no policy allows \(action)" }
            return keys.refusal(of: caller, kind)?.message
        } catch {
            return error.message
        }
    }

    func refusal(of role: RuleRole, _ kind: RuleAction.Kind, on resource: String, isArmed: Bool) -> String? {
        let now = Timestamp.now().secondsSince1970
        let action = kind.action
        var denial = Denial(role: role, action: action)
        do {
            let caller = try caller(role)
            let touched = try secrets.resource(arn: resource) ?? ServiceResource(resource)
            let question = AccessRequest(action, on: touched, by: .service("rule \(role.rule)"))
            try decider.decide(question, caller.access, at: now)
            identities.noteUse(caller, String(action.prefix { $0 != ":" }), at: now)
            if isArmed { denials.withLock { $0[denial] = nil } }
            denial.action = KeysOfRules.action
            if let refusal = keys.refusal(of: caller, kind) { throw refusal }
            if isArmed { denials.withLock { $0[denial] = nil } }
            return nil
        } catch {
            let refusal = error as? ServiceError ?? ServiceError("InternalFailure", "\(error)")
            if isArmed { note(denial, refusal, on: resource, at: now) }
            return refusal.message
        }
    }

    private func caller(_ role: RuleRole) throws(ServiceError) -> Caller {
        let rule = AccountLocation.current.arn(
            of: "rule/\(role.bus == "default" ? "" : role.bus + "/")\(role.rule)",
            in: "events"
        )
        return try identities.caller(ofService: RolesOfRules.service, role: role.arn, session: role.rule, for: rule)
    }

    private func note(_ denial: Denial, _ refusal: ServiceError, on resource: String, at now: Double) {
        let role = denial.role
        let problem = Problem(
            .ruleRights,
            of: "\(role.bus)/\(role.rule) \(denial.action)",
            "rule \(role.rule) may not: \(refusal.message)",
            hint: "give its role what it lacks, or another role to its target ('RoleArn'); it is tried again for a day"
        )
        let isNew = denials.withLock { denials in
            let last = denials[denial]?.time
            if let last, now - last < RolesOfRules.interval { return false }
            guard last != nil || denials.count < RolesOfRules.most else { return false }
            denials[denial] = (problem, now)
            return true
        }
        guard isNew else { return }
        // It stays a refusal, whether it can be written or not: the log says itself when it cannot be written.
        _ = try? audit.write(
            AuditEntry(
                userID: System.userID,
                userName: "rule \(role.rule)",
                action: denial.action,
                subjects: [resource],
                reason: PolicyDecider.words(refusal) + (refusal.explanation.map { " (\($0))" } ?? ""),
                result: .refused(refusal.code)
            )
        )
    }
}
