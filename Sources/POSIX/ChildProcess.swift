import Glibc

/// A process that this one has started, and a channel to it.
///
/// It is killed when the last reference goes. It inherits standard error and the channel, nothing else: no other
/// descriptor and no variable.
public final class ChildProcess: Sendable {
    /// The descriptor of the channel in the child.
    public static let channelDescriptor: CInt = 3

    /// Its number.
    public let id: Int32

    private let end = Monitor(false)

    /// All that this process has started and not waited for, and whether there shall be more.
    private struct Family {
        var members: Set<pid_t> = []
        var isComplete = false
    }

    private static let family = Monitor(Family())

    /// The other end of its channel.
    public let channel: FrameChannel

    /// Starts the program at `path`.
    ///
    /// The corresponding C function is `posix_spawn`.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Its arguments, the first being its name.
    ///   - environment: All of its variables, as `NAME=VALUE`.
    /// - Throws: ``SystemError`` when no channel is to be had or the program cannot be started.
    public init(path: [UInt8], arguments: [String], environment: [String]) throws(SystemError) {
        let (own, other) = try FrameChannel.pair()
        defer { _ = close(other) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO] {
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        // Twice, by way of a number that is free in the child: were both the same, it would stay close-on-exec.
        unsafe posix_spawn_file_actions_adddup2(&actions, other, ChildProcess.channelDescriptor + 1)
        unsafe posix_spawn_file_actions_adddup2(
            &actions,
            ChildProcess.channelDescriptor + 1,
            ChildProcess.channelDescriptor
        )
        unsafe posix_spawn_file_actions_addclose(&actions, ChildProcess.channelDescriptor + 1)
        // Signals that this process handles by waiting for them must reach the child.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let result = unsafe ChildProcess.withStrings(arguments) { arguments in
            unsafe ChildProcess.withStrings(environment) { environment in
                unsafe Directory.withPath(path) { path in
                    ChildProcess.family.withLock { family in
                        guard !family.isComplete else { return ECANCELED }
                        let result = unsafe posix_spawn(&process, path, &actions, &attributes, arguments, environment)
                        if result == 0 { family.members.insert(process) }
                        return result
                    }
                }
            }
        }
        guard result == 0 else { throw SystemError(result) }
        id = process
        channel = own
    }

    /// Takes over a process that the program has started which was in this process's place before: see ``Renewal``.
    init(_ id: Int32, _ channel: FrameChannel) {
        self.id = id
        self.channel = channel
        ChildProcess.family.withLock { _ = $0.members.insert(id) }
    }

    /// Whether it has ended by itself.
    public var hasEnded: Bool {
        end.withLock { hasEnded in
            if !hasEnded {
                hasEnded = ChildProcess.family.withLock { family in
                    var status: CInt = 0
                    guard unsafe waitpid(id, &status, WNOHANG) == id else { return false }
                    family.members.remove(id)
                    return true
                }
            }
            return hasEnded
        }
    }

    deinit {
        // Its number may be another's once it has been waited for.
        guard !hasEnded else { return }
        ChildProcess.endWaiting(for: id)
        ChildProcess.family.withLock { _ = $0.members.remove(id) }
    }

    private static func endWaiting(for id: pid_t) {
        _ = kill(id, SIGKILL)
        var status: CInt = 0
        while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    /// Ends all children but one, and starts no more.
    static func endAll(but heir: ChildProcess) {
        family.withLock { family in
            family.isComplete = true
            for id in family.members where id != heir.id { endWaiting(for: id) }
            family.members = [heir.id]
        }
    }

    /// Calls `body` with strings as C has them, and a null pointer behind them.
    static func withStrings(
        _ strings: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt
    ) -> CInt {
        var copies = unsafe strings.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
        return unsafe copies.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return EINVAL }
            return unsafe body(start)
        }
    }
}

extension System {
    /// The path of the program that this process runs; `nil` where `/proc` is not there.
    public static var programPath: [UInt8]? { FileStatus.absolutePath(of: Array("/proc/self/exe".utf8)) }
}
