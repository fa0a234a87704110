import Gateway
import IAM
import JSON
import POSIX
import ServiceModel

extension Daemon {
    /// What the user is called.
    private static let developer = "developer"

    /// Makes a user of IAM who may do everything, with an access key: for a service that is gone after a test.
    ///
    /// - Returns: The key's id, and its secret.
    /// - Throws: When the records cannot be written.
    public func makeDeveloper() throws -> (id: String, secret: String) {
        let user = JSONValue.string(Daemon.developer)
        try perform("CreateUser", ["UserName": user])
        try perform(
            "AttachUserPolicy",
            ["UserName": user, "PolicyArn": .string(BuiltInPolicies.administratorARN)]
        )
        let key = try perform("CreateAccessKey", ["UserName": user])["AccessKey"]?.strings ?? [:]
        guard let id = key["AccessKeyId"], let secret = key["SecretAccessKey"] else {
            throw ServiceError("InternalFailure", "There is no access key.")
        }
        return (id, secret)
    }

    @discardableResult
    private func perform(_ name: String, _ input: [String: JSONValue]) throws -> JSONValue {
        guard let model = IAMModel.operation(name) else {
            throw ServiceError("InternalFailure", "There is no operation \(name).")
        }
        let request = ServiceRequest(
            model,
            .object(input),
            by: .service("magpied", runningAs: System.userID),
            from: .service,
            at: Timestamp.now().secondsSince1970
        )
        return try operations.gateway.perform(request).value()
    }
}
