/// A bucket, or a folder in one, in the answers to `buckets list` and `buckets show`.
///
/// The members with names from Macie mean what they mean there (DescribeBuckets and GetResourceProfile).
public struct BucketSummary: Codable, Sendable {
    /// Objects that cannot be analysed, by why.
    public struct Unclassifiable: Codable, Sendable {
        /// Because of what they are.
        public var fileType = 0
        /// Because of their size or where they lie.
        public var storageClass = 0
        public var total = 0

        /// Counts nothing.
        public init() {}
    }

    /// Objects by how they are encrypted.
    public struct Encryption: Codable, Sendable {
        public var customerManaged = 0
        public var kmsManaged = 0
        public var s3Managed = 0
        public var unencrypted = 0
        /// Encrypted by something else, as with age or OpenPGP.
        public var unknown = 0

        /// Counts nothing.
        public init() {}
    }

    /// How much was analysed, as Macie has it under `statistics`.
    public struct Statistics: Codable, Sendable {
        public var totalBytesClassified = 0
        public var totalDetections = 0
        public var totalDetectionsSuppressed = 0
        public var totalItemsClassified = 0
        public var totalItemsSensitive = 0
        public var totalItemsSkipped = 0
        public var totalItemsSkippedInvalidEncryption = 0
        public var totalItemsSkippedPermissionDenied = 0

        /// Counts nothing.
        public init() {}
    }

    /// Objects of one class of documents.
    public struct ContentClass: Codable, Sendable {
        /// The class, such as `medical`.
        public var name: String
        public var objectCount: Int
        /// Those of them by how probable the class is: ten counts, for probabilities below 0.1, below 0.2 and so on.
        public var objectCountByProbability: [Int]

        /// Counts objects.
        public init(name: String, objectCountByProbability: [Int]) {
            self.name = name
            self.objectCountByProbability = objectCountByProbability
            objectCount = objectCountByProbability.reduce(0, +)
        }
    }

    public var name: String
    public var path: String
    public var objectCount = 0
    public var sizeInBytes = 0
    public var classifiableObjectCount = 0
    public var classifiableSizeInBytes = 0
    public var unclassifiableObjectCount = Unclassifiable()
    public var objectCountByEncryptionType = Encryption()
    public var statistics = Statistics()
    /// From 1 to 100, or -1; the formula is in the documentation.
    public var sensitivityScore = 50
    public var completeCount = 0
    public var partialCount = 0
    public var skippedCount = 0
    /// Objects that were not looked at completely, by why.
    public var gaps: [String: Int] = [:]
    /// Objects by what their text is held for, the most frequent class first; `nil` from a service that does not tell.
    public var contentClasses: [ContentClass]?
    public var highFindings = 0
    public var mediumFindings = 0
    public var lowFindings = 0
    /// `PUBLIC` when every user of the machine can list it or write to it, `NOT_PUBLIC`, or `UNKNOWN` when that cannot be told.
    public var publicAccess = "UNKNOWN"
    /// Objects that every user may read by their own mode bits or lists of rights.
    public var worldReadableObjectCount = 0
    /// Objects of which it is not known what every user may do; `nil` from a service that does not tell.
    public var unknownRightsObjectCount: Int?
    /// Users and groups that an access control list names, as `user:alice:rwx`.
    public var sharedWith: [String] = []
    /// ISO 8601; `nil` before the first walk was complete.
    public var reconciledAt: String?

    /// Creates a summary of nothing.
    public init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}

/// The answer to `buckets list`.
public struct BucketsAnswer: Codable, Sendable {
    public var buckets: [BucketSummary]

    /// Creates an answer.
    public init(buckets: [BucketSummary]) { self.buckets = buckets }
}

/// The answer to `buckets show`.
public struct BucketAnswer: Codable, Sendable {
    public var bucket: BucketSummary
    /// The folders right below the one that was asked for; each with its path below the bucket as its name.
    public var folders: [BucketSummary]
    /// How many folders of the bucket are not read because something is mounted there.
    public var mountCount: Int?
    /// The first of them.
    public var mounts: [NestedMount]?
    /// The first objects that were looked at only in part, where they were asked for.
    public var partialObjects: [PartialObject]?

    /// An object that was looked at only in part.
    public struct PartialObject: Codable, Sendable {
        /// Its path below the bucket, as a terminal may show it.
        public var key: String
        /// The word for the weightiest reason.
        public var reason: String
        /// The MIME type.
        public var contentType: String
        public var sizeInBytes: Int
        public var classifiedBytes: Int

        /// Describes one.
        public init(key: String, reason: String, contentType: String, sizeInBytes: Int, classifiedBytes: Int) {
            (self.key, self.reason, self.contentType) = (key, reason, contentType)
            (self.sizeInBytes, self.classifiedBytes) = (sizeInBytes, classifiedBytes)
        }
    }

    /// Creates an answer.
    public init(
        bucket: BucketSummary,
        folders: [BucketSummary],
        mountCount: Int? = nil,
        mounts: [NestedMount]? = nil,
        partialObjects: [PartialObject]? = nil
    ) {
        self.partialObjects = partialObjects
        self.bucket = bucket
        self.folders = folders
        self.mountCount = mountCount
        self.mounts = mounts
    }
}
