import Identifiers
public import POSIX
public import Records
public import Reporting
public import Scanning

/// Turns reports into findings as they are kept, on one thread.
public struct FindingMaker {
    private var report: FindingReport
    private let secretName: @Sendable (UInt32) -> ManagedSecretName?

    /// Makes findings in a context.
    public init(_ context: ReportContext) {
        report = FindingReport(context)
        secretName = context.managedSecret
    }

    /// The finding for what was found in an object; `nil` when that was nothing.
    public mutating func finding(of object: FileReport) -> FindingRecord? {
        guard let severity = object.severity, let type = report.type(of: object) else { return nil }
        report.bytes.removeAll(keepingCapacity: true)
        report.forgetFolders()
        report.add(object)
        let detail = String(decoding: report.bytes.dropLast(), as: UTF8.self)
        let fingerprints = object.detections.flatMap { detection in
            var values = Set(detection.occurrences.compactMap(\.fingerprint)).sorted()
            let others = detection.count - detection.occurrences.count
            // Those that are not located stand for one value, which is another one when any of them is.
            if others > 0 { values.append("others:\(others):\(detection.otherValues?.text ?? "")") }
            return values.map { (detection.identifier.id, $0) }
        }
        return FindingRecord(
            id: report.id(of: object),
            type: type,
            severity: severity.rawValue,
            occurrences: object.detections.map(\.count).reduce(0, +),
            digest: digest(of: object),
            detail: detail,
            fingerprints: fingerprints
        )
    }

    /// The record of an object that was looked at, a line of JSON.
    public mutating func result(of object: FileReport) -> [UInt8] {
        report.bytes.removeAll(keepingCapacity: true)
        report.forgetFolders()
        report.addResult(object)
        return report.bytes
    }

    /// What tells whether the same was found in the same content.
    private func digest(of object: FileReport) -> String {
        object.managedSecrets.compactMap(secretName).map { "\($0.arn) \($0.versionID) \($0.part ?? "") \($0.stages) " }
            .joined()
            + object.detections.map { "\($0.identifier.id):\($0.count):\($0.severity.rawValue):\($0.confidence)" }
            .joined(separator: " ") + " \(object.coverage)"
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
