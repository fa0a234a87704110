import HelperProcesses
public import POSIX

/// A channel on which messages of both sides pass each other, many at a time.
///
/// Nobody who sends waits. Whoever posts a message sends it, and those that others post meanwhile; where the channel has no room
/// a thread of its own goes on. What is posted inside of ``together(_:)`` goes in one message, so that under load one system
/// call takes many.
public final class WebChannel: Sendable {
    /// A message, and the open file that goes with it.
    private struct Parcel {
        var message: [UInt8]
        var file: HeldFile?
    }

    /// A message of the channel, with its head, and how much of it was sent.
    private struct Frame {
        var bytes: [UInt8]
        var file: HeldFile?
        var sent = 0
    }

    private struct State {
        var waiting: [Parcel] = []
        /// How many threads will send what waits when they have posted all that they have.
        var gathering = 0
        /// Whether a thread is at sending.
        var isSending = false
        /// What the channel has no room for; its own thread takes it out, and goes on with what waits.
        var stuck: [Frame]?
        var isClosed = false
        /// Whether nothing is sent any more that is posted from now on.
        var isEnding = false
    }

    private let channel: FrameChannel
    private let limit: Int
    private let state = Monitor(State())

    /// How many bytes are put together at most, unless one message has more.
    private static let mostTogether = 1 << 20
    /// What is added to a message: its length, and how many there are.
    private static let overhead = 32

    /// Takes over a channel.
    ///
    /// - Parameters:
    ///   - channel: Which nobody else uses any more.
    ///   - limit: The longest message that is taken, in bytes.
    public init(_ channel: FrameChannel, upTo limit: Int) {
        self.channel = channel
        self.limit = max(limit, WebChannel.mostTogether) + WebChannel.overhead
        Threads.detach { [channel, state] in WebChannel.sendStuck(state, on: channel) }
    }

    /// Sends a message, after those that wait.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - file: What the other side gets besides.
    public func post(_ message: [UInt8], with file: HeldFile? = nil) {
        post([Parcel(message: message, file: file)])
    }

    /// Sends messages together, after those that wait.
    public func post(_ messages: [[UInt8]]) { post(messages.map { Parcel(message: $0, file: nil) }) }

    private func post(_ parcels: [Parcel]) {
        let isMine = state.withLock { state in
            guard !state.isEnding, !state.isClosed else { return false }
            state.waiting += parcels
            return state.gathering == 0 && WebChannel.begin(&state)
        }
        if isMine { WebChannel.sendWaiting(state, on: channel) }
    }

    /// Has all messages go together that anybody posts while `body` runs, which is not to be long.
    public func together<Value>(_ body: () throws -> Value) rethrows -> Value {
        state.withLock { $0.gathering += 1 }
        defer {
            // Also while others gather: they begin and end all the time, and nobody's message is to wait for the last of them.
            let isMine = state.withLock { state in
                state.gathering -= 1
                return WebChannel.begin(&state)
            }
            if isMine { WebChannel.sendWaiting(state, on: channel) }
        }
        return try body()
    }

    /// Receives messages until there is an end of them.
    ///
    /// - Parameters:
    ///   - isEnough: Tells, before each system call, whether it is an end; what was not received yet stays in the channel.
    ///   - body: Gets messages that came together, and the file that came with one that came alone; tells whether more are
    ///     wanted.
    /// - Throws: ``SystemError`` when the channel breaks; what is no message is an end.
    public func receive(
        until isEnough: () -> Bool = { false },
        _ body: (_ messages: [[UInt8]], _ file: HeldFile?) -> Bool
    ) throws(SystemError) {
        while !isEnough(), var frame = try channel.receive(upTo: limit) {
            var file: HeldFile?
            if let taken = frame.file.take() { file = HeldFile(taken) }
            var reader = ByteReader(frame.bytes)
            guard let messages = try? reader.list({ reader throws(ByteReader.Malformed) in try reader.bytes() }),
                reader.isAtEnd
            else { return }
            // What comes with a file comes alone.
            guard body(messages, messages.count == 1 ? file : nil) else { return }
        }
    }

    /// Sends nothing more; what waits is dropped.
    public func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }

    /// Sends what waits, and nothing after that; returns when it is sent, or cannot be.
    public func finish() {
        state.withLock { $0.isEnding = true }
        state.wait { $0.isClosed || ($0.waiting.isEmpty && !$0.isSending) ? () : nil }
    }

    // MARK: Sending

    /// Whether the caller is to send what waits.
    private static func begin(_ state: inout State) -> Bool {
        guard !state.isSending, !state.isClosed, !state.waiting.isEmpty else { return false }
        state.isSending = true
        return true
    }

    /// Sends until nothing waits, or there is no room.
    private static func sendWaiting(_ state: Monitor<State>, on channel: FrameChannel) {
        var isFirst = true
        while true {
            let (parcels, isEnding): ([Parcel], Bool) = state.withLock { state in
                // Who is sending goes on for those who have posted meanwhile, and leaves it to those who gather more.
                guard !state.isClosed, isFirst || state.gathering == 0, !state.waiting.isEmpty else {
                    state.isSending = false
                    return ([], state.isEnding || state.isClosed)
                }
                defer { state.waiting = [] }
                return (state.waiting, false)
            }
            if parcels.isEmpty {
                if isEnding { state.notifyAll() }
                return
            }
            guard send(frames(of: parcels), state, on: channel, waits: false) else { return }
            isFirst = false
        }
    }

    /// Sends frames.
    ///
    /// - Returns: Whether to go on with what waits: not when another thread does, or the other end has closed.
    private static func send(_ frames: [Frame], _ state: Monitor<State>, on channel: FrameChannel, waits: Bool) -> Bool
    {
        var rest = frames[...]
        while var frame = rest.popFirst() {
            while frame.sent < frame.bytes.count {
                do throws(SystemError) {
                    let count = try channel.sendSome(frame.bytes, from: frame.sent, with: frame.file, waits: waits)
                    guard let count else {
                        let stuck = [frame] + rest
                        state.withLock { $0.stuck = stuck }
                        state.notifyAll()
                        return false
                    }
                    frame.sent += count
                } catch {
                    // Who has closed the other end hears nothing more; the one that receives finds out.
                    state.withLock { state in
                        state.isClosed = true
                        state.waiting = []
                        state.isSending = false
                    }
                    state.notifyAll()
                    return false
                }
            }
        }
        return true
    }

    /// Goes on, where the channel has no room, until it is closed.
    private static func sendStuck(_ state: Monitor<State>, on channel: FrameChannel) {
        while true {
            let frames = state.wait { state -> [Frame]? in state.isClosed ? [] : state.stuck.take() }
            guard !frames.isEmpty else { return }
            if send(frames, state, on: channel, waits: true) { sendWaiting(state, on: channel) }
        }
    }

    /// Messages put together, as long as they may be.
    private static func frames(of parcels: [Parcel]) -> [Frame] {
        var frames: [Frame] = []
        var rest = parcels[...]
        while !rest.isEmpty {
            var (count, size) = (0, 0)
            for parcel in rest {
                let fits = size + parcel.message.count <= mostTogether - overhead * (count + 2)
                guard count == 0 || (fits && parcel.file == nil) else { break }
                count += 1
                size += parcel.message.count
                if parcel.file != nil { break }
            }
            var writer = ByteWriter()
            writer.reserveCapacity(size + overhead * (count + 1))
            writer.append([0, 0, 0, 0])
            writer.write(count)
            for parcel in rest.prefix(count) { writer.write(parcel.message) }
            var bytes = writer.bytes
            bytes.replaceSubrange(..<4, with: FrameChannel.head(of: bytes.count - 4))
            frames.append(Frame(bytes: bytes, file: count == 1 ? rest.first?.file : nil))
            rest = rest.dropFirst(count)
        }
        return frames
    }
}
