public import Accounts
import Filtering
public import Identifiers
import POSIX
public import StrictYAML

/// What the service is to do: read once, handed down.
public struct Settings: Sendable, Equatable {
    /// A folder that is watched.
    public struct Bucket: Sendable, Equatable {
        public var name: String
        public var path: [UInt8]
        /// How changes are noticed.
        public var watch = WatchMethod.auto
        /// The folder's number in its file system, if no other one may be taken for the bucket.
        public var inode: UInt64?
        /// Whether clients of S3 may write to it whom policies let.
        public var isWritable = false
        /// How S3 calls the encryption of new objects whose writers say nothing else: `AES256` or `aws:kms`; `nil` for none.
        public var encryption: String?
        /// The key of KMS for that; `nil` for S3's own.
        public var encryptionKey: String?

        /// Describes a bucket; without a name, it is called like its folder.
        public init(path: [UInt8], name: String? = nil) {
            self.path = path
            let last = path.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
            self.name = name ?? last ?? "root"
        }
    }

    /// How changes in a bucket are noticed.
    public enum WatchMethod: String, CaseIterable, Sendable {
        /// The best of the others that works, found by trying.
        case auto
        /// A mark on the whole file system.
        case fanotify
        /// A watch on each folder.
        case inotify
        /// Walks only.
        case polling
    }

    /// The folder for everything that outlives the process.
    public var state: [UInt8]

    /// The account and the Region in all names.
    public var location = AccountLocation.standard

    /// Where SDKs of AWS are served.
    public var api = APISettings()

    /// A socket at which the process is to be had that listens for them; `nil` when the service starts it itself.
    public var apiSocket: [UInt8]?

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

    /// The number of the group whose members may read that file besides; `nil` for none.
    public var feedGroup: UInt32?

    /// The size from which on that file is put aside for a new one, in bytes.
    public var feedSize = 100 << 20

    /// How many files that were put aside are kept.
    public var feedFiles = 5

    /// The folder for a record of every object that is looked at.
    public var results: [UInt8]

    /// The size from which on a file of records is put aside and packed, in bytes.
    public var resultsSize = 100 << 20

    /// How many packed files are kept; 0 for no records at all.
    public var resultsFiles = 50

    /// A socket at which workers are to be had; `nil` when the service starts them itself.
    public var workerSocket: [UInt8]?

    /// A socket at which watches of whole file systems are to be had; `nil` when the service makes them itself.
    public var watcherSocket: [UInt8]?

    /// A socket at which couriers are to be had; `nil` when the service starts them itself.
    public var courierSocket: [UInt8]?

    /// A socket at which the key process listens; `nil` when the service starts it itself.
    public var keysSocket: [UInt8]?

    /// Where the root key of all keys comes from: `file`, `passphrase`, `credential:PATH` or `pkcs11:MODULE,TOKEN,PINFILE,KEY`.
    public var rootKey = "file"

    /// A socket at which the process that rewrites files is to be had; `nil` when the service starts it itself.
    public var actSocket: [UInt8]?

    /// How many objects of an owner in a first folder of a bucket rules may have encrypted in an hour.
    public var encryptionsPerHour = 100

    /// What part of a folder's objects rules may have encrypted in a day of one owner, in percent; ten objects are always
    /// allowed.
    public var encryptedPercentPerDay = 1

    /// Networks in CIDR notation that webhooks may reach although they are not public.
    public var webhookNetworks: [String] = []

    /// The file with the certificates that those of webhooks are checked against; `nil` for the system's.
    public var webhookCertificates: [UInt8]?

    /// The socket at which clients are served.
    public var socket: [UInt8]

    /// How much of the machine others may have the service use.
    public var limits = Limits()

    /// Where anchors of the audit logs go besides, and how long their entries are kept.
    public var audit = AuditSettings()

    /// What is looked for.
    public var discovery = Discovery()

    /// When unused rights and old access keys are told of.
    public var accessReview = AccessReviewSettings()

    /// Findings that are archived at once.
    public var suppressionRules: [SuppressionRule] = []

    /// Who may do what on the control socket, beyond root and the service's own user.
    public var access: [Access] = []

    /// What all but root may do at most.
    public var serviceControlPolicies: [ServiceControlPolicy] = []

    /// What is looked for.
    public struct Discovery: Sendable, Equatable {
        /// `all`, `recommended`, `none` or ids, separated by commas.
        public var identifiers = "all"
        /// Ids that are left out.
        public var excludedIdentifiers: [String] = []
        /// A folder with a rule set in place of the built-in one.
        public var rules: [UInt8]?
        /// Files with custom data identifiers.
        public var custom: [[UInt8]] = []
        /// Files with values that are no findings.
        public var allowLists: [[UInt8]] = []
        /// The folder with classes of documents that users have trained; `nil` for the machine's, if it is there.
        public var classifiers: [UInt8]?
        /// Matches that are less sure are dropped.
        public var minimumConfidence = Confidence.medium
        /// Objects above this size, in bytes, are skipped; `nil` for none.
        public var maximumFileSize: Int?
        /// From which probability on a sensitive class of documents is a finding, from 0.5 to 1.
        public var leastClassProbability = 0.9

        /// Looks for everything.
        public init() {}
    }

    /// Creates the settings that hold when there is no configuration.
    public init(state: [UInt8]) {
        self.state = state
        feed = state + Array("/findings.jsonl".utf8)
        results = state + Array("/results".utf8)
        socket = state + Array("/magpie.sock".utf8)
    }

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: How to call it in errors.
    ///   - state: The folder for state where the file names none.
    /// - Throws: `YAMLError` with the place of the first mistake.
    public init(_ bytes: [UInt8], file: String, state: [UInt8]) throws(YAMLError) {
        try self.init(try StrictYAML.parse(bytes: bytes.span, file: file), state: state)
    }

    private init(_ node: YAMLNode, state: [UInt8]) throws(YAMLError) {
        var root = try node.mapping()
        self.init(state: try root.optional("state").map { node throws(YAMLError) in try Settings.path(node) } ?? state)
        settle = try root.optional("settleMilliseconds")?.int(in: 0...3_600_000) ?? settle
        longestSettle = try root.optional("longestSettleMilliseconds")?.int(in: 0...86_400_000) ?? longestSettle
        reconcileHours = try root.optional("reconcileHours")?.int(in: 1...8760) ?? reconcileHours
        pollSeconds = try root.optional("pollSeconds")?.int(in: 1...86_400) ?? pollSeconds
        threads = try root.optional("threads")?.int(in: 1...1024) ?? threads
        feed = try root.optional("feed").map { node throws(YAMLError) in try Settings.path(node) } ?? feed
        feedGroup = try root.optional("feedGroup").map { node throws(YAMLError) in try Settings.group(node) }
        feedSize = (try root.optional("feedMegabytes")?.int(in: 1...1_000_000)).map { $0 << 20 } ?? feedSize
        feedFiles = try root.optional("feedFiles")?.int(in: 0...1000) ?? feedFiles
        results = try root.optional("results").map { node throws(YAMLError) in try Settings.path(node) } ?? results
        resultsSize = (try root.optional("resultsMegabytes")?.int(in: 1...1_000_000)).map { $0 << 20 } ?? resultsSize
        resultsFiles = try root.optional("resultsFiles")?.int(in: 0...100_000) ?? resultsFiles
        socket = try root.optional("socket").map { node throws(YAMLError) in try Settings.path(node) } ?? socket
        watcherSocket = try root.optional("watcherSocket").map { node throws(YAMLError) in try Settings.path(node) }
        workerSocket = try root.optional("workerSocket").map { node throws(YAMLError) in try Settings.path(node) }
        courierSocket = try root.optional("courierSocket").map { node throws(YAMLError) in try Settings.path(node) }
        actSocket = try root.optional("actSocket").map { node throws(YAMLError) in try Settings.path(node) }
        encryptionsPerHour = try root.optional("encryptionsPerHour")?.int(in: 1...1_000_000_000) ?? encryptionsPerHour
        encryptedPercentPerDay = try root.optional("encryptedPercentPerDay")?.int(in: 1...100) ?? encryptedPercentPerDay
        keysSocket = try root.optional("keysSocket").map { node throws(YAMLError) in try Settings.path(node) }
        rootKey = try root.optional("rootKey").map { node throws(YAMLError) in try Settings.rootKey(node) } ?? rootKey
        webhookCertificates = try root.optional("webhookCertificates").map { node throws(YAMLError) in
            try Settings.path(node)
        }
        for node in try root.optional("webhookNetworks")?.list() ?? [] {
            webhookNetworks.append(try Settings.network(node))
        }
        if let node = root.optional("discovery") { discovery = try Discovery(node) }
        for node in try root.optional("suppressionRules")?.list() ?? [] {
            let rule = try SuppressionRule(node)
            guard !suppressionRules.contains(where: { $0.name == rule.name }) else {
                throw node.invalid("there are two rules '\(rule.name)'", hint: "give one of them another 'name'")
            }
            suppressionRules.append(rule)
        }
        for node in try root.optional("access")?.list() ?? [] { access.append(try Access(node)) }
        for node in try root.optional("serviceControlPolicies")?.list() ?? [] {
            serviceControlPolicies.append(try ServiceControlPolicy(node))
        }
        if let node = root.optional("limits") { limits = try Limits(node) }
        if let node = root.optional("api") {
            var mapping = try node.mapping()
            location = try AccountLocation(&mapping)
            api = try APISettings(&mapping)
            try mapping.finish()
        }
        apiSocket = try root.optional("apiSocket").map { node throws(YAMLError) in try Settings.path(node) }
        if let node = root.optional("audit") { audit = try AuditSettings(node) }
        if let node = root.optional("accessReview") { accessReview = try AccessReviewSettings(node) }
        let folders = try root.required("buckets")
        guard folders.type != .nothing else {
            throw folders.invalid(
                "no folder is named to be watched",
                hint: "name at least one, or write 'buckets: []' to use keys and secrets alone"
            )
        }
        for node in try folders.list() { try add(node) }
        try root.finish()
    }

    /// Finds all mistakes in a configuration.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: How to call it in errors.
    ///   - state: The folder for state where the file names none.
    /// - Returns: The mistakes, and the settings without what is wrong, if there can be any.
    /// - Throws: `YAMLError` when it is no YAML.
    public static func mistakes(
        in bytes: [UInt8],
        file: String,
        state: [UInt8]
    ) throws(YAMLError) -> YAMLMistakes<Settings> {
        YAMLMistakes(in: try StrictYAML.parse(bytes: bytes.span, file: file)) { node throws(YAMLError) in
            try Settings(node, state: state)
        }
    }

    private mutating func add(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        let path = try Settings.path(try mapping.required("path"))
        var bucket = Bucket(path: path, name: try mapping.optional("name")?.string())
        bucket.watch = try mapping.optional("watch")?.choice() ?? bucket.watch
        bucket.isWritable = try mapping.optional("writable")?.bool() ?? bucket.isWritable
        bucket.encryption = try mapping.optional("encryption")?.choice(of: ["AES256", "aws:kms"])
        bucket.encryptionKey = try mapping.optional("encryptionKey")?.string()
        guard bucket.encryptionKey == nil || bucket.encryption == "aws:kms" else {
            throw node.invalid(
                "'encryptionKey' is for the encryption aws:kms alone",
                hint: "write 'encryption: aws:kms'"
            )
        }
        bucket.inode = (try mapping.optional("inode")?.int(in: 1...Int.max)).map { UInt64($0) }
        try mapping.finish()
        guard !buckets.contains(where: { $0.name == bucket.name }) else {
            throw node.invalid("there are two buckets '\(bucket.name)'", hint: "give one of them another 'name'")
        }
        guard !buckets.contains(where: { $0.path == bucket.path }) else {
            throw node.invalid("this folder is a bucket already", hint: "name each folder once")
        }
        buckets.append(bucket)
    }

    static func group(_ node: YAMLNode) throws(YAMLError) -> UInt32 {
        let name = try node.string()
        guard let number = UInt32(name) ?? System.groupID(of: name) else {
            throw node.invalid("there is no group '\(name)'", hint: "name one that 'getent group' shows")
        }
        return number
    }

    private static func rootKey(_ node: YAMLNode) throws(YAMLError) -> String {
        let text = try node.string()
        let isKnown =
            text == "file" || text == "passphrase" || text.hasPrefix("file:/") || text.hasPrefix("credential:/")
            || (text.hasPrefix("pkcs11:/") && text.split(separator: ",", omittingEmptySubsequences: false).count == 4)
        guard isKnown else {
            throw node.invalid(
                "'\(text)' is no place for a root key",
                hint: "write file, passphrase, credential:/PATH or pkcs11:/MODULE,TOKEN,PINFILE,KEY"
            )
        }
        return text
    }

    private static func network(_ node: YAMLNode) throws(YAMLError) -> String {
        let text = try node.string()
        guard (try? EventPattern(#"{"a":[{"cidr":"\#(text)"}]}"#)) != nil else {
            throw node.invalid("'\(text)' is no network", hint: "write it like 10.0.0.0/8 or fd00::/8")
        }
        return text
    }

    static func path(_ node: YAMLNode) throws(YAMLError) -> [UInt8] {
        let text = try node.string()
        guard text.hasPrefix("/") else {
            throw node.invalid("a path must be absolute", hint: "begin it with '/'")
        }
        var path = Array(text.utf8)
        while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        return path
    }
}

extension Settings.Discovery {
    fileprivate init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        identifiers = try mapping.optional("identifiers")?.string() ?? identifiers
        excludedIdentifiers = try mapping.optional("excludeIdentifiers")?.strings() ?? []
        rules = try mapping.optional("rules").map { node throws(YAMLError) in try Settings.path(node) }
        for node in try mapping.optional("custom")?.list() ?? [] { custom.append(try Settings.path(node)) }
        for node in try mapping.optional("allowLists")?.list() ?? [] { allowLists.append(try Settings.path(node)) }
        classifiers = try mapping.optional("classifiers").map { node throws(YAMLError) in try Settings.path(node) }
        let word = try mapping.optional("minimumConfidence")?.choice(of: Confidence.allCases.map(\.name))
        minimumConfidence = Confidence.allCases.first { $0.name == word } ?? minimumConfidence
        maximumFileSize = (try mapping.optional("maximumFileMegabytes")?.int(in: 1...1_000_000_000)).map { $0 << 20 }
        leastClassProbability =
            try mapping.optional("minimumClassProbability")?.double(in: 0.5...1) ?? leastClassProbability
        try mapping.finish()
    }
}
