import Control
import JSON
import POSIX
import Problems
import ServiceModel

/// `magpie doctor`: a canary in a bucket, followed through the chain.
extension Operations {
    /// How long is waited until it was noticed that a canary is gone, in milliseconds.
    private static let longestEnd = 10_000

    func addDoctorOperations(to table: inout OperationTable) {
        table.add("ExamineBucket", preparing: { [self] in try preparedExamination($0) })
        table.add("ExamineCanary", answering: { [self] in .json(try examineCanary($0)) })
        table.add("RemoveCanary", removeCanary)
    }

    /// Plants a canary, follows it and takes it away; or answers what the client must plant.
    private func preparedExamination(_ request: ServiceRequest) throws -> PreparedOperation {
        let name = request.required("Bucket")
        let deadline = Operations.deadline(request)
        let service = running().service
        guard service.hasBucket(name) else {
            throw ServiceError.plain(
                "there is no bucket '\(name)'",
                code: "ResourceNotFoundException",
                hint: "'magpie buckets list' shows them"
            )
        }
        return PreparedOperation {
            [ServiceResource(ResourceNames.bucket(name))]
        } perform: { [self] in
            .json(try ControlCoding.json(try examine(name, service, by: deadline)))
        }
    }

    private func examine(_ bucket: String, _ service: MonitoringService, by deadline: Timestamp) throws -> DoctorAnswer
    {
        switch try planting(in: bucket, service) {
        case .broken(let examination): return DoctorAnswer(diagnosis: diagnosis(examination))
        case .mustBePlanted(let canary):
            return DoctorAnswer(
                canary: DoctorAnswer.Canary(
                    id: canary.id,
                    folder: canary.folder,
                    name: canary.name,
                    content: canary.content,
                    reason: canary.reason
                )
            )
        case .planted(let id):
            defer { service.endExamination(id, by: Operations.end) }
            guard let examination = service.examine(id, isPlantedNow: false, by: deadline) else { throw gone }
            return DoctorAnswer(diagnosis: diagnosis(examination))
        }
    }

    /// Follows a canary that the client has planted.
    private func examineCanary(_ request: ServiceRequest) throws -> [UInt8] {
        let (id, deadline) = (request.required("Canary"), Operations.deadline(request))
        guard let examination = running().service.examine(id, isPlantedNow: true, by: deadline) else { throw gone }
        return try ControlCoding.json(DoctorAnswer(diagnosis: diagnosis(examination)))
    }

    /// Removes what is kept of a canary that the client has taken away.
    private func removeCanary(_ request: ServiceRequest) -> JSONValue {
        running().service.endExamination(request.required("Canary"), by: Operations.end)
        return .object([:])
    }

    private static var end: Timestamp { Timestamp.monotonic().adding(milliseconds: longestEnd) }

    private var gone: ServiceError {
        .plain("there is no such canary", hint: "the configuration may have been reloaded: try it again")
    }

    private static func deadline(_ request: ServiceRequest) -> Timestamp {
        Timestamp.monotonic().adding(milliseconds: 1000 * (request.input["Timeout"]?.integer ?? 30))
    }

    private func planting(in bucket: String, _ service: MonitoringService) throws -> MonitoringService.Planting {
        do {
            return try service.plant(in: bucket)
        } catch MonitoringService.DoctorError.tooMany {
            throw ServiceError.throttled("too many buckets are examined at once", hint: "try it again in a minute")
        }
    }

    private func diagnosis(_ examination: Examination) -> Diagnosis {
        var links = examination.links
        if examination.needsKeys, examination.isWhole, let last = links.indices.last {
            problems.refresh()
            // A rehearsal asks for no data key: whether there would be one, the key service's own problems tell.
            let names: Set<Problem.Name> = [.keys, .keysSealed, .rootKey, .keyDatabase]
            if let entry = problems.book.summary.entries.first(where: { names.contains($0.problem.name) }) {
                links[last].state = .broken
                (links[last].problem, links[last].hint) = (entry.problem.text, entry.problem.hint)
            }
        }
        return Diagnosis(
            bucket: examination.bucket,
            links: links.map {
                Diagnosis.Link(
                    name: $0.name.rawValue,
                    state: $0.state.rawValue,
                    milliseconds: $0.milliseconds,
                    problem: $0.problem.isEmpty ? nil : $0.problem,
                    hint: $0.hint.isEmpty ? nil : $0.hint
                )
            }
        )
    }
}
