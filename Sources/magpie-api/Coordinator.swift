import POSIX
import WebMessages

/// The service behind: it gets requests, and gives answers in whatever order.
final class Coordinator: Sendable {
    /// An answer, and the file that has its body, if that is not in the answer.
    struct Answer: Sendable {
        var answer: WebAnswer
        var file: HeldFile?
    }

    private struct State {
        var waiting: [Int: CheckedContinuation<Answer, Never>] = [:]
        var last = 0
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
        let id: Int? = state.withLock { state in
            guard state.waiting.count < most else { return nil }
            state.last += 1
            return state.last
        }
        let file = rest.flatMap { rest in rest.withLock { $0.take() } }
        guard let id else { return nil }
        request.id = id
        let bytes = request.bytes
        return await withCheckedContinuation { continuation in
            state.withLock { $0.waiting[id] = continuation }
            channel.post(bytes, with: file)
        }
    }

    /// Hands on an answer.
    ///
    /// - Parameters:
    ///   - message: The answer.
    ///   - file: What came with it.
    /// - Returns: Whether it is one, and to something that was asked.
    func take(_ message: [UInt8], _ file: HeldFile?) -> Bool {
        guard let answer = WebAnswer(message), (answer.content == nil) == (file == nil),
            let waiting = state.withLock({ $0.waiting.removeValue(forKey: answer.id) })
        else { return false }
        waiting.resume(returning: Answer(answer: answer, file: file))
        return true
    }
}
