public import FindingDocuments
public import Findings
public import POSIX

/// Turns reports into findings as they are kept, and into records of what was looked at, on one thread.
public struct ResultMaker {
    private var maker: FindingMaker
    private var writer = FindingWriter()

    /// Makes findings in a context.
    public init(_ context: ReportContext) { maker = FindingMaker(context) }

    /// What is kept of a look at an object.
    ///
    /// - Returns: The record of it, a line of JSON with all places that are known, and the finding; `nil` when nothing was found.
    public mutating func results(of report: FileReport) -> (line: [UInt8], finding: FindingRecord?) {
        maker.forgetFolders()
        let result = maker.result(of: report)
        writer.bytes.removeAll(keepingCapacity: true)
        writer.write(result, locating: .max)
        writer.endRecord()
        return (writer.bytes, FindingRecord(result, showing: FindingWriter.locatedOccurrences))
    }
}

extension FolderAccess {
    /// Who may enter the folder `key` below a bucket; `nil` when it is not there.
    ///
    /// The folders on the way to it are those that lie above it, not those that a path leads through.
    ///
    /// - Throws: `SystemError` when that cannot be told: also when a list of rights says it that nobody here understands.
    public init?(to key: [UInt8], in root: Directory, _ rights: RightsReader = .system) throws(SystemError) {
        do throws(SystemError) {
            let folder = try Directory(beneath: root, key)
            let status = try folder.status(rights)
            let isReachable = try FileStatus.isPassable([status] + folder.statusesAbove(rights))
            // Of what is closed on the way, the rest need not be known.
            guard let isReachable, !isReachable || status.everyone != nil else { throw SystemError.unknownRights }
            self.init(mode: status.mode & 0o7777, userID: status.userID, isReachable: isReachable)
        } catch  where error.isNotFound || error.isSymbolicLink || error.isOtherFileSystem {
            return nil
        }
    }
}
