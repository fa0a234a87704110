import JSON
import ServiceModel

/// Holds the operations of a service against AWS's own description of them.
struct ModelComparison {
    /// What differs, each as `Operation.Member: what`.
    private(set) var differences: Set<String> = []
    private let shapes: JSONValue

    /// Compares.
    ///
    /// - Parameters:
    ///   - own: The operations here; those that are refused whatever is asked have no parameters to compare.
    ///   - model: A service model of botocore.
    init(_ own: [OperationModel], with model: JSONValue) {
        shapes = model["shapes"] ?? .null
        let names = Dictionary(own.map { ($0.name, $0) }) { first, _ in first }
        for (name, operation) in model["operations"]?.members ?? [:] {
            guard let own = names[name] else {
                differences.insert("\(name): missing")
                continue
            }
            guard own.unsupported == nil else { continue }
            let input = operation["input"]?["shape"]?.string.flatMap { shapes[$0] } ?? .object([:])
            compare(own.parameters, input, at: name, isSecret: false)
        }
    }

    private mutating func note(_ path: String, _ what: String) { differences.insert("\(path): \(what)") }

    private mutating func compare(
        _ own: [OperationModel.Parameter],
        _ shape: JSONValue,
        at path: String,
        isSecret: Bool
    ) {
        let members = shape["members"]?.members ?? [:]
        let required = Set(shape["required"]?.array.compactMap(\.string) ?? [])
        for name in members.keys where !own.contains(where: { $0.name == name }) { note("\(path).\(name)", "missing") }
        for parameter in own {
            let place = "\(path).\(parameter.name)"
            guard let member = members[parameter.name], let shape = shapes[member["shape"]?.string ?? ""] else {
                note(place, "not at AWS")
                continue
            }
            if parameter.isRequired != required.contains(parameter.name) {
                note(place, parameter.isRequired ? "required" : "optional")
            }
            if parameter.isToken != (member["idempotencyToken"] == .boolean(true)) { note(place, "token") }
            compare(parameter.shape, shape, at: place, isSecret: isSecret || parameter.isSecret)
        }
    }

    private mutating func compare(_ own: OperationModel.Shape, _ shape: JSONValue, at path: String, isSecret: Bool) {
        if shape["sensitive"] == .boolean(true), !isSecret { note(path, "not secret") }
        let element = shape["member"]?["shape"]?.string.flatMap { shapes[$0] } ?? .null
        switch (own, shape["type"]?.string ?? "") {
        case (.word(let words), "string"):
            let others = Set(shape["enum"]?.array.compactMap(\.string) ?? [])
            for word in others.symmetricDifference(words) { note(path, "word \(word)") }
        case (.string(let lengths, let form), "string"):
            if shape["enum"] != nil { note(path, "words") }
            compare(lengths, shape, at: path)
            if form?.pattern != shape["pattern"]?.string { note(path, "pattern") }
        case (.integer(let range), "integer"), (.integer(let range), "long"): compare(range, shape, at: path)
        case (.blob(let lengths), "blob"): compare(lengths, shape, at: path)
        case (.boolean, "boolean"), (.time, "timestamp"): break
        case (.map(let counts, let keys, let values), "map"):
            compare(counts, shape, at: path)
            if let keys, let key = shape["key"]?["shape"]?.string.flatMap({ shapes[$0] }) {
                compare(keys, key, at: path + "{key}", isSecret: isSecret)
            }
            if let values, let value = shape["value"]?["shape"]?.string.flatMap({ shapes[$0] }) {
                compare(values, value, at: path + "{}", isSecret: isSecret)
            }
        case (.list(let own, let counts), "list"):
            compare(counts, shape, at: path)
            compare(own, element, at: path + "[]", isSecret: isSecret)
        case (.structure(let parameters, _), "structure"): compare(parameters, shape, at: path, isSecret: isSecret)
        case (_, let type): note(path, "no \(type)")
        }
    }

    /// Compares limits; where AWS has none, everything here has one of its own.
    private mutating func compare(_ own: ClosedRange<Int>, _ shape: JSONValue, at path: String) {
        let isNumber = ["integer", "long"].contains(shape["type"]?.string ?? "")
        if let lower = shape["min"]?.integer ?? (isNumber ? nil : 0), lower != own.lowerBound {
            note(path, "from \(own.lowerBound), not \(lower)")
        }
        if let upper = shape["max"]?.integer, upper != own.upperBound {
            note(path, "to \(own.upperBound), not \(upper)")
        }
    }
}
