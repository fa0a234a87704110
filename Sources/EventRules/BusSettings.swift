/// What a configuration says of the bus.
public struct BusSettings: Sendable, Equatable {
    /// The file that findings are appended to.
    public var feed: [UInt8]
    /// The size from which on a file of lines is put aside, in bytes.
    public var fileSize = 100 << 20
    /// How many files that were put aside are kept.
    public var fileCount = 5
    /// The group whose members may read the feed besides; `nil` for none.
    public var feedGroup: UInt32?
    /// The service's own folder, which members of such groups may pass through; `nil` for none.
    public var home: [UInt8]?
    /// Networks in CIDR notation that webhooks may reach although they are not public.
    public var allowedNetworks: [String] = []
    /// The file with the certificates that those of webhooks are checked against; `nil` for the system's.
    public var certificates: String?
    /// The key that webhooks are signed with.
    public var signingKey: [UInt8]

    /// Gathers what must be known.
    public init(feed: [UInt8], signingKey: [UInt8]) {
        self.feed = feed
        self.signingKey = signingKey
    }
}
