import POSIX

/// Something that clients say of buckets, such as a policy or how they encrypt, which somebody else keeps.
public final class BucketSettings<Setting: Sendable>: Sendable {
    private let settings: Monitor<[String: Setting]>
    private let keep: @Sendable (_ setting: Setting?, _ bucket: String) throws -> Void

    /// Knows settings.
    ///
    /// - Parameters:
    ///   - settings: All that are kept, by the names of buckets: one that is not known could forbid something.
    ///   - keep: Keeps that of a bucket, or that it has none; when it returns, that is on the disk.
    public init(_ settings: [String: Setting], keep: @escaping @Sendable (Setting?, String) throws -> Void) {
        self.settings = Monitor(settings)
        self.keep = keep
    }

    /// What was said of a bucket; `nil` when nothing was.
    subscript(bucket: String) -> Setting? { settings.withLock { $0[bucket] } }

    /// Says something of a bucket, or takes it back; when this returns, that is on the disk.
    ///
    /// - Throws: When it cannot be kept; then it is as it was.
    func set(_ setting: Setting?, of bucket: String) throws {
        try settings.withLock { settings in
            try keep(setting, bucket)
            settings[bucket] = setting
        }
    }
}
