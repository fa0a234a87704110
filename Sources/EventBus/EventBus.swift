public import CourierDeliveries
package import Deliveries
public import EventRules
public import JSON
public import POSIX
package import Problems
public import Records

/// Takes events, finds the rules that they meet, and brings them to the rules' targets.
///
/// Routing is part of the transaction that keeps an event: what waits for a target is on the disk before anybody hears
/// that the event was taken. Each target has a queue and a thread of its own, so that none waits for another.
public final class EventBus: ActionRegistry, EventRouting {
    /// What a configuration says of the bus.
    public typealias Settings = BusSettings

    /// What the bus has to say about itself, for the log.
    ///
    /// Never holds an event.
    public enum Notice: Sendable {
        /// The schedule of a rule was not kept while the service was down: the rule.
        case missedSchedule(String)
        /// Somebody puts events on a bus that does not exist, where they are lost: its name, once.
        case noBus(String)
        /// An event was given up: the rule, the target and the error.
        case targetFailed(rule: String, target: String, code: String)
    }

    package let records: RecordStore
    package let ledger: Ledger
    package let tally = Tally()
    package let tail = Tail()
    package let say: @Sendable (Notice) -> Void
    package let state: Monitor<State>
    /// Does what rules have done by the service itself.
    package let handlers = Monitor<[RuleAction.Scheme: any ActionHandler]>([:])
    /// What takes messages for queues, once there is something.
    package let queues = Monitor<(any QueueSending)?>(nil)
    package let rights = Monitor<any RuleRights>(OpenRuleRights())
    private let hasDelivered: @Sendable (_ isFeed: Bool, _ seconds: Double) -> Void
    package let couriers: CourierSinks
    private let configured: Monitor<Settings>
    package let failures = Failures(
        .events,
        hint: "see that the state folder's disk has room and can be read; what is kept is tried again by itself"
    )
    private let isEnding = Monitor(false)
    /// Held while definitions change, so that what is arranged is what is kept.
    private let changes = Monitor(())

    package struct State: Sendable {
        package var catalogue = Catalogue()
        package var router: Router
        package var queues: [Int64: TargetQueue] = [:]
        /// What is kept and cannot be used.
        package var unusable: [(what: String, why: String)] = []
        /// What was counted before the start.
        package var earlier = EventCounts()
        /// The replays that have a thread.
        package var replays: Set<String> = []
        /// Whether something may be kept that is to be dropped.
        package var isUnclean = true
        /// Names of buses that do not exist, where events were put.
        package var lostTo: Set<String> = []
    }

    /// Opens the bus over what was kept.
    ///
    /// - Parameters:
    ///   - settings: What the configuration says; ``configure(_:by:)`` replaces it.
    ///   - records: Where everything is kept.
    ///   - couriers: Make requests by HTTP and run commands.
    ///   - hasDelivered: Told of each delivery whether it was one of the feed, and how long it took, in seconds.
    ///   - say: Takes what is worth a line in the log.
    /// - Throws: When the records cannot be read.
    public init(
        _ settings: Settings,
        _ records: RecordStore,
        couriers: CourierSinks,
        hasDelivered: @escaping @Sendable (_ isFeed: Bool, _ seconds: Double) -> Void = { _, _ in },
        say: @escaping @Sendable (Notice) -> Void = { _ in }
    ) throws {
        configured = Monitor(settings)
        self.records = records
        self.hasDelivered = hasDelivered
        self.couriers = couriers
        self.say = say
        ledger = Ledger(records)
        state = Monitor(State(router: Router([:], [:], tally)))
        try arrange(by: .monotonic())
    }

    /// What the configuration says.
    package var settings: Settings { configured.withLock { $0 } }

    // MARK: Life

    /// Follows another configuration: targets that it concerns are delivered to as it says from now on.
    ///
    /// What waits stays on the disk meanwhile, and rules, schedules and replays go on.
    ///
    /// - Parameters:
    ///   - settings: What the configuration says now.
    ///   - deadline: How long deliveries under way are waited for.
    /// - Throws: When the records cannot be read; then the settings before hold.
    public func configure(_ settings: Settings, by deadline: Timestamp) throws {
        try changes.withLock { _ in
            let before = self.settings
            guard settings != before else { return }
            configured.withLock { $0 = settings }
            do {
                try arrange(isConfigured: true, by: deadline)
            } catch {
                configured.withLock { $0 = before }
                throw error
            }
        }
    }

    /// Starts delivering what waits, schedules and replays.
    public func run() {
        reportMissedSchedules()
        let hasBegun = goOn()
        Threads.detach { [self] in keepSchedules(hasBegun: hasBegun) }
    }

    /// Goes on with what was left: counts, events that wait, and replays.
    ///
    /// - Returns: Whether it is known what that is; else it is to be called again.
    package func goOn() -> Bool {
        let left = failures.attempt("it cannot be read which events wait") {
            (try records.eventCounts(), try records.waitingTargets(), try records.replays())
        }
        guard let (counts, targets, replays) = left else { return false }
        state.withLock { $0.earlier = $0.earlier + counts }
        wake(Set(targets))
        for replay in replays where replay.state == "RUNNING" || replay.state == "CANCELLING" { start(replay) }
        return true
    }

    /// Delivers what it can at once, and ends.
    public func stop(by deadline: Timestamp) {
        isEnding.withLock { $0 = true }
        isEnding.notifyAll()
        // Another bus may go on with them as soon as this one has ended: nothing must be put by both.
        _ = state.wait(until: deadline) { $0.replays.isEmpty ? true : nil }
        _ = waitUntilDelivered(by: deadline)
        let queues = state.withLock { Array($0.queues.values) }
        for queue in queues { queue.close() }
        for queue in queues { queue.waitUntilClosed(by: deadline) }
        keepCounts()
    }

    package var isStopping: Bool { isEnding.withLock { $0 } }

    /// Waits for the end, or for some time.
    package func pause(milliseconds: Int) {
        _ = isEnding.wait(until: Timestamp.monotonic().adding(milliseconds: milliseconds)) { $0 ? true : nil }
    }

    /// Waits until each event that was put before the call was tried at each of its targets.
    public func waitUntilDelivered(by deadline: Timestamp) -> Bool {
        // What cannot be told counts as not delivered, which is the answer.
        guard let last = try? records.lastEvent() else { return false }
        for target in state.withLock({ $0.queues.keys.sorted() }) {
            while (try? records.hasFreshDeliveries(to: target, upTo: last)) ?? true {
                guard Timestamp.monotonic() < deadline else { return false }
                wake([target])
                Threads.sleep(milliseconds: 5)
            }
        }
        return true
    }

    // MARK: Events of the service

    /// Where an event that the service itself makes goes; to be called inside the transaction that keeps it.
    public func route(_ envelope: String) -> EventRoute {
        tail.add(envelope, bus: "default")
        var route = state.withLock { $0.router }.route(envelope, on: Catalogue.defaultBus)
        route.isOwn = true
        return route
    }

    /// Whether anybody wants to hear of more than findings.
    public var isHeard: Bool {
        tail.isFollowed
            || state.withLock { $0.router }.takesMore(thanRule: Catalogue.feedRuleID, off: Catalogue.defaultBus)
    }

    /// Puts an event of the service on the bus `default`, if anybody there wants to have it.
    ///
    /// - Parameters:
    ///   - detailType: Such as `Service Health Changed`.
    ///   - detail: A JSON object; only made when somebody listens.
    ///   - source: Who tells.
    /// - Throws: When the records cannot be written.
    public func announce(
        _ detailType: String,
        _ detail: @autoclosure () -> JSONValue,
        source: String = EventBus.ownSource
    ) throws {
        guard isHeard else { return }
        let time = Timestamp.now().secondsSince1970
        let envelope = Event(source: source, detailType: detailType, time: time, detail: detail().json).text
        let route = route(envelope)
        guard !route.targets.isEmpty || !route.archives.isEmpty else { return }
        do {
            wake(
                try ledger.write { transaction in
                    try transaction.put(envelope, route, at: time)
                    return Set(route.targets)
                }
            )
            failures.end(EventBus.lost)
        } catch {
            // Many who announce have done what they tell of, and cannot wait.
            failures.note(EventBus.lost, "\(error)")
            throw error
        }
    }

    /// What is wrong when events of the service are lost.
    private static let lost = "events of the service cannot be kept, and are lost"

    /// Has everything that was put off for targets that act tried at once.
    public func hurryActions() {
        let queues = state.withLock { $0.queues.values.filter { $0.target.destination.action != nil } }
        for queue in queues { queue.hurry() }
    }

    /// Says that there are new events for targets.
    public func wake(_ targets: Set<Int64>) {
        guard !targets.isEmpty else { return }
        let queues = state.withLock { state in targets.compactMap { state.queues[$0] } }
        for queue in queues { queue.wake() }
    }

    // MARK: Health

    /// How many events were delivered since the start: to the feed, and to all targets.
    public var deliveredCounts: (feed: Int, all: Int) {
        let delivered = tally.all.delivered
        return (delivered[Catalogue.feedTargetID] ?? 0, delivered.values.reduce(0, +))
    }

    /// Keeps events in a transaction that many callers share.
    ///
    /// - Parameter entry: Keeps them; returns the targets that have something to deliver then.
    /// - Returns: What `entry` has returned, once it is on the disk.
    /// - Throws: What `entry` throws, or when the records cannot be written.
    @discardableResult
    package func keep(_ entry: @escaping Ledger.Entry) throws -> Set<Int64> { try ledger.write(entry) }

    // MARK: Definitions

    /// Changes what is kept, and arranges everything anew.
    package func change(_ body: (EventTransaction) throws -> Void) throws {
        try changes.withLock { _ in
            try records.events(body)
            try arrange(by: Timestamp.monotonic().adding(milliseconds: 10_000))
        }
    }

    /// Arranges router and queues as the definitions say.
    ///
    /// - Parameters:
    ///   - isConfigured: Whether the configuration is another: then what it concerns is made anew.
    ///   - deadline: How long deliveries under way are waited for.
    /// - Throws: When the records cannot be read.
    private func arrange(isConfigured: Bool = false, by deadline: Timestamp) throws {
        var unusable: [(what: String, why: String)] = []
        let catalogue = try Catalogue(records, settings) { unusable.append(($0, $1)) }
        let old = state.withLock { $0 }
        var queues: [Int64: TargetQueue] = [:]
        for (id, entry) in catalogue.targets {
            let isSame = old.catalogue.targets[id]?.definition == entry.definition
            if let queue = old.queues[id], isSame, !(isConfigured && entry.target.destination.isConfigured) {
                queues[id] = queue
            } else {
                queues[id] = TargetQueue(id, entry.target, dependencies(of: entry), records, ledger, tally)
            }
        }
        let (router, unusableNow) = (catalogue.router(tally), unusable)
        let removed = old.queues.filter { queues[$0.key] !== $0.value }
        // Before the new ones begin: two that deliver to one target would confuse its order.
        for queue in removed.values { queue.close() }
        for queue in removed.values { queue.waitUntilClosed(by: deadline) }
        state.withLock { state in
            state.catalogue = catalogue
            state.router = router
            state.queues = queues
            state.unusable = unusableNow
        }
        // What was routed to a removed target meanwhile is dropped; what waits for a changed one goes on.
        let gone = removed.keys.filter { queues[$0] == nil }
        if !gone.isEmpty { try records.events { transaction in for id in gone { try transaction.removeTarget(id) } } }
        wake(Set(removed.keys.filter { queues[$0] != nil }))
    }

    private func dependencies(of entry: Catalogue.TargetEntry) -> TargetQueue.Dependencies {
        let target = entry.target
        let sink = makeSink(for: entry)
        let isSlow: Bool
        switch target.destination {
        case .webhook, .command, .action, .apiDestination: isSlow = true
        default: isSlow = false
        }
        return TargetQueue.Dependencies(
            bus: entry.bus,
            rule: entry.rule,
            makeSink: sink,
            hasDelivered: { [hasDelivered, isFeed = EventBus.isFeed(entry.record.id)] in hasDelivered(isFeed, $0) },
            lanes: isSlow ? 4 : 1,
            batch: isSlow ? 32 : 1000,
            handOn: { [weak self] in self?.handOn($0, as: $1, of: target) ?? false }
        ) { [weak self] letter in self?.tell(of: letter) }
    }

    /// Who may read the file of a target, beside the service's group.
    package func readers(of target: Target) -> FileReaders? {
        target.group.map { FileReaders(group: $0, home: settings.home) }
    }

    private func makeSink(for entry: Catalogue.TargetEntry) -> @Sendable () -> any Sink {
        let target = entry.target
        switch target.destination {
        case .action(let kind):
            let (bus, rule) = (entry.bus, entry.rule)
            return { [weak self] in
                ActionSink(kind, as: RuleRole(arn: target.role, rule: rule, bus: bus)) {
                    self?.isArmed(rule, on: bus) ?? false
                } act: {
                    self?.perform($0) ?? EventBus.notReady
                }
            }
        case .file(let path):
            let rotation = FileSink.Rotation(size: settings.fileSize, files: settings.fileCount)
            let readers = readers(of: target)
            readers?.admit(to: path, putAside: settings.fileCount)
            return { FileSink(path, rotation, readers: readers) }
        case .socket(let path, let isStream): return { SocketSink(path, isStream: isStream) }
        case .syslog: return { LogSink(isJournal: false) }
        case .journal: return { LogSink(isJournal: true) }
        case .bus(let name): return { [weak self] in BusSink(name) { try self?.forward($0, to: $1) ?? false } }
        case .queue(let name): return { [weak self] in QueueSink(name, target, rule: entry.rule) { self?.queueing } }
        case .apiDestination(let arn): return makeSink(for: target, at: arn)
        case .service: return { AbsentSink(target.arn) }
        case .webhook, .command:
            return couriers.makeSink(for: target, settings)
        }
    }

    /// Puts events from another bus on the bus `name`.
    ///
    /// - Returns: Whether there is such a bus.
    private func forward(_ envelopes: [String], to name: String) throws -> Bool {
        guard let bus = state.withLock({ $0.catalogue.bus(named: name) }) else { return false }
        let time = Timestamp.now().secondsSince1970
        wake(
            try ledger.write { [self] transaction in
                let router = state.withLock { $0.router }
                var targets: Set<Int64> = []
                for envelope in envelopes {
                    tail.add(envelope, bus: name)
                    let route = router.route(envelope, on: bus.id, isForwarded: true)
                    try transaction.put(envelope, route, at: time)
                    targets.formUnion(route.targets)
                }
                return targets
            }
        )
        return true
    }

    /// The source of events of the service itself, which no client may name.
    public static let ownSource = "magpie"
}
