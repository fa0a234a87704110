import POSIX
public import StrictYAML

/// What the service is to do: read once, handed down.
public struct Settings: Sendable, Equatable {
    /// A folder that is watched.
    public struct Bucket: Sendable, Equatable {
        public var name: String
        public var path: [UInt8]

        /// Describes a bucket; without a name, it is called like its folder.
        public init(path: [UInt8], name: String? = nil) {
            self.path = path
            let last = path.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
            self.name = name ?? last ?? "root"
        }
    }

    /// The folder for everything that outlives the process.
    public var state: [UInt8]

    /// The folders that are watched.
    public var buckets: [Bucket] = []

    /// How long a file is left alone after a change before it is scanned, in milliseconds.
    public var settle = 2000

    /// How often a file that is written to all the time is scanned, in milliseconds.
    public var longestSettle = 60_000

    /// Hours between two walks over everything.
    public var reconcileHours = 24

    /// Seconds between two walks where changes cannot be watched.
    public var pollSeconds = 60

    /// Threads that scan.
    public var threads = Threads.processorCount

    /// The file that events are appended to.
    public var feed: [UInt8]

    /// Creates the settings that hold when there is no configuration.
    public init(state: [UInt8]) {
        self.state = state
        feed = state + Array("/findings.jsonl".utf8)
    }

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: How to call it in errors.
    ///   - state: The folder for state where the file names none.
    /// - Throws: `YAMLError` with the place of the first mistake.
    public init(_ bytes: [UInt8], file: String, state: [UInt8]) throws(YAMLError) {
        var root = try StrictYAML.parse(bytes: bytes.span, file: file).mapping()
        self.init(state: try root.optional("state").map { node throws(YAMLError) in try Settings.path(node) } ?? state)
        for node in try root.required("buckets").list() {
            var mapping = try node.mapping()
            let path = try Settings.path(try mapping.required("path"))
            let bucket = Bucket(path: path, name: try mapping.optional("name")?.string())
            try mapping.finish()
            guard !buckets.contains(where: { $0.name == bucket.name }) else {
                throw node.invalid("there are two buckets '\(bucket.name)'", hint: "give one of them another 'name'")
            }
            buckets.append(bucket)
        }
        settle = try root.optional("settleMilliseconds")?.int(in: 0...3_600_000) ?? settle
        longestSettle = try root.optional("longestSettleMilliseconds")?.int(in: 0...86_400_000) ?? longestSettle
        reconcileHours = try root.optional("reconcileHours")?.int(in: 1...8760) ?? reconcileHours
        pollSeconds = try root.optional("pollSeconds")?.int(in: 1...86_400) ?? pollSeconds
        threads = try root.optional("threads")?.int(in: 1...1024) ?? threads
        feed = try root.optional("feed").map { node throws(YAMLError) in try Settings.path(node) } ?? feed
        try root.finish()
    }

    private static func path(_ node: YAMLNode) throws(YAMLError) -> [UInt8] {
        let text = try node.string()
        guard text.hasPrefix("/") else {
            throw node.invalid("a path must be absolute", hint: "begin it with '/'")
        }
        return Array(text.utf8)
    }
}
