internal import Yams

/// Turns text into a ``YAMLDocument``: the only code that knows which parser is underneath.
struct Composer {
    private let file: String
    private var values: [YAMLDocument.Value] = []
    private var children: [Int32] = []

    /// Parses `text`, which holds one document or nothing.
    ///
    /// Yams shares what aliases stand for, so the tree it makes is as small as the text, and the limits can be checked
    /// while the tree is expanded here.
    static func compose(_ text: String, file: String) throws(YAMLError) -> YAMLDocument {
        let start = SourceLocation(file: file, line: 1, column: 1)
        guard text.utf8.count <= YAMLLimit.bytes.maximum else { throw .limitExceeded(.bytes, at: start) }
        let root: Node?
        do {
            // The basic resolver leaves the type of plain scalars to us: the default one runs a regular expression
            // over every key. The encoding is named so that no environment variable can change it.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw YAMLError(error, file: file)
        } catch {
            throw .syntax("\(error)", at: start)
        }
        var composer = Composer(file: file)
        composer.values.reserveCapacity(text.utf8.count / 32)
        composer.children.reserveCapacity(text.utf8.count / 32)
        if let root {
            try composer.append(root, depth: 0)
        } else {
            composer.values.append(.init(content: .scalar("", isPlain: true), line: 1, column: 1))
        }
        return YAMLDocument(file: file, values: composer.values, children: composer.children)
    }

    private init(file: String) {
        self.file = file
    }

    /// Appends `node` and everything in it, and returns its index.
    @discardableResult
    private mutating func append(_ node: Node, depth: Int) throws(YAMLError) -> Int32 {
        let mark = node.mark
        let line = Int32(clamping: mark?.line ?? 1)
        let column = Int32(clamping: mark?.column ?? 1)
        func location() -> SourceLocation {
            SourceLocation(file: file, line: Int(line), column: Int(column))
        }
        if depth >= YAMLLimit.depth.maximum, node.scalar == nil { throw .limitExceeded(.depth, at: location()) }
        guard values.count < YAMLLimit.nodes.maximum else { throw .limitExceeded(.nodes, at: location()) }
        let index = values.count
        switch node {
        case .scalar(let scalar):
            try checkTag(scalar.tag, location)
            let content = YAMLDocument.Content.scalar(scalar.string, isPlain: scalar.style == .plain)
            values.append(.init(content: content, line: line, column: column))
        case .sequence(let sequence):
            try checkTag(sequence.tag, location)
            let range = reserveChildren(sequence.count)
            values.append(.init(content: .list(range), line: line, column: column))
            for (slot, element) in zip(range, sequence) {
                children[slot] = try append(element, depth: depth + 1)
            }
        case .mapping(let mapping):
            try checkTag(mapping.tag, location)
            let range = reserveChildren(2 * mapping.count)
            values.append(.init(content: .mapping(range), line: line, column: column))
            var slot = range.lowerBound
            for (key, value) in mapping {
                children[slot] = try appendKey(key, depth: depth + 1)
                children[slot + 1] = try append(value, depth: depth + 1)
                slot += 2
            }
        case .alias:
            // The parser replaces aliases; only trees made by hand hold them.
            throw .syntax("unresolved alias", at: location())
        }
        return Int32(index)
    }

    private mutating func appendKey(_ key: Node, depth: Int) throws(YAMLError) -> Int32 {
        let index = try append(key, depth: depth)
        let found: YAMLType
        switch values[Int(index)].content {
        case .scalar: return index
        case .list: found = .list
        case .mapping: found = .mapping
        }
        let location = SourceLocation(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
        throw .wrongType(expected: .string, found: found, at: location)
    }

    private mutating func reserveChildren(_ count: Int) -> Range<Int> {
        let start = children.count
        children.append(contentsOf: repeatElement(0, count: count))
        return start..<children.count
    }

    private func checkTag(_ tag: Tag, _ location: () -> SourceLocation) throws(YAMLError) {
        // Empty: none was given. The string tag: quotes, or a key.
        let name = tag.rawValue
        guard name.isEmpty || Self.impliedTags.contains(name) else {
            throw .explicitTag(name, at: location())
        }
    }

    private static let impliedTags: [String] = [
        Tag.Name.str.rawValue, Tag.Name.seq.rawValue, Tag.Name.map.rawValue,
    ]
}

extension YAMLError {
    /// Rewords what Yams says about text that it cannot parse.
    fileprivate init(_ error: YamlError, file: String) {
        let start = SourceLocation(file: file, line: 1, column: 1)
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let location = SourceLocation(file: file, line: mark.line, column: mark.column)
            let isTooDeep = problem.hasPrefix("Maximum nesting level")
            self =
                isTooDeep
                ? .limitExceeded(.depth, at: location)
                : .syntax(context.map { "\(problem) \($0.text)" } ?? problem, at: location)
        case .duplicatedKeysInMapping(let keys, let context):
            let location = SourceLocation(file: file, line: context.mark.line, column: context.mark.column)
            self = .duplicateKey(keys.first ?? "", at: location)
        case .reader(let problem, let offset, _, let text):
            self = .syntax(problem, at: SourceLocation(file: file, text: text, characters: offset ?? 0))
        case .writer(let problem), .emitter(let problem), .representer(let problem):
            self = .syntax(problem, at: start)
        case .memory:
            self = .syntax("out of memory", at: start)
        case .dataCouldNotBeDecoded:
            self = .notUTF8(at: start)
        case .no:
            self = .syntax("unknown problem", at: start)
        }
    }
}
