public import POSIX

/// What is mounted in a bucket and therefore not part of it.
public struct NestedMounts: Sendable, Equatable {
    /// A folder that was not entered.
    public struct Mount: Sendable, Equatable {
        /// The path below the bucket.
        public var key: [UInt8]
        public var boundary: MountBoundary
    }

    /// How many there are.
    public private(set) var count = 0

    /// The first of them that were come across.
    public private(set) var first: [Mount] = []

    /// The most that are known by name.
    static let capacity = 20

    public init() {}

    mutating func add(_ key: [UInt8], _ boundary: MountBoundary) {
        let mount = Mount(key: key, boundary: boundary)
        guard !first.contains(mount) else { return }
        count += 1
        if first.count < NestedMounts.capacity { first.append(mount) }
    }
}
