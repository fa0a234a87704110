public import POSIX

/// One kind of helper process: how it is started and reached, and how those that served have ended.
///
/// Each ``HelperConnection`` has a process of its own; what happens to all of them is known here.
public final class Helper: Sendable {
    /// What has become of the processes.
    public struct Health: Sendable, Equatable {
        /// How many have ended within ``Helper/memory`` seconds although they were wanted; ``Helper/mostDeaths`` at most.
        public var deaths = 0
        /// Why the last of them did; empty when none has.
        public var lastDeath = ""
        /// Why none can be started or reached; `nil` when the last attempt went well, or none was made.
        public var obstacle: String?
    }

    private struct State {
        var source: HelperSource
        var deaths: [Timestamp] = []
        var lastDeath = ""
        var obstacle: String?
        var started = 0
        var died = 0
    }

    /// What it is called in messages, such as `worker`.
    public let name: String
    private let state: Monitor<State>

    /// How long it is known that a process has died, in seconds.
    public static let memory = 600.0

    /// The most deaths that are known.
    public static let mostDeaths = 1000

    /// Describes a kind of helper.
    ///
    /// - Parameters:
    ///   - name: What it is called in messages.
    ///   - source: Where its processes come from.
    public init(_ name: String, from source: HelperSource) {
        self.name = name
        state = Monitor(State(source: source))
    }

    /// Where processes come from that are started from now on.
    public var source: HelperSource { state.withLock { $0.source } }

    /// Takes processes from somewhere else; those that serve go on.
    public func use(_ source: HelperSource) { state.withLock { $0.source = source } }

    /// How many were started or reached, and how many have ended although they were wanted, since the start.
    public var counts: (started: Int, died: Int) { state.withLock { ($0.started, $0.died) } }

    /// What has become of the processes, as of now.
    public var health: Health {
        let now = Timestamp.monotonic()
        return state.withLock { state in
            state.deaths.removeAll { now.seconds(since: $0) > Helper.memory }
            return Health(
                deaths: state.deaths.count,
                lastDeath: state.deaths.isEmpty ? "" : state.lastDeath,
                obstacle: state.obstacle
            )
        }
    }

    // MARK: Life of a process

    /// Starts a process, or has the service manager start one.
    ///
    /// - Returns: The process, if this one is its parent, which ends it when it lets go of it; and the channel to it.
    /// - Throws: `SystemError` when there is none to be had, which is known then.
    func connect() throws(SystemError) -> (process: ChildProcess?, channel: FrameChannel) {
        do throws(SystemError) {
            switch source {
            case .socket(let path):
                let channel = try FrameChannel(connectingTo: path)
                noteStart()
                return (nil, channel)
            case .program(let program):
                let process = try start(program)
                return (process, process.channel)
            }
        } catch {
            noteObstacle("\(error)")
            throw error
        }
    }

    /// Starts the program, for a helper that is reached by other means than its channel.
    ///
    /// - Returns: The process, which ends when it is let go of; `nil` when the service manager starts it.
    /// - Throws: `SystemError` when it cannot be started, which is known then.
    public func start() throws(SystemError) -> ChildProcess? {
        guard case .program(let program) = source else { return nil }
        do throws(SystemError) {
            return try start(program)
        } catch {
            noteObstacle("\(error)")
            throw error
        }
    }

    private func start(_ program: HelperProgram) throws(SystemError) -> ChildProcess {
        let process = try ChildProcess(
            path: program.path,
            arguments: program.arguments,
            environment: program.environment
        )
        noteStart()
        return process
    }

    private func noteStart() {
        state.withLock { state in
            state.obstacle = nil
            state.started += 1
        }
    }

    /// Notes that processes start, and are of no use.
    public func noteObstacle(_ reason: String) {
        state.withLock { $0.obstacle = reason }
    }

    /// Notes that a process has ended, or had to be ended, although it was wanted.
    ///
    /// - Parameter reason: Why, for people: never with what it worked on.
    public func noteDeath(_ reason: String) {
        let now = Timestamp.monotonic()
        state.withLock { state in
            if state.deaths.count >= Helper.mostDeaths { state.deaths.removeFirst() }
            state.deaths.append(now)
            state.lastDeath = reason
            state.died += 1
        }
    }
}
