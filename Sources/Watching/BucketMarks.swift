import POSIX
import Records

/// Marks what is to be looked at in one bucket, by what the records know of it.
struct BucketMarks: Sendable {
    let bucket: BucketRecord
    /// The bucket's place among all buckets, by which marks name it.
    let index: Int
    let ruleSet: Int64
    let dirty: DirtySet
    let records: RecordStore
    /// How many names of a folder are compared at once; `nil` for as many as a walk lists.
    var pageSize: Int?

    /// Compares the folder with the records, and marks what differs; waits while too many names wait to be looked at.
    ///
    /// Folder for folder and page for page, so that memory depends neither on the bucket nor on its largest folder.
    ///
    /// - Parameters:
    ///   - root: The bucket.
    ///   - watch: Gets each folder before it is listed.
    /// - Returns: How many folders could not be listed, and what was not entered.
    /// - Throws: When the records cannot be read or written, or `root` cannot be listed.
    func compare(_ root: Directory, _ watch: Watch?) throws -> (failures: Int, mounts: NestedMounts) {
        var mounts = NestedMounts()
        var problem: (any Error)?
        func note(_ body: () throws -> Void) {
            guard problem == nil else { return }
            do { try body() } catch { problem = error }
        }
        var walk = FolderWalk { directory, key in
            watch?.add(directory, key: key)
        } mount: { key, boundary in
            mounts.add(key, boundary)
            note { try markAll(below: key) }
        }
        if let pageSize { walk.pageSize = pageSize }
        walk.listed = { directory, key, page in note { try compare(directory, key, page) } }
        // What was found in it before is looked at, and then it is known what became of it.
        walk.missed = { key in note { try markAll(below: key) } }
        let failures = try walk.walk(root, key: [])
        if let problem { throw problem }
        try forEachFolderWithFindings(below: []) { folder in
            dirty.markPatiently(ObjectName(bucket: index, folder: folder))
            return true
        }
        try records.markReconciled(bucket.id, on: root.device, at: Timestamp.now().secondsSince1970)
        return (failures, mounts)
    }

    /// Compares a page of what lies right in a folder with the records, and marks what differs.
    private func compare(_ directory: Directory, _ folder: [UInt8], _ page: FolderWalk.Page) throws {
        let prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
        let folders = Set(page.entries.lazy.filter { $0.kind == .directory }.map(\.name))
        var files = page.entries.lazy.filter { $0.kind == .regular }.map(\.name).makeIterator()
        var file = files.next()
        var objects = RecordedObjects(records, in: bucket.id, below: folder)
        objects.limit(after: page.previous, upTo: page.isLast ? nil : page.entries.last?.name)
        while let object = try objects.next() {
            let name = object.key[prefix.count...]
            if let slash = name.firstIndex(of: UInt8(ascii: "/")) {
                let inner = Array(object.key[..<slash])
                // A folder that is there is compared when it is listed; its name may be in a page before this one, for a
                // name's place among names is another than that of what it holds among keys.
                let first = Array(name[..<slash])
                if !folders.contains(first), (try? directory.kind(of: first)) != .directory {
                    try markAll(below: inner)
                }
                objects.skip(inner)
                continue
            }
            while let new = file, new.lexicographicallyPrecedes(name) {
                mark(prefix + new)
                file = files.next()
            }
            let isThere = file.map { $0.elementsEqual(name) } ?? false
            if isThere { file = files.next() }
            // One whose status cannot be had differs from its record: it is looked at, and that says why.
            if isThere, let status = try? directory.status(of: Array(name)),
                ObjectStamp(status, ruleSet: ruleSet) == object.stamp
            {
                continue
            }
            mark(object.key)
        }
        while let new = file {
            mark(prefix + new)
            file = files.next()
        }
    }

    private func mark(_ key: [UInt8]) { dirty.markPatiently(ObjectName(bucket: index, key: key)) }

    /// Marks all objects that the records have in a folder; waits while too many names wait.
    private func markAll(below key: [UInt8]) throws {
        var objects = RecordedObjects(records, in: bucket.id, below: key)
        while let object = try objects.next() { mark(object.key) }
    }

    /// Marks all objects that the records have in a folder, or under the name itself.
    ///
    /// - Returns: Whether there was room for them; if not, a walk must find the rest.
    func markKnown(below key: [UInt8]) -> Bool {
        do {
            if try records.hasObject(key, in: bucket.id),
                !dirty.mark(ObjectName(bucket: index, key: key), isSettled: true)
            {
                return false
            }
            var objects = RecordedObjects(records, in: bucket.id, below: key)
            while let object = try objects.next() {
                guard dirty.mark(ObjectName(bucket: index, key: object.key), isSettled: true) else { return false }
            }
            return true
        } catch {
            // The walk that follows reads the records too, and says why it cannot.
            return false
        }
    }

    /// Marks the folders with findings in and below a folder: who may enter them may have changed.
    ///
    /// - Returns: Whether there was room for them; if not, a walk must find the rest.
    func markFolders(below key: [UInt8]) -> Bool {
        do {
            return try forEachFolderWithFindings(below: key) { folder in
                dirty.mark(ObjectName(bucket: index, folder: folder), isSettled: true)
            }
        } catch {
            // The walk that follows reads the records again, and tells of them.
            return false
        }
    }

    /// Hands on folders with findings, a page at a time, until one is refused.
    ///
    /// - Returns: Whether all were taken.
    @discardableResult
    private func forEachFolderWithFindings(below key: [UInt8], _ body: ([UInt8]) -> Bool) throws -> Bool {
        var previous: [UInt8]?
        while true {
            let page = try records.foldersWithFindings(below: key, in: bucket.id, after: previous, limit: 1024)
            guard page.allSatisfy(body) else { return false }
            guard page.count == 1024, let last = page.last else { return true }
            previous = last
        }
    }

    /// Marks the names in this bucket of a file that was written to under another.
    ///
    /// - Returns: Whether there was room for them; if not, a walk must find the rest.
    func markNames(of status: FileStatus, except key: [UInt8] = []) -> Bool {
        // As above: the walk says why.
        guard let names = try? records.keys(of: status, except: key, in: bucket.id) else { return false }
        return names.allSatisfy { dirty.mark(ObjectName(bucket: index, key: $0), isSettled: true) }
    }
}
