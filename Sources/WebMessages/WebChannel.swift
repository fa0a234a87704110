import HelperProcesses
public import POSIX

/// A channel on which messages of both sides pass each other, many at a time.
///
/// Nobody who sends waits: a thread of the channel's own puts together what has gathered meanwhile, so that under load one
/// system call takes many messages.
public final class WebChannel: Sendable {
    /// A message, and the open file that goes with it.
    private struct Parcel {
        var message: [UInt8]
        var file: HeldFile?
    }

    private struct State {
        var waiting: [Parcel] = []
        var isClosed = false
        /// Whether it closes once nothing waits; and whether it has.
        var isEnding = false
        var hasEnded = false
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
        Threads.detach { [channel, state] in WebChannel.send(state, on: channel) }
    }

    /// Sends a message, after those that wait.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - file: What the other side gets besides.
    public func post(_ message: [UInt8], with file: HeldFile? = nil) {
        state.withLock { $0.waiting.append(Parcel(message: message, file: file)) }
        state.notifyAll()
    }

    /// Receives messages until there is an end of them.
    ///
    /// - Parameters:
    ///   - isEnough: Tells, before each system call, whether it is an end; what was not received yet stays in the channel.
    ///   - body: Gets each, and the file that came with it; tells whether more are wanted.
    /// - Throws: ``SystemError`` when the channel breaks; what is no message is an end.
    public func receive(
        until isEnough: () -> Bool = { false },
        _ body: (_ message: [UInt8], _ file: HeldFile?) -> Bool
    ) throws(SystemError) {
        while !isEnough(), var frame = try channel.receive(upTo: limit) {
            var file: HeldFile?
            if let taken = frame.file.take() { file = HeldFile(taken) }
            var reader = ByteReader(frame.bytes)
            guard let messages = try? reader.list({ reader throws(ByteReader.Malformed) in try reader.bytes() }),
                reader.isAtEnd
            else { return }
            // What comes with a file comes alone.
            for message in messages { guard body(message, messages.count == 1 ? file : nil) else { return } }
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
        state.notifyAll()
        state.wait { $0.hasEnded ? () : nil }
    }

    private static func send(_ state: Monitor<State>, on channel: FrameChannel) {
        defer {
            state.withLock { $0.hasEnded = true }
            state.notifyAll()
        }
        while true {
            let messages = state.wait { state -> [Parcel]? in
                if state.isClosed { return [] }
                guard !state.waiting.isEmpty else { return state.isEnding ? [] : nil }
                defer { state.waiting = [] }
                return state.waiting
            }
            guard !messages.isEmpty else { return }
            var rest = messages[...]
            while !rest.isEmpty {
                var writer = ByteWriter()
                var (count, size) = (0, 0)
                for parcel in rest {
                    let fits = size + parcel.message.count <= mostTogether - overhead * (count + 2)
                    guard count == 0 || (fits && parcel.file == nil) else { break }
                    count += 1
                    size += parcel.message.count
                    if parcel.file != nil { break }
                }
                writer.write(Array(rest.prefix(count))) { $0.write($1.message) }
                // Who has closed the other end hears nothing more; the one that receives finds out.
                let file = count == 1 ? rest.first?.file : nil
                guard (try? channel.send(writer.bytes, with: file)) != nil else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}
