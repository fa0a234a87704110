import CLinux
import Glibc

/// Takes rights away from the process, for good.
public enum Confinement {
    /// What was taken away.
    public struct Level: Sendable, Equatable {
        /// The version of Landlock's interface that was used; 0 where the kernel has none.
        public var landlock: Int
        /// Whether system calls are filtered.
        public var isFiltered: Bool

        /// Describes a level.
        public init(landlock: Int, isFiltered: Bool) {
            self.landlock = landlock
            self.isFiltered = isFiltered
        }

        /// For logs and health: `landlock 7, seccomp`.
        public var description: String {
            let parts = (landlock > 0 ? ["landlock \(landlock)"] : []) + (isFiltered ? ["seccomp"] : [])
            return parts.isEmpty ? "limits only" : parts.joined(separator: ", ")
        }
    }

    /// Leaves the process nothing but what it has open, memory and time.
    ///
    /// Call it with one thread, after everything that needs files was done. Where the kernel lacks a means, the others
    /// are used and the result says so. Sources: landlock(7), seccomp(2), setrlimit(2).
    ///
    /// - Parameters:
    ///   - memory: The most address space, in bytes.
    ///   - descriptors: The most open files.
    ///   - keptDescriptors: Descriptors from this number on are closed.
    /// - Returns: Which means the kernel had besides the limits.
    /// - Throws: When limits cannot be set; the process must then do nothing with what others have written.
    public static func enter(memory: Int, descriptors: Int, keptDescriptors: Int) throws(SystemError) -> Level {
        guard linux_close_from(UInt32(keptDescriptors)) == 0 || errno == ENOSYS else { throw SystemError() }
        guard linux_limit(UInt64(memory), UInt64(descriptors)) == 0, linux_renounce() == 0 else { throw SystemError() }
        let landlock = linux_landlock()
        let isFiltered = linux_seccomp() == 0
        return Level(landlock: max(0, Int(landlock)), isFiltered: isFiltered)
    }

    /// Tries what a confined process must not manage; call it only in one that is to end right after.
    ///
    /// - Returns: What was tried, and whether it was refused.
    public static func probe() -> [(attempt: String, isRefused: Bool)] {
        var results: [(attempt: String, isRefused: Bool)] = []
        var isRefused: CInt = 0
        while let name = unsafe linux_probe(results.count, &isRefused) {
            results.append((unsafe String(cString: name), isRefused != 0))
        }
        return results
    }

    /// Keeps the content of this process's memory out of crash output and away from others of its user.
    public static func hideMemory() {
        _ = unsafe setenv("SWIFT_BACKTRACE", "enable=no", 1)
        _ = linux_renounce()
    }

    /// Ends the process by a signal unless this is called again within `seconds`; 0 takes that back.
    public static func endAfter(seconds: Int) {
        var timer = itimerval()
        timer.it_value.tv_sec = seconds
        _ = unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    }
}
