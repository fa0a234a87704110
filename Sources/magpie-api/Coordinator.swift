import NIOCore
import POSIX
import WebMessages

/// The service behind: it gets requests, and gives answers in whatever order.
final class Coordinator: Sendable {
    /// An answer, and the file that has its body, if that is not in the answer.
    struct Answer: Sendable {
        var answer: WebAnswer
        var file: HeldFile?
    }

    /// Who waits for an answer.
    private enum Asker {
        case task(CheckedContinuation<Answer, Never>)
        case connection(NIOLoopBound<QuickRequests>, LoopMailbox)
    }

    private struct State {
        var waiting: [Int: Asker] = [:]
        var last = 0

        /// A number for the next request; `nil` when too many wait.
        mutating func next(atMost most: Int) -> Int? {
            guard waiting.count < most else { return nil }
            last += 1
            return last
        }
    }

    private let channel: WebChannel
    private let most: Int
    private let state = Monitor(State())

    /// - Parameters:
    ///   - channel: To the service.
    ///   - most: How many requests may be without an answer.
    init(_ channel: WebChannel, atMost most: Int) {
        self.channel = channel
        self.most = most
    }

    /// Has a request answered.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - rest: Gives what there is of its body besides; it is taken out in any case.
    /// - Returns: The answer; `nil` when too many wait for theirs.
    func answer(_ request: consuming WebRequest, with rest: Monitor<HeldFile?>? = nil) async -> Answer? {
        let id = state.withLock { $0.next(atMost: most) }
        let file = rest.flatMap { rest in rest.withLock { $0.take() } }
        guard let id else { return nil }
        request.id = id
        let bytes = request.bytes
        return await withCheckedContinuation { continuation in
            state.withLock { $0.waiting[id] = .task(continuation) }
            channel.post(bytes, with: file)
        }
    }

    /// Has a request answered to a connection, on whose thread this is called.
    ///
    /// - Parameters:
    ///   - message: The request.
    ///   - address: Of who has sent it; empty for who came by a socket of the file system.
    ///   - port: Of who has sent it.
    ///   - body: Its body.
    ///   - mailbox: The thread's.
    ///   - handler: Gets the answer.
    /// - Returns: Whether it will be: not when too many wait for theirs.
    func ask(
        _ message: WebRequestMessage,
        from address: String,
        _ port: Int,
        body: [UInt8],
        by mailbox: LoopMailbox,
        _ handler: QuickRequests
    ) -> Bool {
        let asker = Asker.connection(NIOLoopBound(handler, eventLoop: mailbox.eventLoop), mailbox)
        let id: Int? = state.withLock { state in
            let id = state.next(atMost: most)
            if let id { state.waiting[id] = asker }
            return id
        }
        guard let id else { return false }
        mailbox.send(message.bytes(id: id, from: address, port: port, body: body))
        return true
    }

    /// Hands on answers that came together.
    ///
    /// - Parameters:
    ///   - messages: The answers.
    ///   - file: What came with the only one.
    /// - Returns: Whether all are some, and to something that was asked.
    func take(_ messages: [[UInt8]], _ file: HeldFile?) -> Bool {
        var full: [LoopMailbox] = []
        defer { for mailbox in full { mailbox.deliver() } }
        for message in messages {
            guard let id = WebAnswer.id(of: message) else { return false }
            switch state.withLock({ $0.waiting.removeValue(forKey: id) }) {
            case .task(let waiting):
                guard let answer = WebAnswer(message), (answer.content == nil) == (file == nil) else { return false }
                waiting.resume(returning: Answer(answer: answer, file: file))
            case .connection(let handler, let mailbox):
                if mailbox.keep(message, for: handler) { full.append(mailbox) }
            case nil: return false
            }
        }
        return true
    }
}
