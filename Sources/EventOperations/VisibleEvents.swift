import JSON
public import ServiceModel

extension Visibility {
    /// Who may read findings may see the events that tell of them.
    private static let reading = "macie2:GetFindings"

    /// Whether an event may be seen: one about a bucket by those who may read that bucket's findings.
    ///
    /// - Parameter envelope: The event, as JSON.
    /// - Returns: Whether it may.
    public func allows(event envelope: String) -> Bool {
        guard !isEverything else { return true }
        // What cannot be read names no bucket: it is not known to be harmless.
        guard let event = try? JSONValue(parsing: Array(envelope.utf8)) else { return false }
        let detail = event["detail"]
        let names = [detail?["resourcesAffected"]?["s3Bucket"]?["name"], detail?["bucket"]?["name"]]
        return names.compactMap { $0?.string }.allSatisfy(allows(findingsIn:))
    }

    /// Whether the findings in a bucket may be read.
    func allows(findingsIn bucket: String) -> Bool {
        allows(ServiceResource(ResourceNames.bucket(bucket)), to: Visibility.reading)
    }
}
