public import JSON
import POSIX

/// Which findings are meant, in the grammar of Amazon Macie's filters, with two operators more.
///
/// ```json
/// {"criterion": {"severity.description": {"eq": ["High", "Medium"]},
///                "resourcesAffected.s3Object.key": {"prefix": ["archive/"]}}}
/// ```
///
/// All fields must hold; of the values of an operator, one must. Fields are the paths of members in a finding; an array
/// on the way stands for each of its elements. Times are compared in milliseconds since 1970, as Macie has it, or given
/// as ISO 8601. Beyond Macie's `eq`, `neq`, `eqExactMatch`, `gt`, `gte`, `lt` and `lte` there are `prefix` and
/// `wildcard`, in which `*` stands for any characters.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/findings.html
public struct FindingCriteria: Sendable, Equatable {
    /// How values are compared.
    public enum Operator: String, CaseIterable, Sendable {
        case eq, neq, eqExactMatch, gt, gte, lt, lte, prefix, wildcard
    }

    /// A mistake in criteria.
    public struct Mistake: Error, Equatable, Sendable {
        /// What is wrong: one clause.
        public var message: String
        /// What to do about it.
        public var hint: String?
    }

    private struct Condition: Sendable, Equatable {
        var path: [String]
        var comparison: Operator
        var values: [JSONValue]
    }

    private var conditions: [Condition] = []

    /// The most values that an operator may have.
    public static let mostValues = 50

    /// Short names for the fields that are asked for most.
    public static let shortNames = [
        "bucket": "resourcesAffected.s3Bucket.name",
        "class": "local.contentClass.class",
        "identifier": "classificationDetails.result.sensitiveData.detections.type",
        "key": "resourcesAffected.s3Object.key",
        "severity": "severity.description",
    ]

    /// The members that findings have; a path must begin with one of them.
    private static let members: Set<String> = [
        "accountId", "archived", "category", "classificationDetails", "count", "createdAt", "description", "id",
        "local",
        "partition", "policyDetails", "region", "resourcesAffected", "sample", "schemaVersion", "severity", "title",
        "type", "updatedAt",
    ]

    /// What members of members are called, at any depth; below `local` and `policyDetails` there may be others.
    ///
    /// Source: https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html, "Finding".
    private static let innerMembers: Set<String> = [
        "accountLevelPermissions", "accessControlList", "additionalOccurrences", "allowsPublicReadAccess",
        "allowsPublicWriteAccess", "allowsUnencryptedObjectUploads", "arn", "blockPublicAccess", "blockPublicAcls",
        "blockPublicPolicy", "bucketArn", "bucketLevelPermissions", "bucketPolicy", "category",
        "cellReference", "cells", "code", "column", "columnName", "count", "createdAt", "customDataIdentifiers",
        "defaultServerSideEncryption", "description", "detailedResultsLocation", "detections", "displayName", "eTag",
        "effectivePermission", "embeddedFileDetails", "encryptionType", "end", "extension", "fileExtension",
        "fileLastModified", "filePath", "fileSize", "id", "ignorePublicAcls", "jobArn", "jobId", "jsonPath", "key",
        "kmsMasterKeyId", "lastModified", "lineRange", "lineRanges", "mimeType", "name", "occurrences", "offsetRange",
        "offsetRanges", "originType", "owner", "pageNumber", "pages", "path", "permissionConfiguration",
        "publicAccess", "reason", "recordIndex", "records", "restrictPublicBuckets", "result", "row", "s3Bucket",
        "s3Object", "score", "sensitiveData", "serverSideEncryption", "size", "sizeClassified", "start",
        "startColumn", "status", "storageClass", "tags", "totalCount", "type", "value", "versionId",
    ]

    private static func isField(_ path: [String]) -> Bool {
        guard let first = path.first, members.contains(first) else { return false }
        return first == "local" || first == "policyDetails" || path.dropFirst().allSatisfy(innerMembers.contains)
    }

    /// Criteria that every finding meets.
    public init() {}

    /// Reads criteria from JSON: the object `findingCriteria`, or what is under its member `criterion`.
    public init(_ json: JSONValue) throws(Mistake) {
        let criterion = json["criterion"] ?? json
        guard case .object(let fields) = criterion else { throw Mistake(message: "criteria are no object", hint: nil) }
        for (field, operators) in fields.sorted(by: { $0.key < $1.key }) {
            guard case .object(let operators) = operators else {
                throw Mistake(
                    message: "'\(field)' has no operators",
                    hint: "write {\"\(field)\": {\"eq\": [\"value\"]}}"
                )
            }
            for (name, values) in operators.sorted(by: { $0.key < $1.key }) {
                let values: [JSONValue] = if case .array(let list) = values { list } else { [values] }
                try add(field, name, values)
            }
        }
    }

    /// Adds a condition.
    public mutating func add(_ field: String, _ name: String, _ values: [JSONValue]) throws(Mistake) {
        guard let comparison = Operator(rawValue: name) else {
            let names = Operator.allCases.map(\.rawValue).joined(separator: ", ")
            throw Mistake(message: "'\(field)' has an unknown operator '\(name)'", hint: "the operators are \(names)")
        }
        let path = (FindingCriteria.shortNames[field] ?? field).split(separator: ".").map(String.init)
        guard FindingCriteria.isField(path) else {
            throw Mistake(
                message: "findings have no field '\(field)'",
                hint: "such as severity.description, type or resourcesAffected.s3Object.key"
            )
        }
        guard (1...FindingCriteria.mostValues).contains(values.count) else {
            throw Mistake(message: "'\(field)' takes 1 to \(FindingCriteria.mostValues) values", hint: nil)
        }
        if [.prefix, .wildcard].contains(comparison), !values.allSatisfy({ $0.text != nil }) {
            throw Mistake(message: "'\(name)' of '\(field)' takes text", hint: nil)
        }
        if [.gt, .gte, .lt, .lte].contains(comparison), values.count != 1 || values[0].quantity == nil {
            throw Mistake(message: "'\(name)' of '\(field)' takes one number or time", hint: nil)
        }
        conditions.append(Condition(path: path, comparison: comparison, values: values))
    }

    /// Whether a finding meets all conditions.
    public func match(_ finding: JSONValue) -> Bool {
        conditions.allSatisfy { condition in
            let found = finding.values(at: condition.path[...]).filter { $0 != .null }
            return FindingCriteria.holds(condition, found)
        }
    }

    /// Whether a finding meets them that is kept as JSON, of which only the members are read that they are about.
    ///
    /// - Returns: `false` as well for what is no JSON.
    public func match(text: String) -> Bool {
        (try? JSONValue(parsing: Array(text.utf8), onlyMembers: neededMembers)).map { match($0) } ?? false
    }

    /// The names of the members of a finding that they are about, those on the way to them included.
    public var neededMembers: Set<String> { Set(conditions.flatMap(\.path)) }

    /// The criteria as they can be read again: an object with the member `criterion`.
    public var json: JSONValue {
        var fields: [String: [String: JSONValue]] = [:]
        for condition in conditions {
            let isOne = [.gt, .gte, .lt, .lte].contains(condition.comparison)
            fields[condition.path.joined(separator: "."), default: [:]][condition.comparison.rawValue] =
                isOne ? condition.values.first ?? .null : .array(condition.values)
        }
        return .object(["criterion": .object(fields.mapValues { .object($0) })])
    }

    /// Whether every finding meets them.
    public var isEmpty: Bool { conditions.isEmpty }

    private static func holds(_ condition: Condition, _ found: [JSONValue]) -> Bool {
        let values = condition.values
        func isAny(_ test: (JSONValue, JSONValue) -> Bool) -> Bool {
            found.contains { one in values.contains { test(one, $0) } }
        }
        return switch condition.comparison {
        case .eq: isAny { $0.isSame(as: $1) }
        case .neq: !isAny { $0.isSame(as: $1) }
        case .eqExactMatch:
            values.allSatisfy { value in found.contains { $0.isSame(as: value) } }
                && found.allSatisfy { one in values.contains { one.isSame(as: $0) } }
        case .prefix: isAny { one, value in value.text.map { one.text?.hasPrefix($0) ?? false } ?? false }
        case .wildcard: isAny { one, value in Wildcard(value.text ?? "").matches(one.text ?? "") }
        case .gt: isAny { $0.compares(with: $1, >) }
        case .gte: isAny { $0.compares(with: $1, >=) }
        case .lt: isAny { $0.compares(with: $1, <) }
        case .lte: isAny { $0.compares(with: $1, <=) }
        }
    }
}

extension JSONValue {
    /// A string, or what a scalar is written like.
    fileprivate var text: String? {
        switch self {
        case .string(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.integer.map(String.init) ?? number.double.map(\.description) ?? number.text
        default: nil
        }
    }

    /// A number, or a time in milliseconds since 1970.
    fileprivate var quantity: Double? {
        switch self {
        case .number(let number): number.double
        case .string(let text): Double(text) ?? UTCTime.seconds(text).map { $0 * 1000 }
        default: nil
        }
    }

    /// Whether two values are the same, `true` being the same as "true": filters write all values as strings.
    fileprivate func isSame(as other: JSONValue) -> Bool { self == other || (text != nil && text == other.text) }

    fileprivate func compares(with other: JSONValue, _ test: (Double, Double) -> Bool) -> Bool {
        guard let left = quantity, let right = other.quantity else { return false }
        return test(left, right)
    }
}
