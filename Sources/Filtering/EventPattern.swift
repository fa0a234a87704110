public import JSON

/// A pattern for events, in the language of Amazon EventBridge.
///
/// A pattern is an object like the events that it is to match; each leaf is an array of alternatives, of which one must
/// hold, and all leaves must hold. Fields below one array of an event must match in the same element.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
public struct EventPattern: Sendable, Equatable {
    /// What a value is compared with.
    enum Alternative: Sendable, Hashable {
        case string(String)
        case number(Double)
        case boolean(Bool)
        case null
        case ignoringCase(String)
        case prefix(String, ignoringCase: Bool)
        case suffix(String, ignoringCase: Bool)
        case wildcard(Wildcard)
        case range(NumericRange)
        case addresses(AddressBlock)
        case exists
        case absent
        /// None of these; the field must be there.
        case anythingBut([Alternative])
    }

    /// A field and what it may be.
    struct Condition: Sendable, Hashable {
        /// Names of members, dots in names being taken apart.
        var path: [String]
        var alternatives: [Alternative]
    }

    /// The pattern is met when all conditions of one of these are.
    let branches: [[Condition]]

    /// The longest pattern, in characters.
    public static let longest = 4096

    /// The most branches that `$or` may make.
    static let mostBranches = 1000

    /// The greatest sum of the complexities of the wildcards in a pattern.
    static let greatestComplexity = 100

    /// Reads a pattern.
    ///
    /// - Throws: ``EventPatternError`` in EventBridge's words.
    public init(_ text: String) throws(EventPatternError) {
        guard text.count <= EventPattern.longest else { throw EventPatternError("Event pattern is too long") }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: Array(text.utf8))
        } catch {
            throw EventPatternError("\(error)")
        }
        try self.init(json)
    }

    /// Reads a pattern.
    ///
    /// - Throws: ``EventPatternError`` in EventBridge's words.
    public init(_ json: JSONValue) throws(EventPatternError) {
        guard case .object(let members) = json else { throw EventPatternError("Filter is not an object") }
        branches = try EventPatternReader.branches(of: members, at: [])
        guard complexity <= EventPattern.greatestComplexity else {
            throw EventPatternError(
                "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences "
                    + "after a wildcard character"
            )
        }
    }

    /// The sum of the complexities of all wildcards, those that branches share being counted once.
    private var complexity: Int {
        var wildcards: Set<Wildcard> = []
        for condition in Set(branches.joined()) { condition.alternatives.forEach { $0.collect(&wildcards) } }
        return wildcards.reduce(0) { $0 + $1.complexity }
    }
}

extension EventPattern.Alternative {
    fileprivate func collect(_ wildcards: inout Set<Wildcard>) {
        switch self {
        case .wildcard(let wildcard): wildcards.insert(wildcard)
        case .anythingBut(let excluded): excluded.forEach { $0.collect(&wildcards) }
        default: break
        }
    }
}

/// Why a pattern is none.
public struct EventPatternError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason, as EventBridge words it.
    public var reason: String

    init(_ reason: String) { self.reason = reason }

    public var description: String { "Event pattern is not valid. Reason: \(reason)" }
}

/// An interval of numbers.
struct NumericRange: Sendable, Hashable {
    var lower = -Double.infinity
    var includesLower = true
    var upper = Double.infinity
    var includesUpper = true

    func contains(_ number: Double) -> Bool {
        (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
    }
}

/// A block of addresses of the Internet protocol, version 4 or 6.
struct AddressBlock: Sendable, Hashable {
    /// 4 or 16 bytes, those behind the length being zero.
    var address: [UInt8]
    /// In bits.
    var length: Int

    /// The block with the first `length` bits of `address`.
    init(_ address: [UInt8], length: Int) {
        self.length = length
        self.address = address.enumerated().map { index, byte in
            let bits = min(8, max(0, length - index * 8))
            return bits == 8 ? byte : byte & ~(0xFF >> UInt8(bits))
        }
    }
}

/// Reads patterns by descending.
private enum EventPatternReader {
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
            if name == "$or", let choices = choices(value) {
                var all: [[Condition]] = []
                for choice in choices { all += try self.branches(of: choice, at: path) }
                more = all
            } else {
                more = try field(
                    value,
                    at: path + name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
                )
            }
            guard branches.count * more.count <= EventPattern.mostBranches else {
                throw EventPatternError("Rule is too complex - try using fewer $or branches")
            }
            branches = branches.flatMap { branch in more.map { branch + $0 } }
        }
        return branches
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
            for element in elements { alternatives += try alternative(element) }
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

/// Addresses of the Internet protocol as text.
enum InternetAddress {
    /// The 4 or 16 bytes of an address; `nil` for what is none.
    ///
    /// Sources: RFC 4632 section 3.1, RFC 4291 section 2.2.
    static func bytes(_ text: String) -> [UInt8]? { bytes(Array(text.utf8)) }

    /// The same for text in UTF-8.
    static func bytes(_ text: [UInt8]) -> [UInt8]? {
        guard (2...45).contains(text.count) else { return nil }
        return version4(text[...])
            ?? (text.contains(UInt8(ascii: ":")) ? version6(String(decoding: text, as: UTF8.self)) : nil)
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard (7...15).contains(text.count) else { return nil }
        var bytes: [UInt8] = []
        var number = 0
        var digits = 0
        for index in text.startIndex...text.endIndex {
            if index == text.endIndex || text[index] == UInt8(ascii: ".") {
                guard (1...3).contains(digits), number < 256, bytes.count < 4 else { return nil }
                bytes.append(UInt8(number))
                number = 0
                digits = 0
            } else {
                guard text[index] &- 48 < 10, digits < 3 else { return nil }
                number = number * 10 + Int(text[index] &- 48)
                digits += 1
            }
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func version6(_ text: String) -> [UInt8]? {
        var halves: [[UInt8]] = []
        let sides = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard sides.count <= 2 else { return nil }
        for side in sides {
            var bytes: [UInt8] = []
            let groups = side.isEmpty ? [] : side.split(separator: ":", omittingEmptySubsequences: false)
            for (index, group) in groups.enumerated() {
                if index == groups.count - 1, group.contains(".") {
                    guard let tail = version4(Array(group.utf8)[...]) else { return nil }
                    bytes += tail
                } else {
                    guard (1...4).contains(group.utf8.count), let number = UInt16(group, radix: 16) else { return nil }
                    bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
                }
            }
            halves.append(bytes)
        }
        if halves.count == 1 { return halves[0].count == 16 ? halves[0] : nil }
        let gap = 16 - halves[0].count - halves[1].count
        return gap >= 2 ? halves[0] + [UInt8](repeating: 0, count: gap) + halves[1] : nil
    }
}
