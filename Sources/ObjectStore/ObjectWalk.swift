import POSIX

/// Goes through the objects of a bucket in the order of their keys' bytes, from any key on.
///
/// It holds the names of the folders on the way to where it is, within ``mostNames``, and as many open folders as
/// ``mostOpen``: what it lets go of is read again when it comes back to it.
struct ObjectWalk {
    /// Something on the way.
    enum Item: Equatable {
        case object(key: [UInt8], FileStatus)
        /// Keys that are put together by how they begin: ``skip(_:)`` leaves them behind, and else they come again.
        case group([UInt8])
    }

    private struct Frame {
        /// How all keys begin that lie in the folder: empty, or with a slash at the end.
        let path: [UInt8]
        var folder: Directory?
        var names: [[UInt8]] = []
        var index = 0
        var isLast = false
        /// From which name on there is more to read.
        var start: [UInt8] = []
        /// Whether nothing is known to lie in the folder.
        var isEmpty: Bool
    }

    /// The most names that are held, of folders that are not the last on the way.
    static let mostNames = 131_072
    /// The most folders that are held open.
    static let mostOpen = 16

    private let root: Directory
    private let pages: FolderPages
    private let prefix: [UInt8]
    private let delimiter: [UInt8]
    /// Keys before this one do not count.
    private var bound: [UInt8]
    private var frames: [Frame] = []
    /// How names begin that count in the first folder.
    private let firstNames: [UInt8]

    /// Begins.
    ///
    /// - Parameters:
    ///   - root: The bucket.
    ///   - prefix: How keys begin that count.
    ///   - delimiter: What ends groups, behind the prefix; empty for no groups.
    ///   - bound: The first key that counts.
    ///   - pages: Reads folders.
    init(_ root: Directory, prefix: [UInt8], delimiter: [UInt8], from bound: [UInt8], _ pages: FolderPages) {
        self.root = root
        self.pages = pages
        self.prefix = prefix
        self.delimiter = delimiter
        self.bound = bound.isBefore(prefix) ? prefix : bound
        let end = prefix.lastIndex(of: ObjectPath.slash).map { $0 + 1 } ?? 0
        let path = Array(prefix[..<end])
        firstNames = Array(prefix[end...])
        guard path.isEmpty || ObjectPath.isSound(path.dropLast()) else { return }
        frames = [Frame(path: path, isEmpty: !path.isEmpty && firstNames.isEmpty && self.bound == path)]
    }

    /// Leaves all keys behind that begin so.
    mutating func skip(_ group: [UInt8]) {
        if let next = group.successor { bound = next } else { frames = [] }
    }

    /// The next object or group.
    ///
    /// - Returns: `nil` at the end.
    /// - Throws: `SystemError` when a folder cannot be read for another reason than that it has gone, or may not be.
    mutating func next() throws(SystemError) -> Item? {
        while let frame = frames.last {
            if frame.index == frame.names.count {
                if frame.isLast {
                    frames.removeLast()
                    if frame.isEmpty, let status = try frame.folder?.status(), status.linkCount > 0 {
                        return .object(key: frame.path, status)
                    }
                } else if try !read() {
                    frames.removeLast()
                }
                continue
            }
            let key = frame.path + frame.names[frame.index]
            let isFolder = key.last == ObjectPath.slash
            if key.isBefore(bound), !isFolder || !bound.starts(with: key) {
                pass()
            } else if let group = group(of: key) {
                // What is mounted over a folder is no part of the bucket.
                let isHere = try isFolder ? self.isHere(frame.names[frame.index].dropLast()) : true
                if isHere { return group }
                pass()
            } else if isFolder {
                pass()
                if key.count <= ObjectPath.longestKey { frames.append(Frame(path: key, isEmpty: !key.isBefore(bound))) }
            } else {
                let status = try object(frame.names[frame.index])
                pass()
                if let status { return .object(key: key, status) }
            }
        }
        return nil
    }

    private mutating func pass() { frames[frames.count - 1].index += 1 }

    /// The group that a key, or all keys of a folder, belong to.
    private func group(of key: [UInt8]) -> Item? {
        guard !delimiter.isEmpty, key.count >= prefix.count + delimiter.count else { return nil }
        for index in prefix.count...key.count - delimiter.count where key[index...].starts(with: delimiter) {
            return .group(Array(key[..<(index + delimiter.count)]))
        }
        return nil
    }

    // MARK: Folders

    /// Reads the next names of the last folder.
    ///
    /// - Returns: Whether there is such a folder, and keys in it that count.
    private mutating func read() throws(SystemError) -> Bool {
        let last = frames.count - 1
        let path = frames[last].path
        guard let low = lowest(below: path) else { return false }
        let start = low.isBefore(frames[last].start) ? frames[last].start : low
        guard let folder = try folder(last) else { return false }
        makeRoom()
        let page = try pages.page(of: folder, from: start, prefix: last == 0 ? firstNames : [])
        frames[last].names = page.names
        frames[last].index = 0
        frames[last].isLast = page.isLast
        if let name = page.names.last {
            frames[last].start = name + [0]
            frames[last].isEmpty = false
        }
        return true
    }

    /// The first name in a folder that may count; `nil` when none does.
    private func lowest(below path: [UInt8]) -> [UInt8]? {
        guard bound.starts(with: path) else { return path.isBefore(bound) ? nil : [] }
        let rest = bound[path.count...]
        return Array(rest.firstIndex(of: ObjectPath.slash).map { rest[...$0] } ?? rest)
    }

    /// Lets go of names and open folders that are far from where the walk is.
    private mutating func makeRoom() {
        if frames.count > ObjectWalk.mostOpen { frames[frames.count - 1 - ObjectWalk.mostOpen].folder = nil }
        var held = 0
        for index in frames.indices.dropLast().reversed() {
            held += frames[index].names.count
            guard held > ObjectWalk.mostNames, frames[index].index < frames[index].names.count else { continue }
            frames[index].start = frames[index].names[frames[index].index]
            frames[index].names = []
            frames[index].index = 0
            frames[index].isLast = false
        }
    }

    /// A folder on the way, open; `nil` when it has gone, or may not be read.
    private mutating func folder(_ index: Int) throws(SystemError) -> Directory? {
        if let folder = frames[index].folder { return folder }
        let path = frames[index].path
        do throws(SystemError) {
            let folder: Directory
            if index > 0, let above = frames[index - 1].folder {
                folder = try Directory(beneath: above, Array(path[frames[index - 1].path.count...].dropLast()))
            } else {
                folder = try Directory(beneath: root, Array(path.dropLast()))
            }
            frames[index].folder = folder
            return folder
        } catch {
            guard ObjectWalk.isPassedOver(error) else { throw error }
            return nil
        }
    }

    /// Whether an error means that there is nothing of a bucket: it has gone meanwhile, something else is mounted there, or
    /// the service may not look at it, which scans report as a gap.
    private static func isPassedOver(_ error: SystemError) -> Bool {
        error.isNotFound || error.isSymbolicLink || error.isOtherFileSystem || error.isPermissionDenied
    }

    /// Whether the folder of this name is a part of the bucket.
    private mutating func isHere(_ name: ArraySlice<UInt8>) throws(SystemError) -> Bool {
        guard let folder = try folder(frames.count - 1) else { return false }
        do throws(SystemError) { return try folder.boundary(before: Array(name)) == nil } catch {
            guard ObjectWalk.isPassedOver(error) else { throw error }
            return false
        }
    }

    /// What the file system knows of the object of this name; `nil` when it is none.
    private mutating func object(_ name: [UInt8]) throws(SystemError) -> FileStatus? {
        guard let folder = try folder(frames.count - 1) else { return nil }
        do throws(SystemError) {
            let status = try folder.status(of: name)
            guard status.kind == .regular, try folder.boundary(before: name) == nil else { return nil }
            return status
        } catch {
            guard ObjectWalk.isPassedOver(error) else { throw error }
            return nil
        }
    }
}
