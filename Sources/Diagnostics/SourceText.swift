import Terminal
public import POSIX

/// A file as it was read, so that what needs it may do without the file system.
public struct SourceText: Sendable, Equatable {
    /// How errors call it.
    public var name: String
    public var bytes: [UInt8]

    /// Wraps what was read elsewhere.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Reads the file at `path`.
    public init(reading path: [UInt8]) throws(SystemError) {
        self.init(name: TerminalText.escaped(path), bytes: try FileContents.read(path))
    }

    /// Reads files; one that cannot be read is a problem and left out.
    public static func read(_ paths: [[UInt8]], _ problems: inout [Diagnostic]) -> [SourceText] {
        paths.compactMap { path in
            do throws(SystemError) {
                return try SourceText(reading: path)
            } catch {
                problems.append(Diagnostic(path, error))
                return nil
            }
        }
    }
}
