import POSIX
import Records
import Reporting

/// Marks what is to be looked at in one bucket, by what the records know of it.
struct BucketMarks: Sendable {
    let bucket: BucketRecord
    /// The bucket's place among all buckets, by which marks name it.
    let index: Int
    let ruleSet: Int64
    let dirty: DirtySet
    let records: RecordStore

    /// Compares the folder with the records, and marks what differs.
    ///
    /// - Parameters:
    ///   - root: The bucket.
    ///   - watch: Gets each folder before it is listed.
    /// - Returns: How many folders could not be listed, and what was not entered.
    /// - Throws: When the records cannot be read or written, or `root` cannot be listed.
    func compare(_ root: Directory, _ watch: Watch?) throws -> (failures: Int, mounts: NestedMounts) {
        var known: [[UInt8]: ObjectStamp] = [:]
        try records.forEachObject(in: bucket.id) { known[$0] = $1 }
        var mounts = NestedMounts()
        let walk = FolderWalk { directory, key in
            watch?.add(directory, key: key)
        } file: { directory, name, key in
            let stamp = known.removeValue(forKey: key)
            if let stamp, let status = try? directory.status(of: name), ObjectStamp(status, ruleSet: ruleSet) == stamp {
                return
            }
            mark(key)
        } mount: { key, boundary in
            mounts.add(key, boundary)
        }
        let failures = try walk.walk(root, key: [])
        for key in known.keys { mark(key) }
        markFolders(below: [])
        try records.markReconciled(bucket.id, on: root.device, at: Timestamp.now().secondsSince1970)
        return (failures, mounts)
    }

    private func mark(_ key: [UInt8]) { dirty.mark(ObjectName(bucket: index, key: key), isSettled: true) }

    /// Marks all objects that the records have in a folder.
    func markKnown(below key: [UInt8]) {
        for key in (try? records.keys(below: key, in: bucket.id)) ?? [] { mark(key) }
    }

    /// Marks the folders with findings in and below a folder: who may enter them may have changed.
    func markFolders(below key: [UInt8]) {
        for folder in (try? records.foldersWithFindings(below: key, in: bucket.id)) ?? [] {
            dirty.mark(ObjectName(bucket: index, folder: folder), isSettled: true)
        }
    }

    /// Marks the names in this bucket of a file that was written to under another.
    func markNames(of status: FileStatus, except key: [UInt8] = []) {
        for name in (try? records.keys(of: status, except: key, in: bucket.id)) ?? [] { mark(name) }
    }
}
