import Terminal
import JSON

/// JSON for people.
enum PrettyJSON {
    /// The same value on many lines, each level four spaces further in.
    static func text(_ json: [UInt8]) -> String {
        guard let value = try? JSONValue(parsing: json) else { return String(decoding: json, as: UTF8.self) }
        return text(value, "")
    }

    private static func text(_ value: JSONValue, _ indent: String) -> String {
        let inner = indent + "    "
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.sorted { $0.key < $1.key }.map {
                "\(inner)\(JSONText.quoted($0.key)): \(text($0.value, inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .array(let elements) where !elements.isEmpty:
            return "[\n" + elements.map { inner + text($0, inner) }.joined(separator: ",\n") + "\n\(indent)]"
        default: return value.json
        }
    }
}

/// JSON as lines of text, as the AWS CLI prints it with `--output text`.
///
/// Scalars of an object are one line, in the order of their names and with tabs between them; each object and list in it
/// follows on lines that begin with its name in capitals.
/// Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html
enum TextJSON {
    /// The lines of a value.
    static func text(_ value: JSONValue) -> [UInt8] {
        var lines: [String] = []
        append(value, nil, nil, &lines)
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    private static func append(_ value: JSONValue, _ name: String?, _ columns: [String]?, _ lines: inout [String]) {
        switch value {
        case .object(let members): append(members, name, columns, &lines)
        case .array(let elements): append(elements, name, &lines)
        default: lines.append(scalar(value))
        }
    }

    private static func append(
        _ members: [String: JSONValue],
        _ name: String?,
        _ columns: [String]?,
        _ lines: inout [String]
    ) {
        let scalars = columns ?? members.filter { isScalar($0.value) }.keys.sorted()
        if !scalars.isEmpty {
            let cells = scalars.map { members[$0].map(scalar) ?? "" }
            lines.append(([name?.uppercased()].compactMap { $0 } + cells).joined(separator: "\t"))
        }
        for (key, value) in members.sorted(by: { $0.key < $1.key }) where !isScalar(value) {
            append(value, key, nil, &lines)
        }
    }

    private static func append(_ elements: [JSONValue], _ name: String?, _ lines: inout [String]) {
        let objects = elements.compactMap { if case .object(let members) = $0 { members } else { nil } }
        if !objects.isEmpty {
            // All lines of a list have the same columns.
            let columns = Set(objects.flatMap { $0.filter { isScalar($0.value) }.keys }).sorted()
            for element in elements { append(element, name, columns, &lines) }
            return
        }
        let scalars = elements.filter(isScalar).map(scalar)
        if let name {
            lines += scalars.map { "\(name.uppercased())\t\($0)" }
        } else if !scalars.isEmpty {
            lines.append(scalars.joined(separator: "\t"))
        }
        for element in elements where !isScalar(element) { append(element, name, nil, &lines) }
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value {
        case .object, .array: false
        default: true
        }
    }

    /// As Python writes it, but for what would do something to a terminal.
    private static func scalar(_ value: JSONValue) -> String {
        switch value {
        case .boolean(let isTrue): isTrue ? "True" : "False"
        case .null: "None"
        default: TerminalText.escaped(value.string ?? value.json)
        }
    }
}
