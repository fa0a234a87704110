public import JSON

/// Members that requests have and models have not.
extension OperationModel {
    /// A request without what the model does not have, and without members that are null, which say nothing.
    ///
    /// - Parameter input: An object; anything else stays as it is, for ``check(_:)`` to refuse.
    /// - Returns: The request as handlers may keep it.
    public func known(_ input: JSONValue) -> JSONValue { Shape.structure(parameters).known(input) }

    /// The first member that the model does not have.
    ///
    /// - Returns: Where it is: `Targets.1.Arm`, elements counted from 1; `nil` when the model has them all.
    public func unknownMember(of input: JSONValue) -> String? { Shape.structure(parameters).unknownMember(of: input) }
}

extension OperationModel.Shape {
    /// Whether there may be structures in it.
    private var hasMembers: Bool {
        switch self {
        case .structure: true
        case .list(let element, _): element.hasMembers
        case .string, .word, .integer, .boolean, .blob, .time, .map, .document: false
        }
    }

    fileprivate func known(_ value: JSONValue) -> JSONValue {
        switch (self, value) {
        case (.structure(let parameters, _), .object(var members)):
            for (name, member) in members {
                guard member != .null, let parameter = parameters.first(where: { $0.name == name }) else {
                    members[name] = nil
                    continue
                }
                if parameter.shape.hasMembers { members[name] = parameter.shape.known(member) }
            }
            return .object(members)
        case (.list(let element, _), .array(let elements)):
            return .array(element.hasMembers ? elements.map(element.known) : elements)
        default: return value
        }
    }

    fileprivate func unknownMember(of value: JSONValue) -> String? {
        switch (self, value) {
        case (.structure(let parameters, _), .object(let members)):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                guard let parameter = parameters.first(where: { $0.name == name }) else { return name }
                if let unknown = parameter.shape.unknownMember(of: member) { return "\(name).\(unknown)" }
            }
            return nil
        case (.list(let element, _), .array(let elements)):
            for (index, value) in elements.enumerated() {
                if let unknown = element.unknownMember(of: value) { return "\(index + 1).\(unknown)" }
            }
            return nil
        default: return nil
        }
    }
}
