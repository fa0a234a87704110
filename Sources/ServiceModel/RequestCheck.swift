public import JSON

extension OperationModel {
    /// Checks the parameters of a request against the model.
    ///
    /// What the model does not have is not looked at: newer clients may say more, as at AWS.
    ///
    /// - Throws: ``ServiceError`` in AWS's words: the first value that is of another kind than the model says, or else all that
    ///   is wrong.
    public func check(_ input: JSONValue) throws(ServiceError) {
        if let unsupported { throw unsupported }
        if let mismatch = Shape.structure(parameters).mismatch(in: input) {
            throw ServiceError("SerializationException", mismatch)
        }
        var check = RequestCheck()
        check.structure(input, parameters) { "" }
        guard !check.mistakes.isEmpty else { return }
        if service == QueuesModel.service, let missing = check.missing { throw missing.ofQueues(name) }
        let count = check.mistakes.count
        throw invalid(
            "\(count) validation error\(count == 1 ? "" : "s") detected: \(check.mistakes.joined(separator: "; "))"
        )
    }

    /// What is wrong with a request, by the name that its service has for that.
    private func invalid(_ message: String) -> ServiceError {
        ServiceError(service == "iam" || service == "sts" ? "ValidationError" : "ValidationException", message)
    }
}

/// A member that must be there and is not.
private struct MissingMember {
    /// Where it belongs: `entries.2.member.`, or empty.
    var prefix: String
    var name: String

    /// As SQS says it, which calls members of batches by what their shapes are called.
    func ofQueues(_ operation: String) -> ServiceError {
        let steps = prefix.split(separator: ".")
        let place = steps.first == "entries" && steps.count > 1 ? "\(operation)RequestEntry.\(steps[1])." : ""
        return ServiceError("MissingParameter", "The request must contain the parameter \(place)\(name).")
    }
}

/// Finds what is wrong with a request whose values are all of the kinds that the model says.
private struct RequestCheck {
    private(set) var mistakes: [String] = []
    /// The first member that is missing.
    private(set) var missing: MissingMember?
    /// Whether what is looked at may be a secret, which no message shows.
    private var isSecret = false

    /// Notes a mistake.
    ///
    /// - Parameters:
    ///   - path: Where; members begin with a small letter, as AWS has them.
    ///   - value: What is there; `nil` for what may be sensitive, or would say nothing.
    ///   - constraint: What it should be.
    private mutating func fail(_ path: String, _ value: String?, _ constraint: String) {
        mistakes.append("Value \(value.map { $0 + " " } ?? "")at '\(path)' failed to satisfy constraint: \(constraint)")
    }

    /// A member of a structure, in a path.
    private static func step(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }

    /// The most bytes of a value that are shown.
    private static let mostShown = 8192

    /// A value in quotes; `nil` for one that is too long, or secret.
    private func quoted(_ text: String) -> String? {
        !isSecret && text.utf8.count <= RequestCheck.mostShown ? "'\(text)'" : nil
    }

    // Paths are made when something is wrong.

    mutating func structure(
        _ value: JSONValue,
        _ parameters: [OperationModel.Parameter],
        at path: () -> String
    ) {
        guard case .object(let members) = value else { return }
        func prefix() -> String {
            let path = path()
            return path.isEmpty ? "" : path + "."
        }
        for parameter in parameters {
            if let member = members[parameter.name], member != .null {
                let wasSecret = isSecret
                isSecret = isSecret || parameter.isSecret
                check(member, parameter.shape) { prefix() + RequestCheck.step(parameter.name) }
                isSecret = wasSecret
            } else if parameter.isRequired {
                if missing == nil { missing = MissingMember(prefix: prefix(), name: parameter.name) }
                fail(prefix() + RequestCheck.step(parameter.name), "null", "Member must not be null")
            }
        }
    }

    private mutating func check(_ value: JSONValue, _ shape: OperationModel.Shape, at path: () -> String) {
        switch (shape, value) {
        case (.string(let lengths, let form), .string(let text)):
            // Counting characters is slow, and most texts have few enough bytes.
            if text.utf8.count > lengths.upperBound || lengths.lowerBound > 1 || text.isEmpty {
                checkCount(text.unicodeScalars.count, lengths, at: path, text)
            }
            if let form, !form.accepts(text) { fail(path(), quoted(text), Constraint.pattern(form)) }
        case (.word(let words), .string(let text)):
            if !words.contains(text) { fail(path(), quoted(text), Constraint.words(words)) }
        case (.integer(let range), .number(let number)):
            guard let integer = number.integer else { return }
            if integer < range.lowerBound { fail(path(), "'\(integer)'", Constraint.least(range)) }
            if integer > range.upperBound { fail(path(), "'\(integer)'", Constraint.most(range)) }
        case (.blob(let lengths), .string(let text)): checkCount(Base64Text.byteCount(text) ?? 0, lengths, at: path)
        case (.list(let element, let counts), .array(let elements)): list(elements, element, counts, at: path)
        case (.map(let counts, let keys, let values), .object(let members)):
            checkCount(members.count, counts, at: path)
            map(members, keys, values, at: path)
        case (.structure(let parameters, _), .object): structure(value, parameters, at: path)
        default: break
        }
    }

    /// Elements that are structures are looked at one by one, what else there is as one constraint of the list.
    private mutating func list(
        _ elements: [JSONValue],
        _ element: OperationModel.Shape,
        _ counts: ClosedRange<Int>,
        at path: () -> String
    ) {
        let shown = { OperationModel.Shape.list(element, counts).javaText(.array(elements)) }
        if !counts.contains(elements.count) { checkCount(elements.count, counts, at: path, shown()) }
        guard let constraints = element.constraints else {
            for (index, value) in elements.enumerated() { check(value, element) { "\(path()).\(index + 1).member" } }
            return
        }
        let areRight = elements.allSatisfy { RequestCheck.isRight($0, element) }
        if !areRight { fail(path(), shown().flatMap(quoted), "Member must satisfy constraint: [\(constraints)]") }
    }

    private mutating func map(
        _ members: [String: JSONValue],
        _ keys: OperationModel.Shape?,
        _ values: OperationModel.Shape?,
        at path: () -> String
    ) {
        if let keys, let constraints = keys.constraints,
            !members.keys.allSatisfy({ RequestCheck.isRight(.string($0), keys) })
        {
            fail(path(), nil, "Map keys must satisfy constraint: [\(constraints)]")
        }
        guard let values else { return }
        if let constraints = values.constraints {
            if !members.values.allSatisfy({ RequestCheck.isRight($0, values) }) {
                fail(path(), nil, "Map value must satisfy constraint: [\(constraints)]")
            }
            return
        }
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            check(value, values) { "\(path()).\(key).member" }
        }
    }

    /// Whether a value that has no members is all that it must be.
    private static func isRight(_ value: JSONValue, _ shape: OperationModel.Shape) -> Bool {
        var inner = RequestCheck()
        inner.check(value, shape) { "" }
        return value != .null && inner.mistakes.isEmpty
    }

    private mutating func checkCount(
        _ count: Int,
        _ counts: ClosedRange<Int>,
        at path: () -> String,
        _ text: String? = nil
    ) {
        let shown = text.flatMap(quoted)
        if count < counts.lowerBound { fail(path(), shown, Constraint.shortest(counts)) }
        if count > counts.upperBound { fail(path(), shown, Constraint.longest(counts)) }
    }
}

/// What AWS says that a value should be.
private enum Constraint {
    static let present = "Member must not be null"

    static func shortest(_ counts: ClosedRange<Int>) -> String {
        "Member must have length greater than or equal to \(counts.lowerBound)"
    }

    static func longest(_ counts: ClosedRange<Int>) -> String {
        "Member must have length less than or equal to \(counts.upperBound)"
    }

    static func least(_ range: ClosedRange<Int>) -> String {
        "Member must have value greater than or equal to \(range.lowerBound)"
    }

    static func most(_ range: ClosedRange<Int>) -> String {
        "Member must have value less than or equal to \(range.upperBound)"
    }

    static func pattern(_ form: TextForm) -> String {
        "Member must satisfy regular expression pattern: \(form.pattern)"
    }

    static func words(_ words: [String]) -> String {
        "Member must satisfy enum value set: [\(words.joined(separator: ", "))]"
    }
}

extension OperationModel.Shape {
    /// All that an element of a list must be, as AWS says it; `nil` for what has members or elements of its own.
    fileprivate var constraints: String? {
        let constraints: [String]? =
            switch self {
            case .string(let lengths, let form):
                [Constraint.longest(lengths), Constraint.shortest(lengths)]
                    + (form.map { [Constraint.pattern($0)] } ?? [])
            case .word(let words): [Constraint.words(words)]
            case .integer(let range): [Constraint.most(range), Constraint.least(range)]
            case .blob(let lengths): [Constraint.longest(lengths), Constraint.shortest(lengths)]
            case .boolean, .time: []
            case .list, .map, .structure, .document: nil
            }
        return constraints.map { ($0 + [Constraint.present]).joined(separator: ", ") }
    }
}
