import POSIX

/// Sends lines to a Unix socket, or datagrams.
///
/// Of a stream, each event is a line. Its reader takes events over in one of two ways, and may change from one to the other:
///
/// - It answers with a line for each event, in their order, and the connection stays open for more. What the line says does
///   not matter, but that one which begins with `error` refuses the event, which is tried again later.
/// - It reads to the end of the stream and closes: then it has taken all of them.
///
/// Which way a reader goes is found out by giving it ``patience`` to answer before the end of the stream is shown, and is
/// remembered. A datagram counts when it is in the other end's queue.
package final class SocketSink: Sink {
    private enum Reader {
        case unknown
        case answers
        case readsToEnd
    }

    private let path: [UInt8]
    private let isStream: Bool
    private var reader = Reader.unknown
    /// Kept open for a reader that answers.
    private var connection: LocalSocket?

    /// How long a reader may take to take an event, or to answer the next, however much it sends meanwhile, in milliseconds.
    private let longestWait: Int

    /// How long it is waited for a first answer before the end of the stream is shown, in milliseconds.
    private static let patience = 200

    /// The most bytes that an answer may have.
    private static let longestAnswer = 1 << 16

    package init(_ path: [UInt8], isStream: Bool, longestWait: Int = 5000) {
        self.path = path
        self.isStream = isStream
        self.longestWait = longestWait
    }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        guard isStream else { return datagrams(messages) }
        if let kept = connection, !SocketSink.isQuiet(kept) { connection = nil }
        let wasKept = connection != nil
        var answers = stream(messages)
        // A reader may close between two events what was kept for it.
        if wasKept, answers.first.map({ !$0.isTaken }) ?? false { answers = stream(messages) }
        var rest = answers[...]
        return deliverEach(messages) { _ in rest.removeFirst() }
    }

    // MARK: Streams

    /// Whether nothing has come that nobody waits for, and the other end is there.
    private static func isQuiet(_ connection: LocalSocket) -> Bool {
        do throws(SystemError) {
            _ = try connection.receiveBytes(within: 0)
            return false
        } catch {
            return error.isTimeout
        }
    }

    private func stream(_ messages: [Message]) -> [Delivered] {
        var answers = Answers(expected: messages.count)
        do throws(SystemError) {
            let socket = if let connection { connection } else { try LocalSocket(connectingTo: path) }
            connection = nil
            for message in messages {
                try send(message, to: socket, &answers)
                try answers.takeWhatIsThere(socket)
            }
            try wait(for: &answers, from: socket)
        } catch {
            answers.fail(error)
        }
        return answers.results
    }

    /// Sends an event; where the reader has closed, what it answered before counts.
    private func send(_ message: Message, to socket: LocalSocket, _ answers: inout Answers) throws(SystemError) {
        do throws(SystemError) {
            try socket.sendBytes(Array(message.text.utf8) + [10], within: longestWait)
        } catch {
            // That nothing can be read either is the failure that is told already.
            if error.isBrokenPipe { try? answers.takeWhatIsThere(socket) }
            throw error
        }
    }

    private func wait(for answers: inout Answers, from socket: LocalSocket) throws(SystemError) {
        var hasEnded = false
        var due = Timestamp.monotonic().adding(milliseconds: longestWait)
        while !answers.isComplete {
            if !hasEnded, reader == .readsToEnd {
                try socket.endSending()
                hasEnded = true
            }
            let isFirst = reader != .answers && answers.results.isEmpty && !hasEnded
            let left = max(0, Int(1000 * due.seconds(since: .monotonic())))
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try socket.receiveBytes(within: isFirst ? min(SocketSink.patience, left) : left)
            } catch {
                guard error.isTimeout, !hasEnded else { throw error }
                try socket.endSending()
                hasEnded = true
                due = Timestamp.monotonic().adding(milliseconds: longestWait)
                continue
            }
            if bytes.isEmpty {
                if answers.results.isEmpty { reader = .readsToEnd }
                return answers.close()
            }
            let count = answers.results.count
            answers.take(bytes)
            if answers.results.count > count { due = Timestamp.monotonic().adding(milliseconds: longestWait) }
        }
        reader = .answers
        if !hasEnded, answers.isExact { connection = socket }
    }

    /// What a reader has answered so far.
    private struct Answers {
        let expected: Int
        var results: [Delivered] = []
        private var line: [UInt8] = []
        private var lineLength = 0
        private var others = 0

        /// The most of a refusal that is kept, in bytes.
        private static let longestReason = 200

        init(expected: Int) { self.expected = expected }

        var isComplete: Bool { results.count >= expected }

        /// Whether nothing came behind the last answer.
        var isExact: Bool { others == 0 && lineLength == 0 }

        mutating func takeWhatIsThere(_ socket: LocalSocket) throws(SystemError) {
            do throws(SystemError) {
                let bytes = try socket.receiveBytes(within: 0)
                // The next event shows that the other end is gone.
                if !bytes.isEmpty { take(bytes) }
            } catch {
                guard error.isTimeout else { throw error }
            }
        }

        mutating func take(_ bytes: [UInt8]) {
            for byte in bytes {
                if byte == 10 {
                    end()
                } else {
                    lineLength += 1
                    if line.count < Answers.longestReason { line.append(byte) }
                }
            }
            guard lineLength > SocketSink.longestAnswer else { return }
            failRest("the reader's answer is longer than 64 KiB")
        }

        private mutating func end() {
            defer { (line, lineLength) = ([], 0) }
            guard !isComplete else {
                others += 1
                return
            }
            guard line.starts(with: "error".utf8) else { return results.append(.done) }
            // What others write may be shown on a terminal.
            let shown = line.map { (32..<127).contains($0) ? $0 : UInt8(ascii: "?") }
            let reason = String(decoding: shown, as: UTF8.self)
            results.append(.failed(code: "READER_REFUSED", message: "the reader answered: \(reason)", isFinal: false))
        }

        /// The other end has read everything and closed.
        mutating func close() {
            if results.isEmpty {
                results = Array(repeating: .done, count: expected)
            } else {
                failRest("the reader closed after \(results.count) of \(expected) answers")
            }
        }

        mutating func fail(_ error: SystemError) {
            failRest(
                error.isTimeout
                    ? "the reader neither answered with a line for each event nor read to the end and closed, in 5 s"
                    : "\(error)"
            )
        }

        private mutating func failRest(_ message: String) {
            while !isComplete { results.append(.failed(code: "SOCKET_ERROR", message: message, isFinal: false)) }
        }
    }

    // MARK: Datagrams

    private func datagrams(_ messages: [Message]) -> [Delivered] {
        do throws(SystemError) {
            let socket = try LocalSocket(connectingTo: path, isStream: false)
            socket.limitWaiting(seconds: max(1, longestWait / 1000))
            return deliverEach(messages) { message in
                do throws(SystemError) {
                    try socket.sendMessage(Array(message.text.utf8))
                    return .done
                } catch {
                    return SocketSink.failure(error)
                }
            }
        } catch {
            return messages.map { _ in SocketSink.failure(error) }
        }
    }

    private static func failure(_ error: SystemError) -> Delivered {
        .failed(code: "SOCKET_ERROR", message: "\(error)", isFinal: error.isMessageTooLong)
    }
}

extension Delivered {
    /// Whether the other end has said something of it.
    fileprivate var isTaken: Bool {
        switch self {
        case .failed(let code, _, _): code == "READER_REFUSED"
        default: true
        }
    }
}
