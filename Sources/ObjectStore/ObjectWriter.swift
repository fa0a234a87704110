public import POSIX

/// Writes into buckets for whoever serves them, which may only read.
///
/// All of it throws `ServiceError` for what cannot be done, in the words of S3.
public protocol ObjectWriter: Sendable {
    /// Begins an object: nobody sees it before it is committed, and nothing is left of it without that.
    ///
    /// - Parameters:
    ///   - place: Where it will lie.
    ///   - root: The bucket's folder.
    ///   - byteCount: How many bytes will come.
    ///   - encryption: How it is encrypted; `nil` for an object in clear.
    /// - Returns: Takes what it holds.
    /// - Throws: `ServiceError`.
    func begin(_ place: WritePlace, in root: Directory, byteCount: Int, _ encryption: WriteEncryption?) throws
        -> any WriteDraft

    /// Removes the file or the empty folder of an object; what is not there is no error.
    ///
    /// - Parameters:
    ///   - place: Where it lies.
    ///   - root: The bucket's folder.
    ///   - file: What it must be, unless that does not matter.
    /// - Throws: `ServiceError`.
    func remove(_ place: WritePlace, in root: Directory, ifStill file: FileStatus?) throws

    /// Makes a folder that is an object, with attributes by their names.
    func makeFolder(_ place: WritePlace, in root: Directory, _ attributes: [WriteAttribute]) throws

    /// Gives an object's file an attribute, or takes it away.
    ///
    /// - Parameters:
    ///   - place: Where it lies.
    ///   - root: The bucket's folder.
    ///   - file: What it must be.
    ///   - name: That of the attribute.
    ///   - value: `nil` to take it away.
    /// - Throws: `ServiceError`.
    func setAttribute(
        _ place: WritePlace,
        in root: Directory,
        ifStill file: FileStatus,
        _ name: String,
        _ value: [UInt8]?
    )
        throws
}

/// Where an object lies: a folder below the bucket's, and a name there.
public struct WritePlace: Sendable, Equatable {
    /// Without slashes at the ends; empty for the bucket's folder.
    public var folder: [UInt8]
    public var name: [UInt8]
    /// Whether the object is a folder.
    public var isFolder: Bool

    init(_ path: ObjectPath) {
        (folder, name, isFolder) = (path.folder, path.name, path.isFolder)
    }
}

/// An extended attribute.
public struct WriteAttribute: Sendable, Equatable {
    public var name: String
    public var value: [UInt8]
    /// Whether the object is not to be without it.
    public var isRequired: Bool
}

/// An object on its way; for one thread.
public protocol WriteDraft {
    /// Takes what comes next.
    func write(_ bytes: [UInt8]) throws

    /// Puts the object into its place, and returns when it is there for good.
    ///
    /// - Parameters:
    ///   - condition: What must be there.
    ///   - attributes: What it gets.
    ///   - modified: When its content was changed last.
    /// - Throws: `ServiceError`.
    func commit(_ condition: WriteCondition, _ attributes: [WriteAttribute], modified: Timestamp) throws
}

/// What must be at an object's place when it gets there.
public enum WriteCondition: Sendable, Equatable {
    case anything
    case nothing
    /// This file, unchanged.
    case file(FileStatus)
}
