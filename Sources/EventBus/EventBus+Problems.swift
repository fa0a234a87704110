import Deliveries
import EventRules
import JSON
import POSIX
public import Problems
import Records

extension EventBus {
    /// The names of all that ``problems`` may tell.
    public static let problemNames: [Problem.Name] = [
        .feed, .target, .delivery, .deadLetters, .disarmedRule, .definition, .readers, .events,
    ]

    /// What cannot be delivered, and why; which rules act no more; what is kept and cannot be used.
    ///
    /// It asks the records about each target: some reads by index.
    public var problems: [Problem] {
        let (queues, unusable) = state.withLock { ($0.queues, $0.unusable) }
        var problems = unusable.map { entry in
            Problem(
                .definition,
                of: entry.what,
                "\(entry.what) cannot be used any more: \(entry.why)",
                hint: "put it anew, or remove it ('magpie events --help')"
            )
        }
        for queue in queues.values.sorted(by: { $0.id < $1.id }) {
            let place = "\(queue.dependencies.bus)/\(queue.dependencies.rule)/\(queue.target.name)"
            let name = "target \(queue.target.name) of rule \(queue.dependencies.rule)"
            if let reason = queue.problem {
                problems.append(unavailable(queue, place, name, reason))
            } else if let failing = asked({ try records.failingDeliveries(to: queue.id) }) {
                let count = failing.count < FailingDeliveries.most ? "\(failing.count)" : "\(failing.count) or more"
                let last = queue.lastFailure.map { ", the last with \($0)" } ?? ""
                problems.append(
                    Problem(
                        .delivery,
                        of: place,
                        "\(name): \(count) deliveries have failed and are tried again\(last)",
                        hint: "see that the target answers; "
                            + "'magpie events list-rule-metrics --event-bus-name \(queue.dependencies.bus)' has the numbers",
                        since: failing.since,
                        count: failing.attempts
                    )
                )
            }
            if let problem = unreadable(queue, place, name) { problems.append(problem) }
            if let letters = asked({ try records.deadLetters(of: queue.id) }) {
                let count = letters.count < FailingDeliveries.most ? "\(letters.count)" : "\(letters.count) or more"
                let options = "--rule \(queue.dependencies.rule) --event-bus-name \(queue.dependencies.bus)"
                problems.append(
                    Problem(
                        .deadLetters,
                        of: place,
                        "\(name): \(count) events were given up and are kept",
                        hint:
                            "'magpie events list-dead-letters \(options)' says why; 'redrive-dead-letters' has them tried "
                            + "again, 'purge-dead-letters' drops them",
                        since: letters.since,
                        count: letters.count
                    )
                )
            }
        }
        return problems + disarmedRules + failures.problems
    }

    /// What the records say of a target; that they say nothing is a problem by itself.
    private func asked<Value>(_ body: () throws -> Value?) -> Value? {
        failures.attempt("it cannot be read what fails at targets", body) ?? nil
    }

    private func unavailable(_ queue: TargetQueue, _ place: String, _ name: String, _ reason: String) -> Problem {
        guard queue.id == Catalogue.feedTargetID else {
            return Problem(
                .target,
                of: place,
                "\(name): \(reason)",
                hint:
                    "events wait and are delivered when it is there again; 'magpie events list-targets-by-rule --rule "
                    + "\(queue.dependencies.rule) --event-bus-name \(queue.dependencies.bus)' shows where it leads"
            )
        }
        return Problem(
            .feed,
            "events cannot be written: \(reason)",
            hint:
                "see that the service may write to the file that 'feed' names in the configuration and that its disk has "
                + "room; findings wait and are written then"
        )
    }

    /// A file that the group for which it was meant cannot read.
    private func unreadable(_ queue: TargetQueue, _ place: String, _ name: String) -> Problem? {
        guard case .file(let path) = queue.target.destination, let readers = readers(of: queue.target),
            let denial = readers.denial(of: path)
        else { return nil }
        let reason =
            readers.hindrance(to: path)
            ?? "the rights of \(String(decoding: denial.path, as: UTF8.self)) were changed after they were given"
        let entry =
            switch denial {
            case .folder: "g:\(readers.name):x"
            case .file: "g:\(readers.name):r"
            }
        return Problem(
            .readers,
            of: place,
            "\(name): members of the group \(readers.name) cannot read its file: \(reason)",
            hint:
                "'setfacl -m \(entry) \(String(decoding: denial.path, as: UTF8.self))' lets them, or put the file elsewhere; "
                + "'systemctl reload magpied' gives rights anew"
        )
    }

    /// Rules that have acted and do so no more.
    private var disarmedRules: [Problem] {
        catalogue.rules.values.filter { rule in
            rule.isEnabled && rule.definition[EventBus.armed] != nil && acts(rule) && !isArmed(rule)
        }.map { rule in
            Problem(
                .disarmedRule,
                of: "\(rule.bus)/\(rule.record.name)",
                "rule \(rule.record.name) acts no more: it was disarmed, or changed since it was armed",
                hint:
                    "'magpie events arm-rule --name \(rule.record.name)' after it was rehearsed; or 'disable-rule' if it is "
                    + "not to act"
            )
        }
    }
}
