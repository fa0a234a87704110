import Cryptography
import JSON
public import ServiceModel

extension ServiceRequest {
    /// The same request as an SDK would send it: with a token that it has made up, where one is missing.
    public func withToken() throws -> ServiceRequest {
        var request = self
        guard case .object(var members) = input else { return self }
        for parameter in operation.parameters where parameter.isToken && members[parameter.name] == nil {
            members[parameter.name] = .string(try RandomText.makeUUID())
        }
        request.input = .object(members)
        return request
    }
}
