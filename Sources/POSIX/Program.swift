import Glibc

/// Another program in place of this one.
public enum Program {
    /// Becomes a program, which is looked for as a shell does.
    ///
    /// The corresponding C function is `execvp`.
    ///
    /// - Parameters:
    ///   - name: Its name or path.
    ///   - arguments: Without its name.
    ///   - variables: What its environment has besides this process's.
    /// - Throws: ``SystemError``; otherwise it does not return.
    public static func become(
        _ name: String,
        arguments: [String],
        adding variables: [(name: String, value: [UInt8])]
    ) throws(SystemError) -> Never {
        for (name, value) in variables {
            let result = unsafe Directory.withPath(value) { unsafe setenv(name, $0, 1) }
            guard result == 0 else { throw SystemError() }
        }
        // What this process does not want to hear of, the other may.
        _ = signal(SIGPIPE, SIG_DFL)
        _ = unsafe ChildProcess.withStrings([name] + arguments) { unsafe execvp(name, $0) }
        throw SystemError()
    }
}
