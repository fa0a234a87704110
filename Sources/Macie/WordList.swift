/// A list of texts that are no findings, which lies in a bucket.
///
/// Source: https://docs.aws.amazon.com/macie/latest/user/allow-lists-options.html
public enum WordList {
    /// The largest file, in bytes.
    public static let mostBytes = 35 << 20
    /// The most texts in one file.
    public static let mostEntries = 100_000

    /// Whether a list can be used, as Macie tells it.
    public enum Status: String, Sendable {
        case ok = "OK"
        case missing = "S3_OBJECT_NOT_FOUND"
        case denied = "S3_USER_ACCESS_DENIED"
        case tooLarge = "S3_OBJECT_OVERSIZE"
        case empty = "S3_OBJECT_EMPTY"
        case failed = "UNKNOWN_ERROR"

        /// A sentence on what is wrong; `nil` when nothing is.
        public var description: String? {
            switch self {
            case .ok: nil
            case .missing: "There is no such object in the bucket, or no such bucket."
            case .denied: "The service may not read the object."
            case .tooLarge: "The object has more than 35 MiB or more than 100,000 entries."
            case .empty: "The object has no entries."
            case .failed: "The object cannot be read."
            }
        }
    }

    /// Makes the lines of a list of the configuration of those of a word list: each stands for itself, in any case.
    ///
    /// - Parameter bytes: A text a line; empty lines do not count.
    /// - Returns: The lines; or why there are none.
    public static func lines(_ bytes: [UInt8]) -> (lines: [UInt8], status: Status) {
        var lines: [UInt8] = []
        var count = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let entry = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard entry.contains(where: { $0 != 32 && $0 != 9 }) else { continue }
            count += 1
            guard count <= mostEntries else { return ([], .tooLarge) }
            lines += "nocase:".utf8
            lines += entry
            lines.append(10)
        }
        return count == 0 ? ([], .empty) : (lines, .ok)
    }
}
