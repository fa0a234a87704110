/// What the service has to say about itself, for the log.
///
/// Never holds a value that was found.
public struct Notices: Sendable {
    /// Something worth a line.
    public enum Notice: Sendable {
        case bucketOpened(String, backend: String)
        case bucketOffline(String, String)
        case walked(String, seconds: Double, folders: Int)
        case overflow(String)
        /// Too many names of a bucket's objects wait.
        case fullQueue(String)
    }

    /// Takes a notice, on any thread.
    public let say: @Sendable (Notice) -> Void

    /// Wraps what takes notices.
    public init(_ say: @escaping @Sendable (Notice) -> Void) { self.say = say }
}
