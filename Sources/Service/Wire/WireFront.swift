import Configuring
import HelperProcesses
import POSIX
import WebMessages

/// The service's side of the process that listens for SDKs, which is started with the service and again when it has died.
final class WireFront: Sendable {
    private let helper: Helper
    private let settings: WebSettings
    private let door: WireDoor
    private let endpoint: Monitor<String?>
    /// What a service before this one has left, until it is taken up.
    private let inheritance: Monitor<Succession?>
    private let isResettable: Bool
    private let reset = Monitor<Reset?>(nil)

    /// Begins the service anew; it gets the requests for that, where SDKs are served, and the process that listens.
    typealias Reset = @Sendable (_ requests: [Int], _ endpoint: String, _ front: ChildProcess) -> Void

    /// Where who tests has all be forgotten.
    private static let resetTarget = "/_magpie/reset"
    /// How long others are waited for then, in milliseconds; what asks for messages may wait longer than that.
    private static let resetPatience = 2000

    /// How long a new process is waited with after one has ended, in milliseconds.
    private static let pause = 1000
    /// Threads that answer what waits for the disk or for another process.
    private static let threads = 64
    /// The longest request that the thread that receives it looks at itself, in bytes.
    private static let shortRequest = 32 << 10
    /// How many requests are begun before answers to those before them are sent.
    private static let mostTogether = 32
    /// Threads that receive what objects shall hold: most wait for who sends it.
    private static let receivers = 128
    /// What a message has besides the body: head, lengths.
    private static let overhead = WebSettings.headBytes * 2

    /// Prepares to serve.
    ///
    /// - Parameters:
    ///   - helper: How the process is started.
    ///   - settings: Where it listens.
    ///   - door: Answers.
    ///   - endpoint: Gets where SDKs are served in the network, once they are.
    ///   - inheritance: What a service before this one has left.
    init(
        _ helper: Helper,
        _ settings: APISettings,
        _ door: WireDoor,
        _ endpoint: Monitor<String?>,
        succeeding inheritance: Succession?
    ) {
        self.inheritance = Monitor(inheritance)
        isResettable = settings.isResettable
        self.endpoint = endpoint
        self.helper = helper
        self.door = door
        self.settings = WebSettings(
            addresses: settings.listen.map { WebSettings.Address(host: $0.host, port: $0.port) },
            socket: settings.socket.map { String(decoding: $0, as: UTF8.self) } ?? "",
            hosts: settings.hosts
        )
    }

    /// Where it listens in the network, once it does; `nil` when it does not in time.
    func endpoint(by deadline: Timestamp) -> String? { endpoint.wait(until: deadline) { $0 } }

    /// Says what begins the service anew, where it may be.
    func whenReset(_ reset: @escaping Reset) { self.reset.withLock { $0 = reset } }

    /// Serves for ever.
    func run() {
        while true {
            do throws(SystemError) {
                try serve()
                helper.noteDeath("it has ended")
            } catch {
                helper.noteDeath("\(error)")
            }
            Threads.sleep(milliseconds: WireFront.pause)
        }
    }

    /// Serves with one process until that has ended.
    private func serve() throws(SystemError) {
        let inherited = inheritance.withLock { $0.take() }
        let connection = HelperConnection(helper, serving: inherited?.front)
        let channel = WebChannel(try connection.channel(), upTo: settings.bodyBytes + WireFront.overhead)
        defer { channel.close() }
        if let inherited { takeUp(inherited, channel) } else { channel.post(settings.bytes) }
        let open = isResettable ? OpenRequests() : nil
        let reply: WireDoor.Reply = { answer, file in
            if let open, !open.end(answer.id) { return }
            channel.post(answer.bytes, with: file)
        }
        let pool = WorkerPool<@Sendable () -> Void>(atMost: WireFront.threads) { $0() }
        let receivers = WorkerPool<(message: [UInt8], body: HeldFile)>(atMost: WireFront.receivers) { [door] item in
            guard let request = WebRequest(item.message) else { return }
            door.answer(request, item.body, then: reply)
        }
        var isReady = inherited != nil
        var resets: [Int] = []
        let take = { [self] (message: [UInt8], body: HeldFile?) -> Bool in
            guard isReady else {
                isReady = self.take(WebReport(message))
                return isReady
            }
            // It lets in so many and no more, unless somebody has taken it over.
            guard pool.waitingCount + receivers.waitingCount <= settings.requestsInFlight else { return false }
            if let open, let start = WebRequest.start(of: message) {
                if start.method == "POST", start.target == WireFront.resetTarget {
                    resets.append(start.id)
                    return true
                }
                open.begin(start.id)
            }
            if let body {
                receivers.add((message, body))
            } else if message.count > WireFront.shortRequest {
                pool.add { [door] in if let request = WebRequest(message) { door.answer(request, then: reply) } }
            } else if let request = WebRequest(message) {
                door.answer(request, handingOn: { pool.add($0) }, then: reply)
            }
            return true
        }
        // What is begun together is handed on together, and answered so.
        let together = door.operations.answers
        together.use(channel)
        defer { together.use(nil) }
        try channel.receive {
            !resets.isEmpty
        } _: { messages, body in
            var rest = messages[...]
            while !rest.isEmpty {
                let some = rest.prefix(WireFront.mostTogether)
                rest = rest.dropFirst(some.count)
                let isWanted = together.gather {
                    door.operations.keyRelay.gather { some.allSatisfy { take($0, body) } }
                }
                guard isWanted else { return false }
            }
            return true
        }
        guard let open, !resets.isEmpty, let front = connection.process else { return }
        // Those who ask from now on wait in the channel for the next service.
        for id in open.close(by: Timestamp.monotonic().adding(milliseconds: WireFront.resetPatience)) {
            channel.post(WebAnswer(id: id, 503, headers: [WebRequest.Header("retry-after", "1")]).bytes)
        }
        channel.finish()
        reset.withLock { $0 }?(resets, endpoint.withLock { $0 } ?? "", front)
    }

    /// Goes on where a service before this one has stopped.
    private func takeUp(_ inherited: Succession, _ channel: WebChannel) {
        endpoint.withLock { $0 = inherited.endpoint }
        endpoint.notifyAll()
        for id in inherited.requests {
            channel.post(WebAnswer(id: id, 200, body: Array(#"{"status":"reset"}"#.utf8)).bytes)
        }
        Log.write(.info, "begun anew", ["at": inherited.endpoint])
    }

    /// Notes what the process says of itself.
    ///
    /// - Returns: Whether it listens.
    private func take(_ report: WebReport?) -> Bool {
        switch report {
        case .listening(let addresses):
            let text = addresses.map(\.text) + (settings.socket.isEmpty ? [] : [settings.socket])
            Log.write(.info, "serving SDKs", ["at": text.joined(separator: " ")])
            endpoint.withLock { $0 = addresses.first.map { "http://\($0.text)" } }
            endpoint.notifyAll()
            return true
        case .failed(let reason):
            helper.noteObstacle(reason)
            Log.write(.error, "SDKs cannot be served", ["error": reason])
            return false
        case nil:
            return false
        }
    }
}
