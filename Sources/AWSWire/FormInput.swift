import Bytes
import JSON
import ServiceModel

/// The parameters of a form, whose names say where in a structure each value belongs: `Tags.member.1.Key`.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
struct FormInput {
    /// A place in the structure.
    private final class Node {
        var text: String?
        var members: [String: Node] = [:]
    }

    private let root = Node()
    private var count = 0

    /// The most parameters of a form.
    private static let most = 10_000
    /// How deep structures may lie in each other.
    private static let deepest = 16

    /// Reads more parameters; of two with one name the first counts.
    ///
    /// - Throws: `ServiceError` with the code `MalformedInput` for a form that has too many, or too deep ones.
    mutating func add(_ form: some Collection<UInt8>) throws(ServiceError) {
        for pair in form.split(separator: UInt8(ascii: "&")) {
            count += 1
            guard count <= FormInput.most else {
                throw ServiceError("MalformedInput", "A form has at most \(FormInput.most) parameters.")
            }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(decoding: PercentEncoding.bytes(parts[0], isForm: true), as: UTF8.self)
            let value = parts.count > 1 ? PercentEncoding.bytes(parts[1], isForm: true) : []
            let steps = name.split(separator: ".", omittingEmptySubsequences: false)
            guard steps.count <= FormInput.deepest else {
                throw ServiceError("MalformedInput", "A parameter of a form has at most \(FormInput.deepest) parts.")
            }
            var node = root
            for step in steps {
                let next = node.members[String(step)] ?? Node()
                node.members[String(step)] = next
                node = next
            }
            if node.text == nil { node.text = String(decoding: value, as: UTF8.self) }
        }
    }

    /// The value of a parameter that is text.
    func text(_ name: String) -> String? { root.members[name]?.text }

    /// The parameters as a model has them; what it does not know is left out, as with AWS.
    ///
    /// What is of another kind than the model says stays as it is: checking against the model says so.
    func json(_ parameters: [OperationModel.Parameter]) -> JSONValue { FormInput.structure(root, parameters) }

    /// The same for queues, whose lists and maps are repeated parameters.
    ///
    /// - Parameters:
    ///   - parameters: Those of the operation.
    ///   - operation: Which.
    ///   - url: The queue, where the address of the request says it and the form does not; `nil` for none.
    /// - Returns: The parameters as a model has them.
    func json(ofQueues parameters: [OperationModel.Parameter], _ operation: String, at url: String?) -> JSONValue {
        let value = FormInput.structure(root, parameters, flatIn: operation)
        let name = "QueueUrl"
        guard let url, value[name] == nil, parameters.contains(where: { $0.name == name }) else { return value }
        return .object(value.members.merging([name: .string(url)]) { $1 })
    }

    private static func structure(
        _ node: Node,
        _ parameters: [OperationModel.Parameter],
        flatIn operation: String? = nil
    ) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for parameter in parameters {
            members[parameter.name] =
                operation.flatMap { flat(node, parameter, in: $0) }
                ?? node.members[parameter.name].map { value($0, parameter.shape) }
        }
        return .object(members)
    }

    /// A list or map that is repeated parameters; `nil` for none.
    private static func flat(_ node: Node, _ parameter: OperationModel.Parameter, in operation: String) -> JSONValue? {
        switch parameter.shape {
        case .list(.structure(let parameters, _), _):
            guard let list = QueueForm.element(of: parameter.name, operation).flatMap({ node.members[$0] }) else {
                return nil
            }
            return .array(ordered(list).map { structure($0, parameters, flatIn: operation) })
        case .list(let element, _):
            let list = QueueForm.element(of: parameter.name, operation).flatMap { node.members[$0] }
            return list.map { .array(ordered($0).map { value($0, element) }) }
        case .map(_, _, let values):
            guard let names = QueueForm.map(parameter.name), let entries = node.members[names.entry] else { return nil }
            var members: [String: JSONValue] = [:]
            for entry in ordered(entries) {
                members[entry.members[names.key]?.text ?? ""] = value(
                    entry.members[names.value] ?? Node(),
                    values ?? .string(0...0)
                )
            }
            return .object(members)
        default: return nil
        }
    }

    private static func value(_ node: Node, _ shape: OperationModel.Shape) -> JSONValue {
        let text = node.text ?? ""
        switch shape {
        case .integer: return Int(text).map { .number($0) } ?? .string(text)
        case .boolean:
            switch text.lowercased() {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return .string(text)
            }
        case .list(let element, _):
            // An empty list is sent as an empty text.
            guard let list = node.members["member"] else { return text.isEmpty ? .array([]) : .string(text) }
            return .array(ordered(list).map { value($0, element) })
        case .map:
            guard let entries = node.members["entry"] else { return text.isEmpty ? .object([:]) : .string(text) }
            var members: [String: JSONValue] = [:]
            for entry in ordered(entries) {
                members[entry.members["key"]?.text ?? ""] = .string(entry.members["value"]?.text ?? "")
            }
            return .object(members)
        case .structure(let parameters, _):
            return node.members.isEmpty && node.text != nil && !text.isEmpty
                ? .string(text) : structure(node, parameters)
        case .string, .word, .blob, .time, .document: return .string(text)
        }
    }

    /// Members whose names are numbers, in the order of these.
    private static func ordered(_ node: Node) -> [Node] {
        node.members.compactMap { name, member in Int(name).map { ($0, member) } }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
