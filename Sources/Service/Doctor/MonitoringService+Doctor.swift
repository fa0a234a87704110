import EventBus
public import POSIX
import Problems
import Recording
import Records
import Watching

extension MonitoringService {
    /// Why a bucket cannot be examined.
    public enum DoctorError: Error, Sendable {
        case noBucket
        case tooMany
    }

    /// What has come of the attempt to plant a canary.
    public enum Planting: Sendable {
        /// It is there: its id.
        case planted(String)
        /// A client must put it there, with ``UnplantedCanary/id``.
        case mustBePlanted(UnplantedCanary)
        /// It makes no sense to put it there.
        case broken(Examination)
    }

    /// How long a canary may be in a bucket that nobody ends, in seconds: what its client planted counts as any object then.
    public static let longestExamination = 900

    /// Whether there is a bucket of this name.
    public func hasBucket(_ name: String) -> Bool { buckets.contains { $0.record.name == name } }

    /// Puts a canary into a bucket.
    ///
    /// Whatever becomes of the caller, it is taken away in ``longestExamination``; ``endExamination(_:by:)`` does so at once.
    public func plant(in bucket: String) throws -> Planting {
        guard let bucket = buckets.first(where: { $0.record.name == bucket }) else { throw DoctorError.noBucket }
        guard let root = bucket.root else { return .broken(offline(bucket)) }
        // What is held open may not be what lies there any more; the service looks now and then.
        guard let held = try? root.status(), let there = try? RootFolder(at: bucket.record.path),
            there.status.isSameFile(as: held)
        else { return .broken(offline(bucket, because: "its folder is not there any more, or is another one")) }
        let canary = Canary(in: bucket, after: try records.lastEvent())
        guard canaries.add(canary) else { throw DoctorError.tooMany }
        Threads.detach { [weak self] in
            let deadline = Timestamp.monotonic().adding(milliseconds: 1000 * MonitoringService.longestExamination)
            if canary.progress.wait(until: deadline, { $0.isEnded ? true : nil }) == nil {
                self?.end(canary, by: deadline)
            }
        }
        do throws(SystemError) {
            try canary.plant()
            return .planted(canary.id)
        } catch {
            let place = UnplantedCanary(
                id: canary.id,
                folder: bucket.record.path,
                name: String(decoding: canary.key, as: UTF8.self),
                content: canary.text,
                reason: "\(error)"
            )
            return .mustBePlanted(place)
        }
    }

    /// Follows a canary through the chain.
    ///
    /// - Parameters:
    ///   - id: Which one.
    ///   - isPlantedNow: Whether a client has put it there just now.
    ///   - deadline: When a link that has not shown counts as broken.
    /// - Returns: How each link holds; `nil` when there is no such canary.
    public func examine(_ id: String, isPlantedNow: Bool, by deadline: Timestamp) -> Examination? {
        guard let canary = canaries.canary(id) else { return nil }
        if isPlantedNow { canary.begin() }
        if canary.bucket.health.state == .polling { canary.bucket.wantWalk() }
        while !look(at: canary), Timestamp.monotonic() < deadline, !canary.progress.withLock({ $0.isEnded }) {
            Threads.sleep(milliseconds: 10)
        }
        return examination(canary)
    }

    /// Takes a canary away, waits until that was noticed, and removes what is kept of it.
    ///
    /// - Returns: Whether nothing of it is left.
    @discardableResult
    public func endExamination(_ id: String, by deadline: Timestamp) -> Bool {
        guard let canary = canaries.canary(id) else { return false }
        return end(canary, by: deadline)
    }

    @discardableResult
    private func end(_ canary: Canary, by deadline: Timestamp) -> Bool {
        canary.unplant()
        if canary.bucket.health.state == .polling { canary.bucket.wantWalk() }
        // What is under way would be written after it was removed.
        let place = (canary.key, canary.bucket.record.id)
        while Timestamp.monotonic() < deadline, canary.bucket.root != nil,
            dirty.contains(canary.name) || (try? records.sample(place.0, in: place.1))??.holds == true
        {
            Threads.sleep(milliseconds: 10)
        }
        let (events, _) = canary.progress.withLock { ($0.events, $0.isEnded = true) }
        canary.progress.notifyAll()
        let isForgotten =
            (try? records.forgetSample(place.0, in: place.1, events: events, after: canary.lastEvent)) != nil
        canaries.remove(canary)
        // Whatever is there under its name now is an object like any other.
        dirty.mark(canary.name, isSettled: true)
        return isForgotten
    }

    // MARK: Looking

    /// Notes how far a canary has come.
    ///
    /// - Returns: Whether it has come to its end.
    private func look(at canary: Canary) -> Bool {
        let bucket = canary.bucket.record.id
        if canary.progress.withLock({ $0.noticed }) == nil, dirty.contains(canary.name) {
            canary.progress.withLock { $0.noticed = canary.elapsed($0) }
        }
        // Whatever cannot be read here is asked for again until the doctor's time is over, who then says what has not come.
        if canary.progress.withLock({ $0.found }) == nil, (try? records.sample(canary.key, in: bucket)) != nil {
            if (try? records.sample(canary.key, in: bucket))??.holds == true {
                canary.progress.withLock { $0.found = canary.elapsed($0) }
            }
        }
        let now = canary.progress.withLock { $0 }
        guard now.found != nil, let sample = now.sample, let event = now.events.last else { return false }
        if now.delivered == nil {
            guard let waiting = try? records.targets(waitingFor: event, after: canary.lastEvent),
                !waiting.contains(where: EventBus.isFeed)
            else {
                return false
            }
            canary.progress.withLock { $0.delivered = canary.elapsed($0) }
        }
        guard !sample.acting.isEmpty, let waiting = try? records.targets(waitingFor: event, after: canary.lastEvent)
        else {
            return sample.acting.isEmpty
        }
        return waiting.isDisjoint(with: sample.acting)
    }

    private func offline(_ bucket: MonitoredBucket, because reason: String? = nil) -> Examination {
        let reason = reason ?? bucket.health.problem ?? "cannot be opened"
        return Examination(
            bucket: bucket.record.name,
            links: MonitoringService.chain(
                broken: .watch,
                [:],
                "the bucket is offline: \(reason)",
                "put its folder right ('magpie status'); it is opened again by itself"
            )
        )
    }

    private func examination(_ canary: Canary) -> Examination {
        let progress = canary.progress.withLock { $0 }
        let name = canary.bucket.record.name
        let first = [progress.noticed, progress.scanned].compactMap(\.self).min()
        var times: [Examination.Name: Int] = [:]
        times[.watch] = first
        times[.scan] = progress.scanned
        times[.finding] = progress.found
        times[.event] = progress.delivered
        times[.action] = progress.rehearsed.values.map(\.at).max()
        var broken: (Examination.Name, String, String)?
        let problems = progress.sample.map { events.problems(ofTargets: $0.reached) } ?? []
        let refusal = progress.rehearsed.sorted { $0.key < $1.key }.first { $0.value.refusal != nil }
        if canary.bucket.root == nil {
            return offline(canary.bucket)
        } else if first == nil {
            let reason = canary.bucket.health.problem.map { ": \($0)" } ?? ""
            broken = (
                .watch, "the new file was not noticed\(reason)",
                "see 'watch' of the bucket in magpie.yaml(5), and 'magpie status'"
            )
        } else if progress.scanned == nil {
            broken = (
                .scan, "it was noticed and not scanned; \(dirty.count) objects wait",
                "see that workers start ('systemctl status magpie-worker.socket', the log of magpied); or wait longer with "
                    + "--timeout"
            )
        } else if progress.isFailed {
            broken = (
                .scan, "it could not be read: \(progress.gap ?? "skipped")",
                "see that the service may read the bucket (CAP_DAC_READ_SEARCH in its unit)"
            )
        } else if progress.found == nil {
            broken =
                recorder.problem.map {
                    (.finding, "findings cannot be recorded: \($0)", "see that the state folder's disk has room")
                } ?? (
                    .finding, "it was scanned and nothing was found in it",
                    "see 'identifiers', 'excludedIdentifiers' and 'minimumConfidence' under 'discovery': none that is left "
                        + "finds an AWS access key or a payment card"
                )
        } else if let problem = problems.first {
            broken = (.event, problem.text, problem.hint)
        } else if progress.delivered == nil {
            broken = (.event, "the event is not in the feed", "see 'magpie status'")
        } else if let refusal, let text = refusal.value.refusal {
            broken = (
                .action, "rule \(refusal.key) could not encrypt it: \(text)",
                "'magpie objects list-actions' shows what rules have done; see 'magpie status'"
            )
        } else if let sample = progress.sample, progress.rehearsed.count < sample.acting.count {
            broken = (
                .action, "a rule that acts has not rehearsed", "see 'magpie status'; or wait longer with --timeout"
            )
        }
        var links = MonitoringService.chain(broken: broken?.0, times, broken?.1 ?? "", broken?.2 ?? "")
        if progress.sample?.acting.isEmpty != false, let last = links.indices.last, links[last].state == .ok {
            links[last].state = .none
        }
        return Examination(bucket: name, links: links, needsKeys: progress.needsKeys)
    }

    private static func chain(
        broken: Examination.Name?,
        _ times: [Examination.Name: Int],
        _ problem: String,
        _ hint: String
    ) -> [Examination.Link] {
        var isBroken = false
        return Examination.Name.allCases.map { name in
            if name == broken {
                isBroken = true
                return Examination.Link(
                    name: name,
                    state: .broken,
                    milliseconds: nil,
                    problem: problem,
                    hint: hint
                )
            }
            return isBroken
                ? Examination.Link(name: name, state: .unknown)
                : Examination.Link(name: name, state: .ok, milliseconds: times[name])
        }
    }
}
