/// The memory that names of objects may take while they wait to be looked at.
///
/// A folder of a bucket gets another name as long as its names take less than what is free: alone it has half of all, and
/// however many fill what they get, the next still gets as much as each of them. Source: Choudhury and Hahne, Dynamic Queue
/// Length Thresholds, IEEE/ACM Transactions on Networking 6(2), 1998.
struct NameRoom {
    /// Who shares the room: the first folders of buckets.
    private struct Share: Hashable {
        var bucket: Int
        /// Empty for objects right in the bucket.
        var folder: ArraySlice<UInt8>

        init(_ name: ObjectName) {
            bucket = name.bucket
            let key = name.key
            folder = key.firstIndex(of: UInt8(ascii: "/")).map { key[..<$0] } ?? []
        }
    }

    /// In bytes.
    private let size: Int
    private var taken = 0
    private var shares: [Share: Int] = [:]

    /// What a name takes besides its bytes in the tables that it is in, about.
    private static let overhead = 256

    /// Room of `size` bytes.
    init(size: Int) { self.size = size }

    private static func weight(_ name: ObjectName) -> Int { overhead + name.key.count }

    /// Whether a name may come.
    func hasRoom(for name: ObjectName) -> Bool {
        shares[Share(name), default: 0] + NameRoom.weight(name) <= size - taken
    }

    /// Notes that a name has come.
    mutating func add(_ name: ObjectName) {
        let weight = NameRoom.weight(name)
        taken += weight
        shares[Share(name), default: 0] += weight
    }

    /// Notes that a name has gone that had come.
    mutating func remove(_ name: ObjectName) {
        let weight = NameRoom.weight(name)
        taken -= weight
        let share = Share(name)
        let left = shares[share, default: 0] - weight
        shares[share] = left > 0 ? left : nil
    }
}
