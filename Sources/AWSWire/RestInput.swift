import Bytes
import JSON
import ServiceModel
import Signatures

/// What is asked in REST style: the operation by method and path, its parameters in path, query and a body of JSON.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
struct RestInput {
    let operation: String
    /// The status of an answer to what was done.
    let status: Int
    /// The parameters: a JSON object on one line.
    let input: [UInt8]

    /// Reads a request to Macie, the only service here that is asked so.
    ///
    /// - Throws: `ServiceError` with the code `UnknownOperationException` where no operation has such a path, and
    ///   `SerializationException` for a body that is no JSON object.
    init(
        _ request: SignableRequest,
        body: [UInt8],
        model: (String) -> OperationModel?
    ) throws(ServiceError) {
        let pieces = request.path.utf8.split(separator: UInt8(ascii: "/")).map {
            String(decoding: PercentEncoding.bytes($0), as: UTF8.self)
        }
        guard let (route, inPath) = MacieRoutes.route(request.method, pieces),
            let model = model("\(MacieModel.service):\(route.operation)")
        else { throw ServiceError("UnknownOperationException", "There is no operation with this method and path.") }
        var members = try RestInput.members(of: body)
        for (name, text) in inPath { members[name] = .string(text) }
        let given = request.parameters
        for name in route.query {
            let texts = given.filter { $0.name == name }.map(\.value)
            let shape = model.parameters.first { $0.name == name }?.shape
            if let value = RestInput.value(texts, shape) { members[name] = value }
        }
        operation = route.operation
        status = route.status
        input = JSONValue.object(members).bytes
    }

    private static func members(of body: [UInt8]) throws(ServiceError) -> [String: JSONValue] {
        guard !body.isEmpty else { return [:] }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: body)
        } catch {
            throw ServiceError("SerializationException", "\(error)")
        }
        guard case .object(let members) = value else {
            throw ServiceError("SerializationException", "The body is no JSON object.")
        }
        return members
    }

    /// What a parameter of the query stands for; what is of another kind than the model says stays text, and is refused as that.
    private static func value(_ texts: [String], _ shape: OperationModel.Shape?) -> JSONValue? {
        guard let text = texts.first else { return nil }
        switch shape {
        case .list: return .array(texts.map { .string($0) })
        case .integer: return Int(text).map { .number($0) } ?? .string(text)
        case .boolean: return ["true": .boolean(true), "false": .boolean(false)][text] ?? .string(text)
        default: return .string(text)
        }
    }
}
