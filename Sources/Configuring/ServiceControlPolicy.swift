public import AccessPolicies
import JSON
import StrictYAML

/// A policy that says what all in the account may do at most, whatever else allows more; root is not limited.
///
/// Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
public struct ServiceControlPolicy: Sendable, Equatable {
    /// What refusals and simulations call it.
    public var name: String
    /// JSON.
    public var document: String

    /// Reads an entry of `serviceControlPolicies`, and refuses a document that is no such policy.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        name = try mapping.required("name").string()
        let text = try mapping.required("document")
        document = try text.string()
        try mapping.finish()
        do throws(PolicyError) {
            _ = try compiled()
        } catch {
            throw text.invalid("the policy '\(name)': \(error)", hint: "try it with 'magpie iam lint'")
        }
    }

    private func compiled() throws(PolicyError) -> AccessPolicy {
        try AccessPolicy(parsing: document, as: .serviceControl, named: name)
    }

    /// Whether one of its statements allows something.
    private var allows: Bool {
        let statement = (try? JSONValue(parsing: Array(document.utf8)))?["Statement"]
        let statements = statement?.array.isEmpty == false ? statement?.array ?? [] : [statement].compactMap(\.self)
        return statements.contains { $0["Effect"]?.string == "Allow" }
    }

    /// What some policies limit everybody to: one level of them.
    ///
    /// Where none of them allows anything, they only deny: then all else is allowed, as by the policy `FullAWSAccess` that AWS
    /// attaches to begin with.
    public static func level(of policies: [ServiceControlPolicy]) -> [AccessPolicy] {
        var level = policies.map { policy -> AccessPolicy in
            do throws(PolicyError) {
                return try policy.compiled()
            } catch {
                return .unreadable(named: policy.name, reason: "\(error)", as: .serviceControl)
            }
        }
        if !policies.isEmpty, !policies.contains(where: \.allows),
            let full = try? AccessPolicy(parsing: fullAccess, as: .serviceControl, named: "FullAWSAccess")
        {
            level.append(full)
        }
        return level
    }

    private static let fullAccess = """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}
        """
}
