import AccessPolicies
import Bytes
import JSON
public import POSIX
import ServiceModel

/// The policies of buckets, each a file in a folder of the service's own.
public final class BucketPolicies: Sendable {
    private let path: [UInt8]
    private let policies: Monitor<[String: String]>

    /// The longest policy, in bytes.
    static let longest = 20_480

    /// Reads what is in the folder at `path`, which is made if it is missing.
    ///
    /// - Throws: `SystemError` when it cannot be used: a policy that is not known could forbid something.
    public init(_ path: [UInt8]) throws(SystemError) {
        self.path = path
        try Directory.make(path)
        let folder = try Directory(path: path)
        var found: [String: String] = [:]
        for entry in try folder.entries() {
            guard let name = Hexadecimal.bytes(String(decoding: entry.name, as: UTF8.self)) else { continue }
            let text = try FileContents.read(entry.name, in: folder, upTo: BucketPolicies.longest)
            found[String(decoding: name, as: UTF8.self)] = String(decoding: text, as: UTF8.self)
        }
        policies = Monitor(found)
    }

    /// The policy of a bucket; `nil` when it has none.
    func policy(of bucket: String) -> String? { policies.withLock { $0[bucket] } }

    /// Gives a bucket a policy, or takes it away; when this returns, that is on the disk.
    ///
    /// - Throws: `SystemError`; then it is as it was.
    func set(_ policy: String?, of bucket: String) throws(SystemError) {
        let file = path + [UInt8(ascii: "/")] + Hexadecimal.characters(of: Array(bucket.utf8).span)
        try policies.withLock { policies throws(SystemError) in
            if let policy {
                try PrivateFile.replace(file, policy.utf8.span)
            } else if policies[bucket] != nil {
                try PrivateFile.remove(file)
            }
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
        do throws(PolicyError) {
            _ = try AccessPolicy(parsing: text, as: .resource, named: "the policy of bucket \(bucket)")
        } catch {
            throw malformed("\(error)")
        }
        let own = ResourceNames.bucket(bucket)
        for statement in try statements(text) {
            for resource in texts(statement["Resource"]) + texts(statement["NotResource"]) {
                guard resource == own || resource.hasPrefix("\(own)/") || resource == "\(own)*" else {
                    throw malformed("Policy has invalid resource")
                }
            }
        }
        guard try !isPublic(text) else {
            throw ServiceError(
                "AccessDenied",
                "Public policies are blocked by the BlockPublicPolicy block public access setting: name whom you mean."
            )
        }
    }

    /// Whether a policy lets everybody do something, whoever that is.
    static func isPublic(_ text: String) throws -> Bool {
        try statements(text).contains { statement in
            let principal = statement["Principal"]
            let isEverybody = texts(principal).contains("*") || texts(principal?["AWS"]).contains("*")
            return statement["Effect"]?.string == "Allow" && statement["Condition"] == nil
                && (isEverybody || statement["NotPrincipal"] != nil)
        }
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
