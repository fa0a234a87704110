import AccessPolicies
import JSON
import POSIX
import ServiceModel

/// The policies of buckets, which somebody else keeps.
public final class BucketPolicies: Sendable {
    private let policies: Monitor<[String: String]>
    private let keep: @Sendable (_ policy: String?, _ bucket: String) throws -> Void

    /// The longest policy, in bytes.
    static let longest = 20_480

    /// Knows policies.
    ///
    /// - Parameters:
    ///   - policies: Those that are kept, by the names of buckets: all of them, for one that is not known could forbid something.
    ///   - keep: Keeps the policy of a bucket, or that it has none; when it returns, that is on the disk.
    public init(_ policies: [String: String], keep: @escaping @Sendable (String?, String) throws -> Void) {
        self.policies = Monitor(policies)
        self.keep = keep
    }

    /// The policy of a bucket; `nil` when it has none.
    func policy(of bucket: String) -> String? { policies.withLock { $0[bucket] } }

    /// Gives a bucket a policy, or takes it away; when this returns, that is on the disk.
    ///
    /// - Throws: When it cannot be kept; then it is as it was.
    func set(_ policy: String?, of bucket: String) throws {
        try policies.withLock { policies in
            try keep(policy, bucket)
            policies[bucket] = policy
        }
    }

    // MARK: What policies say

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
