/// The operations on identities, with the names and limits of AWS IAM.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
public enum IAMModel {
    typealias Parameter = OperationModel.Parameter
    typealias Shape = OperationModel.Shape

    /// The service's name in requests.
    public static let service = "iam"

    /// All operations.
    public static let operations =
        (users + groups + roles + linkedRoles + policies + profiles + keys + account + simulation + refused).map {
            $0.of(service)
        }

    /// The operation with this name: `CreateUser`.
    public static func operation(_ name: String) -> OperationModel? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    // MARK: Parameters

    static let userName = Parameter.required("UserName", .string(1...128, .entity), "The user.")
    static let newUserName = Parameter.required("UserName", .string(1...64, .entity), "The user.")
    static let ownName = Parameter.optional(
        "UserName",
        .string(1...128, .entity),
        "The user; default: whoever asks."
    )
    static let groupName = Parameter.required("GroupName", .string(1...128, .entity), "The group.")
    static let roleName = Parameter.required("RoleName", .string(1...64, .entity), "The role.")
    static let profileName = Parameter.required(
        "InstanceProfileName",
        .string(1...128, .entity),
        "The instance profile: the name of a unit, such as backup.service."
    )
    static let policyName = Parameter.required("PolicyName", .string(1...128, .entity), "The policy.")
    static let policyARN = Parameter.required("PolicyArn", .string(20...2048), "The managed policy.")
    static let policyText = Shape.string(1...131_072, .latin)
    static let document = Parameter.required("PolicyDocument", policyText, "The policy, as JSON.")
    static let path = Parameter.optional(
        "Path",
        .string(1...512, .folder),
        "A folder for its name: /PATH/; default: /."
    )
    static let newPath = Parameter.optional("NewPath", .string(1...512, .folder), "The new path.")
    static let boundary = Parameter.required(
        "PermissionsBoundary",
        .string(20...2048),
        "The managed policy that says what may be allowed at most."
    )
    static let optionalBoundary = Parameter.optional(
        "PermissionsBoundary",
        .string(20...2048),
        "The managed policy that says what may be allowed at most."
    )
    static let tag = Shape.structure(
        [.required("Key", .string(1...128, .tagKey)), .required("Value", .string(0...256, .tagValue))],
        "Tag"
    )
    static let tags = Parameter.required("Tags", .list(tag, 0...50), "Names and values.")
    static let optionalTags = Parameter.optional("Tags", .list(tag, 0...50), "Names and values.")
    static let tagKeys = Parameter.required("TagKeys", .list(.string(1...128, .tagKey), 0...50), "Their names.")
    static let pathPrefix = Parameter.optional(
        "PathPrefix",
        .string(1...512, .folderPrefix),
        "Only those whose path begins so."
    )
    static let policyPathPrefix = Parameter.optional(
        "PathPrefix",
        .string(1...512, .policyFolder),
        "Only those whose path begins so."
    )
    static let page: [Parameter] = [
        .optional("Marker", .string(1...4096, .pageMarker), "Where the last answer ended."),
        .optional("MaxItems", .integer(1...1000), "The most that are returned; default: 100."),
    ]
    static let accessKey = Parameter.required("AccessKeyId", .string(16...128, .word), "The access key's id.")

    // MARK: What there is not

    private static let refused: [OperationModel] = {
        let none: [(String, [String])] = [
            (
                "There are no passwords: users are known by the system.",
                [
                    "ChangePassword", "CreateLoginProfile", "DeleteLoginProfile", "GetLoginProfile",
                    "UpdateLoginProfile",
                    "GetAccountPasswordPolicy", "UpdateAccountPasswordPolicy", "DeleteAccountPasswordPolicy",
                ]
            ),
            (
                "There are no MFA devices: users are known by the system.",
                [
                    "CreateVirtualMFADevice", "DeactivateMFADevice", "DeleteVirtualMFADevice", "EnableMFADevice",
                    "GetMFADevice", "ListMFADevices", "ListVirtualMFADevices", "ResyncMFADevice",
                ]
            ),
            (
                "There are no identity providers: users are known by the system.",
                [
                    "CreateOpenIDConnectProvider", "DeleteOpenIDConnectProvider", "GetOpenIDConnectProvider",
                    "ListOpenIDConnectProviders", "CreateSAMLProvider", "DeleteSAMLProvider", "GetSAMLProvider",
                    "ListSAMLProviders", "UpdateSAMLProvider",
                ]
            ),
            (
                "There are no certificates and no keys of other kinds.",
                [
                    "UploadSSHPublicKey", "GetSSHPublicKey", "ListSSHPublicKeys", "UploadServerCertificate",
                    "GetServerCertificate", "ListServerCertificates", "UploadSigningCertificate",
                    "ListSigningCertificates", "CreateServiceSpecificCredential", "ListServiceSpecificCredentials",
                ]
            ),
            ("There is no organisation.", ["GenerateOrganizationsAccessReport", "GetOrganizationsAccessReport"]),
        ]
        return none.flatMap { reason, names in names.map { .refused($0, because: reason) } }
    }()
}
