public import Records
import StrictYAML

/// How much of the machine those who write into buckets, or reach the socket, may have the service use.
///
/// Each limit is a key of `limits` in the configuration, with its unit in its name, a range, and a default that a file
/// server with many users need not change.
public struct Limits: Sendable, Equatable {
    /// What records of objects that were looked at leave free on their disk, in bytes; never more than a quarter of it.
    public var resultsReserve = 64 << 20

    /// The longest that the scan of one object may take, in seconds; what was not read by then is a gap, `time-limit`.
    public var scanSeconds = 3600

    /// How much of one object a scan may really read, in MiB; holes are not read.
    ///
    /// The rest is a gap, `read-limit`.
    public var scanMegabytes = 102_400

    /// How much may come out of the containers of one object, in MiB, or sixteen times its own size, where that is more.
    ///
    /// The rest is a gap, `expansion-limit`.
    public var unpackedMegabytes = 512

    /// How many times its own size may come out of an object, once a mebibyte has; the rest is a gap, `ratio-limit`.
    public var unpackedRatio = 200

    /// In how many containers a member may lie; what lies deeper is a gap, `nesting-limit`.
    public var unpackedDepth = 8

    /// How many members of one object's containers are looked at; the rest is a gap, `member-limit`.
    public var unpackedMembers = 100_000

    /// The most memory that a worker takes for a member that must be there as a whole, in MiB; a larger one is a gap,
    /// `memory-limit`.
    public var unpackedMemoryMegabytes = 64

    /// Objects above this size, in MiB, are slow: while others wait, they never hold all threads.
    public var slowMegabytes = 64

    /// Seconds after which a scan is broken off, and begun again as a slow one.
    public var quickScanSeconds = 3

    /// Bytes of what was found out that wait to be written, in MiB; scans wait above it.
    public var waitingMegabytes = 32

    /// The memory for names of objects that wait to be looked at, in MiB; walks wait above it, and find what came meanwhile.
    public var waitingNamesMegabytes = 256

    /// How often an object that could not be read for a passing reason is tried again before that is recorded; the first
    /// time after a second, then each time after twice as long, five minutes at most.
    public var readRetries = 10

    /// What clients of the socket may use.
    public var clients = Clients()

    /// How much of the service those who reach its socket may use: root and the service's own user everything, others
    /// together three quarters.
    public struct Clients: Sendable, Equatable {
        /// Connections at the same time.
        public var connections = 256
        /// Connections that a user has at the same time.
        public var connectionsPerUser = 32
        /// Requests that are being received or answered, of all users, in MiB.
        public var requestMegabytes = 32
        /// Requests that are being received or answered, of one user, in MiB.
        public var requestMegabytesPerUser = 4
        /// The longest answer, in MiB.
        public var answerMegabytes = 64
        /// How long a request may take to arrive, from its first byte to its last, in seconds.
        public var requestSeconds = 10
        /// How long a client may take to receive an answer, in seconds.
        public var answerSeconds = 30
        /// How long a connection may be without a request, in seconds; 0 for no limit.
        public var idleSeconds = 600
    }

    /// As many times what rules may have encrypted of an owner in one first folder of a bucket, they may of him in all.
    public var foldersPerOwner = 4

    /// What a database server may send in a session of a rotation, in MiB.
    public var databaseMegabytes = 1
    /// The rows that an answer of a database server may have.
    public var databaseRows = 1000
    /// How long a login at a database server may take, in seconds.
    public var databaseLoginSeconds = 8
    /// How long a statement at a database server may take, in seconds.
    public var databaseStatementSeconds = 10

    /// The longest time between two attempts of a rotation that fails, in seconds.
    public var rotationRetrySeconds = 900

    /// How often rules may have one secret rotated in an hour; the next rotation is held back.
    public var rotationsPerSecretPerHour = 3

    /// How long findings that hold no longer are kept, and how many.
    public var retention = Retention()

    /// How much of the records one object may add, in KiB a second: after a look that has added more, it rests.
    public var recordKilobytesPerSecond = 256

    /// How often within an hour a user may ask which objects hold a value.
    public var valueSearchesPerHour = 100

    /// How many requests a second a user with the role `read` may make; ten seconds' worth may come at once.
    public var readerRequestsPerSecond = 100

    /// The same for users with another role.
    public var userRequestsPerSecond = 5000

    /// How many requests a second may be signed with one access key; ten seconds' worth may come at once.
    public var accessKeyRequestsPerSecond = 5000

    /// How much parts of objects that are not complete may take together, in MiB.
    public var uploadMegabytes = 10_240

    /// After how many days such an object is given up.
    public var uploadDays = 7

    /// What requests of users with the role `read` that are logged leave free on the disk with the state, in MiB; never more
    /// than a quarter of it.
    public var stateReserveMegabytes = 128

    /// Creates the limits that hold when the configuration names none.
    public init() {}

    /// Reads the mapping `limits`.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        resultsReserve =
            (try mapping.optional("resultsReserveMegabytes")?.int(in: 0...1_000_000)).map { $0 << 20 } ?? resultsReserve
        try mapping.read("scanSeconds", 1...86_400, &scanSeconds)
        try mapping.read("scanMegabytes", 1...1_000_000_000, &scanMegabytes)
        try mapping.read("unpackedMegabytes", 1...1_000_000, &unpackedMegabytes)
        try mapping.read("unpackedRatio", 2...1_000_000, &unpackedRatio)
        try mapping.read("unpackedDepth", 1...32, &unpackedDepth)
        try mapping.read("unpackedMembers", 1...10_000_000, &unpackedMembers)
        try mapping.read("unpackedMemoryMegabytes", 1...512, &unpackedMemoryMegabytes)
        try mapping.read("slowMegabytes", 1...1_000_000, &slowMegabytes)
        try mapping.read("quickScanSeconds", 1...60, &quickScanSeconds)
        try mapping.read("waitingMegabytes", 1...1024, &waitingMegabytes)
        try mapping.read("waitingNamesMegabytes", 8...65_536, &waitingNamesMegabytes)
        try mapping.read("readRetries", 0...100, &readRetries)
        clients = try Clients(&mapping)
        try mapping.read("foldersPerOwner", 1...1000, &foldersPerOwner)
        try mapping.read("databaseMegabytes", 1...64, &databaseMegabytes)
        try mapping.read("databaseRows", 10...100_000, &databaseRows)
        try mapping.read("databaseLoginSeconds", 1...60, &databaseLoginSeconds)
        try mapping.read("databaseStatementSeconds", 1...60, &databaseStatementSeconds)
        try mapping.read("rotationRetrySeconds", 1...86_400, &rotationRetrySeconds)
        try mapping.read("rotationsPerSecretPerHour", 1...3600, &rotationsPerSecretPerHour)
        try mapping.read("findingDays", 1...3650, &retention.days)
        try mapping.read("formerFindings", 0...1000, &retention.findingsOfObject)
        try mapping.read("bucketFormerFindings", 1...10_000_000, &retention.findingsOfBucket)
        try mapping.read("recordKilobytesPerSecond", 1...1_000_000, &recordKilobytesPerSecond)
        try mapping.read("valueSearchesPerHour", 0...1_000_000, &valueSearchesPerHour)
        try mapping.read("readerRequestsPerSecond", 1...1_000_000, &readerRequestsPerSecond)
        try mapping.read("userRequestsPerSecond", 1...1_000_000, &userRequestsPerSecond)
        try mapping.read("accessKeyRequestsPerSecond", 1...1_000_000, &accessKeyRequestsPerSecond)
        try mapping.read("uploadMegabytes", 0...1_000_000_000, &uploadMegabytes)
        try mapping.read("uploadDays", 1...365, &uploadDays)
        try mapping.read("stateReserveMegabytes", 0...1_000_000, &stateReserveMegabytes)
        try mapping.finish()
    }
}

extension Limits.Clients {
    /// Reads the keys of `limits` that are for clients.
    fileprivate init(_ mapping: inout YAMLMapping) throws(YAMLError) {
        self.init()
        try mapping.read("connections", 8...10_000, &connections)
        try mapping.read("connectionsPerUser", 1...10_000, &connectionsPerUser)
        try mapping.read("requestMegabytes", 2...1024, &requestMegabytes)
        try mapping.read("requestMegabytesPerUser", 2...1024, &requestMegabytesPerUser)
        try mapping.read("answerMegabytes", 1...1024, &answerMegabytes)
        try mapping.read("requestSeconds", 1...3600, &requestSeconds)
        try mapping.read("answerSeconds", 1...3600, &answerSeconds)
        try mapping.read("idleSeconds", 0...86_400, &idleSeconds)
    }
}

extension YAMLMapping {
    /// Reads a number into a limit, which stays as it is where the mapping does not name the key.
    fileprivate mutating func read(_ key: String, _ range: ClosedRange<Int>, _ limit: inout Int) throws(YAMLError) {
        limit = try optional(key)?.int(in: range) ?? limit
    }
}
