import EventRules
import JSON
import POSIX
import Problems
import Records
import ServiceModel
import Watching

/// What rules want to have done and what is held back, because they have had much of it done.
///
/// It goes on by itself when the time has passed in which that counts, or when somebody releases it.
extension ObjectKeeper {
    /// In seconds.
    static let hour = 3600.0
    static let day = 86_400.0

    /// How long after it was due something is held back that nobody tries again, in seconds.
    private static let longestLate = 3600.0

    static let noFinding = ActionResult.failed(
        code: "NO_FINDING",
        message: "the event is about no finding that is in the records",
        isFinal: true
    )

    /// The finding that an event is about, as the records have it.
    func finding(of action: RuleAction) throws -> FindingFacts? {
        try action.event.finding.flatMap { try records.findingFacts($0.id) }
    }

    /// Notes that something is held back.
    ///
    /// The first time for a secret, or for an owner's files in a folder, there is an event; what is held back is a problem
    /// until it is done.
    func hold(_ record: ActionRecord, until due: Double, _ bucket: MonitoredBucket) throws -> ActionResult {
        var record = record
        let isFirst = try record.state != .held && !records.heldActions().contains { $0.first.isHeld(like: record) }
        record.state = .held
        record.dueAt = due
        try records.put(record)
        if isFirst { try tell(record, bucket) }
        return .held(until: due)
    }

    /// What is held back.
    var heldProblems: [Problem] {
        let now = Timestamp.now().secondsSince1970
        let all = failures.attempt("it cannot be read what is held back") { try records.heldActions() }
        let held = (all ?? []).filter {
            ($0.first.dueAt ?? 0) > now - ObjectKeeper.longestLate
        }
        return held.map { held in
            let (first, rule) = (held.first, held.first.rule ?? "")
            let until = "goes on at \(UTCTime.text(secondsSince1970: first.dueAt ?? 0))"
            let place = dependencies.buckets.first { $0.record.id == first.bucket }?.record.name ?? ""
            let reason = first.reason ?? ""
            if first.kind == .rotate {
                let secret = first.keyARN ?? ""
                return Problem(
                    .heldActions,
                    of: "\(rule) \(secret)",
                    "rule \(rule) holds back a rotation of \(secret): \(reason); it \(until)",
                    hint: "find what writes the value ('magpie objects list-actions --bucket \(place)'), "
                        + "or 'magpie objects release --secret-id \(secret)'",
                    since: first.startedAt,
                    count: held.count
                )
            }
            let owner = first.owner.map { System.userName(of: $0) ?? String($0) } ?? ""
            let folder = "\(place)/\(MonitoredBucket.text(ofKey: first.folder ?? []))"
            return Problem(
                .heldActions,
                of: "\(rule) \(owner) \(folder)",
                "rule \(rule) holds back \(held.count) objects of user \(owner) in \(folder): \(reason); the first \(until)",
                hint: "look at them, or 'magpie objects release --bucket \(place) --owner \(owner)'",
                since: first.startedAt,
                count: held.count
            )
        }
    }

    /// Ends what nobody tries again.
    func endForgotten() throws {
        let now = Timestamp.now().secondsSince1970
        try records.endHeldActions(dueBefore: now - ObjectKeeper.longestLate, at: now)
    }

    // MARK: Releasing

    /// Has what is held back tried at once; what rules have done so far counts no longer against its limits.
    func release(_ request: ServiceRequest) throws -> JSONValue {
        let (secret, bucketName) = (request.input["SecretId"]?.string, request.input["Bucket"]?.string)
        guard (secret == nil) != (bucketName == nil), bucketName != nil || request.input["Owner"] == nil else {
            throw .validation("Exactly one of SecretId and Bucket is needed; Owner only goes with Bucket.")
                as ServiceError
        }
        let bucket = try bucketName.map { name throws(ServiceError) in
            guard let bucket = dependencies.buckets.first(where: { $0.record.name == name }) else {
                throw ServiceError("NoSuchBucket", "There is no bucket \(name).")
            }
            return bucket
        }
        let owner = try request.input["Owner"]?.string.map { text throws(ServiceError) in
            guard let id = UInt32(text) ?? System.userID(of: text) else {
                throw .validation("There is no user \(text).")
            }
            return id
        }
        let held = try records.heldActions().filter { held in
            if let secret { return held.first.kind == .rotate && ObjectKeeper.names(held.first.keyARN ?? "", secret) }
            return held.first.kind == .encrypt && held.first.bucket == bucket?.record.id
                && (owner == nil || held.first.owner == owner)
        }
        let now = Timestamp.now().secondsSince1970
        for entry in held {
            let first = entry.first
            let subject =
                first.kind == .rotate
                ? first.keyARN ?? "" : RecordStore.subject(bucket: first.bucket, owner: first.owner ?? 0)
            try records.release(subject, at: now)
        }
        try events.announce(
            "Held Actions Released",
            .present([
                "secretId": secret.map { .string($0) }, "bucket": bucketName.map { .object(["name": .string($0)]) },
                "owner": owner.map { .number(Double($0)) }, "userId": .number(Double(request.principal.userID)),
                "count": .number(Double(held.reduce(0) { $0 + $1.count })),
            ])
        )
        events.hurryActions()
        return .object(["Released": .number(Double(held.reduce(0) { $0 + $1.count }))])
    }

    /// Whether an ARN is that of the secret that somebody calls by its name or ARN.
    private static func names(_ arn: String, _ id: String) -> Bool {
        // An ARN ends with the name, a hyphen and six characters.
        arn == id || arn.dropLast(7).hasSuffix(":secret:\(id)")
    }
}

extension ActionRecord {
    /// Whether another is held back together with this one.
    fileprivate func isHeld(like other: ActionRecord) -> Bool {
        guard kind == other.kind, rule == other.rule, bus == other.bus else { return false }
        return kind == .rotate
            ? keyARN == other.keyARN : bucket == other.bucket && owner == other.owner && folder == other.folder
    }
}
