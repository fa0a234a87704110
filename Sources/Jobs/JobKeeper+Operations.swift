public import JSON
import POSIX
public import Records
public import ServiceModel

/// The operations on discovery jobs.
extension JobKeeper {
    /// Adds all operations; whoever serves requests does so once.
    public func addOperations(to table: inout OperationTable) {
        table.add(
            "CreateJob",
            preparing: { [self] request in
                PreparedOperation {
                    self.buckets(named: request.input.texts("Buckets"))
                } perform: {
                    .value(try self.create(request))
                }
            }
        )
        table.add("ListJobs", listing: list)
        table.add("DescribeJob", preparing: { [self] in one($0) { self.describe($0) } })
        table.add(
            "UpdateJob",
            preparing: { [self] request in one(request) { try self.update($0, request) } }
        )
    }

    /// The buckets of a job: those that it names, or all.
    ///
    /// A refusal names none that the request does not.
    private func buckets(named names: [String]) -> [ServiceResource] {
        guard names.isEmpty else { return names.map { ServiceResource(ResourceNames.bucket($0)) } }
        return dependencies.buckets.values.map { name in
            var resource = ServiceResource(ResourceNames.bucket(name))
            resource.calledName = ResourceNames.bucket("*")
            return resource
        }
    }

    /// Whether a job may be seen: it, and all the buckets that it looks into.
    public func isVisible(_ job: JobRecord, _ visible: Visibility) -> Bool {
        guard !visible.isEverything else { return true }
        // Of a definition that is no JSON nobody knows which buckets it means: it takes the right to all.
        let definition = (try? JSONValue(parsing: Array(job.definition.utf8))) ?? .null
        let buckets = buckets(named: definition.texts("Buckets"))
        return visible.allows(ServiceResource(ResourceNames.job(job.id))) && buckets.allSatisfy { visible.allows($0) }
    }

    private func list(_ request: ServiceRequest, _ visible: Visibility) -> JSONValue {
        .object(["Jobs": .array(all.filter { isVisible($0, visible) }.map(describe))])
    }

    /// An operation on one job; one that is hidden is as one that is not there.
    private func one(
        _ request: ServiceRequest,
        _ body: @escaping (JobRecord) throws -> JSONValue
    ) -> PreparedOperation {
        PreparedOperation(hiding: { visible in
            // One that is not there is refused as one that is hidden.
            .value(try body(try self.job(called: request.required("JobId"), visible) { try? self.job(request) }))
        })
    }

    /// A job that whoever asks may see.
    ///
    /// - Parameters:
    ///   - name: What the request calls it.
    ///   - visible: What may be seen.
    ///   - find: Finds it; `nil` where there is none.
    /// - Returns: The job.
    /// - Throws: ``ServiceError``, the same whether there is none or it is hidden: `AccessDeniedException` for whoever may not do
    ///   this to a job that is called so, else `ResourceNotFoundException`.
    public func job(called name: String, _ visible: Visibility, _ find: () -> JobRecord?) throws(ServiceError)
        -> JobRecord
    {
        let job = find()
        if let job, isVisible(job, visible) { return job }
        // What is not there is decided about as the request calls it, and what is hidden no otherwise.
        var named = ServiceResource(ResourceNames.job(name))
        named.calledName = named.arn
        if !visible.allows(named), var refusal = visible.refusal {
            refusal.hidden = refusal.message
            throw refusal
        }
        throw visible.hiding(JobKeeper.missing(name), job != nil)
    }

    /// All jobs, the oldest first.
    public var all: [JobRecord] {
        state.withLock { $0.jobs.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }
    }

    /// Has a job rest, go on, or end for good.
    ///
    /// - Parameters:
    ///   - id: The job.
    ///   - status: `USER_PAUSED`, `RUNNING` or `CANCELLED`.
    /// - Throws: `ServiceError` for a job that cannot become that; other errors when it cannot be kept.
    public func setStatus(of id: String, _ status: String) throws {
        guard let job = state.withLock({ $0.jobs[id] }) else { throw ServiceError.notFound("There is no job \(id).") }
        _ = try setStatus(job, status)
    }

    private func setStatus(_ job: JobRecord, _ status: String) throws -> JSONValue {
        switch status {
        case "USER_PAUSED": try setStatus(job, "USER_PAUSED", from: ["RUNNING", "IDLE"])
        case "RUNNING": try setStatus(job, "RUNNING", from: ["USER_PAUSED"])
        default: try setStatus(job, "CANCELLED", from: ["RUNNING", "IDLE", "USER_PAUSED"])
        }
    }

    private func update(_ job: JobRecord, _ request: ServiceRequest) throws -> JSONValue {
        try setStatus(job, request.required("JobStatus"))
    }

    private func create(_ request: ServiceRequest) throws -> JSONValue {
        .object(["JobId": .string(try create(request.input, mayShareName: false).id)])
    }

    /// Makes a job.
    ///
    /// - Parameters:
    ///   - definition: What the model of `CreateJob` accepts, and perhaps more, which is kept with it.
    ///   - mayShareName: Whether another job that is not over may have its name.
    /// - Returns: The job.
    /// - Throws: `ServiceError` for what is no definition; other errors when it cannot be kept.
    public func create(_ definition: JSONValue, mayShareName: Bool) throws -> JobRecord {
        let plan = try JobPlan(definition)
        let names = Set(dependencies.buckets.values)
        for bucket in definition.texts("Buckets") where !names.contains(bucket) {
            throw ServiceError.notFound("There is no bucket \(bucket).")
        }
        let now = Timestamp.now().secondsSince1970
        let name = definition.text("Name") ?? ""
        guard mayShareName || !state.withLock({ $0.jobs.values.contains { $0.name == name && !$0.isOver } }) else {
            throw ServiceError("ConflictException", "There is a job \(name) that is not over.")
        }
        var job = JobRecord(id: dependencies.makeID(), name: name, definition: definition.json, createdAt: now)
        job.nextRunAt = plan.recurrence == nil || plan.runsAtOnce ? now : plan.next(after: now)
        let made = job
        try records.save(made)
        state.withLock { $0.jobs[made.id] = made }
        return made
    }

    private func job(_ request: ServiceRequest) throws(ServiceError) -> JobRecord {
        let wanted = request.required("JobId")
        let jobs = state.withLock { $0.jobs }
        if let job = jobs[wanted] { return job }
        // Of several jobs of a name, the last counts.
        guard let job = jobs.values.filter({ $0.name == wanted }).max(by: { $0.createdAt < $1.createdAt }) else {
            throw JobKeeper.missing(wanted)
        }
        return job
    }

    private static func missing(_ name: String) -> ServiceError { .notFound("There is no job \(name).") }

    private func setStatus(_ job: JobRecord, _ status: String, from allowed: [String]) throws -> JSONValue {
        guard allowed.contains(job.status) else {
            throw ServiceError("ConflictException", "Job \(job.name) is \(job.status): it cannot become \(status).")
        }
        try change(job.id) { job in
            // A schedule that was paused between two runs goes on waiting.
            job.status = status == "RUNNING" && (job.startedAt == nil || job.endedAt != nil) ? "IDLE" : status
            if status == "CANCELLED" {
                job.nextRunAt = nil
                job.endedAt = Timestamp.now().secondsSince1970
            }
        }
        if status == "CANCELLED" { try records.dropObjects(ofJob: job.id) }
        return .object([:])
    }

    private func describe(_ job: JobRecord) -> JSONValue {
        func time(_ time: Double?) -> JSONValue? { time.map { .string(UTCTime.text(secondsSince1970: $0)) } }
        func number(_ number: Int) -> JSONValue { .number(Double(number)) }
        let progress = job.progress
        // A plan that cannot be read ends the job, which then says why; it is described without one.
        let plan = try? JobKeeper.plan(job)
        let now = Timestamp.now().secondsSince1970
        var secondsLeft: JSONValue?
        if let pace = state.withLock({ $0.pace[job.id] }), pace.done > 0 {
            let work = pace.seconds / Double(pace.done) * Double(progress.chosen - progress.done)
            secondsLeft = .number((plan?.duration(of: work, from: now) ?? work).rounded())
        }
        let isResting = job.status == "RUNNING" && plan?.rests(at: now) == true
        let members: [String: JSONValue?] = [
            "JobId": .string(job.id), "Name": .string(job.name), "JobStatus": .string(job.status),
            "JobType": .string(plan?.recurrence == nil ? "ONE_TIME" : "SCHEDULED"),
            "WaitsFor": job.status == "RUNNING" && !dependencies.isReady() ? .string("managed secrets") : nil,
            "RestsUntil": isResting ? time(plan?.end(ofRestAt: now)) : nil,
            "CreatedAt": time(job.createdAt), "NextRunAt": time(job.nextRunAt), "StartedAt": time(job.startedAt),
            // One that cannot be read has ended the job, which says why.
            "EndedAt": time(job.endedAt), "Definition": try? JSONValue(parsing: Array(job.definition.utf8)),
            "Progress": .object([
                "Chosen": number(progress.chosen), "ChosenBytes": number(progress.chosenBytes),
                "Done": number(progress.done), "Complete": number(progress.complete),
                "Partial": number(progress.partial), "Skipped": number(progress.skipped),
                "Gone": number(progress.gone), "BytesClassified": number(progress.bytes),
                "Sensitive": number(progress.sensitive),
                "Percent": number(
                    progress.chosen == 0 ? (job.isChosen ? 100 : 0) : progress.done * 100 / progress.chosen
                ),
            ]),
            "SecondsLeft": secondsLeft,
        ]
        return .object(members.compactMapValues { $0 })
    }
}

extension JobRecord {
    fileprivate var isOver: Bool { status == "COMPLETE" || status == "CANCELLED" }
}
