import Accounts
import Bytes
public import Findings
public import POSIX

/// What all records of a run have in common.
public struct ReportContext: Sendable {
    /// Where the scan began.
    public var roots: [ScanRoot]

    /// The account that findings name: 12 digits.
    public var account = AccountLocation.current.account

    /// The region that findings name.
    public var region = AccountLocation.current.region

    /// The name of the machine.
    public var hostName: String

    /// What tells this run from others: 32 hexadecimal digits.
    public var jobID: String

    /// Whether nobody asked for the scan: it follows from watching.
    ///
    /// Then findings name no job.
    public var isAutomated = false

    /// Where a record of every object lies, as a URL; `nil` when there is none.
    public var resultsLocation: String?

    /// When the run began.
    public var start: Timestamp

    /// The clock; tests stop it.
    public var now: @Sendable () -> Timestamp = { Timestamp.now() }

    /// Reads the lists of rights that decide beside the mode bits; tests say what they hold.
    public var rights = RightsReader.system

    /// What managed secrets are called that a table of them names by number; a number may be one that is known no longer.
    public var managedSecret: @Sendable (UInt32) -> ManagedSecretName? = { _ in nil }

    /// Creates a context.
    public init(roots: [ScanRoot], hostName: String, jobID: String, start: Timestamp) {
        self.roots = roots
        self.hostName = hostName
        self.jobID = jobID
        self.start = start
    }

    /// Makes up an identity for a run.
    public static func makeJobID() -> String {
        var bytes: [UInt8] = []
        for _ in 0..<16 { bytes.append(.random(in: .min ... .max)) }
        return Hexadecimal.text(bytes)
    }

    /// Where an object lies.
    package func place(of path: [UInt8]) -> ObjectPlace {
        var best: (index: Int, length: Int)?
        for (index, root) in roots.enumerated() where root.contains(path) && root.path.count > best?.length ?? -1 {
            best = (index, root.path.count)
        }
        guard let best else { return ObjectPlace(root: 0, bucket: Array("local".utf8), key: path, absolutePath: path) }
        let root = roots[best.index]
        let below = Array(path.dropFirst(root.path.count).drop { $0 == UInt8(ascii: "/") })
        guard !below.isEmpty else {
            return ObjectPlace(
                root: best.index,
                bucket: root.bucket,
                key: root.fileName,
                absolutePath: root.absolutePath
            )
        }
        return ObjectPlace(
            root: best.index,
            bucket: root.bucket,
            key: below,
            absolutePath: root.absolutePath.appending(below)
        )
    }
}

/// A file or folder that a user named.
public struct ScanRoot: Sendable {
    /// As it was named, without slashes at its end: what the paths of its objects begin with.
    public var path: [UInt8]

    /// The same without links; for what is not there, ``path``.
    public var absolutePath: [UInt8]

    /// Whether it is a folder.
    public var isFolder: Bool

    /// What its bucket is called, if not like the folder.
    public var bucketName: String?

    /// The folder itself, where it is held open: who may enter it is asked of that and not of what its path leads to.
    ///
    /// Gives `nil` while it is not there.
    public var held: (@Sendable () -> Directory?)?

    /// The name that stands for standard input.
    public static let standardInput = Array("-".utf8)

    /// Describes a root.
    public init(path: [UInt8], absolutePath: [UInt8], isFolder: Bool) {
        self.path = path
        self.absolutePath = absolutePath
        self.isFolder = isFolder
    }

    /// Looks up what a user named.
    public init(_ named: [UInt8]) {
        if named == ScanRoot.standardInput {
            self.init(path: named, absolutePath: named, isFolder: false)
            return
        }
        var path = named
        while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        let absolutePath = FileStatus.absolutePath(of: path) ?? path
        let isFolder = (try? FileStatus.of(path).kind) == .directory
        self.init(path: path, absolutePath: absolutePath, isFolder: isFolder)
    }

    /// The folder that stands for the bucket.
    package var folder: [UInt8] {
        guard !isFolder else { return absolutePath }
        let slash = absolutePath.lastIndex(of: UInt8(ascii: "/"))
        return Array(absolutePath[..<(slash.map { max($0, 1) } ?? 0)])
    }

    /// The last name in the folder's path.
    package var bucket: [UInt8] {
        if let bucketName { return Array(bucketName.utf8) }
        let name = folder.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
        return name.isEmpty ? Array((absolutePath == ScanRoot.standardInput ? "stdin" : "root").utf8) : name
    }

    /// The last name in the path.
    var fileName: [UInt8] { absolutePath.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? [] }

    func contains(_ object: [UInt8]) -> Bool {
        guard object.starts(with: path) else { return false }
        return object.count == path.count || path.last == UInt8(ascii: "/") || object[path.count] == UInt8(ascii: "/")
    }
}

/// Where an object lies, in the terms of buckets and of the file system.
package struct ObjectPlace {
    /// Index of the root that it was found under.
    package var root: Int
    /// The name of the root folder.
    package var bucket: [UInt8]
    /// The path below that folder.
    package var key: [UInt8]
    /// The path without links.
    package var absolutePath: [UInt8]
}

extension [UInt8] {
    /// This path and a name or path below it.
    package func appending(_ below: [UInt8]) -> [UInt8] {
        last == UInt8(ascii: "/") ? self + below : self + [UInt8(ascii: "/")] + below
    }
}
