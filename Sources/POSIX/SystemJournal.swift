import Glibc

/// The system's journal, if it takes what this process writes to standard error.
public enum SystemJournal {
    /// How important a line is, as syslog has it.
    ///
    /// Source: sd-daemon(3), syslog(3).
    public enum Priority: Int, Sendable {
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
    }

    /// Whether standard error is the journal: then a line needs no time, and says its priority at its beginning.
    ///
    /// Source: `$JOURNAL_STREAM` in systemd.exec(5): the device and the inode of the stream, which must be compared, since
    /// it may have been directed elsewhere since.
    public static var takesStandardError: Bool { isStandardError(System.environment("JOURNAL_STREAM")) }

    /// Whether a value of `$JOURNAL_STREAM` means standard error as it is now.
    static func isStandardError(_ stream: String?) -> Bool {
        guard let numbers = stream?.split(separator: ":", omittingEmptySubsequences: false), numbers.count == 2,
            let device = UInt64(numbers[0]), let inode = UInt64(numbers[1])
        else { return false }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
    }

    /// What a line for people begins with: its priority where the journal reads it, else nothing.
    public static func prefix(_ priority: Priority) -> String { takesStandardError ? "<\(priority.rawValue)>" : "" }
}
