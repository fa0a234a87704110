import Records

/// The objects that the records have in a part of a bucket, in the order of their keys, read in pages.
struct RecordedObjects {
    private let records: RecordStore
    private let bucket: Int64
    private var first: [UInt8]
    private var end: [UInt8]?
    private let prefix: [UInt8]
    private var page: [(key: [UInt8], stamp: ObjectStamp)] = []
    private var index = 0
    private var pageSize = RecordedObjects.leastPage

    /// How many are read together: few where most are skipped, more the longer none is.
    private static let leastPage = 8
    private static let largestPage = 1024

    /// Those in the folder `folder`, at any depth; in the whole bucket for an empty path.
    init(_ records: RecordStore, in bucket: Int64, below folder: [UInt8]) {
        self.records = records
        self.bucket = bucket
        prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
        first = prefix
        end = folder.isEmpty ? nil : RecordedObjects.behind(folder)
    }

    /// Leaves out what does not lie between two names right in the folder.
    ///
    /// - Parameters:
    ///   - previous: A name that is left out with all before it; `nil` for none.
    ///   - last: The last name that is wanted; `nil` for all that follow. What lies in a folder of that name is behind it.
    mutating func limit(after previous: [UInt8]?, upTo last: [UInt8]?) {
        if let previous { first = prefix + previous + [0] }
        if let last { end = prefix + last + [0] }
    }

    /// The next one; `nil` at the end.
    mutating func next() throws -> (key: [UInt8], stamp: ObjectStamp)? {
        if index == page.count {
            page = try records.objects(in: bucket, from: first, before: end, limit: pageSize)
            index = 0
            pageSize = min(2 * pageSize, RecordedObjects.largestPage)
            guard let last = page.last else { return nil }
            first = last.key + [0]
        }
        defer { index += 1 }
        return page[index]
    }

    /// Goes on behind all that lies in `folder`.
    mutating func skip(_ folder: [UInt8]) {
        let behind = RecordedObjects.behind(folder)
        while index < page.count, page[index].key.lexicographicallyPrecedes(behind) { index += 1 }
        guard index == page.count else { return }
        if first.lexicographicallyPrecedes(behind) { first = behind }
        pageSize = RecordedObjects.leastPage
    }

    /// The least key behind all that lies in `folder`.
    private static func behind(_ folder: [UInt8]) -> [UInt8] { folder + [UInt8(ascii: "/") + 1] }
}
