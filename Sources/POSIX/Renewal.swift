import Glibc

/// A program begins anew in its own process: all that it had in memory is gone but a message and one child.
///
/// Its number, its standard descriptors and its variables stay; its threads, its other children and all other descriptors go.
public enum Renewal {
    /// The longest message, in bytes.
    private static let longest = 1 << 20

    /// Begins anew.
    ///
    /// The corresponding C function is `execv`.
    ///
    /// - Parameters:
    ///   - arguments: What the program is told, the first being its name; one more is added, for ``inherited(_:)``.
    ///   - message: What it learns besides, which others cannot read.
    ///   - child: Goes on; all others are ended.
    /// - Throws: ``SystemError``; otherwise it does not return. Then all children but one may be gone.
    public static func begin(
        _ arguments: [String],
        leaving message: [UInt8],
        and child: ChildProcess
    ) throws(SystemError) -> Never {
        let file = try MemoryFile(message)
        ChildProcess.endAll(but: child)
        for descriptor in [file.descriptor, child.channel.descriptor] {
            guard fcntl(descriptor, F_SETFD, 0) == 0 else { throw SystemError() }
        }
        let estate = "\(file.descriptor),\(child.channel.descriptor),\(child.id)"
        // Not by its path, where a newer program may lie by now.
        _ = unsafe ChildProcess.withStrings(arguments + [estate]) { unsafe execv("/proc/self/exe", $0) }
        throw SystemError()
    }

    /// What was left to this program.
    ///
    /// - Parameter text: The argument that was added.
    /// - Returns: The message and the child; `nil` for what is no such argument.
    public static func inherited(_ text: String) -> (message: [UInt8], child: ChildProcess)? {
        let numbers = text.split(separator: ",").compactMap { CInt($0) }
        guard numbers.count == 3, numbers.allSatisfy({ $0 > STDERR_FILENO }),
            let channel = FrameChannel(inherited: numbers[1])
        else { return nil }
        let file = OpenFile(owning: numbers[0])
        guard let message = try? file.contents(upTo: longest), fcntl(channel.descriptor, F_SETFD, FD_CLOEXEC) == 0
        else { return nil }
        return (message, ChildProcess(numbers[2], channel))
    }
}
