import CLinux
import Glibc

/// A file that is being made, and that nobody sees before it is whole.
///
/// Where the file system can, it has no name until then, so that nothing is left of it when its process ends too early. Else,
/// and for the moment in which it takes the place of another, it has a temporary one.
public struct DraftFile: ~Copyable {
    /// What is written to.
    public let file: PlacedFile
    private let folder: Directory
    private let temporaryName: [UInt8]
    private var isNamed: Bool

    /// Makes an empty file, for its owner only.
    ///
    /// - Parameters:
    ///   - folder: On the file system where it shall lie.
    ///   - temporaryName: What it is called in `folder` while it must have a name.
    /// - Throws: ``SystemError`` when it cannot be made.
    public init(in folder: Directory, temporaryName: [UInt8]) throws(SystemError) {
        self.folder = folder
        self.temporaryName = temporaryName
        let descriptor = linux_open_unnamed(folder.descriptor)
        if descriptor >= 0 {
            file = PlacedFile(owning: descriptor)
            isNamed = false
            return
        }
        let error = SystemError()
        // Kernels and file systems that know nothing of this take the flag for a folder that is to be written to.
        guard error.isUnsupported || error.code == EISDIR || error.code == ENOENT else { throw error }
        file = try PlacedFile(creating: temporaryName, in: folder)
        isNamed = true
    }

    // What cannot be removed is left for whoever sweeps the folder.
    deinit { if isNamed { try? folder.remove(temporaryName) } }

    /// Gives the file a name that there is not.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isAlreadyThere`` holds when there is anything of that name.
    public mutating func place(as name: [UInt8], in target: Directory) throws(SystemError) {
        if isNamed {
            let result = unsafe Directory.withPath(temporaryName) { temporary in
                unsafe Directory.withPath(name) {
                    unsafe linkat(folder.descriptor, temporary, target.descriptor, $0, 0)
                }
            }
            guard result == 0 else { throw SystemError() }
            try folder.remove(temporaryName)
            isNamed = false
        } else {
            let result = unsafe Directory.withPath(name) {
                unsafe linux_name_file(file.descriptor, target.descriptor, $0)
            }
            guard result == 0 else { throw SystemError() }
        }
    }

    /// Gives the file a name, in place of what has it; in one step.
    public mutating func replace(_ name: [UInt8], in target: Directory) throws(SystemError) {
        if !isNamed {
            let result = unsafe Directory.withPath(temporaryName) {
                unsafe linux_name_file(file.descriptor, folder.descriptor, $0)
            }
            guard result == 0 else { throw SystemError() }
            isNamed = true
        }
        try folder.rename(temporaryName, to: name, in: target)
        isNamed = false
    }

    /// Gives it an owner and permission bits.
    ///
    /// - Parameters:
    ///   - userID: Its owner.
    ///   - groupID: Its group.
    ///   - mode: Its permission bits.
    /// - Throws: ``SystemError`` when it cannot have them.
    public borrowing func setOwner(_ userID: UInt32, group groupID: UInt32, mode: UInt32) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(file.descriptor, &status) == 0 else { throw SystemError() }
        if status.st_uid != userID || status.st_gid != groupID {
            guard fchown(file.descriptor, userID, groupID) == 0 else { throw SystemError() }
        }
        guard fchmod(file.descriptor, mode) == 0 else { throw SystemError() }
    }

    /// Says when its content was changed last; what is written afterwards changes that again.
    public borrowing func setModified(_ time: Timestamp) throws(SystemError) {
        let value = timespec(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
        var times = [value, value]
        guard unsafe futimens(file.descriptor, &times) == 0 else { throw SystemError() }
    }
}
