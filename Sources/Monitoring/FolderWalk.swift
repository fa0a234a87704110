import POSIX

/// A walk over a folder and all below it, in one thread.
enum FolderWalk {
    /// Calls `folder` for each folder before it is listed, then `file` for each regular file in it.
    ///
    /// Links are not followed and other file systems not entered. Folders that cannot be opened are passed over.
    ///
    /// - Returns: How many folders could not be listed.
    @discardableResult
    static func walk(
        _ start: Directory,
        key: [UInt8],
        device: UInt64,
        folder: (Directory, [UInt8]) -> Void,
        file: (Directory, [UInt8], [UInt8]) -> Void
    ) throws(SystemError) -> Int {
        var failures = 0
        var stack: [(parent: Directory?, name: [UInt8], key: [UInt8])] = [(nil, [], key)]
        while let next = stack.popLast() {
            let directory: Directory
            let entries: [Directory.Entry]
            do throws(SystemError) {
                if let parent = next.parent {
                    directory = try Directory(next.name, in: parent)
                } else {
                    directory = start
                }
                guard directory.device == device else { continue }
                folder(directory, next.key)
                entries = try directory.entries()
            } catch {
                if next.parent == nil { throw error }
                failures += error.isNotFound ? 0 : 1
                continue
            }
            for var entry in entries {
                if entry.kind == .unknown { entry.kind = (try? directory.kind(of: entry.name)) ?? .unknown }
                let key = next.key.isEmpty ? entry.name : next.key + [UInt8(ascii: "/")] + entry.name
                switch entry.kind {
                case .directory: stack.append((directory, entry.name, key))
                case .regular: file(directory, entry.name, key)
                default: break
                }
            }
        }
        return failures
    }
}
