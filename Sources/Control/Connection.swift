import POSIX

/// A client of a ``ControlServer``: counted while it is connected, its requests bounded in bytes and time, its answers sent
/// without anybody waiting for it but itself.
final class Connection: Sendable {
    private struct State {
        /// Answers that the client has not taken yet.
        var unsent: [UInt8] = []
        /// Whether a thread is at sending those.
        var isSending = false
        /// Requests that are not answered yet.
        var inFlight = 0
        var isGone = false
        /// Room that the requests at hand have taken, in bytes.
        var taken = 0
    }

    let peer: ControlPeer
    private let client: LocalSocket
    private let admission: Admission
    private let state = Monitor(State())

    /// Takes over a client that was let in.
    init(_ client: LocalSocket, _ peer: ControlPeer, _ admission: Admission) {
        self.client = client
        self.peer = peer
        self.admission = admission
    }

    deinit {
        release()
        admission.leave(peer.userID)
    }

    /// Ends the connection when it is not used for long.
    func limitIdling() {
        let seconds = admission.limits.idleSeconds
        if seconds > 0 { client.limitWaiting(seconds: seconds) }
    }

    // MARK: Requests

    /// Receives a line; `nil` when the client has gone.
    func receive() throws(SystemError) -> [UInt8]? {
        let limits = admission.limits
        return try client.receive(upTo: limits.requestBytes, within: limits.requestMilliseconds) { count, deadline in
            takeRoom(for: count, until: deadline)
        }
    }

    /// Takes room for a line that is about to grow from `count` bytes to twice that, beyond what is free.
    private func takeRoom(for count: Int, until deadline: Timestamp) -> Bool {
        let taken = state.withLock { $0.taken }
        let wanted = 2 * count - ControlLimits.freeBytes
        guard wanted > taken else { return true }
        guard admission.take(wanted - taken, for: peer.userID, until: deadline) else { return false }
        state.withLock { $0.taken = wanted }
        return true
    }

    /// Gives back the room of requests that were answered, or handed on.
    func release() {
        let taken = state.withLock { state in
            defer { state.taken = 0 }
            return state.taken
        }
        admission.give(taken, for: peer.userID)
    }

    /// Tells a client that has broken a limit so, and counts it; it is gone when the last who knows it has let go.
    func drop(because error: SystemError) {
        admission.noteDropped()
        let limits = admission.limits
        let why =
            error.isMessageTooLong
            ? ControlError.throttled("a request has at most \(limits.requestBytes) bytes, of all that come at once")
            : ControlError.throttled("a request or an answer took longer than it may")
        // Who has gone meanwhile needs no answer.
        _ = try? client.sendSome((why.line + [10])[...])
    }

    // MARK: Answers

    /// Begins a request, once so few are not answered yet.
    ///
    /// - Returns: Whether the client is still there.
    func begin(besides others: Int) -> Bool {
        state.wait { state in
            if state.isGone { return false }
            guard state.inFlight <= others else { return nil }
            state.inFlight += 1
            return true
        }
    }

    /// Waits until all requests are answered, if room was taken for one of them: most are too short for that.
    func waitForAnswers() { state.wait { $0.taken == 0 || $0.inFlight == 0 || $0.isGone ? () : nil } }

    /// Sends the answers to a request, or to requests that came together.
    ///
    /// Whoever calls this is not kept waiting by a client that does not take its answers.
    func finish(_ answers: [ControlServer.Answer]) {
        let lines = Connection.lines(answers, upTo: admission.limits.answerBytes)
        let isMine = state.withLock { state in
            state.unsent += lines
            state.inFlight -= 1
            defer { state.isSending = true }
            return !state.isSending
        }
        state.notifyAll()
        guard isMine else { return }
        if !sendUnsent(within: 0),
            !Threads.detach({ [self] in _ = sendUnsent(within: admission.limits.answerMilliseconds) })
        {
            leave()
        }
    }

    /// Sends a page, after which the connection ends.
    func sendPage(_ bytes: [UInt8]) { try? client.sendBytes(bytes, within: admission.limits.answerMilliseconds) }

    /// Sends what is to be sent.
    ///
    /// - Parameter milliseconds: How long to wait for the client; 0 for not at all.
    /// - Returns: Whether there is nothing left to do.
    private func sendUnsent(within milliseconds: Int) -> Bool {
        while true {
            let bytes: [UInt8] = state.withLock { state in
                defer { state.unsent = [] }
                return state.unsent
            }
            do throws(SystemError) {
                if milliseconds == 0 {
                    let count = try client.sendSome(bytes[...])
                    if count < bytes.count {
                        state.withLock { $0.unsent = bytes[count...] + $0.unsent }
                        return false
                    }
                } else {
                    try client.sendBytes(bytes, within: milliseconds)
                }
            } catch {
                if error.isTimeout { admission.noteDropped() }
                leave()
                return true
            }
            let isDone = state.withLock { state in
                guard state.unsent.isEmpty else { return false }
                state.isSending = false
                return true
            }
            if isDone {
                state.notifyAll()
                return true
            }
        }
    }

    /// Ends the connection to a client that has gone, or is too slow.
    private func leave() {
        state.withLock { state in
            state.isGone = true
            state.unsent = []
        }
        client.shutDown()
        state.notifyAll()
    }

    private static func lines(_ answers: [ControlServer.Answer], upTo limit: Int) -> [UInt8] {
        var lines: [UInt8] = []
        // With room for signs and line feeds; refusals are short and few.
        lines.reserveCapacity(answers.reduce(0) { $0 + 2 + ((try? $1.get())?.count ?? 256) })
        for answer in answers {
            switch answer {
            case .success(let answer) where answer.count <= limit:
                lines.append(UInt8(ascii: "+"))
                lines += answer
            case .success:
                let error = ControlError("the answer is longer than \(limit >> 20) MiB", hint: "ask for less")
                refuse(error, &lines)
            case .failure(let error):
                refuse(error as? ControlError ?? ControlError("\(error)"), &lines)
            }
            lines.append(10)
        }
        return lines
    }

    private static func refuse(_ error: ControlError, _ lines: inout [UInt8]) {
        lines += error.line
    }
}
