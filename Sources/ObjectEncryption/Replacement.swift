import POSIX

/// The file that is to take the place of another: beside it, under a temporary name.
struct Replacement: ~Copyable {
    let file: PlacedFile
    private let folder: Directory
    private let operation: InPlaceOperation
    private let inode: UInt64
    /// Whether the names were exchanged, and not one replaced by the other.
    private var isExchanged = true
    /// Whether this file was seen under the name of the old one: what has another file there since is not the exchange.
    private var hasTakenPlace = false

    /// Makes an empty file.
    init(_ operation: InPlaceOperation, in folder: Directory) throws(Ending) {
        let name = operation.temporaryName
        let file = try system(.create) { () throws(SystemError) in try PlacedFile(creating: name, in: folder) }
        inode = try system(.create) { () throws(SystemError) in try file.status() }.inode
        self.file = file
        self.folder = folder
        self.operation = operation
    }

    /// Where the old file is after the exchange.
    var oldName: [UInt8] { isExchanged ? operation.temporaryName : operation.spareName }

    /// Takes over owner, mode, attributes and times.
    func takeMetadata(_ metadata: FileMetadata, _ notes: inout [InPlaceOutcome.Note]) throws(Ending) {
        try system(.metadata) { () throws(SystemError) in try file.apply(metadata) }
        let now = try system(.metadata) { () throws(SystemError) in try file.metadata() }
        if !now.matchesFlags(of: metadata) { notes.append(.flagsNotCopied) }
    }

    /// Checks that the metadata is the same.
    func checkMetadata(_ metadata: FileMetadata) throws(Ending) {
        var now = try system(.verify) { () throws(SystemError) in try file.metadata() }
        // Reading it back may have moved this one.
        now.accessed = metadata.accessed
        guard now.matches(metadata) else { throw .failed(.verify, .verification) }
    }

    /// Checks that the temporary name stands for this file still.
    func check() throws(Ending) -> FileStatus {
        let status = try system(.compare) { () throws(SystemError) in try folder.status(of: operation.temporaryName) }
        guard status.inode == inode, status.linkCount == 1 else {
            throw .failed(.compare, .surprise("somebody has replaced the temporary file"))
        }
        return status
    }

    /// Gives this file the name, and the old one another.
    mutating func exchange(
        with original: borrowing OriginalFile,
        _ notes: inout [InPlaceOutcome.Note]
    ) throws(Ending) {
        do throws(SystemError) {
            do throws(SystemError) {
                try folder.exchange(operation.temporaryName, original.name)
            } catch  where error.isUnsupported {
                // The old file keeps a name whatever happens next.
                try folder.link(original.name, as: operation.spareName)
                isExchanged = false
                notes.append(.noExchange)
                try folder.rename(operation.temporaryName, to: original.name)
            }
        } catch {
            throw .failed(.exchange, .system(error))
        }
        // What cannot be told is no reason to remove anything later.
        hasTakenPlace = (try? folder.status(of: original.name))?.inode == inode
    }

    /// Checks that each of the files has the other's name now, and that the old one is as it was.
    func checkExchanged(_ original: borrowing OriginalFile) throws(Ending) {
        let isRight: Bool
        do throws(SystemError) {
            let new = try folder.status(of: original.name)
            let old = try folder.status(of: oldName)
            let isUnchanged = try original.isUnchanged()
            isRight = new.inode == inode && old.inode == original.status.inode && isUnchanged
        } catch  where error.isNotFound {
            throw .conflict(.changed)
        } catch {
            throw .failed(.compareAgain, .system(error))
        }
        guard isRight else {
            throw .conflict(original.isLeased && !original.file.hasLease ? .openForWriting : .changed)
        }
    }

    /// Takes the exchange back, as far as the name stands for this file.
    ///
    /// Somebody may give the name to another file between the look and the step: what was taken away then is newer, and gets the
    /// name again.
    ///
    /// - Returns: Whether this file has its temporary name again, or is gone.
    func isTakenBack(
        from original: borrowing OriginalFile,
        _ observe: (InPlaceOutcome.Step) -> Void
    ) -> Bool {
        guard (try? folder.status(of: original.name))?.inode == inode else { return false }
        observe(.takeBack)
        guard isExchanged else {
            guard (try? folder.rename(operation.spareName, to: original.name)) != nil else { return false }
            return (try? folder.flush()) != nil
        }
        var expected = inode
        for _ in 0..<Replacement.mostExchanges {
            guard let placed = try? folder.status(of: operation.temporaryName).inode,
                (try? folder.exchange(operation.temporaryName, original.name)) != nil,
                let found = try? folder.status(of: operation.temporaryName).inode
            else { return false }
            if found == expected { return found == inode && (try? folder.flush()) != nil }
            expected = placed
        }
        return false
    }

    /// How often names are exchanged for somebody who gives the name away each time.
    private static let mostExchanges = 16

    /// After somebody has given the name to another file, or has removed it: removes the old file, whose place that has taken.
    ///
    /// - Returns: Whether the old file was what it was, and nothing of it is left.
    func isSuperseded(_ original: borrowing OriginalFile) -> Bool {
        do {
            guard hasTakenPlace, try folder.statusIfThere(of: original.name)?.inode != inode,
                try folder.status(of: oldName).inode == original.status.inode, try original.isUnchanged()
            else { return false }
            try folder.remove(oldName)
            try folder.flush()
            return true
        } catch {
            return false
        }
    }

    /// Removes this file under its temporary name, and the old one's second name.
    ///
    /// - Returns: Whether none of them is there.
    func isRemoved() -> Bool {
        do throws(SystemError) {
            if let status = try folder.statusIfThere(of: operation.temporaryName) {
                // Never what is not this file: it may be the only one of somebody's.
                guard status.inode == inode else { return false }
                try folder.remove(operation.temporaryName)
            }
            if !isExchanged, let spare = try folder.statusIfThere(of: operation.spareName) {
                guard try folder.status(of: operation.name).inode == spare.inode else { return false }
                try folder.remove(operation.spareName)
            }
            try folder.flush()
            return true
        } catch {
            return false
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

    /// Whether it is sure that there is nothing of that name.
    func isNothing(_ name: [UInt8]) -> Bool {
        do throws(SystemError) { return try statusIfThere(of: name) == nil } catch { return false }
    }
}
