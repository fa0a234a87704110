package import EventRules
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

    /// Makes a message.
    package init(
        text: String,
        attributes: [String: String] = [:],
        group: String,
        id: String
    ) {
        self.text = text
        self.attributes = attributes
        self.group = group
        self.id = id
    }
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
package final class QueueSink: Sink {
    private let name: String
    private let group: String
    private let sender: () -> (any QueueSending)?

    /// How many messages are sent at once.
    private static let batch = 100

    package init(_ name: String, _ target: Target, rule: String, _ sender: @escaping () -> (any QueueSending)?) {
        self.name = name
        group = target.messageGroup ?? rule
        self.sender = sender
    }

    package func deliver(_ messages: [Message]) -> [Delivered] {
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

extension Target {
    /// Whether the message needs the id of its event.
    package var needsID: Bool {
        switch destination {
        case .webhook, .command, .journal, .queue: true
        default: false
        }
    }
}
