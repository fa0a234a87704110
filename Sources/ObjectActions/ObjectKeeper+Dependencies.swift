public import EventRules
public import Watching

extension ObjectKeeper {
    /// What the keeper needs of the service.
    public struct Dependencies: Sendable {
        public var buckets: [MonitoredBucket]
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
            buckets: [MonitoredBucket],
            encryptionsPerHour: Int,
            encryptedPercentPerDay: Int,
            foldersPerOwner: Int,
            rotationsPerSecretPerHour: Int,
            rotator: any SecretRotating,
            deactivateKey: @escaping @Sendable (_ id: String) throws -> Bool,
            roles: any RuleRights,
            canaries: Canaries
        ) {
            self.buckets = buckets
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
