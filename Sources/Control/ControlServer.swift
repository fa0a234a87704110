public import POSIX

/// Who asks.
public struct ControlPeer: Sendable {
    /// The user that the client belonged to when it connected, by the kernel's word.
    public var userID: UInt32
}

/// Answers clients, each on a thread of its own.
public final class ControlServer: Sendable {
    /// Takes the answer to a request, as JSON on one line, or a ``ControlError`` that refuses it; called once.
    public typealias Reply = @Sendable (Result<[UInt8], any Error>) -> Void

    private let socket: LocalSocket
    private let answer: @Sendable (ControlRequest, ControlPeer, @escaping Reply) -> Void
    private let metrics: @Sendable () -> [UInt8]

    /// Listens at `path`.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - answer: Makes the answer, as JSON on one line; throws ``ControlError`` to refuse.
    ///   - metrics: Makes the answer to a request by HTTP for `/metrics`, in the format of Prometheus.
    public init(
        path: [UInt8],
        answer: @escaping @Sendable (ControlRequest, ControlPeer) throws -> [UInt8],
        metrics: @escaping @Sendable () -> [UInt8]
    ) throws(SystemError) {
        socket = try LocalSocket(listeningAt: path)
        self.answer = { request, peer, reply in reply(Result { try answer(request, peer) }) }
        self.metrics = metrics
    }

    /// Listens at `path`, where answers may be made by another thread, later.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - answer: Sees to it that a request is answered. A client that does not wait for an answer before it asks
    ///     again may get answers in another order.
    public init(
        path: [UInt8],
        answer: @escaping @Sendable (ControlRequest, ControlPeer, @escaping Reply) -> Void
    ) throws(SystemError) {
        socket = try LocalSocket(listeningAt: path)
        self.answer = answer
        metrics = { [] }
    }

    /// Accepts clients for ever.
    public func run() {
        while true {
            guard let client = try? socket.accept() else {
                // Out of descriptors, most likely: let others end first.
                Threads.sleep(milliseconds: 100)
                continue
            }
            if !Threads.detach({ [self] in serve(client) }) { continue }
        }
    }

    private func serve(_ client: LocalSocket) {
        guard let user = client.peerUserID else { return }
        let peer = ControlPeer(userID: user)
        while let line = try? client.receive() {
            if line.starts(with: "GET ".utf8) {
                try? client.sendBytes(page(line))
                return
            }
            do {
                answer(try ControlCoding.request(line), peer) { ControlServer.send($0, to: client) }
            } catch {
                ControlServer.send(.failure(error), to: client)
            }
        }
    }

    /// The answer to a request by HTTP (RFC 9112), of which only one is known.
    private func page(_ line: [UInt8]) -> [UInt8] {
        let target = line.dropFirst(4).prefix { $0 != UInt8(ascii: " ") }
        let isKnown = target.elementsEqual("/metrics".utf8)
        let body = isKnown ? metrics() : Array("only /metrics is here\n".utf8)
        let head = """
            HTTP/1.1 \(isKnown ? "200 OK" : "404 Not Found")\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n\
            Content-Length: \(body.count)\r\nConnection: close\r\n\r\n
            """
        return Array(head.utf8) + body
    }

    /// Sends an answer; that the client has gone shows when the next request is waited for.
    private static func send(_ answer: Result<[UInt8], any Error>, to client: LocalSocket) {
        var line: [UInt8] = []
        switch answer {
        case .success(let answer):
            // With room for the line feed.
            line.reserveCapacity(answer.count + 2)
            line.append(UInt8(ascii: "+"))
            line += answer
        case .failure(let error):
            line.append(UInt8(ascii: "-"))
            let refusal = error as? ControlError ?? ControlError("\(error)")
            line += (try? ControlCoding.json(refusal)) ?? Array("{\"message\":\"failed\"}".utf8)
        }
        try? client.send(line)
    }
}
