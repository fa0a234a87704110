import AccessPolicies
import ServiceModel

/// The errors of AWS IAM, in its words.
extension ServiceError {
    static func noSuchEntity(_ message: String) -> ServiceError { ServiceError("NoSuchEntity", message) }

    static func alreadyExists(_ message: String) -> ServiceError { ServiceError("EntityAlreadyExists", message) }

    static func conflict(_ message: String) -> ServiceError { ServiceError("DeleteConflict", message) }

    static func limit(_ message: String) -> ServiceError { ServiceError("LimitExceeded", message) }

    static func quota(_ name: String, _ most: Int) -> ServiceError {
        .limit("Cannot exceed quota for \(name): \(most)")
    }

    static func input(_ message: String) -> ServiceError { ServiceError("InvalidInput", message) }

    /// What is wrong with a policy document.
    static func policy(_ error: PolicyError) -> ServiceError { ServiceError(error.code, "\(error)") }

    static func noUser(_ name: String) -> ServiceError { .noSuchEntity("The user with name \(name) cannot be found.") }

    static func noGroup(_ name: String) -> ServiceError {
        .noSuchEntity("The group with name \(name) cannot be found.")
    }

    static func noRole(_ name: String) -> ServiceError { .noSuchEntity("The role with name \(name) cannot be found.") }

    static func noProfile(_ name: String) -> ServiceError {
        .noSuchEntity("Instance Profile \(name) cannot be found.")
    }

    static func noPolicy(_ arn: String) -> ServiceError { .noSuchEntity("Policy \(arn) was not found.") }

    static func notAttachable(_ arn: String) -> ServiceError {
        .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }
}

/// How many of everything there may be.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; AWS has fewer users, groups and policies.
enum Quota {
    static let users = 100_000
    static let groups = 10_000
    static let roles = 10_000
    static let policies = 10_000
    static let profiles = 10_000
    static let groupsPerUser = 10
    static let attached = 10
    static let keysPerUser = 2
    /// The length of a managed policy, in characters without white space.
    static let policySize = 6144
    /// The length of a trust policy.
    static let trustSize = 2048
}
