import AccessPolicies
import JSON
import ServiceModel

/// What `magpie iam` offers: operations that it answers itself, and those of the service.
enum IAMOperations {
    /// All operations: those that are answered here, and those of the service.
    static let all = PolicyModel.operations + IAMModel.operations

    /// Operations with what they do, for help; without those that are always refused.
    static func lines(_ operations: [OperationModel]) -> String {
        operations.filter { $0.unsupported == nil }.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n")
    }

    /// What answers an operation without the service; `nil` for one that goes there.
    static func answer(_ operation: OperationModel) -> ((JSONValue) throws -> JSONValue)? {
        switch operation.name {
        case "SimulateCustomPolicy": { try simulated($0, PolicySimulation.custom) }
        case "ValidatePolicy": { try simulated($0, validated) }
        case "GetContextKeysForCustomPolicy": { try simulated($0, PolicySimulation.contextKeys) }
        default: nil
        }
    }

    /// The actions of the services that there are here.
    static var knownActions: [String] {
        (EventsModel.operations + KMSModel.operations + SecretsModel.operations).flatMap(\.actions)
    }

    private static func validated(_ input: JSONValue) throws(PolicySimulation.Mistake) -> JSONValue {
        try PolicyValidation.answer(input, knownActions: knownActions)
    }

    private static func simulated(
        _ input: JSONValue,
        _ answer: (JSONValue) throws(PolicySimulation.Mistake) -> JSONValue
    ) throws(ServiceError) -> JSONValue {
        do throws(PolicySimulation.Mistake) { return try answer(input) } catch {
            throw ServiceError(error.code, error.message)
        }
    }
}
