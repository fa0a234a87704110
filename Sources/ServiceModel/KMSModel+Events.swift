public import JSON

extension KMSModel {
    /// The type of the event of a call, which has the source `aws.kms`.
    public static let callType = "AWS API Call via CloudTrail"

    /// Parameters that hold nothing secret.
    private static let shownParameters: Set<String> = [
        "AliasName", "Description", "DestinationEncryptionContext", "DestinationKeyId", "EncryptionAlgorithm",
        "EncryptionContext", "GrantId", "GranteePrincipal", "KeyId", "KeyPairSpec", "KeySpec", "KeyUsage",
        "MacAlgorithm",
        "NumberOfBytes", "Operations", "Origin", "PendingWindowInDays", "RotationPeriodInDays", "SigningAlgorithm",
        "SourceEncryptionContext", "SourceKeyId", "TagKeys", "TargetKeyId", "ValidTo", "WrappingAlgorithm",
        "WrappingKeySpec",
    ]

    /// What an event says of a call, in the form in which AWS does, without anything secret.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
    ///
    /// - Parameters:
    ///   - operation: What was asked for.
    ///   - input: Its parameters.
    ///   - user: Who has asked: number and name.
    ///   - error: The code of the error that it ended with; `nil` for none.
    /// - Returns: The members of the event's `detail`; `errorCode` only when there is one.
    public static func detail(
        of operation: OperationModel,
        _ input: JSONValue,
        by user: (id: UInt32, name: String),
        error: String?
    ) -> [String: JSONValue] {
        JSONValue.present([
            "eventSource": .string("kms.amazonaws.com"), "eventName": .string(operation.name),
            "readOnly": .boolean(operation.access == .read), "errorCode": error.map { .string($0) },
            "userIdentity": .object([
                "type": .string("IAMUser"), "principalId": .string(String(user.id)), "userName": .string(user.name),
            ]),
            "requestParameters": .object(input.members.filter { shownParameters.contains($0.key) }),
        ]).members
    }
}
