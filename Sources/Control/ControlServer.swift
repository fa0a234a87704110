public import POSIX

/// Who asks.
public struct ControlPeer: Sendable {
    /// The user that the client belonged to when it connected, by the kernel's word.
    public var userID: UInt32
}

/// Answers clients, each on a thread of its own.
public final class ControlServer: Sendable {
    private let socket: LocalSocket
    private let answer: @Sendable (ControlRequest, ControlPeer) throws -> [UInt8]
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
        self.answer = answer
        self.metrics = metrics
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
            if line.starts(with: Array("GET ".utf8)) {
                try? client.sendBytes(page(line))
                return
            }
            guard (try? client.send(reply(to: line, from: peer))) != nil else { return }
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

    private func reply(to line: [UInt8], from peer: ControlPeer) -> [UInt8] {
        do {
            return [UInt8(ascii: "+")] + (try answer(try ControlCoding.request(line), peer))
        } catch let error as ControlError {
            return refusal(error)
        } catch {
            return refusal(ControlError("\(error)"))
        }
    }

    private func refusal(_ error: ControlError) -> [UInt8] {
        [UInt8(ascii: "-")] + ((try? ControlCoding.json(error)) ?? Array("{\"message\":\"failed\"}".utf8))
    }
}
