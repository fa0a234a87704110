import Configuring
import ObjectStore
import POSIX

extension Daemon {
    /// What keeps parts of objects that are not complete.
    ///
    /// - Throws: `SystemError` when the folder cannot be used.
    static func uploads(_ state: [UInt8], _ settings: CurrentSettings) throws -> UploadStore {
        try UploadStore(state + Array("/uploads".utf8)) {
            let limits = settings().limits
            return UploadStore.Limits(
                bytes: limits.uploadMegabytes << 20,
                seconds: Double(limits.uploadDays) * 86_400,
                reserve: limits.stateReserveMegabytes << 20
            )
        }
    }
}
