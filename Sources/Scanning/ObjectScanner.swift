public import Findings
public import ObjectReading
public import POSIX

/// Scans objects of folders one after another: in this process, or in one that may do nothing else.
public protocol ObjectScanning: AnyObject {
    /// Scans one object.
    ///
    /// No link on the way to it is followed, and the object must be a regular file.
    ///
    /// - Parameters:
    ///   - key: The path below `root`.
    ///   - root: An open folder.
    /// - Returns: The report; its path is that of `root` and the key.
    func scan(_ key: [UInt8], in root: Directory) -> FileReport

    /// Scans one object like ``scan(_:in:)``, but gives up after some time.
    ///
    /// - Parameters:
    ///   - key: The path below `root`.
    ///   - root: An open folder.
    ///   - seconds: How long it may take; a report that came to that has the gap ``Gap/Reason/timeLimit``.
    /// - Returns: The report; its path is that of `root` and the key.
    func scan(_ key: [UInt8], in root: Directory, within seconds: Int) -> FileReport
}

/// Scans documents and containers in a process that may do nothing else.
public protocol DocumentScanning: AnyObject {
    /// Scans an object.
    ///
    /// - Parameters:
    ///   - file: The object, at its start.
    ///   - path: How it is called in the report.
    /// - Returns: The report.
    func scan(_ file: borrowing OpenFile, path: [UInt8]) -> FileReport
}

extension ObjectScanning {
    public func scan(_ key: [UInt8], in root: Directory, within seconds: Int) -> FileReport { scan(key, in: root) }
}

/// Scans objects in this process, on one thread.
public final class ObjectScanner: ObjectScanning {
    var scanner: FileScanner

    /// Creates a scanner.
    ///
    /// - Throws: What making a scanner throws: memory ran out.
    public init(_ options: ScanOptions, _ control: ScanControl) throws { scanner = try FileScanner(options, control) }

    public func scan(_ key: [UInt8], in root: Directory) -> FileReport {
        ObjectFile.open(key, in: root) { file, path in scanner.scan(file, path: path) { _, _ in } }
    }

    public func scan(_ key: [UInt8], in root: Directory, within seconds: Int) -> FileReport {
        ObjectFile.open(key, in: root) { file, path in
            scanner.scan(file, path: path, within: FileScanner.Bounds(seconds: seconds)) { _, _ in }
        }
    }

    /// Recognises the managed secrets of a table from the next object on, as whoever knows them has written it.
    ///
    /// - Returns: Whether the options look for managed secrets, and with the keywords that the table was made for.
    /// - Throws: `LeakTable.Malformed` when the bytes are no table.
    public func recognise(writtenTable bytes: [UInt8]) throws -> Bool { try scanner.recognise(writtenTable: bytes) }
}

/// Scans files that somebody else has opened, on one thread.
public struct OpenFileScanner: ~Copyable {
    var scanner: FileScanner

    /// Creates a scanner.
    ///
    /// - Throws: What making a scanner throws: memory ran out.
    public init(_ options: ScanOptions) throws { scanner = try FileScanner(options, ScanControl()) }

    /// Recognises the managed secrets of a table from the next file on, as whoever knows them has written it.
    ///
    /// - Returns: Whether the options look for managed secrets, and with the keywords that the table was made for.
    /// - Throws: `LeakTable.Malformed` when the bytes are no table.
    public mutating func recognise(writtenTable bytes: [UInt8]) throws -> Bool {
        try scanner.recognise(writtenTable: bytes)
    }

    /// How many scans had only to look at what was appended.
    var resumedCount: Int { scanner.growing.resumedCount }

    /// How often a look at all bytes of a growing object pays for itself before the next one.
    var trust: Double {
        get { scanner.growing.trust }
        set { scanner.growing.trust = newValue }
    }

    /// Scans a file, which is at its start.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - path: What it is called, as far as that is known.
    ///   - seconds: How long it may take; what was not read by then is a gap.
    ///   - bytes: How much of it may be read; `nil` for everything.
    ///   - isWanted: Asked before each mebibyte: whether anybody waits for the report.
    /// - Returns: The report.
    public mutating func scan(
        _ file: borrowing OpenFile,
        path: [UInt8] = [],
        seconds: Int? = nil,
        bytes: Int? = nil,
        while isWanted: () -> Bool = { true }
    ) -> FileReport {
        let bounds = FileScanner.Bounds(seconds: seconds, bytes: bytes)
        return scanner.scan(file, path: path, within: bounds, while: isWanted) { _, _ in }
    }
}

/// The file that an object is.
public enum ObjectFile {
    /// Who can write to the object `key` below `root`, and what the file system knows of it; `nil` when it cannot be opened.
    public static func writers(of key: [UInt8], in root: Directory) -> (status: FileStatus, writers: Writers)? {
        var writers: Writers?
        let report = opened(key, in: root) { file, path in
            writers = file.writers()
            var report = FileReport(path: path, coverage: .complete)
            // Without it nothing is known of the object but that it is there.
            report.status = try? file.status()
            return report
        }
        guard let status = report.status, let writers else { return nil }
        return (status, writers)
    }

    /// Who can write to a file from before it is read until after.
    private struct Writing {
        private var before: FileStatus?
        /// Whether writes through mappings move the file's times from now on; `nil` when nobody could write.
        private var isSeparated: Bool?

        init(_ file: borrowing OpenFile) {
            before = try? file.status()
            if file.writers() == .some { isSeparated = file.separateWrites() }
        }

        func result(_ file: borrowing OpenFile, _ report: FileReport) -> FileReport.Writing {
            // Whoever came while the file was read moves its times with the first write to each page, and what was read before
            // counts as changed.
            guard let isSeparated else { return file.writers() == .some ? .untraceable : .nobody }
            // A page that was written to before it was read is written to without a trace after it was read.
            return isSeparated && report.status?.modified == before?.modified ? .traceable : .untraceable
        }
    }

    /// Opens the object `key` below `root` and calls `body` with it and its path.
    ///
    /// No link is followed, and nothing entered that is mounted below the root.
    ///
    /// - Returns: What `body` returns; a report that says why when the object cannot be opened or is no regular file.
    public static func open(
        _ key: [UInt8],
        in root: Directory,
        _ body: (borrowing OpenFile, [UInt8]) -> FileReport
    ) -> FileReport {
        opened(key, in: root) { file, path in
            let writing = Writing(file)
            var report = body(file, path)
            report.writing = writing.result(file, report)
            return report
        }
    }

    private static func opened(
        _ key: [UInt8],
        in root: Directory,
        _ body: (borrowing OpenFile, [UInt8]) -> FileReport
    ) -> FileReport {
        let path = root.path(of: key)
        let end = key.lastIndex(of: UInt8(ascii: "/"))
        let name = Array(key[(end.map { $0 + 1 } ?? 0)...])
        var folder: Directory?
        do throws(SystemError) {
            guard !name.isEmpty else { throw SystemError(2) }
            let parent = if let end { try Directory(beneath: root, Array(key[..<end])) } else { root }
            folder = parent
            let kind = try parent.kind(of: name)
            guard kind == .regular else {
                return FileReport(
                    path: path,
                    coverage: .skipped(kind == .symbolicLink ? .symbolicLink : .special(kind))
                )
            }
            let file = try OpenFile(name, onMountOf: parent)
            return body(file, path)
        } catch {
            var report = FileReport(path: path, coverage: .skipped(Gap.Reason(error)))
            // The report says why the object was skipped; what else is known of it is a help only.
            report.status = try? folder?.status(of: name)
            return report
        }
    }
}
