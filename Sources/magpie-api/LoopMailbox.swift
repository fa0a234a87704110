import NIOCore
import POSIX
import WebMessages

/// What passes between the connections of one thread and the service: all that comes together goes together.
///
/// While a thread finds out what its connections have received, their requests gather, and then go in one message; answers
/// that came in one message wake the thread once.
final class LoopMailbox: Sendable {
    /// An answer, and the connection that waits for it.
    private struct Letter: Sendable {
        var handler: NIOLoopBound<QuickRequests>
        var message: [UInt8]
    }

    let eventLoop: any EventLoop
    private let channel: WebChannel
    private let outgoing: NIOLoopBoundBox<[[UInt8]]>
    private let incoming = Monitor<[Letter]>([])

    /// - Parameters:
    ///   - eventLoop: The thread.
    ///   - channel: To the service.
    init(_ eventLoop: any EventLoop, _ channel: WebChannel) {
        self.eventLoop = eventLoop
        self.channel = channel
        outgoing = .makeBoxSendingValue([], eventLoop: eventLoop)
    }

    /// Hands a request on, once the thread has looked at all connections that have received something.
    ///
    /// - Parameter message: The request; only to be called on the thread itself.
    func send(_ message: [UInt8]) {
        outgoing.value.append(message)
        guard outgoing.value.count == 1 else { return }
        eventLoop.execute { [self] in
            channel.post(outgoing.value)
            outgoing.value = []
        }
    }

    /// Keeps an answer until ``deliver()``.
    ///
    /// - Returns: Whether it is the first of those that are kept, so that ``deliver()`` is to be called.
    func keep(_ message: [UInt8], for handler: NIOLoopBound<QuickRequests>) -> Bool {
        incoming.withLock { incoming in
            incoming.append(Letter(handler: handler, message: message))
            return incoming.count == 1
        }
    }

    /// Has connections send the answers that are kept.
    func deliver() {
        eventLoop.execute { [self] in
            let letters = incoming.withLock { incoming in
                defer { incoming = [] }
                return incoming
            }
            for letter in letters { letter.handler.value.answer(letter.message) }
        }
    }
}
