/// Which paths below a root are looked at.
public struct PathSelection: Sendable {
    /// If not empty, only files that match one of these.
    public var includes: [Glob] = []

    /// Files that are left out, and folders that are not entered.
    public var excludes: [Glob] = []

    /// Creates a selection of everything.
    public init() {}

    /// Tells whether a folder is entered.
    ///
    /// - Parameter path: Its path below the root, without a slash at either end.
    /// - Returns: `false` when it matches one of ``excludes``.
    package func enters(_ path: [UInt8]) -> Bool { !excludes.contains { $0.matches(path) } }

    /// Tells whether a file is looked at.
    package func includes(_ path: [UInt8]) -> Bool {
        enters(path) && (includes.isEmpty || includes.contains { $0.matchesFile(path) })
    }

    /// Whether all paths are looked at, so that none need be worked out.
    package var isEverything: Bool { includes.isEmpty && excludes.isEmpty }
}
