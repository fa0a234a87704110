import Foundation
import Glibc
import POSIX

/// A thread whose system calls are filtered as a service manager does it: some answer with an error.
enum FilteredThread {
    /// Calls `body` on a thread for which the system calls with these numbers fail with `error`.
    static func run<Result: Sendable>(
        refusing numbers: [UInt32],
        with error: CInt,
        _ body: @escaping @Sendable () throws -> Result
    ) throws -> Result {
        let outcome = Monitor<Swift.Result<Result, any Error>?>(nil)
        Thread.detachNewThread {
            let result = Swift.Result<Result, any Error> {
                try install(filter(numbers, error))
                return try body()
            }
            outcome.withLock { $0 = result }
            outcome.notifyAll()
        }
        return try outcome.wait { $0 }.get()
    }

    /// The program of a filter, as seccomp(2) takes it: eight bytes for each step.
    private static func filter(_ numbers: [UInt32], _ error: CInt) -> [UInt64] {
        func step(_ code: UInt64, _ value: UInt32, _ isTrue: UInt64 = 0, _ isFalse: UInt64 = 0) -> UInt64 {
            code | isTrue << 16 | isFalse << 24 | UInt64(value) << 32
        }
        // Load the number; where it is one of these, answer with the error; else allow.
        let tests = numbers.flatMap { [step(0x15, $0, 0, 1), step(0x06, 0x0005_0000 | UInt32(error))] }
        return [step(0x20, 0)] + tests + [step(0x06, 0x7fff_0000)]
    }

    private static func install(_ filter: [UInt64]) throws {
        guard let symbol = unsafe dlsym(nil, "prctl") else { throw SystemError(ENOSYS) }
        typealias Prctl = @convention(c) (CInt, UInt, UInt, UInt, UInt) -> CInt
        let prctl = unsafe unsafeBitCast(symbol, to: Prctl.self)
        // PR_SET_NO_NEW_PRIVS, then PR_SET_SECCOMP with SECCOMP_MODE_FILTER: of this thread only.
        guard prctl(38, 1, 0, 0, 0) == 0 else { throw SystemError() }
        let result = unsafe filter.withUnsafeBytes { steps in
            // struct sock_fprog: the number of steps, and where they are.
            let program = [UInt(steps.count / 8), UInt(bitPattern: steps.baseAddress)]
            return unsafe program.withUnsafeBytes { prctl(22, 2, UInt(bitPattern: $0.baseAddress), 0, 0) }
        }
        guard result == 0 else { throw SystemError() }
    }
}
