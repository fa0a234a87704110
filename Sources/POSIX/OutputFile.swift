import Glibc

/// A file that results are written to.
public struct OutputFile: ~Copyable, Sendable {
    private let descriptor: CInt
    private let isOwned: Bool

    /// Writes to standard output, which stays open.
    public init(standardOutput: Void) {
        descriptor = STDOUT_FILENO
        isOwned = false
    }

    /// Writes to standard error, which stays open.
    public init(standardError: Void) {
        descriptor = STDERR_FILENO
        isOwned = false
    }

    /// Creates the file at `path`, or empties it.
    ///
    /// A new one can be read by its owner only.
    public init(path: [UInt8]) throws(SystemError) {
        descriptor = unsafe Directory.withPath(path) {
            unsafe Glibc.open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
        }
        guard descriptor >= 0 else { throw SystemError() }
        isOwned = true
    }

    deinit { if isOwned { _ = Glibc.close(descriptor) } }

    /// Writes all of `bytes`.
    ///
    /// The corresponding C function is `write`; an interrupted or short call is continued.
    public borrowing func write(_ bytes: [UInt8]) throws(SystemError) { try writeAll(bytes, to: descriptor) }

    /// What the file system knows of the file.
    public borrowing func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    /// Whether a person is looking at it.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The width of the terminal, in columns; `nil` if it is none or does not say.
    public var terminalWidth: Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

extension OutputFile {
    /// Prints `text`, for programs that have no other output.
    public static func tell(_ text: String) { try? OutputFile(standardOutput: ()).write(Array(text.utf8)) }

    /// Prints a mistake of who has called the program, and what to do about it, on standard error.
    public static func tellMistake(_ message: String, hint: String) {
        let name = System.arguments.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let program = name.split(separator: "/").last ?? "magpie"
        let text = "\(program): error: \(message)\n\(program): hint: \(hint)\n"
        // Where standard error is closed, there is nobody to tell; the exit status says it.
        try? OutputFile(standardError: ()).write(Array(text.utf8))
    }
}
