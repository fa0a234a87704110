/// What a request says about itself, for conditions and policy variables: keys with one value or several.
///
/// Names of keys are the same whatever the case of their ASCII letters. A key that was set twice has its last value;
/// whoever fills a context with names that users choose sees to it that theirs cannot stand for others. A key with an
/// empty list is the same as one that is not there, and a list of one value the same as that value.
///
/// Copies share what they hold until one of them changes.
///
/// Source:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
public struct PolicyContext: Sendable {
    struct Entry: Sendable {
        let name: ContextKey
        let values: [String]
    }

    /// The names' hashes, to pass over what is not meant without touching it.
    private var hashes: [UInt64] = []
    private var entries: [Entry] = []

    /// Creates a context without keys.
    public init() {}

    /// The values of a key; empty when it is not there.
    ///
    /// Setting none takes the key away.
    ///
    /// - Complexity: Linear in the number of keys, a nanosecond each.
    public subscript(_ key: String) -> [String] {
        get { values(of: ContextKey(key)) ?? [] }
        set { set(ContextKey(key), newValue) }
    }

    /// The values of a key that was made ready; empty when it is not there.
    public subscript(_ key: ContextKey) -> [String] { values(of: key) ?? [] }

    /// Gives a key one value.
    public mutating func set(_ key: String, _ value: String) { set(ContextKey(key), [value]) }

    /// Gives a key several values, as `aws:TagKeys` has them.
    public mutating func set(_ key: String, values: [String]) { set(ContextKey(key), values) }

    /// Gives a key one value; what is made ready once is set without looking at it again.
    public mutating func set(_ key: ContextKey, _ value: String) { set(key, [value]) }

    /// Gives a key several values; see ``set(_:_:)-(ContextKey,String)``.
    public mutating func set(_ key: ContextKey, values: [String]) { set(key, values) }

    /// Adds all that `other` has; where both have a key, the other's values count.
    public mutating func merge(_ other: PolicyContext) { for entry in other.entries { set(entry.name, entry.values) } }

    /// Whether it has no key.
    public var isEmpty: Bool { entries.isEmpty }

    /// The names of all keys, as they were set.
    public var keys: [String] { entries.map(\.name.name) }

    /// The values of a key, at least one; `nil` when it is not there.
    func values(of key: borrowing ContextKey) -> [String]? { index(of: key).map { entries[$0].values } }

    private func index(of key: borrowing ContextKey) -> Int? {
        for index in hashes.indices where hashes[index] == key.hash && entries[index].name.folded == key.folded {
            return index
        }
        return nil
    }

    private mutating func set(_ key: ContextKey, _ values: [String]) {
        let index = index(of: key)
        if values.isEmpty {
            if let index {
                hashes.remove(at: index)
                entries.remove(at: index)
            }
        } else if let index {
            entries[index] = Entry(name: key, values: values)
        } else {
            hashes.append(key.hash)
            entries.append(Entry(name: key, values: values))
        }
    }
}

extension PolicyContext: Hashable {
    /// Whether both have the same keys with the same values, in whatever order they were set.
    public static func == (left: PolicyContext, right: PolicyContext) -> Bool {
        left.entries.count == right.entries.count
            && left.entries.allSatisfy { right.values(of: $0.name) == $0.values }
    }

    public func hash(into hasher: inout Hasher) {
        // In no order.
        hasher.combine(hashes.reduce(0, ^))
        hasher.combine(entries.count)
    }
}

/// The name of a condition key, ready to be compared.
public struct ContextKey: Sendable, Hashable {
    /// As it was written.
    let name: String
    /// In lower case, as UTF-8.
    let folded: [UInt8]
    let hash: UInt64

    /// Makes a name ready; whatever the case of its ASCII letters, it is the same.
    public init(_ name: String) {
        // FNV-1a, 64 bits: to tell most names apart; the names themselves are compared as well.
        self.name = name
        folded = name.utf8.map(ASCII.lowercased)
        hash = folded.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    public static func == (left: ContextKey, right: ContextKey) -> Bool { left.folded == right.folded }

    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// Letters of ASCII, the only ones whose case does not count in names of actions and keys.
enum ASCII {
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}
