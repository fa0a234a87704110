import POSIX

/// Where an object lies below the root of its bucket, looked at again by whoever writes there.
public struct ObjectPlace: Equatable, Sendable {
    /// The folder that it lies in, without slashes at the ends; empty for the root.
    public let folder: [UInt8]
    /// Its name there.
    public let name: [UInt8]

    /// Names a place; `nil` for what is none that an object may have: `..`, empty names, names of Magpie's own files.
    ///
    /// - Parameters:
    ///   - folder: The folder that it lies in, without slashes at the ends; empty for the root.
    ///   - name: Its name there.
    public init?(folder: [UInt8], name: [UInt8]) {
        let names = (folder.isEmpty ? [] : folder.split(separator: ObjectPlace.slash, omittingEmptySubsequences: false))
        guard names.count < ObjectPlace.mostFolders, names.allSatisfy({ ObjectPlace.isSound($0) }),
            ObjectPlace.isSound(name[...])
        else { return nil }
        self.folder = folder
        self.name = name
    }

    /// The folders on the way, from the root on.
    var folders: [[UInt8]] { folder.split(separator: ObjectPlace.slash).map(Array.init) }

    private static let slash = UInt8(ascii: "/")
    /// A key has 4,096 bytes at most, of which every other one is a slash.
    private static let mostFolders = 2048
    /// How names of files begin that are Magpie's own.
    static let ownPrefix = Array(".magpie-".utf8)

    private static func isSound(_ name: ArraySlice<UInt8>) -> Bool {
        (1...255).contains(name.count) && !name.contains(0) && !name.contains(slash) && !name.elementsEqual(".".utf8)
            && !name.elementsEqual("..".utf8) && !name.starts(with: ownPrefix)
    }
}

extension Directory {
    /// The way to a folder, from this one on.
    ///
    /// - Returns: `nil` when a part of it is not there.
    /// - Throws: ``WritingError`` when there can be no such way; `SystemError` when that cannot be told.
    func folder(at path: [UInt8]) throws -> Directory? {
        do throws(SystemError) {
            return try Directory(beneath: self, path)
        } catch {
            if error.isNotDirectory || error.isSymbolicLink || error.isOtherFileSystem { throw WritingError.way }
            guard error.isNotFound else { throw error }
            return nil
        }
    }
}

extension WritingError {
    static let way = WritingError(.obstructed, "a part of the key is a file, a link or a mount, and no folder")

    /// What the system has said, in these words.
    init(_ error: SystemError) {
        switch error {
        case _ where error.isFull: self.init(.full, "there is no room on the bucket's disk")
        case _ where error.isReadOnly:
            self.init(.readOnly, "the bucket's file system is mounted read-only for the process that writes")
        case _ where error.isPermissionDenied:
            self.init(.readOnly, "the process that writes may not write there: \(error)")
        case _ where error.isOtherFileSystem || error.isSymbolicLink || error.isNotDirectory: self = .way
        default: self.init(.failed, "\(error)")
        }
    }
}
