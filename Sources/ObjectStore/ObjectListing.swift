import JSON
import POSIX
import ServiceModel

/// A page of a list of objects.
struct ObjectListing {
    /// What is listed.
    struct Query {
        var prefix: [UInt8] = []
        var delimiter: [UInt8] = []
        /// The most that are returned, groups included.
        var limit = ObjectListing.most
        /// Only keys, and groups, behind this one.
        var marker: [UInt8] = []
        /// Where the page before has ended.
        var place: Place?
    }

    /// What a page ended with.
    enum Place: Equatable {
        case key([UInt8])
        case group([UInt8])

        /// As a token.
        var token: String {
            switch self {
            case .key(let key): PageToken.text("k\(ObjectKey.text(key))")
            case .group(let group): PageToken.text("g\(ObjectKey.text(group))")
            }
        }

        /// Reads a token; `nil` for what is none.
        init?(_ token: String) {
            guard let text = PageToken.place(token),
                let bytes = ObjectKey.bytes(String(text.unicodeScalars.dropFirst()))
            else { return nil }
            switch text.unicodeScalars.first {
            case "k": self = .key(bytes)
            case "g": self = .group(bytes)
            default: return nil
            }
        }

        /// The first key behind it; `nil` when there can be none.
        var next: [UInt8]? {
            switch self {
            case .key(let key): key + [0]
            case .group(let group): group.successor
            }
        }
    }

    /// An object.
    struct Entry {
        var key: [UInt8]
        var status: FileStatus
    }

    /// The most that a page has.
    static let most = 1000

    private(set) var entries: [Entry] = []
    private(set) var groups: [[UInt8]] = []
    /// What the page ended with, when there is more behind it; `nil` on the last page.
    private(set) var end: Place?

    /// Reads a page.
    ///
    /// - Throws: `SystemError` when the bucket cannot be read.
    init(_ query: Query, in root: Directory, _ pages: FolderPages) throws(SystemError) {
        var start = query.marker.isEmpty ? [] : query.marker + [0]
        if let place = query.place {
            guard let next = place.next else { return }
            start = start.isBefore(next) ? next : start
        }
        guard query.limit > 0 else { return }
        var walk = ObjectWalk(root, prefix: query.prefix, delimiter: query.delimiter, from: start, pages)
        var last: Place?
        while let item = try walk.next() {
            // A group that the marker lies in was told of before.
            if case .group(let group) = item, query.marker.starts(with: group) {
                walk.skip(group)
                continue
            }
            guard entries.count + groups.count < query.limit else {
                end = last
                return
            }
            switch item {
            case .object(let key, let status):
                entries.append(Entry(key: key, status: status))
                last = .key(key)
            case .group(let group):
                groups.append(group)
                walk.skip(group)
                last = .group(group)
            }
        }
    }
}
