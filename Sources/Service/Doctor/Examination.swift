/// How the links between a file and what is done about it hold, as a canary has shown.
public struct Examination: Sendable {
    /// A link of the chain.
    public enum Name: String, Sendable, CaseIterable {
        /// A change is noticed.
        case watch
        /// The object is scanned.
        case scan
        /// What is in it is found, and recorded.
        case finding
        /// The event is in the feed, and the targets that it meets take events.
        case event
        /// Rules that encrypt have rehearsed.
        case action
    }

    /// How a link holds.
    public enum State: String, Sendable {
        case ok
        case broken
        /// A link before it is broken.
        case unknown
        /// There is nothing to do: no rule acts on such a finding.
        case none
    }

    /// A link, and how it holds.
    public struct Link: Sendable {
        public var name: Name
        public var state: State
        /// Since the canary was there, in milliseconds; `nil` when it never came so far.
        public var milliseconds: Int?
        /// What is wrong; empty when nothing is.
        public var problem = ""
        /// What to do about it.
        public var hint = ""
    }

    public var bucket: String
    public var links: [Link]
    /// Whether a rule needs the key service.
    public var needsKeys = false

    /// Whether no link is broken.
    public var isWhole: Bool { !links.contains { $0.state == .broken } }
}

/// A canary that the service itself cannot put into a bucket, for a client that can.
public struct UnplantedCanary: Sendable {
    public var id: String
    /// The bucket's folder, absolute.
    public var folder: [UInt8]
    /// The file's name in it.
    public var name: String
    public var content: [UInt8]
    /// Why the service cannot.
    public var reason: String
}
