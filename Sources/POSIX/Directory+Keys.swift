import CLinux

extension Directory {
    /// Reads a part of the names of files and folders, in the order in which the keys of objects stand that lie there.
    ///
    /// A folder's name is followed by a slash in that order, as it is in the keys of all that lies in it. What is neither a
    /// regular file nor a folder has no place in it. Each call reads the whole folder, and holds twice as many names as it may
    /// return.
    ///
    /// - Parameters:
    ///   - start: The first name that is wanted, with a slash at its end if that is a folder's.
    ///   - prefix: How the names begin that are wanted, without their slash.
    ///   - limit: How many are returned; from 1.
    ///   - isHidden: Whether a name is left out.
    /// - Returns: The names from `start` on, each with a slash at its end if it is a folder's; fewer than `limit` when there
    ///   are no more.
    /// - Throws: ``SystemError`` when the folder cannot be read.
    public func keyNames(
        from start: [UInt8],
        prefix: [UInt8],
        limit: Int,
        hiding isHidden: (_ name: [UInt8]) -> Bool
    ) throws(SystemError) -> [[UInt8]] {
        var names: [[UInt8]] = []
        // Names from here on have no place any more.
        var end: [UInt8]?
        try readEach { entry in
            guard entry.name.starts(with: prefix), !isHidden(entry.name) else { return }
            var name = entry.name
            switch entry.kind {
            case .regular: break
            case .directory: name.append(UInt8(ascii: "/"))
            case .unknown:
                // What has gone since has no key either.
                guard let kind = try? kind(of: entry.name), kind == .regular || kind == .directory else { return }
                if kind == .directory { name.append(UInt8(ascii: "/")) }
            case .symbolicLink, .pipe, .socket, .characterDevice, .blockDevice: return
            }
            if name.lexicographicallyPrecedes(start) { return }
            if let end, !name.lexicographicallyPrecedes(end) { return }
            names.append(name)
            guard names.count / 2 >= limit else { return }
            names = Directory.first(limit, of: names)
            end = names.last
        }
        return Directory.first(limit, of: names)
    }

    private static func first(_ count: Int, of names: [[UInt8]]) -> [[UInt8]] {
        let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
        return sorted.count > count ? Array(sorted.prefix(count)) : sorted
    }

    /// When the folder was made, or where that is not kept, when its names were changed last.
    ///
    /// It is `nil` when neither can be told.
    public var birthTime: Timestamp? {
        var seconds: Int64 = 0
        var nanoseconds: UInt32 = 0
        guard unsafe linux_birth(descriptor, &seconds, &nanoseconds) == 0 else { return nil }
        return Timestamp(seconds: Int(seconds), nanoseconds: Int(nanoseconds))
    }
}
