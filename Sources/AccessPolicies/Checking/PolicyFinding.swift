/// Something about a policy that its author should know.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
public struct PolicyFinding: Sendable, Equatable {
    /// How grave it is.
    public enum Class: String, Sendable, CaseIterable {
        /// The policy is refused, or a statement does nothing.
        case error = "ERROR"
        /// It allows more than anybody should want.
        case securityWarning = "SECURITY_WARNING"
        /// It may not do what it seems to.
        case warning = "WARNING"
        /// It could be shorter or plainer.
        case suggestion = "SUGGESTION"
    }

    /// A step from the document to what a finding is about.
    public enum Step: Sendable, Equatable {
        case member(String)
        case index(Int)
    }

    public let code: PolicyFindingCode
    /// A sentence or two: what is the matter, and what to do.
    public let details: String
    public let path: [Step]
    /// In bytes of the text.
    public let range: Range<Int>

    public var findingClass: Class { code.findingClass }
}

/// What there is to find, named as AWS names it where AWS does.
///
/// To add one: give it a case and its class here, and find it in one of the files of `PolicyCheck`; `PolicyCheckTests`
/// wants an example of each.
public enum PolicyFindingCode: String, Sendable, CaseIterable {
    case jsonSyntaxError = "JSON_SYNTAX_ERROR"
    case policySizeExceedsQuota = "POLICY_SIZE_EXCEEDS_QUOTA"
    case dataTypeMismatch = "DATA_TYPE_MISMATCH"
    case unknownElement = "UNKNOWN_ELEMENT"
    case missingStatement = "MISSING_STATEMENT"
    case invalidVersion = "INVALID_VERSION"
    case missingEffect = "MISSING_EFFECT"
    case invalidEffect = "INVALID_EFFECT"
    case missingAction = "MISSING_ACTION"
    case missingResource = "MISSING_RESOURCE"
    case missingPrincipal = "MISSING_PRINCIPAL"
    case unsupportedPrincipal = "UNSUPPORTED_PRINCIPAL"
    case invalidPrincipal = "INVALID_PRINCIPAL"
    case unsupportedElementCombination = "UNSUPPORTED_ELEMENT_COMBINATION"
    case uniqueSidsRequired = "UNIQUE_SIDS_REQUIRED"
    case invalidSid = "INVALID_SID"
    case invalidAction = "INVALID_ACTION"
    case invalidService = "INVALID_SERVICE_IN_ACTION"
    case missingActionPrefix = "MISSING_ACTION_PREFIX"
    case invalidARNPrefix = "INVALID_ARN_PREFIX"
    case invalidARNAccount = "INVALID_ARN_ACCOUNT"
    case invalidOperator = "INVALID_OPERATOR"
    case nullWithIfExists = "NULL_WITH_IF_EXISTS"
    case invalidConditionKey = "INVALID_CONDITION_KEY_FORMAT"
    case invalidGlobalKey = "INVALID_GLOBAL_CONDITION_KEY"
    case typeMismatch = "TYPE_MISMATCH"
    case invalidVariable = "INVALID_POLICY_VARIABLE"
    case variableInOperator = "VARIABLE_UNSUPPORTED_IN_OPERATOR"
    case refused = "POLICY_REFUSED"

    case passRoleWithStar = "PASS_ROLE_WITH_STAR_IN_RESOURCE"
    case passRoleWithStarInAction = "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE"
    case permissionManagementWithStar = "PERMISSION_MANAGEMENT_WITH_STAR_IN_RESOURCE"
    case fullAccess = "FULL_ADMINISTRATIVE_ACCESS"
    case allowWithNotPrincipal = "ALLOW_WITH_NOT_PRINCIPAL"
    case allowWithNotAction = "ALLOW_WITH_NOT_ACTION_AND_STAR_IN_RESOURCE"
    case publicPrincipal = "ALLOW_TO_EVERYBODY"
    case serviceWithoutSource = "SERVICE_PRINCIPAL_WITHOUT_SOURCE"
    case forAllValuesSingle = "FOR_ALL_VALUES_WITH_SINGLE_VALUED_KEY"
    case forAllValuesWithoutNull = "FOR_ALL_VALUES_WITHOUT_NULL_CHECK"

    case missingVersion = "MISSING_VERSION"
    case variableWithoutVersion = "VARIABLE_WITH_OLD_VERSION"
    case negatedAllow = "ALLOW_WITH_NEGATED_CONDITION"
    case multiValuedKey = "MULTIVALUED_KEY_WITHOUT_SET_OPERATOR"
    case literalWildcard = "WILDCARD_WITHOUT_LIKE_OPERATOR"
    case notPrincipalWithoutAccount = "NOT_PRINCIPAL_WITHOUT_ACCOUNT"
    case allowDenied = "ALLOW_COVERED_BY_DENY"

    case emptyArray = "EMPTY_ARRAY"
    case emptyCondition = "EMPTY_OBJECT_CONDITION"
    case emptySid = "EMPTY_SID_VALUE"
    case redundantAction = "REDUNDANT_ACTION"
    case redundantResource = "REDUNDANT_RESOURCE"
    case redundantStatement = "REDUNDANT_STATEMENT"
    case redundantValue = "REDUNDANT_CONDITION_VALUE"
    case hostBits = "CIDR_WITH_HOST_BITS"

    public var findingClass: PolicyFinding.Class {
        switch self {
        case .jsonSyntaxError, .policySizeExceedsQuota, .dataTypeMismatch, .unknownElement, .missingStatement,
            .invalidVersion, .missingEffect, .invalidEffect, .missingAction, .missingResource, .missingPrincipal,
            .unsupportedPrincipal, .invalidPrincipal, .unsupportedElementCombination, .uniqueSidsRequired, .invalidSid,
            .invalidAction, .invalidService, .missingActionPrefix, .invalidARNPrefix, .invalidARNAccount,
            .invalidOperator, .nullWithIfExists, .invalidConditionKey, .invalidGlobalKey, .typeMismatch,
            .invalidVariable, .variableInOperator, .refused:
            .error
        case .passRoleWithStar, .passRoleWithStarInAction, .permissionManagementWithStar, .fullAccess,
            .allowWithNotPrincipal, .allowWithNotAction, .publicPrincipal, .serviceWithoutSource, .forAllValuesSingle,
            .forAllValuesWithoutNull:
            .securityWarning
        case .missingVersion, .variableWithoutVersion, .negatedAllow, .multiValuedKey, .literalWildcard,
            .notPrincipalWithoutAccount, .allowDenied:
            .warning
        case .emptyArray, .emptyCondition, .emptySid, .redundantAction, .redundantResource, .redundantStatement,
            .redundantValue, .hostBits:
            .suggestion
        }
    }
}
