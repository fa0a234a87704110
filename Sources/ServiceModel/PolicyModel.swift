/// The operations on policy documents that need nothing but their input, with the names and limits of AWS IAM and of
/// its Access Analyzer: the command line answers them itself.
///
/// Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html,
/// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
public enum PolicyModel {
    private typealias Parameter = OperationModel.Parameter

    private static let policy = OperationModel.Shape.string(1...131_072, .latin)
    private static let policies = Parameter.required(
        "PolicyInputList",
        .list(policy, 1...100),
        "The policies, each as JSON or file://PATH."
    )
    private static let contextTypes = [
        "string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary",
        "binaryList", "date", "dateList",
    ]
    private static let context = OperationModel.Shape.structure([
        .required("ContextKeyName", .string(5...256)),
        .optional("ContextKeyValues", .list(.string(0...65_536), 0...1_000)),
        .optional("ContextKeyType", .word(contextTypes)),
    ])

    /// All operations, in alphabetical order.
    public static let operations = [
        OperationModel(
            "GetContextKeysForCustomPolicy",
            .read,
            "Lists the condition keys that policies look at.",
            [policies]
        ),
        OperationModel(
            "SimulateCustomPolicy",
            .read,
            "Says what policies would decide, and by which statements.",
            [
                policies,
                .required("ActionNames", .list(.string(3...128), 1...1_000), "The actions, such as s3:GetObject."),
                .optional(
                    "ResourceArns",
                    .list(.string(1...2_048), 0...1_000),
                    "What they would be done to; default: *."
                ),
                .optional(
                    "ContextEntries",
                    .list(context, 0...1_000),
                    "What the request says about itself: ContextKeyName=..,ContextKeyValues=..,ContextKeyType=.."
                ),
                .optional(
                    "CallerArn",
                    .string(1...2_048),
                    "Who asks; needed where the resource's policy names principals."
                ),
                .optional("ResourcePolicy", policy, "The policy of the resource."),
                .optional(
                    "ResourceOwner",
                    .string(1...2_048),
                    "Whose the resource is; default: as its ARN says, the caller's."
                ),
                .optional("PermissionsBoundaryPolicyInputList", .list(policy, 0...1), "The permissions boundary."),
                .optional("ResourceHandlingOption", .string(1...64), "Without effect: it is about instances of EC2."),
                .optional("MaxItems", .integer(1...1_000), "The most results; the answer has a Marker for the others."),
                .optional("Marker", .string(1...320, .pageMarker), "Where the last answer ended."),
            ]
        ),
        OperationModel(
            "ValidatePolicy",
            .read,
            "Looks a policy over: mistakes, dangers, and what could be plainer.",
            [
                .required("policyDocument", .string(1...131_072), "The policy, as JSON or file://PATH."),
                .required(
                    "policyType",
                    .word(["IDENTITY_POLICY", "RESOURCE_POLICY", "SERVICE_CONTROL_POLICY"]),
                    "What it is, or shall be, attached to."
                ),
                .optional(
                    "validatePolicyResourceType",
                    .string(1...128),
                    "AWS::IAM::AssumeRolePolicyDocument for the trust policy of a role."
                ),
                .optional("locale", .string(1...16), "Without effect: there is English."),
                .optional(
                    "maxResults",
                    .integer(1...1_000),
                    "The most findings; the answer has a nextToken for the others."
                ),
                .optional("nextToken", .string(1...320), "Where the last answer ended."),
            ]
        ),
    ].map { $0.of("iam") }
}
