/// On whose behalf something is done.
public enum Principal: Sendable, Equatable {
    /// The service itself: rotations, fingerprints.
    case service
    /// A user of the machine, by number.
    case user(UInt32)
}
