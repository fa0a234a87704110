/// What is counted over the whole life of a process, whatever is replaced in it meanwhile.
public final class Measures: Sendable {
    /// How long looking at an object took, by `complete`, `partial` and `skipped`.
    public let scans = ["complete": Histogram(), "partial": Histogram(), "skipped": Histogram()]
    /// How long events took from when they were put to when they were delivered: to the `feed`, and to `other` targets.
    public let deliveries = ["feed": Histogram(), "other": Histogram()]
    /// How long answers took, by service.
    public let requests: [String: Histogram]
    /// Attempts to read the configuration anew.
    public let reloads = Counters(["done", "refused"])
    /// Requests that were refused, by why.
    public let refusals = Counters(["role", "rate", "disk", "quota", "signature"])
    /// Rotations of secrets, by what has become of them.
    public let rotations = Counters(["started", "succeeded", "failed", "given-up"])

    /// The services that clients may ask; all other requests are `other`.
    private static let services = [
        "status", "findings", "buckets", "audit", "kms", "events", "jobs", "objects", "secretsmanager", "other",
    ]

    /// Begins to count.
    public init() { requests = Dictionary(uniqueKeysWithValues: Measures.services.map { ($0, Histogram()) }) }

    /// Notes how long it took to answer a request.
    ///
    /// - Parameters:
    ///   - service: A service that clients may ask, such as `kms`; anything else counts as `other`.
    ///   - seconds: How long.
    public func noteRequest(to service: String, seconds: Double) {
        (requests[service] ?? requests["other"])?.observe(seconds: seconds)
    }
}
