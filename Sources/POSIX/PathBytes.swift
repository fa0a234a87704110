/// Absolute paths as bytes, by their names alone.
extension [UInt8] {
    /// The folder that what an absolute path names lies in; that of `/` is `/`.
    public var parentFolder: [UInt8] {
        let slash = lastIndex(of: UInt8(ascii: "/")) ?? 0
        return slash == 0 ? [UInt8(ascii: "/")] : Array(self[..<slash])
    }

    /// Whether an absolute path leads into a folder, at any depth.
    public func isBelow(_ folder: [UInt8]) -> Bool {
        let prefix = folder == [UInt8(ascii: "/")] ? folder : folder + [UInt8(ascii: "/")]
        return count > prefix.count && starts(with: prefix)
    }
}
