/// What the service asks the key process beside the operations of KMS; nobody else may.
public enum KeyProcessModel {
    /// The service's name in requests.
    public static let service = "keys"
    /// The code of the error when a request names a caller that was not introduced, or is not known any more: the same request
    /// goes once it is introduced.
    public static let unknownCallerCode = "UnknownCaller"

    private static let anchor = OperationModel.Shape.structure([
        .required("number", .integer(0...Int.max)), .required("seal", .string(0...64)),
    ])
    private static let kept = OperationModel.Parameter.optional(
        "Keys",
        anchor,
        "The anchor of the keys' log that the service keeps."
    )

    /// All operations.
    public static let operations = [
        OperationModel("Ping", .admin, "Tells what is wrong with what is kept."),
        OperationModel(
            "IntroduceCaller",
            .admin,
            "Tells who a caller is and which policies limit it: its requests then name the digest of that.",
            [.required("Caller", .document, "The caller, as its document has it.")]
        ),
        OperationModel("CreateBackup", .admin, "Makes a copy of all keys, wrapped as they are."),
        OperationModel(
            "GetBackupPart",
            .admin,
            "Shows a piece of the copy.",
            [
                .required("Offset", .integer(0...Int.max), "Where it begins, in bytes."),
                .required("Count", .integer(1...4 << 20), "Its length, in bytes."),
            ]
        ),
        OperationModel(
            "TakeNotices",
            .admin,
            "Shows what has happened to keys; waits some seconds when that is nothing.",
            [.optional("After", .string(0...64), "The last notice that was told: it is forgotten with those before.")]
        ),
        OperationModel(
            "ListAuditEntries",
            .admin,
            "Lists entries of the keys' audit log.",
            [
                .optional("After", .integer(0...Int.max), "Entries behind the one of this number."),
                .optional("Limit", .integer(1...1000), "The most that are returned."),
                .optional("Since", .string(1...64), "Only those from this time on, as entries have it."),
                .optional("Until", .string(1...64), "Only those before this time."),
            ]
        ),
        OperationModel("VerifyAuditLog", .admin, "Checks every entry.", [kept]),
        OperationModel("CompareAuditLog", .admin, "Compares the log with its anchors.", [kept]),
        OperationModel(
            "ExchangeAuditAnchors",
            .admin,
            "Notes the ends of both logs.",
            [.required("Service", anchor, "The end of the service's log."), kept]
        ),
        OperationModel(
            "AcceptAuditLog",
            .admin,
            "Takes the log as it is.",
            [.required("Reason", .string(0...4096), "Why, in the administrator's words.")]
        ),
    ]
    // What of these belongs into the audit log, the log itself writes: it is about the log.
    .map { $0.of(service, auditing: .denials) }
}
