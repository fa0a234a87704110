import EventBus
import EventRules
import JSON
import POSIX
import Records
import ServiceModel

/// Rules that act on files and secrets do nothing until somebody has seen what they would do, and has armed them.
extension EventBus {
    func armRule(_ request: ServiceRequest) throws -> JSONValue {
        let rule = try ownRule(request, "Name")
        guard acts(rule) else {
            throw .validation("Rule \(rule.record.name) has no target that acts: there is nothing to arm.")
                as ServiceError
        }
        try checkRoles(of: rule)
        let rehearsals = try records.rehearsals(
            ofRule: rule.record.name,
            on: rule.bus,
            since: Double(rule.definition["PutAt"]?.integer ?? 0)
        )
        guard rehearsals > 0 else {
            throw ServiceError(
                "RuleNotRehearsedException",
                "Rule \(rule.record.name) has met no event since it was put: let it meet one, and look at what it would do "
                    + "('magpie objects list-actions')."
            )
        }
        try put(rule, armedFor: digest(of: rule))
        return .object(["Armed": .boolean(true), "Rehearsals": .number(Double(rehearsals))])
    }

    /// Refuses a rule that acts as a role which may not.
    private func checkRoles(of rule: Catalogue.RuleEntry) throws(ServiceError) {
        let rights = rights.withLock { $0 }
        for entry in catalogue.targets(of: rule.record.id) {
            guard let action = entry.target.destination.action else { continue }
            let role = RuleRole(arn: entry.target.role, rule: rule.record.name, bus: rule.bus)
            guard let refusal = rights.refusalToArm(role, for: action) else { continue }
            throw ServiceError(
                "AccessDeniedException",
                "Rule \(rule.record.name) cannot be armed: \(refusal)"
            )
        }
    }

    func disarmRule(_ request: ServiceRequest) throws -> JSONValue {
        let rule = try ownRule(request, "Name")
        // One that never was armed is rehearsed, which is no problem.
        if rule.definition[EventBus.armed] != nil {
            try tellingOfDisarming(rule, "it was disarmed") { try put(rule, armedFor: "") }
        }
        return .object(["Armed": .boolean(false)])
    }

    /// Changes a rule, and tells if it acts no more.
    func tellingOfDisarming(_ rule: Catalogue.RuleEntry?, _ reason: String, _ change: () throws -> Void) throws {
        let wasArmed = rule.map { isArmed($0) } ?? false
        try change()
        guard wasArmed, let rule, !isArmed(rule.record.name, on: rule.bus) else { return }
        try announce(
            "Rule Disarmed",
            .object([
                "rule": .string(rule.record.name), "eventBus": .string(rule.bus), "reason": .string(reason),
            ])
        )
    }

    private func put(_ rule: Catalogue.RuleEntry, armedFor digest: String) throws {
        var definition = rule.definition.members
        definition[EventBus.armed] = .string(digest)
        let text = JSONValue.object(definition).json
        try change { try $0.putRule(rule.record.name, on: rule.record.parent, text) }
    }
}
