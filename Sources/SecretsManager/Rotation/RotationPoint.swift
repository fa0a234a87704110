/// A point that a rotation passes: something was done, or is about to be.
///
/// In the order in which they come. Wherever the process dies, the rotation goes on from the last step that was noted.
public enum RotationPoint: String, Sendable, CaseIterable {
    /// The pending version is a placeholder.
    case started
    /// There is a new value, which nobody has kept yet.
    case created
    /// The pending version has the new value.
    case stored
    case setting
    /// The new value is valid where it is used, which is not noted yet.
    case set
    case setNoted
    case tested
    case testNoted
    /// The rotator knows that the rotation ends.
    case told
    /// AWSCURRENT is on the new version.
    case moved
    case proved
    /// The event is out.
    case announced
    case ended
}
