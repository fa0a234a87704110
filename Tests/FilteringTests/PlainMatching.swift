import JSON

@testable import Filtering

/// Matches as the documentation of event-ruler says it, without any index: fields in the order of their names, each value
/// of a field tried, and of each array one element.
enum PlainMatching {
    private struct Field {
        var value: EventFields.Value
        /// The element of each array that it lies in.
        var elements: [Int: Int]
    }

    static func meets(_ event: JSONValue, _ pattern: EventPattern) -> Bool {
        var fields: [String: [Field]] = [:]
        var arrays = 0
        collect(event, "", [:], &arrays, &fields)
        return pattern.branches.contains { branch in
            let conditions = branch.map { (name: $0.path.joined(separator: "."), alternatives: $0.alternatives) }
            return meets(conditions.sorted { $0.name < $1.name }[...], [:], fields)
        }
    }

    private static func collect(
        _ value: JSONValue,
        _ name: String,
        _ elements: [Int: Int],
        _ arrays: inout Int,
        _ fields: inout [String: [Field]]
    ) {
        func add(_ kind: EventFields.Value.Kind, _ text: String, _ number: Double = 0) {
            let value = EventFields.Value(kind: kind, bytes: Array(text.utf8), number: number, places: [])
            fields[name, default: []].append(Field(value: value, elements: elements))
        }
        switch value {
        case .object(let members):
            for (member, value) in members {
                collect(value, name.isEmpty ? member : "\(name).\(member)", elements, &arrays, &fields)
            }
        case .array(let values):
            let array = arrays
            arrays += 1
            for (index, value) in values.enumerated() {
                collect(value, name, elements.merging([array: index]) { $1 }, &arrays, &fields)
            }
        case .string(let text): add(.string, text)
        case .number(let number): add(.number, value.json, number.double ?? .nan)
        case .boolean: add(.boolean, value.json)
        case .null: add(.null, "null")
        }
    }

    private static func meets(
        _ conditions: ArraySlice<(name: String, alternatives: [EventPattern.Alternative])>,
        _ elements: [Int: Int],
        _ fields: [String: [Field]]
    ) -> Bool {
        guard let condition = conditions.first else { return true }
        let fitting = (fields[condition.name] ?? []).filter { field in
            field.elements.allSatisfy { elements[$0.key] ?? $0.value == $0.value }
        }
        let rest = conditions.dropFirst()
        if condition.alternatives.contains(.absent), fitting.isEmpty, meets(rest, elements, fields) { return true }
        return fitting.contains { field in
            condition.alternatives.contains { $0.accepts(field.value) }
                && meets(rest, elements.merging(field.elements) { $1 }, fields)
        }
    }
}
