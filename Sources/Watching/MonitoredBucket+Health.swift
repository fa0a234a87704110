public import Configuring

extension MonitoredBucket {
    /// Where the bucket is with regard to its records.
    public enum State: String, Sendable {
        /// A walk compares what is there with what is known.
        case reconciling
        /// Every change is noticed as it happens.
        case live
        /// Changes are found by walks only, or for some folders.
        case polling
        /// The folder is not there, or not the one that it was: nothing is concluded from that.
        case offline
    }

    /// How changes are noticed, and how often walks are made.
    public struct WatchOptions: Sendable {
        /// Seconds between two walks where changes are watched.
        public var reconcileSeconds: Int
        /// Seconds between two walks where they are not, and between two looks at whether the bucket is there.
        public var pollSeconds: Int
        public var method: Settings.WatchMethod
        /// A socket where watches of whole file systems are to be had.
        public var watcherSocket: [UInt8]?
        /// The only folder that is taken for the bucket, by its number in the file system; `nil` for any.
        public var inode: UInt64?

        /// Says how a bucket is watched.
        public init(
            reconcileSeconds: Int,
            pollSeconds: Int,
            method: Settings.WatchMethod,
            watcherSocket: [UInt8]?,
            inode: UInt64?
        ) {
            self.reconcileSeconds = reconcileSeconds
            self.pollSeconds = pollSeconds
            self.method = method
            self.watcherSocket = watcherSocket
            self.inode = inode
        }
    }

    /// What is known of a bucket's state.
    public struct Health: Sendable {
        public var state = State.reconciling
        public var problem: String?
        /// `fanotify`, `inotify` or `polling`.
        public var backend = "polling"
        public var folders = 0
        public var overflows = 0
        public var walks = 0
        /// How long the last walk took.
        public var walkSeconds: Double?
        /// What the last walk did not enter.
        public var mounts = NestedMounts()
    }
}
