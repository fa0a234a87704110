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

    /// How long a new process is waited with after one has ended, in milliseconds.
    private static let pause = 1000
    /// Threads that answer: most wait for the disk or for another process.
    private static let threads = 64
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
    init(_ helper: Helper, _ settings: APISettings, _ door: WireDoor, _ endpoint: Monitor<String?>) {
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
        let connection = HelperConnection(helper)
        let channel = WebChannel(try connection.channel(), upTo: settings.bodyBytes + WireFront.overhead)
        defer { channel.close() }
        channel.post(settings.bytes)
        let pool = WorkerPool<[UInt8]>(atMost: WireFront.threads) { [door] message in
            guard let request = WebRequest(message) else { return }
            door.answer(request) { answer, file in channel.post(answer.bytes, with: file) }
        }
        let receivers = WorkerPool<(message: [UInt8], body: HeldFile)>(atMost: WireFront.receivers) { [door] item in
            guard let request = WebRequest(item.message) else { return }
            door.answer(request, item.body) { answer, file in channel.post(answer.bytes, with: file) }
        }
        var isReady = false
        try channel.receive { message, body in
            guard isReady else {
                isReady = take(WebReport(message))
                return isReady
            }
            // It lets in so many and no more, unless somebody has taken it over.
            guard pool.waitingCount + receivers.waitingCount <= settings.requestsInFlight else { return false }
            if let body { receivers.add((message, body)) } else { pool.add(message) }
            return true
        }
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
