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
    /// - Parameter known: The key that the user shall have; `nil` for a new one.
    /// - Returns: The key.
    /// - Throws: When the records cannot be written.
    @discardableResult
    public func makeDeveloper(with known: DeveloperKey? = nil) throws -> DeveloperKey {
        let user = JSONValue.string(Daemon.developer)
        try perform("CreateUser", ["UserName": user])
        try perform(
            "AttachUserPolicy",
            ["UserName": user, "PolicyArn": .string(BuiltInPolicies.administratorARN)]
        )
        let key: DeveloperKey
        if let known {
            let now = Timestamp.now().secondsSince1970
            try operations.identities.putAccessKey(known.id, secret: known.secret, of: Daemon.developer, at: now)
            key = known
        } else {
            let made = try perform("CreateAccessKey", ["UserName": user])["AccessKey"]?.strings ?? [:]
            guard let id = made["AccessKeyId"], let secret = made["SecretAccessKey"] else {
                throw ServiceError("InternalFailure", "There is no access key.")
            }
            key = DeveloperKey(id: id, secret: secret)
        }
        developerKey.withLock { $0 = key }
        return key
    }

    /// Says how the service begins anew when a client asks for that, where the settings allow it.
    ///
    /// - Parameter begin: Gets what the next service needs; does not return.
    public func whenReset(_ begin: @escaping @Sendable (Succession) -> Void) {
        follow { [developerKey] requests, endpoint, front in
            begin(Succession(requests, at: endpoint, front, developerKey.withLock { $0 }))
        }
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
