public import Identifiers

/// That a folder with sensitive data is open to everybody.
public struct FolderExposure: Sendable {
    /// In what way it is open.
    public enum Kind: String, Sendable, CaseIterable {
        /// Every user can read objects in which something was found.
        case worldReadable = "Policy:Folder/WorldReadable"
        /// Every user can change them, or what the folder holds.
        case worldWritable = "Policy:Folder/WorldWritable"
    }

    public var kind: Kind
    public var bucketName: String
    /// Absolute, without links.
    public var bucketPath: [UInt8]
    /// The folder's path below the bucket.
    public var folder: [UInt8]
    public var access: FolderAccess
    /// That of the worst that lies open.
    public var severity: Severity
    /// How often this was found, each time after a change.
    public var count: Int
    /// Seconds since 1970.
    public var createdAt: Double
    public var updatedAt: Double

    /// Gathers what is known.
    public init(
        _ kind: Kind,
        bucketName: String,
        bucketPath: [UInt8],
        folder: [UInt8],
        access: FolderAccess,
        severity: Severity,
        count: Int,
        createdAt: Double,
        updatedAt: Double
    ) {
        self.kind = kind
        self.bucketName = bucketName
        self.bucketPath = bucketPath
        self.folder = folder
        self.access = access
        self.severity = severity
        self.count = count
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

extension FolderExposure.Kind {
    /// What the finding is called.
    public var title: String {
        switch self {
        case .worldReadable: "Every user can read sensitive data in the folder."
        case .worldWritable: "Every user can write to a folder with sensitive data."
        }
    }

    /// What it says.
    public var summary: String {
        switch self {
        case .worldReadable:
            "The folder and objects in it with sensitive data are open to every user of the machine."
        case .worldWritable:
            "Every user of the machine can change objects with sensitive data, or put others in their place."
        }
    }
}

/// Who may enter a folder.
public struct FolderAccess: Sendable, Equatable {
    /// Permission bits.
    public var mode: UInt32
    public var userID: UInt32
    /// Whether every user may pass all folders on the way, and this one.
    public var isReachable: Bool

    /// Describes a folder.
    public init(mode: UInt32, userID: UInt32, isReachable: Bool) {
        self.mode = mode
        self.userID = userID
        self.isReachable = isReachable
    }
}
