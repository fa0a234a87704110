import JSON
import ServiceModel

/// Which buckets are meant, as in Macie's DescribeBuckets: fields and what they must be.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/datasources-s3.html
struct BucketCriteria {
    private var fields: [(path: [String], operators: [String: JSONValue])] = []

    private static let operators: Set<String> = ["eq", "neq", "gt", "gte", "lt", "lte", "prefix"]

    /// Reads criteria.
    ///
    /// - Throws: `ServiceError` for an operator that there is not.
    init(_ json: JSONValue?) throws(ServiceError) {
        for (field, value) in json?.members ?? [:] {
            if let unknown = value.members.keys.first(where: { !BucketCriteria.operators.contains($0) }) {
                throw .validation("criteria: \(field) has no operator \(unknown).")
            }
            fields.append((field.split(separator: ".").map(String.init), value.members))
        }
    }

    /// Whether a bucket meets them.
    func match(_ bucket: JSONValue) -> Bool {
        fields.allSatisfy { path, operators in
            let value = bucket.values(at: path[...]).first
            return operators.allSatisfy { BucketCriteria.holds($0.key, value, $0.value) }
        }
    }

    private static func holds(_ name: String, _ value: JSONValue?, _ wanted: JSONValue) -> Bool {
        let text = value.flatMap(BucketCriteria.text) ?? ""
        let texts = wanted.array.isEmpty ? [wanted] : wanted.array
        switch name {
        case "eq": return texts.contains { BucketCriteria.text($0) == text }
        case "neq": return !texts.contains { BucketCriteria.text($0) == text }
        case "prefix": return texts.contains { text.hasPrefix($0.string ?? "") }
        default:
            guard let number = value?.number, let bound = wanted.number else { return false }
            switch name {
            case "gt": return number > bound
            case "gte": return number >= bound
            case "lt": return number < bound
            default: return number <= bound
            }
        }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): number.integer.map(String.init)
        default: nil
        }
    }
}

/// A condition on buckets, as in the criteria of Macie's jobs and of SearchResources.
struct BucketTerm {
    private var field: String
    private var comparator: String
    private var values: [String]

    private static let fields = [
        "ACCOUNT_ID": ["accountId"], "S3_BUCKET_NAME": ["bucketName"],
        "S3_BUCKET_EFFECTIVE_PERMISSION": ["publicAccess", "effectivePermission"],
        "S3_BUCKET_SHARED_ACCESS": ["sharedAccess"],
        "AUTOMATED_DISCOVERY_MONITORING_STATUS": ["automatedDiscoveryMonitoringStatus"],
    ]

    /// Reads the conditions under `and`.
    ///
    /// - Throws: `ServiceError` for those that ask for tags, which buckets here have none of, and for what is none.
    static func terms(_ json: JSONValue?) throws(ServiceError) -> [BucketTerm] {
        var terms: [BucketTerm] = []
        for term in json?["and"]?.array ?? [] {
            guard let simple = term["simpleCriterion"] else {
                throw .validation("Buckets have no tags: say simpleCriterion.")
            }
            let (key, comparator) = (simple["key"]?.string ?? "", simple["comparator"]?.string ?? "")
            guard fields[key] != nil, ["EQ", "NE", "CONTAINS", "STARTS_WITH"].contains(comparator) else {
                throw .validation("A simpleCriterion cannot compare \(key) by \(comparator).")
            }
            terms.append(
                BucketTerm(
                    field: key,
                    comparator: comparator,
                    values: simple["values"]?.array.compactMap(\.string) ?? []
                )
            )
        }
        return terms
    }

    /// Whether a bucket, as DescribeBuckets shows it, meets it.
    func holds(_ bucket: JSONValue) -> Bool {
        let path = BucketTerm.fields[field] ?? []
        let text = bucket.values(at: path[...]).first?.string ?? ""
        return switch comparator {
        case "EQ": values.contains(text)
        case "NE": !values.contains(text)
        case "STARTS_WITH": values.contains { text.hasPrefix($0) }
        default: values.contains { text.contains($0) }
        }
    }
}
