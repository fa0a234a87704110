/// Names and values that go with a message in the open, and without which it cannot be decrypted.
///
/// Compared byte by byte: what looks alike to Unicode is not the same here.
public struct EncryptionContext: Equatable, Sendable {
    /// A name and its value, in UTF-8.
    public struct Pair: Equatable, Sendable {
        public var key: [UInt8]
        public var value: [UInt8]
    }

    /// In order of their keys' bytes, none of which comes twice.
    public private(set) var pairs: [Pair]

    /// The key under which a signed message carries the key that verifies it.
    public static let publicKeyName = "aws-crypto-public-key"

    /// A context of nothing.
    public init() { pairs = [] }

    /// Takes the pairs that a user gives.
    ///
    /// - Throws: ``MessageError/reservedContextKey``, or ``MessageError/limitExceeded(_:)`` when they do not fit a header.
    public init(_ pairs: [String: String]) throws(MessageError) {
        guard pairs[EncryptionContext.publicKeyName] == nil else { throw .reservedContextKey }
        self.pairs = pairs.map { Pair(key: Array($0.key.utf8), value: Array($0.value.utf8)) }
        try order()
    }

    /// The value of `key`; `nil` when it is not there.
    public subscript(key: String) -> String? {
        let bytes = Array(key.utf8)
        return pairs.first { $0.key == bytes }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// All pairs as text.
    public var texts: [String: String] {
        Dictionary(
            pairs.map { (String(decoding: $0.key, as: UTF8.self), String(decoding: $0.value, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Whether all pairs of `other` are in this one.
    public func includes(_ other: EncryptionContext) -> Bool { other.pairs.allSatisfy { pairs.contains($0) } }

    /// This context, and the key that verifies the message.
    func adding(publicKey: String) throws(MessageError) -> EncryptionContext {
        var result = self
        result.pairs.append(Pair(key: Array(EncryptionContext.publicKeyName.utf8), value: Array(publicKey.utf8)))
        try result.order()
        return result
    }

    private mutating func order() throws(MessageError) {
        pairs.sort { $0.key.lexicographicallyPrecedes($1.key) }
        let isTooLong = pairs.contains { $0.key.count > 65_535 || $0.value.count > 65_535 }
        let count = pairs.reduce(2) { $0 + 4 + $1.key.count + $1.value.count }
        guard !isTooLong, count <= 65_535 else { throw .limitExceeded(.context) }
    }

    /// The pairs as a header has them and as AES wrapping authenticates them; nothing for no pairs.
    var block: [UInt8] {
        if pairs.isEmpty { return [] }
        var block = UInt16(pairs.count).bigEndianBytes
        for pair in pairs {
            block.appendCounted(pair.key)
            block.appendCounted(pair.value)
        }
        return block
    }

    /// Reads a block of a header.
    ///
    /// - Throws: ``MessageError/malformed(_:)`` unless its pairs are in order, valid UTF-8 and fill it.
    init(block: ArraySlice<UInt8>) throws(MessageError) {
        pairs = []
        if block.isEmpty { return }
        var rest = block
        guard let count = rest.popNumber(), count > 0 else { throw .malformed(.context) }
        for _ in 0..<count {
            guard let key = rest.popCounted(), let value = rest.popCounted(), key.isText, value.isText else {
                throw .malformed(.context)
            }
            if let last = pairs.last, !last.key.lexicographicallyPrecedes(key) { throw .malformed(.context) }
            pairs.append(Pair(key: key, value: value))
        }
        guard rest.isEmpty else { throw .malformed(.context) }
    }
}

extension ArraySlice<UInt8> {
    /// Takes a number of two bytes off.
    fileprivate mutating func popNumber() -> Int? {
        guard let high = popFirst(), let low = popFirst() else { return nil }
        return Int(high) << 8 | Int(low)
    }

    /// Takes a length and as many bytes off.
    fileprivate mutating func popCounted() -> [UInt8]? {
        guard let count = popNumber(), count <= self.count else { return nil }
        defer { removeFirst(count) }
        return Array(prefix(count))
    }
}

extension [UInt8] {
    /// Whether the bytes are valid UTF-8.
    var isText: Bool { String(validating: self, as: UTF8.self) != nil }
}
