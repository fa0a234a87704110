public import POSIX

/// Who asks.
public struct ControlPeer: Sendable {
    /// The user that the client belonged to when it connected, by the kernel's word.
    public var userID: UInt32
}

/// Answers clients, each on a thread of its own.
public final class ControlServer: Sendable {
    /// The answer to a request, as JSON on one line, or a ``ControlError`` that refuses it.
    public typealias Answer = Result<[UInt8], any Error>

    /// Takes the answers to requests that came together, in their order; called once.
    public typealias Reply = @Sendable ([Answer]) -> Void

    private let socket: LocalSocket
    private let answer: @Sendable ([ControlRequest], ControlPeer, @escaping Reply) -> Void
    /// Whether clients may send requests that are to be answered together.
    private let takesTogether: Bool
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
        self.answer = { requests, peer, reply in
            reply(requests.map { request in Result { try answer(request, peer) } })
        }
        takesTogether = false
        self.metrics = metrics
    }

    /// Listens at `path`, where answers may be made by another thread, later.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - answer: Sees to it that requests are answered that came together; most come alone. A client that does not
    ///     wait for an answer before it asks again may get answers in another order.
    public init(
        path: [UInt8],
        answer: @escaping @Sendable ([ControlRequest], ControlPeer, @escaping Reply) -> Void
    ) throws(SystemError) {
        socket = try LocalSocket(listeningAt: path)
        self.answer = answer
        takesTogether = true
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
                if takesTogether, let count = try ControlCoding.countTogether(line) {
                    guard serveTogether(count, client, peer) else { return }
                } else {
                    answer([try ControlCoding.request(line)], peer) { ControlServer.send($0, to: client) }
                }
            } catch {
                ControlServer.send([.failure(error)], to: client)
            }
        }
    }

    /// Answers the next `count` requests together.
    ///
    /// - Returns: Whether the client was there until it had sent them all.
    private func serveTogether(_ count: Int, _ client: LocalSocket, _ peer: ControlPeer) -> Bool {
        var lines: [[UInt8]] = []
        while lines.count < count {
            guard let line = try? client.receive() else { return false }
            lines.append(line)
        }
        let head = Answer.success(Array(String(count).utf8))
        do {
            answer(try lines.map(ControlCoding.request), peer) { ControlServer.send([head] + $0, to: client) }
        } catch {
            ControlServer.send([head] + lines.map { _ in .failure(error) }, to: client)
        }
        return true
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

    /// Sends answers; that the client has gone shows when the next request is waited for.
    private static func send(_ answers: [Answer], to client: LocalSocket) {
        var lines: [UInt8] = []
        // With room for signs and line feeds; refusals are short and few.
        lines.reserveCapacity(answers.reduce(0) { $0 + 2 + ((try? $1.get())?.count ?? 256) })
        for answer in answers {
            switch answer {
            case .success(let answer):
                lines.append(UInt8(ascii: "+"))
                lines += answer
            case .failure(let error):
                lines.append(UInt8(ascii: "-"))
                let refusal = error as? ControlError ?? ControlError("\(error)")
                lines += (try? ControlCoding.json(refusal)) ?? Array("{\"message\":\"failed\"}".utf8)
            }
            lines.append(10)
        }
        try? client.sendBytes(lines)
    }
}
