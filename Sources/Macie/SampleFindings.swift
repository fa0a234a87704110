import Accounts
public import JSON
import Records
public import ServiceModel

/// Samples of findings, which people try rules and programs with.
///
/// There is one of each type at most, about a bucket and an object that nobody has.
extension MacieService {
    /// The samples that there are, as findings, the last first.
    public var samples: [JSONValue] {
        documents(.sample).values.sorted {
            ($1["createdAt"]?.string ?? "", $0["id"]?.string ?? "") < (
                $0["createdAt"]?.string ?? "", $1["id"]?.string ?? ""
            )
        }
    }

    /// Makes samples in place of earlier ones of their types.
    ///
    /// - Parameters:
    ///   - types: Such as `SensitiveData:S3Object/Personal`.
    ///   - time: Now, in seconds since 1970.
    /// - Returns: The findings.
    /// - Throws: When they cannot be kept.
    public func makeSamples(of types: [String], at time: Double) throws -> [JSONValue] {
        let made = try types.map { type in
            (
                type: type,
                finding: MacieService.sample(type, id: try MacieService.randomID(32, of: "0123456789abcdef"), time)
            )
        }
        try change { edit in for (type, finding) in made { edit[.sample, type] = finding } }
        return made.map(\.finding)
    }

    /// All types of findings that Macie has samples of.
    public static let sampleTypes =
        ["Multiple", "Financial", "Personal", "Credentials", "CustomIdentifier"].map { "SensitiveData:S3Object/\($0)" }
        + [
            "S3BucketPublic", "S3BucketSharedExternally", "S3BucketReplicatedExternally", "S3BucketEncryptionDisabled",
            "S3BlockPublicAccessDisabled", "S3BucketSharedWithCloudFront",
        ].map { "Policy:IAMUser/\($0)" }

    private static let bucket = "amzn-s3-demo-bucket"

    private static func sample(_ type: String, id: String, _ time: Double) -> JSONValue {
        let isPolicy = type.hasPrefix("Policy:")
        let severity = isPolicy ? (type.hasSuffix("EncryptionDisabled") ? ("Low", 1) : ("High", 3)) : ("High", 3)
        let now = self.time(time)
        let name = type.split(separator: "/").last.map(String.init) ?? ""
        return .object([
            "schemaVersion": .string("1.0"), "id": .string(id),
            "accountId": .string(AccountLocation.current.account), "partition": .string("aws"),
            "region": .string(AccountLocation.current.region), "type": .string(type),
            "title": .string("[SAMPLE] \(name)"),
            "description": .string("A sample of a finding of the type \(type): nothing was found."),
            "severity": .object(["score": .number(severity.1), "description": .string(severity.0)]),
            "createdAt": now, "updatedAt": now, "category": .string(isPolicy ? "POLICY" : "CLASSIFICATION"),
            "count": .number(1), "sample": .boolean(true), "archived": .boolean(false),
            "policyDetails": isPolicy ? policy(now) : .null,
            "classificationDetails": isPolicy ? .null : classification(name),
            "resourcesAffected": resources(isPolicy, now),
        ])
    }

    private static func policy(_ now: JSONValue) -> JSONValue {
        .object([
            "action": .object([
                "actionType": .string("AWS_API_CALL"),
                "apiCallDetails": .object([
                    "api": .string("PutBucketPolicy"), "apiServiceName": .string("s3.amazonaws.com"), "firstSeen": now,
                    "lastSeen": now,
                ]),
            ]), "actor": .null,
        ])
    }

    private static func resources(_ isPolicy: Bool, _ now: JSONValue) -> JSONValue {
        let object = JSONValue.object([
            "bucketArn": .string(ResourceNames.bucket(bucket)), "key": .string("sample/object.csv"),
            "path": .string("\(bucket)/sample/object.csv"), "extension": .string("csv"), "lastModified": now,
            "eTag": .string(String(repeating: "0", count: 32)), "versionId": .string(""), "size": .number(4718),
            "storageClass": .string("STANDARD"), "publicAccess": .boolean(false), "tags": .array([]),
            "serverSideEncryption": .object(["encryptionType": .string("NONE"), "kmsMasterKeyId": .null]),
        ])
        return .object([
            "s3Bucket": .object([
                "arn": .string(ResourceNames.bucket(bucket)), "name": .string(bucket), "createdAt": now,
                "owner": .object(["displayName": .string("sample"), "id": .string("0")]), "tags": .array([]),
                "defaultServerSideEncryption": .object(["encryptionType": .string("NONE"), "kmsMasterKeyId": .null]),
                "publicAccess": .object(["effectivePermission": .string(isPolicy ? "PUBLIC" : "NOT_PUBLIC")]),
            ]), "s3Object": isPolicy ? .null : object,
        ])
    }

    private static func classification(_ name: String) -> JSONValue {
        func item(_ category: String, _ type: String) -> JSONValue {
            let line = JSONValue.object(["start": .number(1), "end": .number(1), "startColumn": .number(1)])
            let detection = JSONValue.object([
                "type": .string(type), "count": .number(1), "occurrences": .object(["lineRanges": .array([line])]),
            ])
            return .object([
                "category": .string(category), "totalCount": .number(1), "detections": .array([detection]),
            ])
        }
        var items: [JSONValue] = []
        if name == "Financial" || name == "Multiple" {
            items.append(item("FINANCIAL_INFORMATION", "CREDIT_CARD_NUMBER"))
        }
        if name == "Personal" || name == "Multiple" { items.append(item("PERSONAL_INFORMATION", "NAME")) }
        if name == "Credentials" { items.append(item("CREDENTIALS", "AWS_CREDENTIALS")) }
        let detection = JSONValue.object([
            "arn": .string(arn(.identifier, "sample")), "name": .string("sample"), "count": .number(1),
        ])
        let custom: [JSONValue] = name == "CustomIdentifier" ? [detection] : []
        return .object([
            "jobArn": .null, "jobId": .null, "originType": .string("AUTOMATED_SENSITIVE_DATA_DISCOVERY"),
            "detailedResultsLocation": .string("s3://[export-config-not-set]/"),
            "result": .object([
                "status": .object(["code": .string("COMPLETE"), "reason": .null]), "sizeClassified": .number(4718),
                "mimeType": .string("text/csv"), "additionalOccurrences": .boolean(false),
                "sensitiveData": .array(items),
                "customDataIdentifiers": .object([
                    "totalCount": .number(custom.count), "detections": .array(custom),
                ]),
            ]),
        ])
    }
}

/// What was said about buckets.
extension MacieService {
    /// The score that somebody has given a bucket; `nil` when what Macie works out counts.
    public func scoreOverride(ofBucket name: String) -> Int? { documents(.profile)[name]?["score"]?.integer }

    /// Gives a bucket a score; `nil` takes that back.
    public func setScore(_ score: Int?, ofBucket name: String, at time: Double) throws {
        try changeProfile(name, at: time) { $0["score"] = score.map { .number($0) } }
    }

    /// When something was said about a bucket last, as ISO 8601; `nil` when nothing was.
    public func profileUpdate(ofBucket name: String) -> JSONValue? {
        documents(.profile)[name]?["updated"]?.number.map(MacieService.time)
    }

    /// The ids of identifiers that are to say nothing about a bucket.
    public func suppressedIdentifiers(ofBucket name: String) -> Set<String> {
        Set(documents(.profile)[name]?["suppressed"]?.array.compactMap(\.string) ?? [])
    }

    /// Says which identifiers are to say nothing about a bucket.
    public func suppress(_ ids: [String], ofBucket name: String, at time: Double) throws {
        try changeProfile(name, at: time) { $0["suppressed"] = .array(ids.map { .string($0) }) }
    }

    private func changeProfile(_ name: String, at time: Double, _ body: (inout [String: JSONValue]) -> Void) throws {
        try change { edit in
            var members = edit[.profile, name]?.members ?? [:]
            body(&members)
            members["updated"] = .number(time)
            edit[.profile, name] = .object(members)
        }
    }

    /// Has all scans look for what a job names.
    ///
    /// - Parameters:
    ///   - identifiers: Ids of custom data identifiers; those of the configuration are looked for anyway.
    ///   - lists: Ids of allow lists.
    /// - Throws: ``ServiceError`` for what there is not; other errors when it cannot be kept.
    public func use(identifiers: [String], lists: [String]) throws {
        func isConfigured(_ kind: DiscoveryKind, _ id: String) -> Bool {
            dependencies.configured(kind).contains { $0["id"]?.string == id }
        }
        let isNew: Bool = try change { edit in
            let before = edit[.template]
            for id in identifiers where !isConfigured(.identifier, id) {
                guard let document = edit[.identifier, id], document["deleted"] == nil else {
                    throw MacieService.missing("custom data identifier", id)
                }
                edit.include(id, .identifiers)
            }
            for id in lists where !isConfigured(.allowList, id) {
                guard edit[.allowList, id] != nil else { throw MacieService.missing("allow list", id) }
                edit.include(id, .lists)
            }
            return edit[.template] != before
        }
        if isNew { dependencies.changed() }
    }

    /// A page of a list in Macie's way.
    ///
    /// - Parameters:
    ///   - items: All that there is, in their order.
    ///   - request: How many, and where the page before has ended.
    /// - Returns: The page, and the token for the next one if there is one.
    /// - Throws: ``ServiceError`` for a token that is none.
    public static func page<Element>(
        _ items: [Element],
        _ request: ServiceRequest
    ) throws(ServiceError) -> (items: ArraySlice<Element>, next: JSONValue?) {
        var start = 0
        if let token = request.text("nextToken"), !token.isEmpty {
            guard let place = PageToken.place(token).flatMap({ Int($0) }), place >= 0 else {
                throw .validation("The nextToken is not valid.")
            }
            start = min(place, items.count)
        }
        let page = items[start...].prefix(request.input["maxResults"]?.integer ?? 50)
        return (page, page.endIndex < items.count ? .string(PageToken.text("\(page.endIndex)")) : nil)
    }
}

/// Names of identifiers.
extension MacieService {
    /// The ids of the managed data identifiers.
    public var managedIDs: [String] { dependencies.managed().map(\.id) }

    /// The id of the custom data identifier with a name; `nil` when there is none.
    public func identifierID(named name: String) -> String? {
        identifiers.first { $0["name"]?.string == name }?["id"]?.string
    }

    /// The ARN of a custom data identifier.
    public static func identifierARN(_ id: String) -> String { arn(.identifier, id) }
}
