/// A service as SDKs of AWS speak to it.
///
/// To add one that speaks a dialect that is here: give it a line in ``all``, and its operations a table of the same name
/// behind the gateway.
public struct WireService: Sendable, Equatable {
    /// How requests and answers are written.
    public enum Dialect: Sendable, Equatable {
        /// AWS JSON 1.0 or 1.1: the header `X-Amz-Target` names the operation behind this and a dot.
        ///
        /// Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
        case json(target: String)
        /// A form in, XML out: `Action` names the operation, `Version` this date.
        ///
        /// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
        case query(version: String, namespace: String)
        /// JSON, with the operation in method and path.
        ///
        /// Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
        case rest
    }

    /// Its signing name, by which its operations are called behind the gateway, too: `kms`.
    public let name: String
    public let dialect: Dialect
    /// How it was spoken to before, as older SDKs do; `nil` for a service that has always been spoken to so.
    let olderDialect: Dialect?
    /// Members of answers that are times: numbers in JSON.
    let times: Set<String>
    /// Members of answers in XML that are maps, where other objects are structures.
    let maps: Set<String>
    /// Members of answers in XML that are documents of JSON, which are written as text and escaped as in addresses.
    let documents: Set<String>

    private init(
        _ name: String,
        _ dialect: Dialect,
        older: Dialect? = nil,
        times: Set<String> = [],
        maps: Set<String> = [],
        documents: Set<String> = []
    ) {
        self.name = name
        self.dialect = dialect
        olderDialect = older
        self.times = times
        self.maps = maps
        self.documents = documents
    }

    /// All services, with what their models say of their answers.
    public static let all: [WireService] = [
        WireService(
            "kms",
            .json(target: "TrentService"),
            times: [
                "CreationDate", "DeletionDate", "KeyCreationDate", "LastUpdatedDate", "NextRotationDate",
                "OnDemandRotationStartDate", "ParametersValidTo", "RotationDate", "Timestamp", "TrackingStartDate",
                "ValidTo",
            ]
        ),
        WireService(
            "secretsmanager",
            .json(target: "secretsmanager"),
            times: [
                "CreatedDate", "DeletedDate", "DeletionDate", "LastAccessedDate", "LastChangedDate", "LastRotatedDate",
                "NextRotationDate",
            ]
        ),
        WireService(
            "events",
            .json(target: "AWSEvents"),
            times: [
                "CreationTime", "EventEndTime", "EventLastReplayedTime", "EventStartTime", "ExpirationTime",
                "LastAuthorizedTime", "LastModifiedTime", "ReplayEndTime", "ReplayStartTime",
            ]
        ),
        WireService(
            "iam",
            .query(version: "2010-05-08", namespace: "https://iam.amazonaws.com/doc/2010-05-08/"),
            maps: ["SummaryMap", "Certifications", "EvalDecisionDetails"],
            documents: ["Document", "PolicyDocument", "AssumeRolePolicyDocument"]
        ),
        // Its times are texts.
        WireService("macie2", .rest),
        WireService(
            "sqs",
            .json(target: "AmazonSQS"),
            older: .query(version: QueueForm.version, namespace: QueueForm.namespace)
        ),
        WireService(
            "cloudtrail",
            .json(target: "CloudTrail_20131101"),
            times: ["EventTime"]
        ),
        WireService("sts", .query(version: "2011-06-15", namespace: "https://sts.amazonaws.com/doc/2011-06-15/")),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// How a request speaks to it.
    ///
    /// - Parameters:
    ///   - contentType: What the request says of its body.
    ///   - target: Its `X-Amz-Target`, which only JSON has.
    /// - Returns: The dialect.
    func dialect(contentType: String?, target: String?) -> Dialect {
        let isJSON = target != nil || contentType?.hasPrefix("application/x-amz-json") ?? false
        return isJSON ? dialect : olderDialect ?? dialect
    }

    /// The service with this signing name.
    public static func named(_ name: String) -> WireService? { byName[name] }
}
