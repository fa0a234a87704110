import Accounts
import Control
import JSON
import POSIX
import ServiceModel

/// An entry of an audit log as an event of AWS CloudTrail.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
struct TrailEvent: Sendable {
    let record: AuditRecord
    /// Seconds since 1970.
    let time: Double
    private let isReadOnly: Bool

    /// Reads an entry; `nil` for an intent, of which the outcome tells, and for what has no time.
    ///
    /// - Parameters:
    ///   - record: The entry.
    ///   - access: Tells who may ask for an operation, by its qualified name; `nil` for one that there is not.
    init?(_ record: AuditRecord, access: (String) -> OperationModel.Access?) {
        let result = record.result ?? ""
        guard result.lowercased() != "intent", let time = UTCTime.seconds(record.time) else { return nil }
        // What is told only once has no outcome, and is accepted.
        let kind = access(record.action)
        guard result != "accepted" || kind == nil || kind == .reveal else { return nil }
        self.record = record
        self.time = time
        isReadOnly = kind == .read || kind == .reveal
    }

    /// Where it stands among all, the later the greater: time, log and number.
    var place: String {
        let digits = String(Int(time * 1000))
        let number = String(record.number)
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits + (record.log ?? "")
            + String(repeating: "0", count: max(0, 16 - number.count)) + number
    }

    private var id: String { "\(record.log ?? "service")-\(record.number)" }

    private var names: (service: String, operation: String) {
        let parts = record.action.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { return (parts[0], parts[1]) }
        return (record.log == "keys" ? "kms" : "magpie", record.action)
    }

    private static let own: Set<String> = ["magpie", "objects", "keys"]

    private var source: String {
        let service = names.service
        return TrailEvent.own.contains(service) ? service : "\(service).amazonaws.com"
    }

    /// What the entry names: ARNs, with their types where AWS has some.
    private var resources: [(type: String?, name: String)] {
        let words = record.subject.split(separator: " ").map(String.init)
        let arns = words.filter { $0.hasPrefix("arn:") }
        // Without an ARN it is a name that the request has; what has a '=' is an encryption context.
        return (arns.isEmpty ? words.filter { !$0.contains("=") } : arns).map { arn in
            let types = [
                "kms": "AWS::KMS::Key", "secretsmanager": "AWS::SecretsManager::Secret", "s3": "AWS::S3::Bucket",
                "sqs": "AWS::SQS::Queue", "events": "AWS::Events::Rule",
            ]
            let service = arn.split(separator: ":", omittingEmptySubsequences: false).dropFirst(2).first.map(
                String.init
            )
            return (types[service ?? ""], arn)
        }
    }

    /// Whether it has an attribute of LookupEvents.
    func has(_ attribute: String, _ value: String) -> Bool {
        switch attribute {
        case "EventId": id == value
        case "EventName": names.operation == value
        case "ReadOnly": (isReadOnly ? "true" : "false") == value.lowercased()
        case "Username": record.user == value
        case "ResourceType": resources.contains { $0.type == value }
        case "ResourceName": resources.contains { $0.name == value || $0.name.hasSuffix("/\(value)") }
        case "EventSource": source == value
        // Which key a request was signed with, no log has.
        default: false
        }
    }

    /// The event as LookupEvents answers it.
    var json: JSONValue {
        let time = JSONValue.string(record.time)
        let listed = resources.map { resource in
            JSONValue.present([
                "ResourceType": resource.type.map { .string($0) }, "ResourceName": .string(resource.name),
            ])
        }
        let detail = JSONValue.present([
            "eventVersion": .string("1.11"),
            "userIdentity": .object([
                "type": .string(record.user == "root" ? "Root" : "IAMUser"), "userName": .string(record.user),
                "accountId": .string(AccountLocation.current.account),
            ]), "eventTime": time, "eventSource": .string(source), "eventName": .string(names.operation),
            "awsRegion": .string(AccountLocation.current.region), "requestParameters": .null, "responseElements": .null,
            "errorCode": record.isRefusal ? .string(record.result ?? "") : nil,
            "errorMessage": record.isRefusal && !record.reason.isEmpty ? .string(record.reason) : nil,
            "eventID": .string(id), "readOnly": .boolean(isReadOnly),
            "resources": .array(resources.map { .object(["ARN": .string($0.name)]) }),
            "eventType": .string("AwsApiCall"), "managementEvent": .boolean(true),
            "recipientAccountId": .string(AccountLocation.current.account), "eventCategory": .string("Management"),
        ])
        return .object([
            "EventId": .string(id), "EventName": .string(names.operation),
            "ReadOnly": .string(isReadOnly ? "true" : "false"), "EventTime": time, "EventSource": .string(source),
            "Username": .string(record.user), "Resources": .array(listed), "CloudTrailEvent": .string(detail.json),
        ])
    }
}
