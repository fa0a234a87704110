import POSIX
import WebMessages

/// Has answers that are made together go to `magpie-api` together, whoever makes them.
final class AnswerGathering: Sendable {
    private let channel = Monitor<WebChannel?>(nil)

    /// Says where answers go; `nil` for nowhere.
    func use(_ channel: WebChannel?) { self.channel.withLock { $0 = channel } }

    /// Makes answers, which are sent when `body` returns: it is not to be long.
    func gather<Value>(_ body: () -> Value) -> Value {
        guard let channel = channel.withLock({ $0 }) else { return body() }
        return channel.together(body)
    }
}
