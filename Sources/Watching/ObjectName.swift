/// An object of a bucket, or a folder of which only the access is meant.
public struct ObjectName: Hashable, Sendable {
    public var bucket: Int
    /// The path below the bucket; that of a folder ends with a slash.
    private var path: [UInt8]

    public init(bucket: Int, key: [UInt8]) {
        self.bucket = bucket
        path = key
    }

    public init(bucket: Int, folder: [UInt8]) {
        self.bucket = bucket
        path = folder + [UInt8(ascii: "/")]
    }

    public var isFolder: Bool { path.last == UInt8(ascii: "/") }

    /// The path below the bucket.
    public var key: [UInt8] { isFolder ? Array(path.dropLast()) : path }
}
