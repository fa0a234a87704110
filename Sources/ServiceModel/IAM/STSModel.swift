/// The operations on sessions, with the names and limits of AWS STS.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
public enum STSModel {
    private typealias Parameter = OperationModel.Parameter

    /// The service's name in requests.
    public static let service = "sts"

    private static let arn = OperationModel.Shape.string(20...2048, .anyARN)
    private static let duration = Parameter.optional(
        "DurationSeconds",
        .integer(900...129_600),
        "How long the session lasts, in seconds."
    )

    /// All operations.
    ///
    /// Each session that begins is in the audit log before its credentials are answered.
    public static let operations: [OperationModel] =
        (sessions + refused).map { $0.of(service) }

    /// The operation with this name: `AssumeRole`.
    public static func operation(_ name: String) -> OperationModel? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    private static let sessions: [OperationModel] = [
        OperationModel(
            "AssumeRole",
            .read,
            "Begins a session of a role, whose trust policy decides.",
            [
                .required("RoleArn", arn, "The role."),
                .required("RoleSessionName", .string(2...64, .sessionName), "What the session is called."),
                .optional(
                    "PolicyArns",
                    .list(.structure([.optional("arn", arn)], "PolicyDescriptorType"), 0...10),
                    "Managed policies: what the session may do at most."
                ),
                .optional("Policy", IAMModel.policyText, "The same as a policy, as JSON."),
                .optional("DurationSeconds", .integer(900...43_200), "How long it lasts, in seconds; default: 3600."),
                .optional("Tags", .list(IAMModel.tag, 0...50), "Tags of the session."),
                .optional(
                    "TransitiveTagKeys",
                    .list(.string(1...128, .tagKey), 0...50),
                    "Names of those tags that sessions begun from this one have, too."
                ),
                .optional("ExternalId", .string(2...1224, .externalID), "What the trust policy may ask for."),
                .optional("SourceIdentity", .string(2...64, .sessionName), "Who is behind the session."),
                .optional("SerialNumber", .string(9...256, .device), "Refused: there are no MFA devices."),
                .optional("TokenCode", .string(6...6, .digits), "Refused: there are no MFA devices."),
                .optional(
                    "ProvidedContexts",
                    .list(
                        .structure(
                            [.optional("ProviderArn", arn), .optional("ContextAssertion", .string(4...2048))],
                            "ProvidedContext"
                        ),
                        1...5
                    ),
                    "Refused: nobody vouches for users here."
                ),
            ],
            auditing: .outcome
        ),
        OperationModel(
            "GetSessionToken",
            .read,
            "Begins a session of whoever asks, a user of IAM.",
            [
                duration, .optional("SerialNumber", .string(9...256, .device), "Refused: there are no MFA devices."),
                .optional("TokenCode", .string(6...6, .digits), "Refused: there are no MFA devices."),
            ],
            auditing: .outcome
        ),
        OperationModel(
            "OpenSession",
            .read,
            "Begins a session of whoever asks, a user of the system or a unit. Not in STS.",
            [
                .optional("RoleArn", .string(20...2048), "A role, in place of who asks."),
                .optional("DurationSeconds", .integer(900...43_200), "How long it lasts, in seconds; default: 3600."),
            ],
            auditing: .outcome
        ),
        OperationModel("GetCallerIdentity", .read, "Tells who asks. Nobody can be denied that."),
        OperationModel(
            "GetAccessKeyInfo",
            .read,
            "Tells whose account an access key is of.",
            [.required("AccessKeyId", .string(16...128, .keyID), "The access key's id.")]
        ),
        OperationModel(
            "DecodeAuthorizationMessage",
            .read,
            "Shows why something was denied.",
            [.required("EncodedMessage", .string(1...10_240), "From the message of the denial.")]
        ),
    ]

    private static let refused: [OperationModel] = [
        .refused("AssumeRoleWithSAML", because: "There are no identity providers: users are known by the system."),
        .refused(
            "AssumeRoleWithWebIdentity",
            because: "There are no identity providers: users are known by the system."
        ),
        .refused("GetFederationToken", because: "There are no federated users: a role does the same."),
        .refused("AssumeRoot", because: "There is no organisation."),
    ]
}
