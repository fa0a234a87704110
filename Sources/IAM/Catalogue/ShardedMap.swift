/// A dictionary whose copies are cheap to change: a change copies one part of it, not all.
///
/// A snapshot with 100,000 entries is read by some while its successor is made; a plain dictionary would be copied as a whole.
/// - Complexity: Looking up O(1); changing a copy O(√n), which is a copy of the list of parts and of one part.
struct ShardedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Always a power of two of them.
    private var shards: [[Key: Value]] = [[:]]
    private(set) var count = 0

    /// The most entries of a part, on average.
    private static var most: Int { 128 }

    var isEmpty: Bool { count == 0 }

    subscript(key: Key) -> Value? {
        get { shards[index(of: key)][key] }
        set {
            let index = index(of: key)
            let before = shards[index].count
            shards[index][key] = newValue
            count += shards[index].count - before
            if count > shards.count * ShardedMap.most { grow() }
        }
    }

    subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    /// All values, in no order.
    var values: some Sequence<Value> { shards.lazy.flatMap(\.values) }

    /// All keys, in no order.
    var keys: some Sequence<Key> { shards.lazy.flatMap(\.keys) }

    private func index(of key: Key) -> Int {
        shards.count == 1 ? 0 : key.hashValue & (shards.count - 1)
    }

    private mutating func grow() {
        let all = shards
        shards = Array(repeating: [:], count: all.count * 4)
        for shard in all { for (key, value) in shard { shards[index(of: key)][key] = value } }
    }
}
