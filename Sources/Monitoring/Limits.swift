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

    /// How much of one object a scan may really read, in MiB; holes are not read. The rest is a gap, `read-limit`.
    public var scanMegabytes = 102_400

    /// Objects above this size, in MiB, are slow: while others wait, they never hold all threads.
    public var slowMegabytes = 64

    /// Seconds after which a scan is broken off, and begun again as a slow one.
    public var quickScanSeconds = 3

    /// Bytes of what was found out that wait to be written, in MiB; scans wait above it.
    public var waitingMegabytes = 32

    /// How often an object that could not be read for a passing reason is tried again before that is recorded; the first
    /// time after a second, then each time after twice as long, five minutes at most.
    public var readRetries = 10

    /// Creates the limits that hold when the configuration names none.
    public init() {}

    /// Reads the mapping `limits`.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        resultsReserve =
            (try mapping.optional("resultsReserveMegabytes")?.int(in: 0...1_000_000)).map { $0 << 20 } ?? resultsReserve
        scanSeconds = try mapping.optional("scanSeconds")?.int(in: 1...86_400) ?? scanSeconds
        scanMegabytes = try mapping.optional("scanMegabytes")?.int(in: 1...1_000_000_000) ?? scanMegabytes
        slowMegabytes = try mapping.optional("slowMegabytes")?.int(in: 1...1_000_000) ?? slowMegabytes
        quickScanSeconds = try mapping.optional("quickScanSeconds")?.int(in: 1...60) ?? quickScanSeconds
        waitingMegabytes = try mapping.optional("waitingMegabytes")?.int(in: 1...1024) ?? waitingMegabytes
        readRetries = try mapping.optional("readRetries")?.int(in: 0...100) ?? readRetries
        try mapping.finish()
    }
}
