import CLinux
import Glibc

/// A program that is given something on its standard input.
public enum Command {
    /// How it ended.
    public enum Outcome: Sendable, Equatable {
        case exited(Int)
        case killed(Int)
        /// The time was over: it was killed with all that it had started.
        case timeout
    }

    /// Runs a program without a shell, in a session of its own, and waits for its end.
    ///
    /// It gets no descriptor but `input`, no variable but `PATH`, and can gain no privileges. What it writes is
    /// dropped.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Without its name.
    ///   - user: Whom it runs as; `nil` for the caller.
    ///   - input: What it reads.
    ///   - milliseconds: How long it may take.
    /// - Returns: How it ended.
    /// - Throws: ``SystemError`` when there is no such user, or it cannot be started.
    public static func run(
        _ path: [UInt8],
        arguments: [String],
        user: String?,
        input: [UInt8],
        milliseconds: Int
    ) throws(SystemError) -> Outcome {
        var none: [UInt8] = []
        return try run(
            path,
            arguments: arguments,
            user: user,
            input: input,
            output: &none,
            upTo: 0,
            milliseconds: milliseconds
        )
    }

    /// The same for a program whose output is wanted.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Without its name.
    ///   - user: Whom it runs as; `nil` for the caller.
    ///   - input: What it reads.
    ///   - output: Gets what it writes on its standard output until its end.
    ///   - limit: The most that it may write, in bytes: more is an error; 0 when the output is dropped.
    ///   - milliseconds: How long it may take.
    /// - Returns: How it ended.
    /// - Throws: ``SystemError`` when there is no such user, it cannot be started, or it writes more than `limit`; then
    ///   `output` stays what it was.
    public static func run(
        _ path: [UInt8],
        arguments: [String],
        user: String?,
        input: [UInt8],
        output: inout [UInt8],
        upTo limit: Int,
        milliseconds: Int
    ) throws(SystemError) -> Outcome {
        var buffer = [UInt8](repeating: 0, count: limit)
        var length = 0
        let words = [String(decoding: path, as: UTF8.self)] + arguments
        var status: CInt = 0
        let result = unsafe ChildProcess.withStrings(words) { arguments in
            unsafe ChildProcess.withStrings(["PATH=/usr/local/bin:/usr/bin:/bin"]) { environment in
                unsafe Directory.withPath(path) { path in
                    unsafe buffer.withUnsafeMutableBytes { buffer in
                        unsafe linux_run(
                            path,
                            arguments,
                            environment,
                            user,
                            input,
                            input.count,
                            limit > 0 ? buffer.baseAddress : nil,
                            limit,
                            &length,
                            CInt(milliseconds),
                            &status
                        )
                    }
                }
            }
        }
        guard result >= 0 else { throw SystemError() }
        guard limit == 0 || length <= limit else { throw SystemError(E2BIG) }
        output = Array(buffer.prefix(length))
        if result == 1 { return .timeout }
        return status & 0x7F == 0 ? .exited(Int(status >> 8 & 0xFF)) : .killed(Int(status & 0x7F))
    }
}

/// Addresses of the Internet protocol as text.
public enum InternetAddressText {
    /// The 4 or 16 bytes of an address, as `inet_pton` reads it; `nil` for what is none.
    public static func bytes(_ text: String) -> [UInt8]? {
        var address = [UInt8](repeating: 0, count: 16)
        if unsafe inet_pton(AF_INET, text, &address) == 1 { return Array(address.prefix(4)) }
        return unsafe inet_pton(AF_INET6, text, &address) == 1 ? address : nil
    }
}
