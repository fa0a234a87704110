public import Deliveries
package import EventRules
import POSIX
package import Records

extension EventBus {
    /// Lets something take messages for queues.
    public func register(_ sender: any QueueSending) {
        queues.withLock { $0 = sender }
        // What waits for queues is tried by itself, and need not wait longer.
        let waiting = state.withLock { state in
            state.queues.values.filter { if case .queue = $0.target.destination { true } else { false } }
        }
        for queue in waiting { queue.wake() }
    }

    package var queueing: (any QueueSending)? { queues.withLock { $0 } }

    /// Puts what could not be delivered into the queue that its target names for that.
    ///
    /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    ///
    /// - Parameters:
    ///   - letter: What is known of it.
    ///   - text: What was to be delivered.
    ///   - target: The target.
    /// - Returns: Whether it is there: else it is kept among the dead letters.
    package func handOn(_ letter: DeadLetterRecord, as text: String, of target: Target) -> Bool {
        guard let queue = target.deadLetterQueue, let sender = queueing else { return false }
        let attributes: [String: String?] = [
            "RULE_ARN": ARN.rule(named: letter.rule, on: letter.bus),
            "TARGET_ARN": ARN.shown(letter.targetARN),
            "ERROR_CODE": letter.code, "ERROR_MESSAGE": String(letter.message.prefix(1000)),
            "EXHAUSTED_RETRY_CONDITION": letter.exhausted,
            "RETRY_ATTEMPTS": "\(max(0, letter.attempts - 1))",
        ]
        // An attribute of a message is never empty.
        let known = attributes.compactMapValues { $0 }.filter { !$0.value.isEmpty }
        let message = QueueMessage(
            text: text,
            attributes: known,
            group: letter.rule,
            id: "\(target.name)-\(Envelope.id(of: letter.envelope))"
        )
        do {
            try sender.send([message], to: queue)
            return true
        } catch {
            // The letter is kept here instead, and a problem as any other.
            return false
        }
    }
}
