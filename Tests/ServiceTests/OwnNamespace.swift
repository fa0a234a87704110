import Foundation
import Glibc
import POSIX

/// Mounts that nobody else sees, and that are gone with the thread that made them.
enum OwnNamespace {
    /// Calls `body` on a thread with mounts of its own, which takes root; threads that it starts have them, too.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) throws -> Result {
        let outcome = Monitor<Swift.Result<Result, any Error>?>(nil)
        Thread.detachNewThread {
            let result = Swift.Result<Result, any Error> {
                guard unshareMounts() == 0 else { throw SystemError() }
                try mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE))
                return try body()
            }
            outcome.withLock { $0 = result }
            outcome.notifyAll()
        }
        return try outcome.wait { $0 }.get()
    }

    /// Calls unshare(2) with CLONE_NEWNS, neither of which Swift's module has.
    private static func unshareMounts() -> CInt {
        guard let symbol = unsafe dlsym(nil, "unshare") else { return -1 }
        let unshare = unsafe unsafeBitCast(symbol, to: (@convention(c) (CInt) -> CInt).self)
        return unshare(0x2_0000)
    }

    static func mount(_ source: String, _ place: String, _ kind: String?, _ flags: UInt) throws {
        guard unsafe Glibc.mount(source, place, kind, flags, nil) == 0 else { throw SystemError() }
    }

    /// Mounts a file system in memory.
    static func mountMemory(at place: URL) throws { try mount("none", place.path, "tmpfs", 0) }

    /// Mounts a folder at a second place.
    static func bind(_ folder: URL, to place: URL) throws {
        try mount(folder.path, place.path, nil, UInt(MS_BIND))
    }

    /// Runs a program on the calling thread's mounts.
    static func runProgram(_ path: String, _ arguments: [String]) -> Bool {
        let command = ([path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return unsafe system(command + " >/dev/null 2>&1") == 0
    }
}
