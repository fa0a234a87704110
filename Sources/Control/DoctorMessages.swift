/// How the links of the chain from a file to an action hold in a bucket, in answers to `doctor`.
public struct Diagnosis: Codable, Sendable {
    /// A link of the chain.
    public struct Link: Codable, Sendable {
        /// `watch`, `scan`, `finding`, `event` or `action`.
        public var name: String
        /// `ok`, `broken`, `unknown` behind a broken one, or `none` where there is nothing to do.
        public var state: String
        /// Since the canary was there.
        public var milliseconds: Int?
        /// What is wrong.
        public var problem: String?
        /// What to do about it.
        public var hint: String?

        /// Describes a link.
        public init(name: String, state: String, milliseconds: Int?, problem: String?, hint: String?) {
            self.name = name
            self.state = state
            self.milliseconds = milliseconds
            self.problem = problem
            self.hint = hint
        }
    }

    public var bucket: String
    public var links: [Link]

    /// Describes a bucket.
    public init(bucket: String, links: [Link]) {
        self.bucket = bucket
        self.links = links
    }

    /// Whether no link is broken.
    public var isWhole: Bool { !links.contains { $0.state == "broken" } }
}

/// The answer to `doctor`: what has come of it, or a canary that the client must plant.
public struct DoctorAnswer: Codable, Sendable {
    /// A file for the client to make.
    public struct Canary: Codable, Sendable {
        /// What `ExamineCanary` and `RemoveCanary` take.
        public var id: String
        /// The bytes of the folder's path.
        public var folder: [UInt8]
        /// The file's name in it.
        public var name: String
        public var content: [UInt8]
        /// Why the service cannot make it.
        public var reason: String

        /// Describes a file to be made.
        public init(id: String, folder: [UInt8], name: String, content: [UInt8], reason: String) {
            self.id = id
            self.folder = folder
            self.name = name
            self.content = content
            self.reason = reason
        }
    }

    public var diagnosis: Diagnosis?
    public var canary: Canary?

    /// Answers with one of both.
    public init(diagnosis: Diagnosis? = nil, canary: Canary? = nil) {
        self.diagnosis = diagnosis
        self.canary = canary
    }
}
