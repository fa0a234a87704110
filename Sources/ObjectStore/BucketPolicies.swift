import AccessPolicies
import JSON
import ServiceModel

/// What the policies of buckets may say.
enum BucketPolicies {
    /// The longest policy, in bytes.
    static let longest = 20_480

    /// Refuses what is no policy of a bucket, and what would let everybody in.
    ///
    /// - Throws: `ServiceError`.
    static func check(_ text: String, of bucket: String) throws {
        guard text.utf8.count <= longest else {
            throw malformed("Policies of buckets have 20,480 bytes at most.")
        }
        let policy: AccessPolicy
        do throws(PolicyError) { policy = try parsed(text, of: bucket) } catch { throw malformed("\(error)") }
        let own = ResourceNames.bucket(bucket)
        for statement in try statements(text) {
            for resource in texts(statement["Resource"]) + texts(statement["NotResource"]) {
                guard resource == own || resource.hasPrefix("\(own)/") || resource == "\(own)*" else {
                    throw malformed("Policy has invalid resource")
                }
            }
        }
        guard !policy.isPublic else {
            throw ServiceError(
                "AccessDenied",
                "Public policies are blocked by the BlockPublicPolicy block public access setting: name whom you mean."
            )
        }
    }

    /// Whether a policy lets everybody do something, whoever that is.
    static func isPublic(_ text: String, of bucket: String) throws -> Bool { try parsed(text, of: bucket).isPublic }

    private static func parsed(_ text: String, of bucket: String) throws(PolicyError) -> AccessPolicy {
        try AccessPolicy(parsing: text, as: .resource, named: "the policy of bucket \(bucket)")
    }

    private static func statements(_ text: String) throws -> [JSONValue] {
        let statement = try JSONValue(parsing: Array(text.utf8))["Statement"]
        guard case .object? = statement, let statement else { return statement?.array ?? [] }
        return [statement]
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        value?.string.map { [$0] } ?? (value?.array ?? []).compactMap(\.string)
    }

    private static func malformed(_ message: String) -> ServiceError { ServiceError("MalformedPolicy", message) }
}
