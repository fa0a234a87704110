import Bytes
import Cryptography
import JSON
import POSIX
import Records
import ServiceModel

/// Rules that act on files and secrets do nothing until somebody has seen what they would do, and has armed them.
extension EventBus {
    /// The member of a rule's definition that says for what it was armed; empty when it was disarmed since.
    static let armed = "ArmedFor"

    /// What a rule would do to what: its pattern and its targets.
    private func digest(of rule: Catalogue.RuleEntry) -> String {
        let targets = catalogue.targets(of: rule.record.id).map(\.definition)
        let text = JSONValue.array([rule.definition["EventPattern"] ?? .null, .array(targets)]).json
        guard let digest = try? Digest.of(Array(text.utf8).span, by: .sha256) else { return "" }
        return Hexadecimal.text(digest)
    }

    /// Whether a rule is armed as it is now.
    func isArmed(_ name: String, on bus: String) -> Bool {
        let catalogue = catalogue
        guard let bus = catalogue.bus(named: bus), let rule = catalogue.rule(named: name, on: bus.id) else {
            return false
        }
        return isArmed(rule)
    }

    func isArmed(_ rule: Catalogue.RuleEntry) -> Bool {
        guard let armed = rule.definition[EventBus.armed]?.string, !armed.isEmpty else { return false }
        return armed == digest(of: rule)
    }

    func acts(_ rule: Catalogue.RuleEntry) -> Bool {
        catalogue.targets(of: rule.record.id).contains { $0.target.destination.action != nil }
    }

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
