import ServiceModel

/// Where the object of a key lies below the root of its bucket.
///
/// A key that ends with a slash is that of a folder, which is an object itself as long as nothing lies in it.
struct ObjectPath: Equatable {
    /// The key.
    let key: [UInt8]
    /// The folder it lies in, without slashes at the ends; empty for the root.
    let folder: [UInt8]
    /// The name it has there.
    let name: [UInt8]

    /// Whether the object is a folder.
    var isFolder: Bool { key.last == ObjectPath.slash }

    static let slash = UInt8(ascii: "/")

    /// The longest key, in bytes.
    static let longestKey = ObjectKey.mostBytes

    /// The longest name of a file, in bytes.
    static let longestName = 255

    /// Finds the place of a key; `nil` for a key that no file can have here, or that Magpie keeps for itself.
    init?(_ key: [UInt8]) {
        let path = key.last == ObjectPath.slash ? key.dropLast() : key[...]
        guard (1...ObjectPath.longestKey).contains(key.count), ObjectPath.isSound(path) else { return nil }
        self.key = key
        let end = path.lastIndex(of: ObjectPath.slash)
        folder = end.map { Array(path[..<$0]) } ?? []
        name = Array(path[(end.map { $0 + 1 } ?? path.startIndex)...])
    }

    /// Whether a path below a root leads somewhere, by way of names only.
    static func isSound(_ path: ArraySlice<UInt8>) -> Bool {
        path.split(separator: slash, omittingEmptySubsequences: false).allSatisfy { name in
            !name.isEmpty && name.count <= longestName && !name.contains(0) && !name.elementsEqual(".".utf8)
                && !name.elementsEqual("..".utf8) && !isHidden(name)
        }
    }

    /// The beginning of the names of files that Magpie makes for a moment, or for itself.
    static let ownPrefix = Array(".magpie-".utf8)

    /// Whether a name stands for nothing that is an object.
    static func isHidden(_ name: some Sequence<UInt8>) -> Bool { name.starts(with: ownPrefix) }
}

extension [UInt8] {
    /// Whether this key comes before another.
    func isBefore(_ other: [UInt8]) -> Bool { lexicographicallyPrecedes(other) }

    /// The first key behind all that begin with this one; `nil` when there can be none.
    var successor: [UInt8]? {
        var key = self
        while let last = key.popLast() {
            if last < .max { return key + [last + 1] }
        }
        return nil
    }
}
