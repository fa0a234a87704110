import JSON

/// Reads patterns by descending.
struct EventPatternReader {
    typealias Condition = EventPattern.Condition
    typealias Alternative = EventPattern.Alternative

    /// The pattern as it was written: of some things it counts what comes first.
    let text: [UInt8]

    /// Reads the members of the outermost object.
    func branches(of members: [String: JSONValue]) throws(EventPatternError) -> [[Condition]] {
        var branches: [[Condition]] = [[]]
        try read(members, at: [], [], into: &branches)
        return branches
    }

    /// Adds the conditions of an object to all branches; a field that is there already is replaced.
    private func read(
        _ members: [String: JSONValue],
        at path: [String],
        _ place: [JSONText.Step],
        into branches: inout [[Condition]]
    ) throws(EventPatternError) {
        guard !members.isEmpty else { throw EventPatternError("Empty objects are not allowed") }
        for name in names(of: members, at: place) {
            do throws(EventPatternError) {
                try read(name, members[name] ?? .null, at: path, place + [.member(name)], into: &branches)
            } catch {
                throw error.below(.member(name))
            }
        }
    }

    /// The names of members in the order in which they were written.
    private func names(of members: [String: JSONValue], at place: [JSONText.Step]) -> [String] {
        if members.count == 1 { return Array(members.keys) }
        let written = JSONText.memberNames(at: place, in: text)
        return Set(written) == Set(members.keys) ? written : members.keys.sorted()
    }

    private func read(
        _ name: String,
        _ value: JSONValue,
        at path: [String],
        _ place: [JSONText.Step],
        into branches: inout [[Condition]]
    ) throws(EventPatternError) {
        if name == "$or", let choices = choices(value) {
            var all: [[Condition]] = []
            for (index, choice) in choices.enumerated() {
                var own = branches
                do throws(EventPatternError) {
                    try read(choice, at: path, place + [.element(index)], into: &own)
                } catch {
                    throw error.below(.element(index))
                }
                guard all.count + own.count <= EventPattern.mostBranches else {
                    throw EventPatternError("Rule is too complex - try using fewer $or branches", hasPlace: false)
                }
                all += own
            }
            branches = all
            return
        }
        let path = path + name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        switch value {
        case .object(let members): try read(members, at: path, place, into: &branches)
        case .array(let elements):
            let condition = Condition(path: path, alternatives: try alternatives(elements, place))
            for index in branches.indices {
                branches[index].removeAll { $0.path == path }
                branches[index].append(condition)
            }
        default: throw EventPatternError("\"\(name)\" must be an object or an array")
        }
    }

    /// The objects under `$or`; `nil` when it is a field of that name.
    private func choices(_ value: JSONValue) -> [[String: JSONValue]]? {
        guard case .array(let elements) = value, elements.count >= 2 else { return nil }
        let objects = elements.compactMap { if case .object(let members) = $0 { members } else { nil } }
        // An array with match expressions belongs to a field that happens to have this name.
        let hasMatches = objects.contains { $0.keys.contains(where: EventPatternReader.reserved.contains) }
        return objects.count == elements.count && !hasMatches ? objects : nil
    }

    /// What no field directly below `$or` is called.
    ///
    /// Source: https://github.com/aws/event-ruler, "The $or Primitive".
    private static let reserved: Set<String> = [
        "exists", "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "cidr", "exactly",
        "=", "<", "<=", ">", ">=", "regex",
    ]

    private func alternatives(
        _ elements: [JSONValue],
        _ place: [JSONText.Step]
    ) throws(EventPatternError) -> [Alternative] {
        guard !elements.isEmpty else { throw EventPatternError("Empty arrays are not allowed") }
        var alternatives: [Alternative] = []
        for (index, element) in elements.enumerated() {
            do throws(EventPatternError) {
                alternatives.append(try alternative(element, place + [.element(index)]))
            } catch {
                throw error.below(.element(index))
            }
        }
        return alternatives
    }

    private func alternative(_ value: JSONValue, _ place: [JSONText.Step]) throws(EventPatternError) -> Alternative {
        switch value {
        case .string(let text): return .string(text)
        case .number(let number): return EventPatternReader.number(number)
        case .boolean(let value): return .boolean(value)
        case .null: return .null
        case .array: throw EventPatternError("Match value must be String, number, true, false, or null")
        case .object(let members):
            guard let name = names(of: members, at: place).first, let operand = members[name] else {
                throw EventPatternError("Match expression name not found")
            }
            // What it says is looked at before whether there is more.
            let alternative = try match(name, operand, place + [.member(name)])
            guard members.count == 1 else { throw EventPatternReader.secondKey }
            return alternative
        }
    }

    /// A number, compared as it is written when no `Double` holds all of it.
    private static func number(_ number: JSONNumber) -> Alternative {
        DecimalText.whole(number).map { .number($0) } ?? .digits(number.text)
    }

    private static let secondKey = EventPatternError("Only one key allowed in match expression")

    private func match(
        _ name: String,
        _ operand: JSONValue,
        _ place: [JSONText.Step]
    ) throws(EventPatternError) -> Alternative {
        switch name {
        case "exists":
            guard case .boolean(let isThere) = operand else {
                throw EventPatternError("exists match pattern must be either true or false.")
            }
            return isThere ? .exists : .absent
        case "exactly":
            guard case .string(let text) = operand else {
                throw EventPatternError("exact match pattern must be a string")
            }
            return .string(text)
        case "prefix", "suffix", "equals-ignore-case", "wildcard": return try text(name, operand, place)
        case "numeric": return try numeric(operand)
        case "cidr": return .addresses(try addresses(operand))
        case "anything-but": return .anythingBut(try excluded(operand, place))
        default: throw EventPatternError("Unrecognized match type \(name)")
        }
    }

    // MARK: Text

    private func text(
        _ name: String,
        _ operand: JSONValue,
        _ place: [JSONText.Step]
    ) throws(EventPatternError) -> Alternative {
        var operand = operand
        var ignoresCase = false
        var isAlone = true
        if name == "prefix" || name == "suffix", case .object(let members) = operand {
            let first = names(of: members, at: place).first
            guard first == "equals-ignore-case", let inner = members["equals-ignore-case"] else {
                throw EventPatternError(
                    first.map { "Unsupported \(name) pattern: \($0)" }
                        ?? "\(name == "prefix" ? "Prefix" : "Suffix") expression name not found"
                )
            }
            isAlone = members.count == 1
            operand = inner
            ignoresCase = true
        }
        guard case .string(let text) = operand else {
            throw EventPatternError("\(ignoresCase ? "equals-ignore-case" : name) match pattern must be a string")
        }
        guard isAlone else { throw EventPatternReader.secondKey }
        return switch name {
        case "prefix": ignoresCase ? .prefixIgnoringCase(CaselessText(text)) : .prefix(text)
        case "suffix": ignoresCase ? .suffixIgnoringCase(CaselessText(text)) : .suffix(text)
        case "wildcard": .wildcard(try wildcard(text))
        default: .ignoringCase(CaselessText(text))
        }
    }

    private func wildcard(_ text: String) throws(EventPatternError) -> Wildcard {
        var isEscaped = false
        var wasStar = false
        for (position, character) in text.enumerated() {
            if isEscaped {
                guard character == "*" || character == "\\" else {
                    throw EventPatternError("Invalid escape character at pos \(position)")
                }
                isEscaped = false
                wasStar = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "*" {
                guard !wasStar else {
                    throw EventPatternError("Consecutive wildcard characters at pos \(position)")
                }
                wasStar = true
            } else {
                wasStar = false
            }
        }
        if isEscaped { throw EventPatternError("Invalid escape character at pos \(text.count)") }
        return Wildcard(text)
    }

    // MARK: anything-but

    private func excluded(_ operand: JSONValue, _ place: [JSONText.Step]) throws(EventPatternError) -> [Alternative] {
        switch operand {
        case .string(let text): return [.string(text)]
        case .number(let number): return [EventPatternReader.number(number)]
        case .array(let elements): return try excludedList(elements)
        case .object(let members):
            guard let name = names(of: members, at: place).first, let inner = members[name] else {
                throw EventPatternError("Anything-But expression name not found")
            }
            guard ["prefix", "suffix", "equals-ignore-case", "wildcard"].contains(name) else {
                throw EventPatternError("Unsupported anything-but pattern: \(name)")
            }
            let texts = try excludedTexts(name, inner, place + [.member(name)])
            guard members.count == 1 else { throw EventPatternReader.secondKey }
            return texts
        case .boolean, .null: throw EventPatternReader.noValue
        }
    }

    private static let noValue = EventPatternError(
        "Value of anything-but must be an array or single string/number value."
    )

    private func excludedList(_ elements: [JSONValue]) throws(EventPatternError) -> [Alternative] {
        var alternatives: [Alternative] = []
        for element in elements {
            switch element {
            case .string(let text): alternatives.append(.string(text))
            case .number(let number): alternatives.append(EventPatternReader.number(number))
            default: throw EventPatternError("Inside anything but list, start|null|boolean is not supported.")
            }
        }
        let numbers = elements.count { if case .number = $0 { true } else { false } }
        guard !elements.isEmpty, numbers == 0 || numbers == alternatives.count else {
            throw EventPatternError(
                "Inside anything but list, either all values are number or string, mixed type is not supported"
            )
        }
        return alternatives
    }

    private func excludedTexts(
        _ name: String,
        _ inner: JSONValue,
        _ place: [JSONText.Step]
    ) throws(EventPatternError) -> [Alternative] {
        let values: [JSONValue]
        switch inner {
        case .array(let list): values = list
        case .string, .number: values = [inner]
        case .boolean, .null, .object: throw EventPatternReader.noValue
        }
        guard !values.isEmpty else { throw EventPatternError("Empty arrays are not allowed") }
        var alternatives: [Alternative] = []
        for value in values {
            guard case .string(let text) = value else { throw EventPatternError(EventPatternReader.noText[name] ?? "") }
            if text.isEmpty, name == "prefix" || name == "suffix" {
                throw EventPatternError("Null prefix/suffix not allowed")
            }
            alternatives.append(try self.text(name, value, place))
        }
        return alternatives
    }

    private static let noText = [
        "prefix": "prefix/suffix match pattern must be a string",
        "suffix": "prefix/suffix match pattern must be a string",
        "wildcard": "wildcard match pattern must be a string",
        "equals-ignore-case":
            "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
    ]

    // MARK: Numbers and addresses

    /// `["=", n]`, one comparison, or a lower end and an upper one, in this order.
    private func numeric(_ operand: JSONValue) throws(EventPatternError) -> Alternative {
        guard case .array(let elements) = operand else { throw EventPatternError("Value of numeric must be an array.") }
        guard case .string(let word) = elements.first else {
            throw EventPatternError("Invalid member in numeric match: \(elements.first?.json ?? "]")")
        }
        guard ["=", "<", "<=", ">", ">="].contains(word) else {
            throw EventPatternError("Unrecognized numeric range operator: \(word)")
        }
        let number = try bound(elements, 1, word)
        var range = NumericRange()
        switch word {
        case "=": (range.lower, range.upper) = (number, number)
        case "<", "<=": (range.upper, range.includesUpper) = (number, word == "<=")
        default: (range.lower, range.includesLower) = (number, word == ">=")
        }
        guard elements.count > 2 else { return .range(range) }
        guard word.first == ">" else { throw EventPatternError("Too many elements in numeric expression") }
        guard case .string(let second) = elements[2] else {
            throw EventPatternError("Bad value in numeric range: \(elements[2].json)")
        }
        guard second == "<" || second == "<=" else { throw EventPatternError("Bad numeric range operator: \(second)") }
        (range.upper, range.includesUpper) = (try bound(elements, 3, second), second == "<=")
        guard elements.count == 4 else { throw EventPatternError("Too many terms in numeric range expression") }
        guard range.lower < range.upper else { throw EventPatternError("Bottom must be less than top") }
        return .range(range)
    }

    private func bound(_ elements: [JSONValue], _ index: Int, _ word: String) throws(EventPatternError) -> Double {
        guard index < elements.count, case .number(let number) = elements[index] else {
            throw EventPatternError("Value of \(word == "=" ? "equals" : word) must be numeric")
        }
        guard let whole = DecimalText.whole(number) else {
            throw EventPatternError("Cannot compare number : \(number)")
        }
        return whole
    }

    private func addresses(_ operand: JSONValue) throws(EventPatternError) -> AddressBlock {
        guard case .string(let text) = operand else {
            throw EventPatternError("prefix match pattern must be a string")
        }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        // Nothing behind the last '/' is not even a part.
        while parts.last?.isEmpty == true { parts.removeLast() }
        guard parts.count == 2 else { throw EventPatternError("Malformed CIDR, one '/' required") }
        guard let length = Int(parts[1]) else {
            throw EventPatternError("Malformed CIDR, mask bits must be an integer")
        }
        guard length >= 0 else { throw EventPatternError("Malformed CIDR, mask bits must not be negative") }
        guard let address = InternetAddress.bytes(String(parts[0])) else {
            throw EventPatternError("Nonstandard IP address: \(parts[0])")
        }
        // A block of one address is written as the address itself, without an operator.
        guard length < address.count * 8 else {
            throw EventPatternError("\(address.count == 4 ? "IPv4" : "IPv6") mask bits must be < \(address.count * 8)")
        }
        return AddressBlock(address, length: length)
    }
}
