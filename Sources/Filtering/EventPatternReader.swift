import JSON

/// Reads patterns by descending.
enum EventPatternReader {
    typealias Condition = EventPattern.Condition
    typealias Alternative = EventPattern.Alternative

    static func branches(
        of members: [String: JSONValue],
        at path: [String]
    ) throws(EventPatternError) -> [[Condition]] {
        guard !members.isEmpty else { throw EventPatternError("Empty objects are not allowed") }
        var branches: [[Condition]] = [[]]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            let more: [[Condition]]
            do throws(EventPatternError) {
                more = try alternatives(name, value, at: path)
            } catch {
                throw error.below(.member(name))
            }
            guard branches.count * more.count <= EventPattern.mostBranches else {
                throw EventPatternError("Rule is too complex - try using fewer $or branches")
            }
            branches = branches.flatMap { branch in more.map { branch + $0 } }
        }
        return branches
    }

    private static func alternatives(
        _ name: String,
        _ value: JSONValue,
        at path: [String]
    ) throws(EventPatternError) -> [[Condition]] {
        guard name == "$or", let choices = choices(value) else {
            let names = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            return try field(value, at: path + names)
        }
        var all: [[Condition]] = []
        for (index, choice) in choices.enumerated() {
            do throws(EventPatternError) {
                all += try branches(of: choice, at: path)
            } catch {
                throw error.below(.element(index))
            }
        }
        return all
    }

    /// The objects under `$or`; `nil` when it is a field of that name.
    private static func choices(_ value: JSONValue) -> [[String: JSONValue]]? {
        guard case .array(let elements) = value, elements.count >= 2 else { return nil }
        let objects = elements.compactMap { if case .object(let members) = $0 { members } else { nil } }
        // An array with match expressions belongs to a field that happens to have this name.
        let hasMatches = objects.contains { $0.keys.contains(where: reserved.contains) }
        return objects.count == elements.count && !hasMatches ? objects : nil
    }

    /// What no field directly below `$or` is called.
    ///
    /// Source: https://github.com/aws/event-ruler, "The $or Primitive".
    private static let reserved: Set<String> = [
        "exists", "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "cidr", "exactly",
        "=", "<", "<=", ">", ">=", "regex",
    ]

    private static func field(_ value: JSONValue, at path: [String]) throws(EventPatternError) -> [[Condition]] {
        switch value {
        case .object(let members): return try branches(of: members, at: path)
        case .array(let elements):
            guard !elements.isEmpty else { throw EventPatternError("Empty arrays are not allowed") }
            var alternatives: [Alternative] = []
            for (index, element) in elements.enumerated() {
                do throws(EventPatternError) {
                    alternatives += try alternative(element)
                } catch {
                    throw error.below(.element(index))
                }
            }
            return [[Condition(path: path, alternatives: alternatives)]]
        default: throw EventPatternError("\"\(path.last ?? "")\" must be an object or an array")
        }
    }

    private static func alternative(_ value: JSONValue) throws(EventPatternError) -> [Alternative] {
        switch value {
        case .string(let text): return [.string(text)]
        case .number(let number): return [.number(number)]
        case .boolean(let value): return [.boolean(value)]
        case .null: return [.null]
        case .array: throw EventPatternError("Match value must be String, number, true, false, or null")
        case .object(let members):
            guard let name = members.keys.first, let operand = members[name] else {
                throw EventPatternError("Match expression name not found")
            }
            guard members.count == 1 else { throw EventPatternError("Only one key allowed in match expression") }
            return try match(name, operand)
        }
    }

    private static func match(_ name: String, _ operand: JSONValue) throws(EventPatternError) -> [Alternative] {
        switch name {
        case "exists":
            guard case .boolean(let isThere) = operand else {
                throw EventPatternError("exists match pattern must be either true or false.")
            }
            return [isThere ? .exists : .absent]
        case "prefix", "suffix", "equals-ignore-case", "wildcard": return [try text(name, operand)]
        case "numeric": return [try numeric(operand)]
        case "cidr": return [.addresses(try addresses(operand))]
        case "anything-but": return [.anythingBut(try excluded(operand))]
        default: throw EventPatternError("Unrecognized match type \(name)")
        }
    }

    // MARK: Text

    private static func text(_ name: String, _ operand: JSONValue) throws(EventPatternError) -> Alternative {
        var operand = operand
        var ignoresCase = false
        if name == "prefix" || name == "suffix", case .object(let members) = operand {
            guard let inner = members["equals-ignore-case"] else {
                throw EventPatternError(
                    members.keys.sorted().first.map { "Unsupported \(name) pattern: \($0)" }
                        ?? "\(name == "prefix" ? "Prefix" : "Suffix") expression name not found"
                )
            }
            guard members.count == 1 else { throw EventPatternError("Only one key allowed in match expression") }
            operand = inner
            ignoresCase = true
        }
        guard case .string(let text) = operand else {
            throw EventPatternError("\(ignoresCase ? "equals-ignore-case" : name) match pattern must be a string")
        }
        switch name {
        case "prefix": return .prefix(ignoresCase ? text.lowercased() : text, ignoringCase: ignoresCase)
        case "suffix": return .suffix(ignoresCase ? text.lowercased() : text, ignoringCase: ignoresCase)
        case "wildcard": return .wildcard(try wildcard(text))
        default: return .ignoringCase(text.lowercased())
        }
    }

    private static func wildcard(_ text: String) throws(EventPatternError) -> Wildcard {
        var isEscaped = false
        var wasStar = false
        for (position, character) in text.enumerated() {
            if isEscaped {
                guard character == "*" || character == "\\" else {
                    throw EventPatternError("Invalid escape character at pos \(position - 1)")
                }
                isEscaped = false
                wasStar = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "*" {
                guard !wasStar else {
                    throw EventPatternError("Consecutive wildcard characters at pos \(position - 1)")
                }
                wasStar = true
            } else {
                wasStar = false
            }
        }
        if isEscaped { throw EventPatternError("Invalid escape character at pos \(text.count - 1)") }
        return Wildcard(text)
    }

    // MARK: anything-but

    private static func excluded(_ operand: JSONValue) throws(EventPatternError) -> [Alternative] {
        switch operand {
        case .string(let text): return [.string(text)]
        case .number(let number): return [.number(number)]
        case .array(let elements): return try excludedList(elements)
        case .object(let members):
            guard let name = members.keys.sorted().first, let inner = members[name] else {
                throw EventPatternError("Anything-But expression name not found")
            }
            guard ["prefix", "suffix", "equals-ignore-case", "wildcard"].contains(name) else {
                throw EventPatternError("Unsupported anything-but pattern: \(name)")
            }
            guard members.count == 1 else { throw EventPatternError("Only one key allowed in match expression") }
            return try excludedTexts(name, inner)
        case .boolean, .null: throw noValue
        }
    }

    private static let noValue = EventPatternError(
        "Value of anything-but must be an array or single string/number value."
    )

    private static func excludedList(_ elements: [JSONValue]) throws(EventPatternError) -> [Alternative] {
        var alternatives: [Alternative] = []
        for element in elements {
            switch element {
            case .string(let text): alternatives.append(.string(text))
            case .number(let number): alternatives.append(.number(number))
            default: throw EventPatternError("Inside anything but list, start|null|boolean is not supported.")
            }
        }
        let numbers = alternatives.count { if case .number = $0 { true } else { false } }
        guard !elements.isEmpty, numbers == 0 || numbers == alternatives.count else {
            throw EventPatternError(
                "Inside anything but list, either all values are number or string, mixed type is not supported"
            )
        }
        return alternatives
    }

    private static func excludedTexts(_ name: String, _ inner: JSONValue) throws(EventPatternError) -> [Alternative] {
        let values: [JSONValue]
        switch inner {
        case .array(let list): values = list
        case .string, .number: values = [inner]
        case .boolean, .null, .object: throw noValue
        }
        guard !values.isEmpty else { throw EventPatternError("Empty arrays are not allowed") }
        var alternatives: [Alternative] = []
        for value in values {
            guard case .string(let text) = value else { throw EventPatternError(noText[name] ?? "") }
            if text.isEmpty, name == "prefix" || name == "suffix" {
                throw EventPatternError("Null prefix/suffix not allowed")
            }
            alternatives.append(try self.text(name, value))
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
    private static func numeric(_ operand: JSONValue) throws(EventPatternError) -> Alternative {
        guard case .array(let elements) = operand else { throw EventPatternError("Value of numeric must be an array.") }
        guard case .string(let word) = elements.first else {
            throw EventPatternError("Invalid member in numeric match: \(elements.first?.json ?? "]")")
        }
        guard ["=", "<", "<=", ">", ">="].contains(word) else {
            throw EventPatternError("Unrecognized numeric range operator: \(word)")
        }
        let number = try number(elements, 1, word)
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
        (range.upper, range.includesUpper) = (try self.number(elements, 3, second), second == "<=")
        guard elements.count == 4 else { throw EventPatternError("Too many terms in numeric range expression") }
        guard range.lower < range.upper else { throw EventPatternError("Bottom must be less than top") }
        return .range(range)
    }

    private static func number(
        _ elements: [JSONValue],
        _ index: Int,
        _ word: String
    ) throws(EventPatternError) -> Double {
        guard index < elements.count, case .number(let number) = elements[index] else {
            throw EventPatternError("Value of \(word == "=" ? "equals" : word) must be numeric")
        }
        return number
    }

    private static func addresses(_ operand: JSONValue) throws(EventPatternError) -> AddressBlock {
        guard case .string(let text) = operand else {
            throw EventPatternError("prefix match pattern must be a string")
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
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
