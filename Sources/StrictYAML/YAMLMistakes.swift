/// All mistakes in a document, where reading it ends at the first.
///
/// Whatever is wrong is left out, and the rest is read again, so that one mistake hides no other.
public struct YAMLMistakes<Result> {
    /// In the order in which they were met.
    public private(set) var errors: [YAMLError] = []
    /// What was read of the rest; `nil` when nothing could be read without what is wrong.
    public private(set) var result: Result?
    /// Whether there are more than were looked for.
    public private(set) var isCutShort = false

    /// Finds them.
    ///
    /// - Parameters:
    ///   - node: The root of a document.
    ///   - limit: The most that are looked for. Each costs another reading of the whole document.
    ///   - read: Reads the document, and throws at its first mistake.
    public init(in node: YAMLNode, limit: Int = 100, _ read: (YAMLNode) throws(YAMLError) -> Result) {
        var repair = Repair(node.document)
        while true {
            do throws(YAMLError) {
                result = try read(YAMLNode(document: repair.document, index: node.index))
                return
            } catch {
                let isConsequence = repair.isConsequence(error)
                if !isConsequence {
                    guard errors.count < limit else {
                        isCutShort = true
                        return
                    }
                    errors.append(error)
                }
                guard repair.leaveOut(error) else { return }
            }
        }
    }
}

/// A document from which mistakes are taken.
private struct Repair {
    private(set) var document: YAMLDocument
    /// Keys that were left out, by the places of the mappings that they were in.
    private var missing: [SourceLocation: Set<String>] = [:]

    init(_ document: YAMLDocument) { self.document = document }

    /// Whether an error is only there because of what was left out.
    func isConsequence(_ error: YAMLError) -> Bool {
        guard case .missingKey(let key, let location) = error else { return false }
        return missing[location]?.contains(key) ?? false
    }

    /// Leaves out what an error is about.
    ///
    /// - Returns: Whether something was left out; otherwise the same error would come again.
    mutating func leaveOut(_ error: YAMLError) -> Bool {
        let isKey = if case .unknownKey = error { true } else { false }
        let location = error.location
        // What must be a list is left empty, so that who needs it can go on.
        if case .wrongType(.list, let found, _) = error, replaceByList(at: location, isMapping: found == .mapping) {
            return true
        }
        if case .unknownKey(_, let meant?, _) = error { noteMissing(meant, inMappingWithKeyAt: location) }
        var isFound = false
        var children = document.children
        var values = document.values
        for index in values.indices {
            switch values[index].content {
            case .scalar: break
            case .list(let range):
                let kept = children[range].filter { document.location(of: Int($0)) != location }
                guard !isKey, kept.count < range.count else { continue }
                isFound = true
                values[index].content = .list(children.count..<children.count + kept.count)
                children += kept
            case .mapping(let range):
                var kept: [Int32] = []
                for key in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
                    let place = document.location(of: Int(children[isKey ? key : key + 1]))
                    if place == location {
                        missing[document.location(of: index), default: []].insert(
                            document.text(of: Int(children[key]))
                        )
                    } else {
                        kept += [children[key], children[key + 1]]
                    }
                }
                guard kept.count < range.count else { continue }
                isFound = true
                values[index].content = .mapping(children.count..<children.count + kept.count)
                children += kept
            }
        }
        document = YAMLDocument(file: document.file, values: values, children: children)
        return isFound
    }

    private mutating func replaceByList(at location: SourceLocation, isMapping: Bool) -> Bool {
        var values = document.values
        var isFound = false
        for index in values.indices where document.location(of: index) == location {
            let isContainer = if case .scalar = values[index].content { false } else { true }
            guard isContainer == isMapping else { continue }
            values[index].content = .list(0..<0)
            isFound = true
        }
        if isFound { document = YAMLDocument(file: document.file, values: values, children: document.children) }
        return isFound
    }

    /// A key that was misspelt is missing because of that.
    private mutating func noteMissing(_ key: String, inMappingWithKeyAt location: SourceLocation) {
        for index in document.values.indices {
            guard case .mapping(let range) = document.values[index].content else { continue }
            for place in stride(from: range.lowerBound, to: range.upperBound, by: 2)
            where document.location(of: Int(document.children[place])) == location {
                missing[document.location(of: index), default: []].insert(key)
            }
        }
    }
}
