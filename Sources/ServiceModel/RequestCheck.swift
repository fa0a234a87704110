public import JSON

extension OperationModel {
    /// Checks the parameters of a request against the model.
    ///
    /// What the model does not have is not looked at: newer clients may say more, as at AWS.
    ///
    /// - Throws: ``ServiceError`` in AWS's words, with all that is wrong.
    public func check(_ input: JSONValue) throws(ServiceError) {
        if let unsupported { throw unsupported }
        guard case .object = input else { throw invalid("The request is not an object.") }
        var check = RequestCheck()
        check.structure(input, parameters) { "" }
        guard !check.mistakes.isEmpty else { return }
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

/// Finds what is wrong with a request.
private struct RequestCheck {
    private(set) var mistakes: [String] = []
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
    private static let mostShown = 4096

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
        guard case .object(let members) = value else { return fail(path(), nil, "Member must be an object") }
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
                fail(prefix() + RequestCheck.step(parameter.name), "null", "Member must not be null")
            }
        }
    }

    private mutating func check(_ value: JSONValue, _ shape: OperationModel.Shape, at path: () -> String) {
        switch (shape, value) {
        case (.string(let lengths, let form), .string(let text)):
            // Counting characters is slow, and most texts have few enough bytes.
            if text.utf8.count > lengths.upperBound || lengths.lowerBound > 1 || text.isEmpty {
                checkCount(text.count, lengths, at: path, text)
            }
            if let form, !form.accepts(text) {
                fail(
                    path(),
                    quoted(text),
                    "Member must satisfy regular expression pattern: \(form.pattern)"
                )
            }
        case (.word(let words), .string(let text)):
            if !words.contains(text) {
                fail(
                    path(),
                    quoted(text),
                    "Member must satisfy enum value set: [\(words.joined(separator: ", "))]"
                )
            }
        case (.integer(let range), .number(let number)):
            guard let integer = number.integer else { return fail(path(), nil, "Member must be an integer") }
            if integer < range.lowerBound {
                fail(path(), "'\(integer)'", "Member must have value greater than or equal to \(range.lowerBound)")
            }
            if integer > range.upperBound {
                fail(path(), "'\(integer)'", "Member must have value less than or equal to \(range.upperBound)")
            }
        case (.blob(let lengths), .string(let text)):
            guard let count = Base64Text.byteCount(text) else { return fail(path(), nil, "Member must be base64") }
            checkCount(count, lengths, at: path)
        case (.boolean, .boolean), (.time, .number), (.time, .string): break
        case (.list(let element, let counts), .array(let elements)):
            checkCount(elements.count, counts, at: path, RequestCheck.texts(elements))
            for (index, value) in elements.enumerated() { check(value, element) { "\(path()).\(index + 1).member" } }
        case (.map(let counts), .object(let members)):
            checkCount(members.count, counts, at: path)
            for name in members.keys.filter({ members[$0]?.string == nil }).sorted() {
                fail("\(path()).\(name)", nil, "Member must be a string")
            }
        case (.structure(let parameters), .object): structure(value, parameters, at: path)
        case (.document, .object): break
        default: fail(path(), nil, "Member must be \(shape.article)")
        }
    }

    /// A list of texts as AWS shows it, `[a, b]`; `nil` for lists of anything else.
    private static func texts(_ elements: [JSONValue]) -> String? {
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? "[\(texts.joined(separator: ", "))]" : nil
    }

    private mutating func checkCount(
        _ count: Int,
        _ counts: ClosedRange<Int>,
        at path: () -> String,
        _ text: String? = nil
    ) {
        let shown = text.flatMap(quoted)
        if count < counts.lowerBound {
            fail(path(), shown, "Member must have length greater than or equal to \(counts.lowerBound)")
        }
        if count > counts.upperBound {
            fail(path(), shown, "Member must have length less than or equal to \(counts.upperBound)")
        }
    }
}

/// Base64 with padding (RFC 4648, section 4), looked at without being decoded.
private enum Base64Text {
    /// How many bytes a text stands for; `nil` when it is no base64.
    static func byteCount(_ text: String) -> Int? {
        let count = text.utf8.count
        guard count.isMultiple(of: 4) else { return nil }
        var padding = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "="): padding += 1
            case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "/"): if padding > 0 { return nil }
            default: return nil
            }
        }
        return padding > 2 ? nil : count / 4 * 3 - padding
    }
}

extension OperationModel.Shape {
    fileprivate var article: String {
        switch self {
        case .string, .word: "a string"
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .blob: "base64"
        case .time: "a time: ISO 8601, or seconds since 1970"
        case .list: "a list"
        case .map, .structure, .document: "an object"
        }
    }
}
