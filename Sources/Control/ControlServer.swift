public import POSIX

/// Who asks.
public struct ControlPeer: Sendable {
    /// The user that the client belonged to when it connected, by the kernel's word.
    public var userID: UInt32
    /// The groups that it belonged to then.
    public var groupIDs: [UInt32]
    /// The service of systemd that it is a part of: `backup.service`; `nil` for none, or where nobody looks.
    public var unit: String?

    /// Describes somebody.
    public init(userID: UInt32, groupIDs: [UInt32] = [], unit: String? = nil) {
        self.userID = userID
        self.groupIDs = groupIDs
        self.unit = unit
    }
}

/// Answers clients, each on a thread of its own, within ``ControlLimits``.
public final class ControlServer: Sendable {
    /// The answer to a request, as JSON on one line, or a ``ControlError`` that refuses it.
    public typealias Answer = Result<[UInt8], any Error>

    /// Takes the answers to requests that came together, in their order; called once.
    public typealias Reply = @Sendable ([Answer]) -> Void

    /// Takes the answer to a request; called once, on whatever thread.
    public typealias OneReply = @Sendable (Answer) -> Void

    private let socket: LocalSocket
    private let answer: @Sendable ([ControlRequest], ControlPeer, @escaping Reply) -> Void
    /// Whether clients may send requests that are to be answered together, and before those before are answered.
    private let takesTogether: Bool
    /// Whether it is looked up which service of systemd a client is a part of.
    private let seesUnits: Bool
    private let metrics: @Sendable (ControlPeer) throws -> [UInt8]
    private let admission: Admission

    /// Listens at `path`.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - limits: How much clients may use.
    ///   - answer: Makes the answer, as JSON on one line; throws ``ControlError`` to refuse.
    ///   - metrics: Makes the answer to a request by HTTP for `/metrics`, in the format of Prometheus.
    /// - Throws: `SystemError` when the socket cannot be made.
    public convenience init(
        path: [UInt8],
        limits: ControlLimits = ControlLimits(),
        answer: @escaping @Sendable (ControlRequest, ControlPeer) throws -> [UInt8],
        metrics: @escaping @Sendable (ControlPeer) throws -> [UInt8]
    ) throws(SystemError) {
        try self.init(
            path: path,
            limits: limits,
            answering: { request, peer, reply in reply(Result { try answer(request, peer) }) },
            metrics: metrics
        )
    }

    /// Listens at `path`, where an answer may be made by another thread, later.
    ///
    /// Meanwhile the client is listened to, so that its next request needs no other thread; but nothing is done about that
    /// before the one before is answered: answers come in the order of the requests.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - limits: How much clients may use.
    ///   - answer: Sees to it that a request is answered.
    ///   - metrics: Makes the answer to a request by HTTP for `/metrics`, in the format of Prometheus.
    /// - Throws: `SystemError` when the socket cannot be made.
    public init(
        path: [UInt8],
        limits: ControlLimits = ControlLimits(),
        answering answer: @escaping @Sendable (ControlRequest, ControlPeer, @escaping OneReply) -> Void,
        metrics: @escaping @Sendable (ControlPeer) throws -> [UInt8]
    ) throws(SystemError) {
        socket = try LocalSocket(listeningAt: path)
        self.answer = { requests, peer, reply in
            // They come one by one.
            for request in requests { answer(request, peer) { reply([$0]) } }
        }
        takesTogether = false
        seesUnits = true
        self.metrics = metrics
        admission = Admission(limits)
    }

    /// Listens at `path`, where answers may be made by another thread, later.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - limits: How much clients may use.
    ///   - answer: Sees to it that requests are answered that came together; most come alone. A client that does not
    ///     wait for an answer before it asks again may get answers in another order.
    /// - Throws: `SystemError` when the socket cannot be made.
    public init(
        path: [UInt8],
        limits: ControlLimits = ControlLimits(),
        answer: @escaping @Sendable ([ControlRequest], ControlPeer, @escaping Reply) -> Void
    ) throws(SystemError) {
        socket = try LocalSocket(listeningAt: path)
        self.answer = answer
        takesTogether = true
        seesUnits = false
        metrics = { _ in [] }
        admission = Admission(limits)
    }

    /// Uses other limits from now on; those who are connected stay.
    public func limit(to limits: ControlLimits) { admission.replace(with: limits) }

    /// How many clients are connected, and how many were turned away or dropped since the start because of limits.
    public var clients: (connected: Int, turnedAway: Int) {
        let counts = admission.counts
        return (counts.connections, counts.turnedAway)
    }

    /// How many bytes of long requests are being received or answered.
    var heldBytes: Int { admission.heldBytes }

    /// Accepts clients for ever.
    public func run() {
        var isShort = false
        while true {
            guard let client = try? socket.accept() else {
                // Out of descriptors, most likely: let others end first. Whoever waits meanwhile counts as turned away, once.
                if !isShort { admission.noteDropped() }
                isShort = true
                Threads.sleep(milliseconds: 100)
                continue
            }
            isShort = false
            // Who may not speak is not listened to.
            guard let peer = client.peer, admission.limits.users?.contains(peer.userID) ?? true else { continue }
            let time = LocalPeer.bootTicks()
            do throws(Admission.Refusal) {
                try admission.enter(peer.userID)
            } catch {
                ControlServer.turnAway(client, error)
                continue
            }
            let unit = seesUnits ? peer.systemdUnit(connectedBy: time) : nil
            let asker = ControlPeer(userID: peer.userID, groupIDs: peer.groupIDs, unit: unit)
            let connection = Connection(client, asker, admission)
            if !Threads.detach({ [self] in serve(connection) }) { continue }
        }
    }

    private static func turnAway(_ client: LocalSocket, _ why: Admission.Refusal) {
        let message =
            why == .user
            ? "you have as many connections as a user may have" : "the service has as many connections as it takes"
        let error = ControlError.throttled(message, hint: "end others, or try again later")
        // Who does not wait for the answer needs none; that somebody was turned away is counted.
        _ = try? client.sendSome((error.line + [10])[...])
    }

    private func serve(_ connection: Connection) {
        connection.limitIdling()
        while true {
            do throws(SystemError) {
                guard let line = try connection.receive() else { return }
                defer {
                    // Its bytes are held until it is answered.
                    if !takesTogether { connection.waitForAnswers() }
                    connection.release()
                }
                if line.starts(with: "GET ".utf8) {
                    connection.sendPage(page(line, connection.peer))
                    return
                }
                guard serve(line, connection) else { return }
            } catch {
                // Where the next request would begin is not known any more.
                connection.drop(because: error)
                return
            }
        }
    }

    /// Answers a request, or those that come together behind it.
    ///
    /// - Returns: Whether the client is still there.
    private func serve(_ line: [UInt8], _ connection: Connection) -> Bool {
        do {
            if takesTogether, let count = try ControlCoding.countTogether(line) {
                return serveTogether(count, connection)
            }
            let request = try ControlCoding.request(line)
            guard begin(connection) else { return false }
            answer([request], connection.peer) { connection.finish($0) }
        } catch {
            guard begin(connection) else { return false }
            connection.finish([.failure(error)])
        }
        return true
    }

    private func begin(_ connection: Connection) -> Bool {
        connection.begin(besides: takesTogether ? admission.limits.requestsInFlight - 1 : 0)
    }

    /// Answers the next `count` requests together.
    ///
    /// - Returns: Whether the client was there until it had sent them all.
    private func serveTogether(_ count: Int, _ connection: Connection) -> Bool {
        var lines: [[UInt8]] = []
        while lines.count < count {
            do throws(SystemError) {
                guard let line = try connection.receive() else { return false }
                lines.append(line)
            } catch {
                connection.drop(because: error)
                return false
            }
        }
        guard begin(connection) else { return false }
        let head = Answer.success(Array(String(count).utf8))
        do {
            answer(try lines.map(ControlCoding.request), connection.peer) { connection.finish([head] + $0) }
        } catch {
            connection.finish([head] + lines.map { _ in .failure(error) })
        }
        return true
    }

    /// The answer to a request by HTTP (RFC 9112), of which only one is known.
    private func page(_ line: [UInt8], _ peer: ControlPeer) -> [UInt8] {
        let target = line.dropFirst(4).prefix { $0 != UInt8(ascii: " ") }
        var status = "404 Not Found"
        var body = Array("only /metrics is here\n".utf8)
        if target.elementsEqual("/metrics".utf8) {
            do {
                body = try metrics(peer)
                status = "200 OK"
            } catch {
                body = Array("\((error as? ControlError)?.message ?? "failed")\n".utf8)
                status =
                    (error as? ControlError)?.code == ControlError.throttlingCode
                    ? "429 Too Many Requests" : "500 Failed"
            }
        }
        let head = """
            HTTP/1.1 \(status)\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n\
            Content-Length: \(body.count)\r\nConnection: close\r\n\r\n
            """
        return Array(head.utf8) + body
    }
}
