import Accounts

/// Names of buckets and their objects, in the form of Amazon Resource Names.
///
/// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
public enum ResourceNames {
    /// The ARN of a bucket.
    public static func bucket(_ name: String) -> String { "arn:aws:s3:::\(name)" }

    /// The ARN of an object, whose key is shown as lists show it.
    public static func object(_ key: String, in bucket: String) -> String { "arn:aws:s3:::\(bucket)/\(key)" }

    /// The ARN of a discovery job.
    public static func job(_ id: String) -> String {
        AccountLocation.current.arn(of: "classification-job/\(id)", in: "macie2")
    }
}
