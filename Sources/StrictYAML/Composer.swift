/// Turns the events of one file into a ``YAMLDocument``.
///
/// An alias refers to the values of its anchor instead of copying them, so that memory grows with the text only; the
/// limits count as if it were a copy, because whoever reads the document walks through it as if it were.
struct Composer: ~Copyable {
    /// A value that was composed: its index, and its measures with aliases expanded.
    private struct Composed {
        var index: Int32
        var nodes: Int
        var height: Int
    }

    private let file: String
    private var reader: EventReader
    private var values: [YAMLDocument.Value] = []
    private var children: [Int32] = []
    /// The children of the collections that are still open, innermost last.
    private var pending: [Int32] = []
    private var anchors: [String: Composed] = [:]

    /// Parses `bytes`, which are valid UTF-8 and hold one document or nothing.
    static func compose(_ bytes: Span<UInt8>, file: String) throws(YAMLError) -> YAMLDocument {
        let start = SourceLocation(file: file, line: 1, column: 1)
        guard bytes.count <= YAMLLimit.bytes.maximum else { throw .limitExceeded(.bytes, at: start) }
        return unsafe try bytes.withUnsafeBufferPointer { bytes throws(YAMLError) in
            let reader = unsafe try EventReader(bytes, file: file)
            var composer = Composer(file: file, reader: reader, byteCount: bytes.count)
            try composer.composeDocument()
            return YAMLDocument(file: file, values: composer.values, children: composer.children)
        }
    }

    private init(file: String, reader: consuming EventReader, byteCount: Int) {
        self.file = file
        self.reader = reader
        // About what a rule file needs; more is allocated when it does not suffice.
        values.reserveCapacity(byteCount / 24)
        children.reserveCapacity(byteCount / 24)
    }

    private mutating func composeDocument() throws(YAMLError) {
        // The root has index 0: a collection takes its index before its children.
        guard case .documentStart = try reader.next().kind else {
            values.append(.init(content: .scalar("", isPlain: true), line: 1, column: 1))
            return
        }
        _ = try compose(try reader.next(), depth: 0)
        _ = try reader.next()
        let event = try reader.next()
        guard case .end = event.kind else { throw .syntax("found another document", at: location(event)) }
    }

    private mutating func compose(_ event: EventReader.Event, depth: Int) throws(YAMLError) -> Composed {
        if let tag = event.tag { throw .explicitTag(tag, at: location(event)) }
        let composed: Composed
        switch event.kind {
        case .scalar(let text, let isPlain):
            composed = Composed(index: Int32(values.count), nodes: 1, height: 0)
            values.append(.init(content: .scalar(text, isPlain: isPlain), line: event.line, column: event.column))
        case .alias(let name):
            guard let target = anchors[name] else { throw .syntax("found undefined alias", at: location(event)) }
            return target
        case .listStart, .mappingStart:
            composed = try composeCollection(event, depth: depth)
        case .documentStart, .end, .collectionEnd:
            throw .syntax("unexpected end", at: location(event))
        }
        if let anchor = event.anchor { anchors[anchor] = composed }
        return composed
    }

    private mutating func composeCollection(_ start: EventReader.Event, depth: Int) throws(YAMLError) -> Composed {
        guard depth < YAMLLimit.depth.maximum else { throw .limitExceeded(.depth, at: location(start)) }
        var isMapping = false
        if case .mappingStart = start.kind { isMapping = true }
        var composed = Composed(index: Int32(values.count), nodes: 1, height: 1)
        values.append(.init(content: .list(0..<0), line: start.line, column: start.column))
        let firstPending = pending.count
        while true {
            let event = try reader.next()
            if case .collectionEnd = event.kind { break }
            let child = try compose(event, depth: depth + 1)
            if isMapping, (pending.count - firstPending).isMultiple(of: 2) {
                try checkKey(child, location(event))
            }
            composed.nodes += child.nodes
            composed.height = max(composed.height, child.height + 1)
            guard composed.nodes <= YAMLLimit.nodes.maximum else { throw .limitExceeded(.nodes, at: location(event)) }
            guard depth + composed.height <= YAMLLimit.depth.maximum else {
                throw .limitExceeded(.depth, at: location(event))
            }
            pending.append(child.index)
        }
        let range = children.count..<(children.count + pending.count - firstPending)
        children.append(contentsOf: pending[firstPending...])
        pending.removeSubrange(firstPending...)
        if isMapping { try checkDuplicates(range) }
        values[Int(composed.index)].content = isMapping ? .mapping(range) : .list(range)
        return composed
    }

    private func checkKey(_ key: Composed, _ location: SourceLocation) throws(YAMLError) {
        switch values[Int(key.index)].content {
        case .scalar: return
        case .list: throw .wrongType(expected: .string, found: .list, at: location)
        case .mapping: throw .wrongType(expected: .string, found: .mapping, at: location)
        }
    }

    /// Checks that no key of the mapping with the children in `range` occurs twice.
    private func checkDuplicates(_ range: Range<Int>) throws(YAMLError) {
        let keys = stride(from: range.lowerBound, to: range.upperBound, by: 2)
        // Comparing a few short keys with one another is faster than hashing them.
        if range.count <= 40 {
            for key in keys {
                for earlier in stride(from: range.lowerBound, to: key, by: 2) where text(earlier) == text(key) {
                    throw .duplicateKey(text(key), at: location(ofChild: key))
                }
            }
        } else {
            var seen: Set<String> = []
            for key in keys where !seen.insert(text(key)).inserted {
                throw .duplicateKey(text(key), at: location(ofChild: key))
            }
        }
    }

    private func text(_ child: Int) -> String {
        guard case .scalar(let text, _) = values[Int(children[child])].content else { return "" }
        return text
    }

    private func location(ofChild child: Int) -> SourceLocation {
        let value = values[Int(children[child])]
        return SourceLocation(file: file, line: Int(value.line), column: Int(value.column))
    }

    private func location(_ event: EventReader.Event) -> SourceLocation {
        SourceLocation(file: file, line: Int(event.line), column: Int(event.column))
    }
}
