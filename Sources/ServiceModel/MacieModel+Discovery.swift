/// The operations on what is looked for, and on how findings are filtered.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/operations.html
extension MacieModel {
    private typealias Parameter = OperationModel.Parameter
    private typealias Shape = OperationModel.Shape

    private static let token = Parameter.optional(
        "clientToken",
        .string(1...64),
        "A word of your own, so that a repeated request makes nothing new."
    )
    private static let tags = Parameter.optional("tags", .map(0...50), "Names and values.")
    private static let description = Parameter.optional("description", .string(0...512), "What it is for.")
    private static let pages: [Parameter] = [
        .optional("maxResults", .integer(1...200), "The most that are returned."), nextToken,
    ]
    /// Of lists whose pages are short at Macie.
    static let shortPages: [OperationModel.Parameter] = [
        .optional("maxResults", .integer(1...25), "The most that are returned."), nextToken,
    ]
    static let nextToken = Parameter.optional("nextToken", .string(0...2048), "Where the last answer ended.")
    private static func id(_ help: String) -> Parameter { .required("id", .string(1...128, .name), help) }

    private static let expression: [Parameter] = [
        .required("regex", .string(1...512), "The pattern, of PCRE2."),
        .optional("keywords", .list(.string(3...90), 0...50), "Words of which one must stand before a match."),
        .optional("ignoreWords", .list(.string(4...90), 0...10), "Texts that a match must not have in it."),
        .optional(
            "maximumMatchDistance",
            .integer(1...300),
            "How far a keyword may stand before the end of a match, in characters; default: 50."
        ),
    ]
    private static let levels = Shape.list(
        .structure([
            .required("occurrencesThreshold", .integer(1...1_000_000)),
            .required("severity", .word(["LOW", "MEDIUM", "HIGH"])),
        ]),
        0...3
    )
    private static let listCriteria = Parameter.required(
        "criteria",
        .structure([
            .optional("regex", .string(1...512)),
            .optional(
                "s3WordsList",
                .structure([
                    .required("bucketName", .string(1...255)), .required("objectKey", .string(1...1024)),
                ])
            ),
        ]),
        "A pattern, or a file of a bucket with a text in each line."
    )
    private static let findingCriteria = Parameter.required(
        "findingCriteria",
        criteriaShape,
        "Which findings: Macie's findingCriteria."
    )
    private static let listName = Shape.string(1...128, .oneLine)
    private static let listDescription = Parameter.optional(
        "description",
        .string(1...512, .anyText),
        "What it is for."
    )
    private static let action = Shape.word(["ARCHIVE", "NOOP"])
    private static let filterName = Shape.string(3...64)
    private static let position = Parameter.optional(
        "position",
        .integer(1...1000),
        "Its place among all filters; of those that match, the first is named."
    )
    private static let resource = Parameter.required("resourceArn", .string(1...1600), "What has the tags, as ARN.")

    /// The operations on identifiers, allow lists, filters and tags.
    public static let discovery: [OperationModel] = (identifiers + lists + filters + tagging).map {
        $0.of(service, group: "discovery")
    }

    private static let identifiers: [OperationModel] = [
        OperationModel(
            "CreateCustomDataIdentifier",
            .admin,
            "Makes a custom data identifier, which is looked for from then on.",
            [.required("name", .string(1...128), "What findings call it.")] + expression + [
                .optional("severityLevels", levels, "From how many occurrences on; default: MEDIUM from 1 on."),
                description, tags, token,
            ]
        ),
        OperationModel(
            "GetCustomDataIdentifier",
            .read,
            "Shows a custom data identifier.",
            [id("The identifier.")]
        ),
        OperationModel(
            "BatchGetCustomDataIdentifiers",
            .read,
            "Shows custom data identifiers.",
            [.optional("ids", .list(.string(1...128), 0...50), "Their ids.")]
        ),
        OperationModel("ListCustomDataIdentifiers", .read, "Lists the custom data identifiers.", pages),
        OperationModel(
            "DeleteCustomDataIdentifier",
            .admin,
            "Has a custom data identifier be looked for no more; findings still name it.",
            [id("The identifier.")]
        ),
        OperationModel(
            "TestCustomDataIdentifier",
            .operate,
            "Tells how often a custom data identifier would match in a text.",
            expression + [.required("sampleText", .string(1...1000), "The text.")],
            auditing: .denials
        ),
        OperationModel(
            "ListManagedDataIdentifiers",
            .read,
            "Lists the managed data identifiers.",
            [nextToken]
        ),
    ]

    private static let lists: [OperationModel] = [
        OperationModel(
            "CreateAllowList",
            .admin,
            "Makes an allow list: what it has is no finding from then on.",
            [.required("name", listName, "Its name."), listCriteria, listDescription, tags, token]
        ),
        OperationModel("GetAllowList", .read, "Shows an allow list, and whether it can be used.", [id("The list.")]),
        OperationModel(
            "UpdateAllowList",
            .admin,
            "Changes an allow list.",
            [id("The list."), .required("name", listName, "Its name."), listCriteria, listDescription]
        ),
        OperationModel(
            "DeleteAllowList",
            .admin,
            "Removes an allow list.",
            [
                id("The list."),
                .optional("ignoreJobChecks", .string(0...8), "Also when a job that is not over names it."),
            ]
        ),
        OperationModel("ListAllowLists", .read, "Lists the allow lists.", shortPages),
    ]

    private static let filters: [OperationModel] = [
        OperationModel(
            "CreateFindingsFilter",
            .admin,
            "Makes a filter, which archives the findings that it matches if its action is ARCHIVE.",
            [
                .required("name", filterName, "Its name."), .required("action", action, "ARCHIVE or NOOP."),
                findingCriteria, position, description, tags, token,
            ]
        ),
        OperationModel("GetFindingsFilter", .read, "Shows a filter.", [id("The filter.")]),
        OperationModel(
            "UpdateFindingsFilter",
            .admin,
            "Changes a filter.",
            [
                id("The filter."), .optional("name", filterName, "Its name."),
                .optional("action", action, "ARCHIVE or NOOP."),
                .optional("findingCriteria", criteriaShape, "Which findings: Macie's findingCriteria."), position,
                description, token,
            ]
        ),
        OperationModel("DeleteFindingsFilter", .admin, "Removes a filter.", [id("The filter.")]),
        OperationModel("ListFindingsFilters", .read, "Lists the filters in their order.", shortPages),
    ]

    private static let tagging: [OperationModel] = [
        OperationModel(
            "TagResource",
            .admin,
            "Gives something of Macie tags.",
            [resource, .required("tags", .map(0...50), "Names and values.")]
        ),
        OperationModel(
            "UntagResource",
            .admin,
            "Takes tags away.",
            [resource, .required("tagKeys", .list(.string(1...128), 0...50), "Their names.")]
        ),
        OperationModel("ListTagsForResource", .read, "Shows tags.", [resource]),
    ]
}
