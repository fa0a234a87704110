import JSON
public import ServiceModel

extension Visibility {
    /// Who may read findings may see the events that tell of them.
    private static let reading = "macie2:GetFindings"

    /// Who may list access keys may be told of them.
    private static let seeingKeys = "iam:ListAccessKeys"
    /// Who may list what nobody uses may be told of it.
    private static let seeingUnused = "iam:ListUnusedAccess"

    /// Whether an event may be seen: one about a bucket by those who may read that bucket's findings, one about a user or role
    /// by those who may know what that has.
    ///
    /// - Parameter envelope: The event, as JSON.
    /// - Returns: Whether it may.
    public func allows(event envelope: String) -> Bool {
        guard !isEverything else { return true }
        // What cannot be read names no bucket: it is not known to be harmless.
        guard let event = try? JSONValue(parsing: Array(envelope.utf8)) else { return false }
        let detail = event["detail"]
        if event["detail-type"]?.string == "Unused Access Found", let arn = detail?["Arn"]?.string,
            !allows(ServiceResource(arn), to: Visibility.seeingUnused)
        {
            return false
        }
        // That a finding holds no longer is told with the finding.
        let findings = [detail, detail?["finding"]]
        let names = findings.map { $0?["resourcesAffected"]?["s3Bucket"]?["name"] } + [detail?["bucket"]?["name"]]
        let users = findings.map { $0?["local"]?["accessKey"]?["Arn"] }
        return names.compactMap { $0?.string }.allSatisfy(allows(findingsIn:))
            && users.compactMap { $0?.string }.allSatisfy(allows(findingsAboutUser:))
    }

    /// Whether the findings in a bucket may be read.
    func allows(findingsIn bucket: String) -> Bool {
        allows(ServiceResource(ResourceNames.bucket(bucket)), to: Visibility.reading)
    }

    /// Whether the findings about the access keys of a user may be read.
    func allows(findingsAboutUser arn: String) -> Bool {
        let user = ServiceResource(arn)
        return allows(user, to: Visibility.reading) && allows(user, to: Visibility.seeingKeys)
    }
}
