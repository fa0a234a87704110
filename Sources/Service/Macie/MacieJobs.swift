import Accounts
import Control
import JSON
import Jobs
import Macie
import POSIX
import Records
import ServiceModel

/// Discovery jobs in the shapes of Amazon Macie.
extension Operations {
    func addMacieJobs(to table: inout OperationTable) {
        table.add(
            "CreateClassificationJob",
            preparing: { [self] request in
                PreparedOperation { [self] in
                    try jobBuckets(request).map { ServiceResource(ResourceNames.bucket($0)) }
                } perform: { [self] in
                    try macie.requireEnabled()
                    return .value(try createJob(request))
                }
            }
        )
        table.add("ListClassificationJobs", listing: listJobs)
        table.add(
            "DescribeClassificationJob",
            preparing: { [self] request in
                PreparedOperation(hiding: { visible in .value(Operations.described(try visibleJob(request, visible))) })
            }
        )
        table.add(
            "UpdateClassificationJob",
            preparing: { [self] request in
                PreparedOperation(hiding: { visible in
                    try macie.requireEnabled()
                    let job = try visibleJob(request, visible)
                    let status = request.required("jobStatus")
                    guard ["RUNNING", "USER_PAUSED", "CANCELLED"].contains(status) else {
                        throw ServiceError.validation("A job's status can be set to RUNNING, USER_PAUSED or CANCELLED.")
                    }
                    try running().service.jobs.setStatus(of: job.id, status)
                    return .value(.object([:]))
                })
            }
        )
    }

    private func visibleJob(_ request: ServiceRequest, _ visible: Visibility) throws -> JobRecord {
        let id = request.required("jobId")
        let keeper = running().service.jobs
        return try keeper.job(called: id, visible) { keeper.all.first { $0.id == id } }
    }

    // MARK: Creating

    /// The names of the buckets of a job; it must name some, or criteria for them.
    private func jobBuckets(_ request: ServiceRequest) throws -> [String] {
        let definition = request.input["s3JobDefinition"]
        let (criteria, definitions) = (definition?["bucketCriteria"], definition?["bucketDefinitions"]?.array ?? [])
        guard (criteria == nil) != definitions.isEmpty else {
            throw ServiceError.validation("s3JobDefinition must have either bucketDefinitions or bucketCriteria.")
        }
        if criteria == nil {
            for one in definitions where one["accountId"]?.string != AccountLocation.current.account {
                throw ServiceError.validation("There is no account \(one["accountId"]?.string ?? "").")
            }
            return definitions.flatMap { $0["buckets"]?.array.compactMap(\.string) ?? [] }
        }
        let (includes, excludes) = (
            try BucketTerm.terms(criteria?["includes"]), try BucketTerm.terms(criteria?["excludes"])
        )
        return try records.buckets().filter { view in
            let bucket = JSONValue.object([
                "accountId": .string(AccountLocation.current.account), "bucketName": .string(view.name),
                "publicAccess": .object(["effectivePermission": .string(summary(view).publicAccess)]),
            ])
            return includes.allSatisfy { $0.holds(bucket) }
                && (excludes.isEmpty || !excludes.allSatisfy { $0.holds(bucket) })
        }.map(\.name)
    }

    private func createJob(_ request: ServiceRequest) throws -> JSONValue {
        let keeper = running().service.jobs
        let token = request.required("clientToken")
        if let earlier = keeper.all.first(where: { Operations.request(of: $0)?["clientToken"]?.string == token }) {
            guard Operations.request(of: earlier) == request.input else {
                throw ServiceError("ConflictException", "The clientToken was used for another request.")
            }
            return Operations.created(earlier)
        }
        let selector = request.text("managedDataIdentifierSelector") ?? "RECOMMENDED"
        guard selector == "ALL" || selector == "RECOMMENDED" else {
            throw ServiceError.validation(
                "A job looks for what all scans look for: UpdateSensitivityInspectionTemplate says what that is."
            )
        }
        let names = try jobBuckets(request)
        guard !names.isEmpty else { throw ServiceError.validation("No bucket meets the bucketCriteria.") }
        let scoping = request.input["s3JobDefinition"]?["scoping"]
        for terms in [scoping?["includes"], scoping?["excludes"]] {
            for term in terms?["and"]?.array ?? [] where term["simpleScopeTerm"] == nil {
                throw ServiceError.validation("Objects have no tags: say simpleScopeTerm.")
            }
        }
        let schedule = request.input["scheduleFrequency"]
        guard (request.text("jobType") == "SCHEDULED") == (schedule != nil) else {
            throw ServiceError.validation("scheduleFrequency is for jobs of the type SCHEDULED, which must have it.")
        }
        func ids(_ name: String) -> [String] { request.input[name]?.array.compactMap(\.string) ?? [] }
        try macie.use(identifiers: ids("customDataIdentifierIds"), lists: ids("allowListIds"))
        let definition = JSONValue.present([
            "Name": request.input["name"], "Buckets": .array(names.map { .string($0) }), "Scoping": scoping,
            "SamplingPercentage": request.input["samplingPercentage"],
            "Daily": schedule?["dailySchedule"] == nil ? nil : .boolean(true),
            "Weekly": schedule?["weeklySchedule"]?["dayOfWeek"], "Monthly": schedule?["monthlySchedule"]?["dayOfMonth"],
            "InitialRun": schedule == nil ? nil : request.input["initialRun"], "Request": request.input,
            "allowListIds": request.input["allowListIds"],
        ])
        return Operations.created(try keeper.create(definition, mayShareName: true))
    }

    private static func created(_ job: JobRecord) -> JSONValue {
        .object(["jobArn": .string(ResourceNames.job(job.id)), "jobId": .string(job.id)])
    }

    /// The request in Macie's shape that has made a job; `nil` for others.
    private static func request(of job: JobRecord) -> JSONValue? { definition(of: job)["Request"] }

    /// What is kept is what was written; a definition that is none shows nothing.
    private static func definition(of job: JobRecord) -> JSONValue {
        (try? JSONValue(parsing: Array(job.definition.utf8))) ?? .object([:])
    }

    // MARK: Showing

    private func listJobs(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        try macie.requireEnabled()
        let keeper = running().service.jobs
        let criteria = request.input["filterCriteria"]
        let (includes, excludes) = (criteria?["includes"]?.array ?? [], criteria?["excludes"]?.array ?? [])
        var items = keeper.all.filter { keeper.isVisible($0, visible) }.map(Operations.item)
        items = items.filter { item in
            includes.allSatisfy { Operations.holds($0, item) }
                && (excludes.isEmpty || !excludes.allSatisfy { Operations.holds($0, item) })
        }
        if let attribute = request.input["sortCriteria"]?["attributeName"]?.string {
            let isDescending = request.input["sortCriteria"]?["orderBy"]?.string == "DESC"
            func key(_ item: JSONValue) -> String { item[attribute]?.string ?? "" }
            items.sort { isDescending ? key($1) < key($0) : key($0) < key($1) }
        }
        let (page, next) = try MacieService.page(items, request)
        return .present(["items": .array(Array(page)), "nextToken": next])
    }

    private static func holds(_ term: JSONValue, _ item: JSONValue) -> Bool {
        let value = item[term["key"]?.string ?? ""]?.string ?? ""
        let wanted = term["values"]?.array.compactMap(\.string) ?? []
        // Times are written in one way: their order is that of the texts.
        return switch term["comparator"]?.string ?? "" {
        case "EQ": wanted.contains(value)
        case "NE": !wanted.contains(value)
        case "CONTAINS": wanted.contains { value.contains($0) }
        case "STARTS_WITH": wanted.contains { value.hasPrefix($0) }
        case "GT": wanted.allSatisfy { value > $0 }
        case "GTE": wanted.allSatisfy { value >= $0 }
        case "LT": wanted.allSatisfy { value < $0 }
        default: wanted.allSatisfy { value <= $0 }
        }
    }

    /// What lists have of a job, and what its description begins with.
    private static func item(_ job: JobRecord) -> JSONValue {
        let definition = definition(of: job)
        let isScheduled = ["Daily", "Weekly", "Monthly"].contains { definition[$0] != nil }
        let buckets = JSONValue.object([
            "accountId": .string(AccountLocation.current.account), "buckets": definition["Buckets"] ?? .array([]),
        ])
        let criteria = request(of: job)?["s3JobDefinition"]?["bucketCriteria"]
        return .present([
            "bucketCriteria": criteria, "bucketDefinitions": criteria == nil ? .array([buckets]) : nil,
            "createdAt": .string(UTCTime.text(secondsSince1970: job.createdAt)), "jobId": .string(job.id),
            "jobStatus": .string(job.status), "jobType": .string(isScheduled ? "SCHEDULED" : "ONE_TIME"),
            "lastRunErrorStatus": .object(["code": .string("NONE")]), "name": .string(job.name),
        ])
    }

    private static func described(_ job: JobRecord) -> JSONValue {
        let (definition, request) = (definition(of: job), request(of: job))
        var members = item(job).members
        var place: [String: JSONValue] = [:]
        for name in ["bucketCriteria", "bucketDefinitions"] { place[name] = members.removeValue(forKey: name) }
        place["scoping"] = definition["Scoping"]
        members["s3JobDefinition"] = .object(place)
        members["jobArn"] = .string(ResourceNames.job(job.id))
        members["lastRunTime"] = job.startedAt.map { .string(UTCTime.text(secondsSince1970: $0)) }
        members["initialRun"] = definition["InitialRun"] ?? .boolean(false)
        members["samplingPercentage"] = definition["SamplingPercentage"] ?? .number(100)
        members["managedDataIdentifierSelector"] = request?["managedDataIdentifierSelector"] ?? .string("RECOMMENDED")
        for name in ["allowListIds", "clientToken", "customDataIdentifierIds", "description"] {
            members[name] = request?[name]
        }
        members["tags"] = request?["tags"] ?? .object([:])
        if definition["Daily"] != nil { members["scheduleFrequency"] = .object(["dailySchedule": .object([:])]) }
        if let day = definition["Weekly"] {
            members["scheduleFrequency"] = .object(["weeklySchedule": .object(["dayOfWeek": day])])
        }
        if let day = definition["Monthly"] {
            members["scheduleFrequency"] = .object(["monthlySchedule": .object(["dayOfMonth": day])])
        }
        members["statistics"] = .object([
            "approximateNumberOfObjectsToProcess": .number(max(0, job.progress.chosen - job.progress.done)),
            "numberOfRuns": .number(job.startedAt == nil ? 0 : 1),
        ])
        return .object(members)
    }
}
