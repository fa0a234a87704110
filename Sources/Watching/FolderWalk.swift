import POSIX

/// A walk over a folder and all below it, in one thread.
///
/// Links are not followed, and nothing entered that is mounted below the start; subvolumes of the same mount are. However deep
/// and wide the tree is, few folders are held open; however many names a folder has, few of them are held.
struct FolderWalk {
    /// Called for each folder before it is listed, with its path below the bucket.
    var folder: (Directory, [UInt8]) -> Void
    /// Called for each regular file, with its folder, its name and its path below the bucket.
    var file: ((Directory, [UInt8], [UInt8]) -> Void)?
    /// Called for each folder that is not entered because something is mounted there, with its path below the bucket.
    var mount: ([UInt8], MountBoundary) -> Void
    /// Called for each page of what lies in a folder, in the order of its pages.
    var listed: (Directory, [UInt8], Page) -> Void = { _, _, _ in }
    /// Called for each folder that could not be listed, or was gone when it was to be, with its path below the bucket.
    var missed: ([UInt8]) -> Void = { _ in }
    /// How many levels below the start are entered; `nil` for all.
    var mostLevels: Int?
    /// Called for each folder that is not entered because it lies below those levels.
    var deeper: ([UInt8]) -> Void = { _ in }

    /// How many names of a folder are listed at once; twice as many are held.
    var pageSize = 200_000

    /// Some of what lies in a folder, sorted by the bytes of the names.
    struct Page {
        var entries: [Directory.Entry]
        /// The last name of the page before; `nil` for the first page.
        var previous: [UInt8]?
        /// Whether there are no names behind these.
        var isLast: Bool
    }

    /// The longest path below the bucket that is followed, in bytes; folders below count as not listed.
    static let longestKey = 65_536

    /// Folders that are held open at most because others in them are still to be entered; what is deeper is opened by its path.
    private static let mostOpen = 64

    /// A folder that is still to be entered.
    private struct Step {
        /// The open folder that it lies in; `nil` for one that is opened by its path.
        var parent: Directory?
        var name: [UInt8]
        /// Below the bucket.
        var key: [UInt8]
        /// How far it lies below the start.
        var level: Int
        /// Whether no other step needs `parent` any more after this one.
        var isLast: Bool
        /// For another page of a folder, the last name of the one before.
        var previous: [UInt8]?
    }

    /// Walks over `start` and all below it.
    ///
    /// - Parameters:
    ///   - start: An open folder.
    ///   - key: Its path below the bucket.
    /// - Returns: How many folders could not be listed.
    /// - Throws: `SystemError` when `start` cannot be listed.
    @discardableResult
    func walk(_ start: Directory, key: [UInt8]) throws(SystemError) -> Int {
        var failures = 0
        var openCount = 0
        var stack: [Step] = []
        let first = Step(parent: nil, name: [], key: key, level: 0, isLast: false, previous: nil)
        try list(start, first, openCount: &openCount, &stack)
        while let step = stack.popLast() {
            if step.isLast { openCount -= 1 }
            if let mostLevels, step.level > mostLevels {
                deeper(step.key)
                continue
            }
            guard step.key.count <= FolderWalk.longestKey else {
                failures += 1
                missed(step.key)
                continue
            }
            do throws(SystemError) {
                guard let directory = try open(step, below: start, key) else { continue }
                try list(directory, step, openCount: &openCount, &stack)
            } catch {
                failures += error.isNotFound ? 0 : 1
                missed(step.key)
            }
        }
        return failures
    }

    /// Opens a folder, unless something is mounted there.
    private func open(_ step: Step, below start: Directory, _ startKey: [UInt8]) throws(SystemError) -> Directory? {
        if step.previous != nil {
            let path = step.key.dropFirst(startKey.isEmpty ? 0 : startKey.count + 1)
            return path.isEmpty ? start : try Directory(beneath: start, Array(path))
        }
        let parent: Directory
        if let open = step.parent {
            parent = open
        } else {
            let path = step.key.dropFirst(startKey.isEmpty ? 0 : startKey.count + 1).dropLast(step.name.count + 1)
            parent = try Directory(beneath: start, Array(path))
        }
        var boundary = try parent.boundary(before: step.name)
        if boundary == nil {
            let directory = try Directory(step.name, in: parent)
            // Whatever was mounted in between.
            boundary = parent.boundary(before: directory)
            if boundary == nil { return directory }
        }
        if let boundary { mount(step.key, boundary) }
        return nil
    }

    /// Tells of a page of what lies in a folder, and puts the next page and the folders on the stack.
    private func list(
        _ directory: Directory,
        _ step: Step,
        openCount: inout Int,
        _ stack: inout [Step]
    ) throws(SystemError) {
        let key = step.key
        if step.previous == nil { folder(directory, key) }
        let isKept = openCount < FolderWalk.mostOpen
        var entries = try directory.entries(after: step.previous, limit: pageSize)
        for index in entries.indices where entries[index].kind == .unknown {
            // One that cannot be told has gone, or is found by the next walk.
            entries[index].kind = (try? directory.kind(of: entries[index].name)) ?? .unknown
        }
        let isLastPage = entries.count < pageSize
        listed(directory, key, Page(entries: entries, previous: step.previous, isLast: isLastPage))
        if !isLastPage, let last = entries.last {
            // Opened by its path when its turn comes: it may be long until then.
            stack.append(
                Step(parent: nil, name: step.name, key: key, level: step.level, isLast: false, previous: last.name)
            )
        }
        let first = stack.count
        let prefix = key.isEmpty ? [] : key + [UInt8(ascii: "/")]
        for entry in entries {
            switch entry.kind {
            case .directory:
                let isLast = isKept && stack.count == first
                stack.append(
                    Step(
                        parent: isKept ? directory : nil,
                        name: entry.name,
                        key: prefix + entry.name,
                        level: step.level + 1,
                        isLast: isLast,
                        previous: nil
                    )
                )
            case .regular: file?(directory, entry.name, prefix + entry.name)
            default: break
            }
        }
        guard stack.count > first else { return }
        // What is entered next needs its folder no longer than that.
        if isKept { openCount += 1 } else { stack[stack.count - 1].parent = directory }
    }
}
