package import EventRules
import JSON
import Records

/// Which rules may act, and not only rehearse.
extension EventBus {
    /// The member of a rule's definition that says for what it was armed; empty when it was disarmed since.
    package static let armed = "ArmedFor"

    /// Whether a rule has something done by the service itself.
    package func acts(_ rule: Catalogue.RuleEntry) -> Bool {
        catalogue.targets(of: rule.record.id).contains { $0.target.destination.action != nil }
    }

    /// What a rule would do to what: its pattern and its targets.
    package func digest(of rule: Catalogue.RuleEntry) -> String {
        let targets = catalogue.targets(of: rule.record.id).map(\.definition)
        let text = JSONValue.array([rule.definition["EventPattern"] ?? .null, .array(targets)]).json
        return RecordStore.digest(of: text)
    }

    /// Whether a rule is armed as it is now.
    package func isArmed(_ name: String, on bus: String) -> Bool {
        let catalogue = catalogue
        guard let bus = catalogue.bus(named: bus), let rule = catalogue.rule(named: name, on: bus.id) else {
            return false
        }
        return isArmed(rule)
    }

    package func isArmed(_ rule: Catalogue.RuleEntry) -> Bool {
        guard let armed = rule.definition[EventBus.armed]?.string, !armed.isEmpty else { return false }
        return armed == digest(of: rule)
    }
}
