import JSON
import ServiceModel

/// The AWS CLI's short way to write structures: `Id=1,Arn=syslog:,Input={...}`.
///
/// Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
enum Shorthand {
    struct Mistake: Error {
        var message: String
    }

    static func value(_ text: String, _ shape: OperationModel.Shape) throws(Mistake) -> JSONValue {
        var rest = Substring(text)
        let value = try members(&rest, shape, isNested: false)
        guard rest.isEmpty else { throw Mistake(message: "'\(rest)' is left over") }
        return value
    }

    private static func members(
        _ rest: inout Substring,
        _ shape: OperationModel.Shape,
        isNested: Bool
    ) throws(Mistake) -> JSONValue {
        var result: [String: JSONValue] = [:]
        while true {
            guard let equals = rest.firstIndex(of: "=") else { throw Mistake(message: "'\(rest)' has no '='") }
            let name = String(rest[..<equals]).trimmed
            rest = rest[rest.index(after: equals)...]
            guard result[name] == nil else { throw Mistake(message: "'\(name)' comes twice") }
            result[name] = try value(&rest, shape.member(name), isNested: isNested)
            guard rest.first == "," else { break }
            rest = rest.dropFirst()
        }
        return .object(result)
    }

    private static func value(
        _ rest: inout Substring,
        _ shape: OperationModel.Shape?,
        isNested: Bool
    ) throws(Mistake) -> JSONValue {
        switch rest.first {
        case let first where first != "[" && first != "{" && shape?.element != nil && !isNested:
            // A list may stand without brackets: what has no '=' is its next element.
            var elements = [try value(&rest, shape?.element, isNested: isNested)]
            while rest.first == ",", !rest.dropFirst().prefix(while: { $0 != "," }).contains("=") {
                rest = rest.dropFirst()
                elements.append(try value(&rest, shape?.element, isNested: isNested))
            }
            return .array(elements)
        case "{":
            rest = rest.dropFirst()
            let value = try members(&rest, shape ?? .map(0...1000), isNested: true)
            guard rest.first == "}" else { throw Mistake(message: "a '{' is not closed") }
            rest = rest.dropFirst()
            return value
        case "[":
            rest = rest.dropFirst()
            var elements: [JSONValue] = []
            while rest.first != "]" {
                elements.append(try value(&rest, shape?.element, isNested: true))
                if rest.first == "," {
                    rest = rest.dropFirst()
                } else if rest.first != "]" {
                    throw Mistake(message: "a '[' is not closed")
                }
            }
            rest = rest.dropFirst()
            return .array(elements)
        default:
            let text = plain(&rest, isNested: isNested)
            switch shape {
            case .integer: return Int(text).map { .number(Double($0)) } ?? .string(text)
            case .boolean where text == "true" || text == "false": return .boolean(text == "true")
            default: return .string(text)
            }
        }
    }

    /// A word, which may be quoted.
    private static func plain(_ rest: inout Substring, isNested: Bool) -> String {
        var text = ""
        if let quote = rest.first, quote == "'" || quote == "\"" {
            rest = rest.dropFirst()
            while let character = rest.popFirst(), character != quote {
                text.append(character == "\\" && rest.first == quote ? rest.removeFirst() : character)
            }
            return text
        }
        while let character = rest.first, character != ",", !isNested || (character != "}" && character != "]") {
            text.append(character)
            rest = rest.dropFirst()
        }
        return text.trimmed
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension OperationModel.Shape {
    fileprivate func member(_ name: String) -> OperationModel.Shape? {
        guard case .structure(let parameters, _) = self else { return nil }
        return parameters.first { $0.name == name }?.shape
    }

    fileprivate var element: OperationModel.Shape? { if case .list(let element, _) = self { element } else { nil } }
}
