package import AccessPolicies
import ServiceModel

/// The policies of keys: what they are made with, and what can be kept.
extension KeyNames {
    private static let longestPolicy = 32_768

    /// What a key is made with when the request has no policy: the account's users may be allowed to use it.
    package var defaultPolicy: String {
        """
        {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow",\
        "Principal":{"AWS":"\(rootPrincipal)"},"Action":"kms:*","Resource":"*"}]}
        """
    }

    /// The policy of a key that is managed for a service: whoever may use the service may use the key by way of it.
    ///
    /// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    private func managedPolicy(for service: String) -> String {
        """
        {"Version":"2012-10-17","Id":"auto-\(service)-1","Statement":[{"Sid":"Allow access through the service for all \
        principals in the account that are authorized to use it","Effect":"Allow","Principal":{"AWS":"*"},"Action":\
        ["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:CreateGrant","kms:DescribeKey"],\
        "Resource":"*","Condition":{"StringEquals":{"kms:CallerAccount":"\(account)",\
        "kms:ViaService":"\(KMSModel.viaService(service, in: region))"}}},{"Sid":"Allow use by those whom the account \
        allows it","Effect":"Allow","Principal":{"AWS":"\(rootPrincipal)"},"Action":"kms:*","Resource":"*"}]}
        """
    }

    /// What counts as a key's policy: of a key that is managed for a service not what it was made with, but what this version
    /// has for such.
    package func policy(of key: Key, aliases: [String]) -> String {
        let prefix = "alias/aws/"
        guard key.manager == .aws, let alias = aliases.first(where: { $0.hasPrefix(prefix) }) else { return key.policy }
        return managedPolicy(for: String(alias.dropFirst(prefix.count)))
    }

    /// A policy that can be kept: one that decisions can go by.
    ///
    /// - Throws: `MalformedPolicyDocumentException` with the reason.
    package func checkedPolicy(_ text: String, from caller: CallerAccess?, mayLockOut: Bool) throws -> String {
        func malformed(_ reason: String) -> ServiceError { ServiceError("MalformedPolicyDocumentException", reason) }
        guard text.utf8.count <= KeyNames.longestPolicy else {
            throw ServiceError("LimitExceededException", "A key policy has at most \(KeyNames.longestPolicy) bytes.")
        }
        let policy: AccessPolicy
        do throws(PolicyError) {
            policy = try AccessPolicy(parsing: text, as: .resource, named: "key policy")
        } catch {
            throw malformed("\(error)")
        }
        if !mayLockOut, !allowsChanges(policy, by: caller) {
            throw malformed("The new key policy will not allow you to update the key policy in the future.")
        }
        return text
    }

    /// Whether a policy lets the caller, or the account, change it again.
    private func allowsChanges(_ policy: AccessPolicy, by caller: CallerAccess?) -> Bool {
        let root = CallerAccess(.root(of: account), context: PolicyContext())
        return [caller, root].contains { caller in
            guard let caller else { return false }
            let request = PolicyRequest(
                principal: caller.principal,
                action: "kms:PutKeyPolicy",
                resource: "*",
                resourceAccount: account,
                context: caller.context
            )
            return caller.policies(resource: policy, needsResourcePolicy: true).decide(request).isAllowed
        }
    }
}
