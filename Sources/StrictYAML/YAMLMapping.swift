/// A mapping that is being read, and the keys that were asked for so far.
public struct YAMLMapping {
    /// A key and its value.
    public struct Entry: Sendable {
        public var key: String
        public var keyLocation: SourceLocation
        public var value: YAMLNode
    }

    /// The mapping itself, for errors about the whole of it.
    public let node: YAMLNode

    private let document: YAMLDocument
    private let range: Range<Int>
    /// Whether each entry was asked for.
    private var isRead: [Bool]
    /// The keys that were asked for and are not there.
    private var absent: [String] = []
    /// The entry after the last one found: files mostly keep the order in which keys are asked for.
    private var next = 0

    init(document: YAMLDocument, index: Int, range: Range<Int>) {
        self.node = YAMLNode(document: document, index: index)
        self.document = document
        self.range = range
        self.isRead = Array(repeating: false, count: range.count / 2)
    }

    /// The number of entries.
    public var count: Int { isRead.count }

    /// The value of `key`, if the key is there.
    public mutating func optional(_ key: String) -> YAMLNode? {
        guard let entry = find(key) else {
            absent.append(key)
            return nil
        }
        isRead[entry] = true
        next = entry + 1
        return value(entry)
    }

    /// The value of `key`.
    ///
    /// - Throws: ``YAMLError/missingKey(_:at:)``, or ``YAMLError/unknownKey(_:suggestion:at:)`` when a key that nobody
    ///   asked for yet looks like `key` misspelt.
    public mutating func required(_ key: String) throws(YAMLError) -> YAMLNode {
        if let value = optional(key) { return value }
        let unread = isRead.indices.filter { !isRead[$0] }
        if let candidate = Spelling.closest(to: key, among: unread.map(text)),
            let entry = unread.first(where: { text($0) == candidate })
        {
            throw .unknownKey(candidate, suggestion: key, at: keyLocation(entry))
        }
        throw .missingKey(key, at: node.location)
    }

    /// All entries, in the order of the file, for a mapping with free keys.
    ///
    /// They count as asked for.
    public mutating func entries() -> [Entry] {
        isRead.indices.map { entry in
            isRead[entry] = true
            return Entry(key: text(entry), keyLocation: keyLocation(entry), value: value(entry))
        }
    }

    /// Checks that every key was asked for.
    ///
    /// - Throws: ``YAMLError/unknownKey(_:suggestion:at:)`` for the first key that was not. The suggestion is one of the
    ///   keys that were asked for, rather one that is not in the mapping.
    public func finish() throws(YAMLError) {
        guard let entry = isRead.firstIndex(of: false) else { return }
        let known = isRead.indices.filter { isRead[$0] }.map(text)
        let suggestion =
            Spelling.closest(to: text(entry), among: absent) ?? Spelling.closest(to: text(entry), among: known)
        throw .unknownKey(text(entry), suggestion: suggestion, at: keyLocation(entry))
    }

    private func find(_ key: String) -> Int? {
        for entry in next..<max(next, isRead.count) where text(entry) == key {
            return entry
        }
        for entry in 0..<min(next, isRead.count) where text(entry) == key {
            return entry
        }
        return nil
    }

    private func text(_ entry: Int) -> String {
        document.text(of: Int(document.children[range.lowerBound + 2 * entry]))
    }

    private func keyLocation(_ entry: Int) -> SourceLocation {
        document.location(of: Int(document.children[range.lowerBound + 2 * entry]))
    }

    private func value(_ entry: Int) -> YAMLNode {
        YAMLNode(document: document, index: Int(document.children[range.lowerBound + 2 * entry + 1]))
    }
}
