public import ObjectEncryption
public import POSIX

/// What is done to a bucket in one step, besides new objects.
public enum ObjectChange: Sendable, Equatable {
    /// Removes an object, and the folders that were made for it alone; what is not there, or no object, is left.
    ///
    /// - `file`: What it must be, unless that does not matter.
    case remove(ObjectPlace, file: FileIdentity?)
    /// Makes a folder that is an object itself, with these attributes.
    case makeFolder(ObjectPlace, [ObjectCommit.Attribute])
    /// Removes a folder that is an object, if nothing lies in it.
    case removeFolder(ObjectPlace)
    /// Gives an object's file an attribute, or takes it away.
    ///
    /// - `file`: What it must be.
    case setAttribute(ObjectPlace, file: FileIdentity, name: String, value: [UInt8]?)
    /// Removes what is left of objects whose writer has ended before they were whole.
    case sweep

    /// Does it, and returns when a loss of power cannot undo it.
    ///
    /// - Parameters:
    ///   - root: The bucket's folder.
    ///   - locks: Keep those out of its folders meanwhile who do the like.
    /// - Throws: ``WritingError``.
    public func perform(in root: Directory, locks: FolderLocks = FolderLocks()) throws(WritingError) {
        do {
            switch self {
            case .remove(let place, let file): try ObjectChange.remove(place, file, root, locks)
            case .makeFolder(let place, let attributes): try ObjectChange.make(place, attributes, root)
            case .removeFolder(let place): try ObjectChange.removeFolder(place, root)
            case .setAttribute(let place, let file, let name, let value):
                try ObjectChange.set(name, value, place, file, root)
            case .sweep: try ObjectChange.sweep(root)
            }
        } catch let error as WritingError {
            throw error
        } catch let error as SystemError {
            throw WritingError(error)
        } catch {
            throw WritingError(.failed, "\(error)")
        }
    }

    private static func remove(
        _ place: ObjectPlace,
        _ file: FileIdentity?,
        _ root: Directory,
        _ locks: FolderLocks
    ) throws {
        let folder = try folderIfThere(place, root)
        let lock = folder.map { locks.lock($0) }
        defer { lock?.release() }
        guard let folder, let status = try folder.statusIfThere(of: place.name), status.kind == .regular else {
            if file != nil { throw WritingError.changed }
            return
        }
        if let file, !file.matches(status) { throw WritingError.changed }
        guard try folder.isRemoved(place.name) else { return }
        try folder.flush()
        try ObjectFolders(root, try root.status()).clear(place.folders)
    }

    private static func make(_ place: ObjectPlace, _ attributes: [ObjectCommit.Attribute], _ root: Directory) throws {
        let owner = try root.status()
        try ObjectFolders(root, owner).withFolder(of: place) { parent in
            let folder = try folder(place.name, in: parent, like: owner)
            for attribute in attributes { try set(attribute, of: folder) }
            try folder.flush()
            try parent.flush()
        }
    }

    /// Makes a folder that stays when the last object in it goes.
    private static func folder(_ name: [UInt8], in parent: Directory, like owner: FileStatus) throws -> Directory {
        do throws(SystemError) {
            return try parent.makeFolder(
                name,
                owner: owner.userID,
                group: owner.groupID,
                mode: owner.mode & ObjectFolders.modeMask
            )
        } catch {
            guard error.isAlreadyThere else { throw error }
        }
        guard try parent.kind(of: name) == .directory else {
            throw WritingError(.obstructed, "there is an object of that name, and no folder")
        }
        let folder = try Directory(beneath: parent, name)
        do throws(SystemError) { try folder.removeAttribute(ObjectFolders.mark) } catch {
            guard error.isUnsupported else { throw error }
        }
        return folder
    }

    private static func set(_ attribute: ObjectCommit.Attribute, of folder: Directory) throws {
        do throws(SystemError) { try folder.setAttribute(attribute.name, to: attribute.value) } catch {
            guard error.isUnsupported || error.isFull else { throw error }
            if attribute.isRequired { throw WritingError.noAttributes }
        }
    }

    private static func removeFolder(_ place: ObjectPlace, _ root: Directory) throws {
        guard let parent = try folderIfThere(place, root) else { return }
        do throws(SystemError) {
            try parent.removeFolder(place.name)
            try parent.flush()
        } catch {
            // A folder in which something lies is no object.
            guard error.isNotEmpty || error.isNotFound else { throw error }
            return
        }
        try ObjectFolders(root, try root.status()).clear(place.folders)
    }

    private static func set(
        _ name: String,
        _ value: [UInt8]?,
        _ place: ObjectPlace,
        _ identity: FileIdentity,
        _ root: Directory
    ) throws {
        guard let folder = try folderIfThere(place, root) else { throw WritingError.changed }
        try set(name, value, of: try PlacedFile(place.name, in: folder), identity)
    }

    private static func set(
        _ name: String,
        _ value: [UInt8]?,
        of file: borrowing PlacedFile,
        _ identity: FileIdentity
    ) throws {
        let status = try file.status()
        guard status.kind == .regular, identity.matches(status) else { throw WritingError.changed }
        do throws(SystemError) {
            if let value { try file.setAttribute(name, to: value) } else { try file.removeAttribute(name) }
        } catch {
            guard error.isUnsupported || error.isFull else { throw error }
            throw WritingError.noAttributes
        }
        try file.flush()
    }

    /// The folder of a place; `nil` when there is none, or no way to it.
    private static func folderIfThere(_ place: ObjectPlace, _ root: Directory) throws -> Directory? {
        do { return try root.folder(at: place.folder) } catch {
            guard error as? WritingError == WritingError.way else { throw error }
            return nil
        }
    }

    private static func sweep(_ root: Directory) throws {
        for entry in try root.entries() where ObjectDraft.isTemporary(entry.name) {
            guard try root.statusIfThere(of: entry.name)?.kind == .regular else { continue }
            _ = try root.isRemoved(entry.name)
        }
    }
}

extension Directory {
    /// What the file system knows of `name`; `nil` when there is nothing of that name.
    func statusIfThere(of name: [UInt8]) throws(SystemError) -> FileStatus? {
        do throws(SystemError) { return try status(of: name) } catch  where error.isNotFound { return nil } catch {
            throw error
        }
    }

    /// Removes a file; `false` when there is none.
    fileprivate func isRemoved(_ name: [UInt8]) throws(SystemError) -> Bool {
        do throws(SystemError) { try remove(name) } catch {
            guard error.isNotFound else { throw error }
            return false
        }
        return true
    }
}
