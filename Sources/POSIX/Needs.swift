import CLinux
import Glibc

/// What a program cannot do without, and a service manager may have taken away: found out at its start, not when it is missed.
///
/// Filters of system calls answer as if the kernel had no such call, or as if it were forbidden, which looks like many other
/// errors. So each program tries what it needs before it does anything. Cost: a system call for each need.
public struct Needs: Sendable {
    /// Something that a program needs.
    public enum Need: Sendable, Hashable {
        /// A system call by its name.
        case call(String)
        /// A system call that the kernel may lack, but nobody may forbid.
        case ownConfinement(String)
        /// A system call that only helps a process with a capability, by its number in capabilities(7).
        case privileged(String, capability: Int)
        /// Sockets of a family: `AF_UNIX` and its kin.
        case sockets(CInt)
        /// Other processes.
        case processes
        /// A file of the system's that can be read.
        case file(String)
    }

    /// What became of a need.
    public struct Result: Sendable {
        /// What was needed.
        public var need: Need
        /// Why it is not to be had; `nil` when it is.
        public var error: SystemError?
    }

    /// What is needed, in the order in which it is tried.
    public var all: [Need]

    /// Gathers needs.
    public init(_ all: [Need]) { self.all = all }

    /// Tries everything.
    public func results() -> [Result] { all.map { Result(need: $0, error: $0.refusal()) } }

    /// Why the program cannot do its work, for people; `nil` when it can.
    public func problem() -> String? {
        let missing = results().filter { $0.error != nil }
        guard !missing.isEmpty else { return nil }
        let words = missing.map { "\($0.need.description) (\($0.error.map { "\($0)" } ?? ""))" }
        return "it is confined too far, and cannot do its work: \(words.joined(separator: ", "))"
    }
}

extension Needs.Need {
    /// For people: `the system call renameat2`.
    public var description: String {
        switch self {
        case .call(let name), .ownConfinement(let name), .privileged(let name, _): "the system call \(name)"
        case .sockets(AF_UNIX): "local sockets"
        case .sockets(AF_INET): "sockets of IPv4"
        case .sockets(AF_INET6): "sockets of IPv6"
        case .sockets(let family): "sockets of the family \(family)"
        case .processes: "other processes"
        case .file(let path): "to read \(path)"
        }
    }

    /// Why it is not to be had; `nil` when it is.
    func refusal() -> SystemError? {
        switch self {
        case .call(let name): return Self.refusal(of: name)
        case .ownConfinement(let name):
            let error = Self.refusal(of: name)
            return error?.code == ENOSYS ? nil : error
        case .privileged(let name, let capability):
            return linux_has_capability(CInt(capability)) == 1 ? Self.refusal(of: name) : nil
        case .sockets(let family):
            let code = linux_socket_refusal(family)
            // A machine need not have every family.
            return code == 0 || (code == EAFNOSUPPORT && family == AF_INET6) ? nil : SystemError(code)
        case .processes:
            let code = linux_child_refusal()
            return code == 0 ? nil : SystemError(code)
        case .file(let path):
            do throws(SystemError) {
                _ = try FileContents.read(Array(path.utf8), upTo: 1 << 20)
                return nil
            } catch {
                return error.isTransient ? nil : error
            }
        }
    }

    private static func refusal(of name: String) -> SystemError? {
        let code = unsafe linux_call_refusal(name)
        precondition(code >= 0, "needs.c has no system call '\(name)'")
        return code == 0 ? nil : SystemError(code)
    }
}

extension Needs {
    /// What `magpied` needs: it watches, opens, hands over and writes its state.
    public static let coordinator = Needs(
        calls([
            "close_range", "fallocate", "fchmod", "fcntl", "fdatasync", "fgetxattr", "flock", "fsync", "ftruncate",
            "getrandom", "getxattr", "inotify_add_watch", "inotify_init1", "ioctl", "linkat", "memfd_create", "mkdirat",
            "name_to_handle_at",
            "pread64", "prctl", "pwrite64", "recvmsg", "renameat2", "sendmsg", "socketpair", "statx", "unlinkat",
            "utimensat",
        ]) + [
            .privileged("open_by_handle_at", capability: 2), .sockets(AF_UNIX), .file("/proc/self/mountinfo"),
        ]
    )

    /// What a worker needs before it locks itself in, and for that.
    public static let worker = Needs(
        calls([
            "close_range", "getrandom", "madvise", "memfd_create", "prctl", "prlimit64", "recvmsg", "sendmsg",
            "setitimer",
        ])
            + [
                .ownConfinement("seccomp"), .ownConfinement("landlock_create_ruleset"),
            ]
    )

    /// What makes watches of whole file systems needs.
    public static let watcher = Needs(
        calls(["name_to_handle_at", "recvmsg", "sendmsg", "statx"]) + [
            .privileged("fanotify_init", capability: 21), .privileged("fanotify_mark", capability: 21),
        ]
    )

    /// What makes requests and runs commands needs.
    public static let courier = Needs(
        calls(["close_range", "execve", "fcntl", "kill", "pidfd_open", "pipe2", "prctl", "recvmsg", "sendmsg", "statx"])
            + [
                .privileged("setgroups", capability: 6), .privileged("setresgid", capability: 6),
                .privileged("setresuid", capability: 7), .sockets(AF_UNIX), .sockets(AF_INET), .sockets(AF_INET6),
                .processes,
            ]
    )

    /// What listens in the network needs.
    public static let webServer = Needs(
        calls([
            "accept4", "bind", "epoll_create1", "eventfd2", "fcntl", "getrandom", "listen", "prctl", "pread64",
            "recvmsg",
            "sendmsg", "setsockopt",
        ]) + [.sockets(AF_UNIX), .sockets(AF_INET), .sockets(AF_INET6)]
    )

    /// What keeps keys needs.
    public static let keys = Needs(
        calls([
            "fchmod", "fcntl", "fdatasync", "flock", "fsync", "ftruncate", "getrandom", "linkat", "madvise", "mkdirat",
            "mlockall", "munlock", "prctl", "pread64", "prlimit64", "pwrite64", "recvmsg", "renameat2", "sendmsg",
            "unlinkat",
        ]) + [.sockets(AF_UNIX)]
    )

    /// What rewrites files in place needs; all of `/proc`, for `/proc/swaps` is there only with memory to swap.
    public static let rewriter = Needs(
        calls([
            "fallocate", "fchmod", "fchown", "fcntl", "fdatasync", "flistxattr", "flock", "fremovexattr", "fsetxattr",
            "fsync", "ftruncate", "getrandom", "ioctl", "linkat", "mkdirat", "mlockall", "munlock",
            "name_to_handle_at", "pipe2", "poll", "prctl", "pread64", "prlimit64", "pwrite64", "recvmsg", "renameat2",
            "sendmsg", "socketpair", "statx", "sync_file_range", "unlinkat", "utimensat",
        ]) + [.sockets(AF_UNIX), .file("/proc/stat"), .file("/proc/self/mountinfo")]
    )

    private static func calls(_ names: [String]) -> [Need] { names.map(Need.call) }
}

extension Needs {
    /// What is there and what is not, a line each, for `--check-confinement`.
    ///
    /// - Returns: The text, and whether nothing is missing.
    public func report() -> (text: String, isComplete: Bool) {
        let results = results()
        var text = ""
        for result in results {
            let error = result.error.map { ": \($0)" } ?? ""
            text += "\(result.error == nil ? "there  " : "REFUSED")  \(result.need.description)\(error)\n"
        }
        if !Directory.hasKernelWay { text += "refused  openat2: paths are followed step by step, which takes longer\n" }
        let missing = results.count { $0.error != nil }
        text += "\(results.count - missing) of \(results.count) needs are met\n"
        return (text, missing == 0)
    }
}

extension Needs {
    /// Writes the report to standard output and ends the process: with 0 when nothing is missing, else with 1.
    public func check() -> Never {
        let report = report()
        let isWritten = (try? OutputFile(standardOutput: ()).write(Array(report.text.utf8))) != nil
        System.exit(isWritten && report.isComplete ? 0 : 1)
    }

    /// Why a program cannot do its work, which is also written to standard error; `nil` when it can.
    public func problem(saidBy program: String) -> String? {
        guard let problem = problem() else { return nil }
        try? OutputFile(standardError: ()).write(Array("\(program): \(problem)\n".utf8))
        return problem
    }
}
