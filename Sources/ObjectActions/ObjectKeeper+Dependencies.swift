public import EventBus
public import HelperProcesses
public import POSIX
public import Recording
public import Records
public import Watching

extension ObjectKeeper {
    /// What the keeper needs of the service.
    public struct Dependencies: Sendable {
        /// Processes that rewrite files.
        public var rewriters: Helper
        public var buckets: [MonitoredBucket]
        /// Reads the lists of rights that decide beside mode bits.
        public var rights: RightsReader
        public var ruleSet: Int64
        public var words: any FindingWording
        public var encryptionsPerHour: Int
        public var encryptedPercentPerDay: Int
        public var foldersPerOwner: Int
        public var rotationsPerSecretPerHour: Int
        /// Rotates secrets that were found.
        public var rotator: any SecretRotating
        /// Lets an access key be used no longer, and tells whether it could be until then.
        public var deactivateKey: @Sendable (_ id: String) throws -> Bool
        /// Decides what the roles may do that rules act as.
        public var roles: any RuleRights
        /// What `magpie doctor` has put into buckets: nothing is done to it.
        public var canaries: Canaries

        /// Gathers it.
        public init(
            rewriters: Helper,
            buckets: [MonitoredBucket],
            rights: RightsReader,
            ruleSet: Int64,
            words: any FindingWording,
            encryptionsPerHour: Int,
            encryptedPercentPerDay: Int,
            foldersPerOwner: Int,
            rotationsPerSecretPerHour: Int,
            rotator: any SecretRotating,
            deactivateKey: @escaping @Sendable (_ id: String) throws -> Bool,
            roles: any RuleRights,
            canaries: Canaries
        ) {
            self.rewriters = rewriters
            self.buckets = buckets
            self.rights = rights
            self.ruleSet = ruleSet
            self.words = words
            self.encryptionsPerHour = encryptionsPerHour
            self.encryptedPercentPerDay = encryptedPercentPerDay
            self.foldersPerOwner = foldersPerOwner
            self.rotationsPerSecretPerHour = rotationsPerSecretPerHour
            self.rotator = rotator
            self.deactivateKey = deactivateKey
            self.roles = roles
            self.canaries = canaries
        }
    }
}
