import Control
import POSIX
import Problems

/// `magpie doctor`: a canary in a bucket, followed through the chain.
extension Operations {
    /// How long is waited until it was noticed that a canary is gone, in milliseconds.
    private static let longestEnd = 10_000

    /// Plants a canary, follows it and takes it away; or answers what the client must plant.
    func doctor(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        let name = try request.required("bucket")
        let deadline = try deadline(request)
        let service = running().service
        guard service.hasBucket(name) else {
            throw ControlError("there is no bucket '\(name)'", hint: "'magpie buckets list' shows them")
        }
        // What was planted without an entry would be planted by nobody.
        try audit.write("doctor", name, reason: "", by: peer)
        switch try planting(in: name, service) {
        case .broken(let examination): return try ControlCoding.json(DoctorAnswer(diagnosis: diagnosis(examination)))
        case .mustBePlanted(let canary):
            let place = DoctorAnswer.Canary(
                id: canary.id,
                folder: canary.folder,
                name: canary.name,
                content: canary.content,
                reason: canary.reason
            )
            return try ControlCoding.json(DoctorAnswer(canary: place))
        case .planted(let id):
            defer { service.endExamination(id, by: Operations.end) }
            guard let examination = service.examine(id, isPlantedNow: false, by: deadline) else { throw gone }
            return try ControlCoding.json(DoctorAnswer(diagnosis: diagnosis(examination)))
        }
    }

    /// Follows a canary that the client has planted.
    func doctorExamine(_ request: ControlRequest) throws -> [UInt8] {
        let id = try request.required("canary")
        let deadline = try deadline(request)
        guard let examination = running().service.examine(id, isPlantedNow: true, by: deadline) else { throw gone }
        return try ControlCoding.json(DoctorAnswer(diagnosis: diagnosis(examination)))
    }

    /// Removes what is kept of a canary that the client has taken away.
    func doctorEnd(_ request: ControlRequest) throws -> [UInt8] {
        running().service.endExamination(try request.required("canary"), by: Operations.end)
        return Array("{}".utf8)
    }

    private static var end: Timestamp { Timestamp.monotonic().adding(milliseconds: longestEnd) }

    private var gone: ControlError {
        ControlError("there is no such canary", hint: "the configuration may have been reloaded: try it again")
    }

    private func deadline(_ request: ControlRequest) throws -> Timestamp {
        Timestamp.monotonic().adding(milliseconds: 1000 * (try request.number("timeout", in: 1...600) ?? 30))
    }

    private func planting(in bucket: String, _ service: MonitoringService) throws -> MonitoringService.Planting {
        do {
            return try service.plant(in: bucket)
        } catch MonitoringService.DoctorError.tooMany {
            throw ControlError.throttled("too many buckets are examined at once", hint: "try it again in a minute")
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
