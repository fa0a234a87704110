import POSIX

/// The folders that objects lie in: S3 knows none, so they come with the first object in them and go with the last.
///
/// Folders that somebody else has made stay, and so do those that were put as objects themselves.
struct ObjectFolders {
    let root: Directory
    /// What the file system knows of the bucket's folder: new ones are like it.
    let owner: FileStatus

    /// What folders have that go with the last object in them.
    static let mark = "user.magpie.made"
    /// Which permission bits of the bucket's folder others get.
    static let modeMask: UInt32 = 0o2777
    /// How often a way is made anew that somebody removes at the same time.
    private static let attempts = 16

    init(_ root: Directory, _ owner: FileStatus) {
        self.root = root
        self.owner = owner
    }

    /// Gives the folder of a place to `body`, and makes it for that if it is missing.
    func withFolder(of place: ObjectPlace, _ body: (Directory) throws -> Void) throws {
        var attempt = 1
        while true {
            do {
                return try body(try make(place.folders))
            } catch let error as SystemError where error.isNotFound && attempt < ObjectFolders.attempts {
                // Another request has removed the last object in it, and the folder.
                attempt += 1
            } catch {
                // What was made for nothing is left to nobody.
                try? clear(place.folders)
                throw error
            }
        }
    }

    private func make(_ names: [[UInt8]]) throws -> Directory {
        var folder = root
        for (index, name) in names.enumerated() {
            let path = Array(names[...index].joined(separator: [UInt8(ascii: "/")]))
            if let there = try root.folder(at: path) {
                folder = there
            } else if let new = try made(name, in: folder) {
                folder = new
            } else {
                // Somebody else has made it meanwhile, or what lies above it has gone.
                folder = try Directory(beneath: root, path)
            }
        }
        return folder
    }

    /// Makes a folder; `nil` when there is one already.
    private func made(_ name: [UInt8], in parent: Directory) throws(SystemError) -> Directory? {
        do throws(SystemError) {
            let mode = owner.mode & ObjectFolders.modeMask
            let new = try parent.makeFolder(name, owner: owner.userID, group: owner.groupID, mode: mode)
            // Where it cannot be marked it stays, as those do that others have made.
            try? new.setAttribute(ObjectFolders.mark, to: [UInt8(ascii: "1")])
            try new.flush()
            try parent.flush()
            return new
        } catch {
            guard error.isAlreadyThere else { throw error }
            return nil
        }
    }

    /// Removes the folders on a way in which nothing lies any more, from its end on, as far as they were made here.
    func clear(_ names: [[UInt8]]) throws {
        for count in stride(from: names.count, to: 0, by: -1) {
            let path = Array(names[..<count].joined(separator: [UInt8(ascii: "/")]))
            let above = Array(names[..<(count - 1)].joined(separator: [UInt8(ascii: "/")]))
            guard let folder = try root.folder(at: path), folder.hasAttribute(ObjectFolders.mark),
                let parent = try root.folder(at: above)
            else { return }
            do throws(SystemError) {
                try parent.removeFolder(names[count - 1])
                try parent.flush()
            } catch {
                guard error.isNotEmpty || error.isNotFound else { throw error }
                return
            }
        }
    }
}
