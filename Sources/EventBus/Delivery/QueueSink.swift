import POSIX
import Records
import ServiceModel

/// Puts messages into queues of this service.
public protocol QueueSending: Sendable {
    /// Sends messages to a queue by its name, all or none; what was sent is on the disk when this returns.
    ///
    /// - Throws: ``QueueRefusal`` when the queue does not take them; other errors when they cannot be kept.
    func send(_ messages: [QueueMessage], to queue: String) throws
}

/// A message for a queue.
public struct QueueMessage: Sendable {
    public var text: String
    /// Names and texts.
    public var attributes: [String: String] = [:]
    /// For FIFO queues: messages of a group come one after the other.
    public var group: String
    /// For FIFO queues: of two with the same within five minutes, one counts.
    public var id: String
}

/// Why a queue does not take a message.
public struct QueueRefusal: Error, Sendable {
    /// As SQS calls it.
    public var code: String
    public var message: String
    /// Whether it would not take it later either.
    public var isFinal: Bool

    /// Describes it.
    public init(code: String, message: String, isFinal: Bool) {
        self.code = code
        self.message = message
        self.isFinal = isFinal
    }
}

/// Puts events into a queue.
final class QueueSink: Sink {
    private let name: String
    private let group: String
    private let sender: () -> (any QueueSending)?

    /// How many messages are sent at once.
    private static let batch = 100

    init(_ name: String, _ target: Target, rule: String, _ sender: @escaping () -> (any QueueSending)?) {
        self.name = name
        group = target.messageGroup ?? rule
        self.sender = sender
    }

    func deliver(_ messages: [Message]) -> [Delivered] {
        guard let sender = sender() else {
            return messages.map { _ in .unavailable("queues are not to be had yet") }
        }
        var results: [Delivered] = []
        while results.count < messages.count {
            let some = Array(messages[results.count...].prefix(QueueSink.batch))
            do {
                try sender.send(some.map(message), to: name)
                results += some.map { _ in .done }
            } catch is QueueRefusal {
                // One that is not taken is no reason to keep the others back.
                results += deliverEach(some) { send($0, sender) }
            } catch {
                results += some.map { _ in .unavailable("\(error)") }
            }
        }
        return results
    }

    private func send(_ one: Message, _ sender: any QueueSending) -> Delivered {
        do {
            try sender.send([message(one)], to: name)
            return .done
        } catch let error as QueueRefusal {
            return .failed(code: error.code, message: error.message, isFinal: error.isFinal)
        } catch {
            return .unavailable("\(error)")
        }
    }

    private func message(_ message: Message) -> QueueMessage {
        QueueMessage(text: message.text, group: group, id: message.id)
    }
}

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

    var queueing: (any QueueSending)? { queues.withLock { $0 } }

    /// Puts what could not be delivered into the queue that its target names for that.
    ///
    /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    ///
    /// - Parameters:
    ///   - letter: What is known of it.
    ///   - text: What was to be delivered.
    ///   - target: The target.
    /// - Returns: Whether it is there: else it is kept among the dead letters.
    func handOn(_ letter: DeadLetterRecord, as text: String, of target: Target) -> Bool {
        guard let queue = target.deadLetterQueue, let sender = queueing else { return false }
        let attributes: [String: String?] = [
            "RULE_ARN": ARN.rule(named: letter.rule, on: letter.bus),
            "TARGET_ARN": MaskedAddress.text(letter.targetARN),
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

extension Target {
    /// Whether the message needs the id of its event.
    var needsID: Bool {
        switch destination {
        case .webhook, .command, .journal, .queue: true
        default: false
        }
    }
}
