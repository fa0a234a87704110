package import EventRules
package import POSIX
package import Records
import Synchronization

/// Brings events to one target: in order for each object, at least once, or into the dead letters.
///
/// What waits is on the disk. A thread runs only while something does.
package final class TargetQueue: Sendable {
    package let id: Int64
    package let target: Target
    package let dependencies: Dependencies
    private let records: RecordStore
    private let ledger: Ledger
    private let state = Monitor(State())
    private let tally: Tally

    private struct State {
        var isWanted = false
        var isHurried = false
        var isRunning = false
        var isClosed = false
        var problem: String?
        var lastFailure: String?
    }

    package init(
        _ id: Int64,
        _ target: Target,
        _ dependencies: Dependencies,
        _ records: RecordStore,
        _ ledger: Ledger,
        _ tally: Tally
    ) {
        self.id = id
        self.target = target
        self.dependencies = dependencies
        self.records = records
        self.ledger = ledger
        self.tally = tally
    }

    /// Why nothing can be delivered, if nothing can.
    package var problem: String? { state.withLock { $0.problem } }

    /// The word for why the last delivery that failed did so; `nil` when none has failed since the start.
    package var lastFailure: String? { state.withLock { $0.lastFailure } }

    /// Says that there may be something to deliver.
    package func wake() {
        let starts = state.withLock { state in
            state.isWanted = true
            guard !state.isRunning, !state.isClosed else { return false }
            state.isRunning = true
            return true
        }
        state.notifyAll()
        if starts, !Threads.detach({ [self] in run() }) { state.withLock { $0.isRunning = false } }
    }

    /// Has what was put off tried at once.
    package func hurry() {
        state.withLock { $0.isHurried = true }
        wake()
    }

    /// Ends after the batch under way.
    package func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }

    /// Waits until the thread has ended.
    package func waitUntilClosed(by deadline: Timestamp) {
        _ = state.wait(until: deadline) { $0.isRunning ? nil : true }
    }

    // MARK: The thread

    private func run() {
        let lanes = (0..<dependencies.lanes).map { _ in Lane(dependencies.makeSink()) }
        var memory: Memory?
        while true {
            let isClosed = state.withLock { state in
                state.isWanted = false
                if state.isClosed { state.isRunning = false }
                return state.isClosed
            }
            if isClosed { break }
            do {
                if state.withLock({ $0.isHurried }) {
                    try records.events { try $0.hurry(id) }
                    state.withLock { $0.isHurried = false }
                    memory = nil
                }
                if memory == nil { memory = Memory(try records.postponed(to: id)) }
                let now = Timestamp.now().secondsSince1970
                let batch = try records.deliveries(to: id, dueBy: now, limit: dependencies.batch)
                if !batch.isEmpty, var known = memory.take() {
                    try deliver(batch, lanes, &known, now)
                    memory = known
                } else if waitForMore(until: try records.nextDelivery(to: id)) {
                    break
                }
            } catch {
                memory = nil
                note("\(error)")
                Threads.sleep(milliseconds: 1000)
            }
        }
        state.notifyAll()
    }

    /// Waits for new events, or for the time at which one is to be tried again.
    ///
    /// - Returns: Whether the thread ends, because nothing has come for a while and nothing waits.
    private func waitForMore(until due: Double?) -> Bool {
        let seconds = min(due.map { $0 - Timestamp.now().secondsSince1970 } ?? 5, 3600)
        let deadline = Timestamp.monotonic().adding(milliseconds: max(1, Int(seconds * 1000)))
        _ = state.wait(until: deadline) { $0.isWanted || $0.isClosed ? true : nil }
        return state.withLock { state in
            guard !state.isWanted, due == nil else { return false }
            state.isRunning = false
            return true
        }
    }

    private func note(_ problem: String?) { state.withLock { $0.problem = problem } }

    // MARK: A batch

    private func deliver(_ batch: [DeliveryRecord], _ lanes: [Lane], _ memory: inout Memory, _ now: Double) throws {
        var ready: [DeliveryRecord] = []
        var held: [DeliveryRecord] = []
        var passed: [Int64: Int] = [:]
        // Of what is stuck, the first may go, and each after the one before it.
        for delivery in batch.sorted(by: { $0.event < $1.event }) {
            guard let key = delivery.orderKey, let stuck = memory.stuck[key] else {
                ready.append(delivery)
                continue
            }
            let place = passed[key, default: 0]
            if place < stuck.events.count, stuck.events[place] == delivery.event, stuck.due <= now {
                passed[key] = place + 1
                ready.append(delivery)
            } else {
                held.append(delivery)
            }
        }
        let results = results(of: ready, lanes)
        if case .unavailable(let reason) = results.first {
            return try bearWith(reason, ready, &memory, now)
        }
        memory.refusals = 0
        note(nil)
        var settlement = Settlement(target: id)
        for (delivery, result) in zip(ready, results) { settle(delivery, result, &settlement, &memory, now) }
        for delivery in held { hold(delivery, &settlement, &memory, now) }
        try write(settlement)
        tally.addDelivered(settlement.finished.count, to: id)
        let end = Timestamp.now().secondsSince1970
        for delivery in settlement.finished { dependencies.hasDelivered(end - delivery.ingestedAt) }
    }

    /// The file, bus or helper is not to be had: nothing was tried, so nothing has failed.
    private func bearWith(_ reason: String, _ ready: [DeliveryRecord], _ memory: inout Memory, _ now: Double) throws {
        note(reason)
        var settlement = Settlement(target: id)
        for delivery in ready where isTooOld(delivery, now) {
            bury(delivery, "UNAVAILABLE", reason, "MaximumEventAgeInSeconds", &settlement)
        }
        try write(settlement)
        memory.refusals += 1
        let deadline = Timestamp.monotonic().adding(milliseconds: min(1000 << min(memory.refusals, 6), 30_000))
        _ = state.wait(until: deadline) { $0.isClosed ? true : nil }
    }

    /// Gives messages to the lanes, those of one key to one lane.
    private func results(of deliveries: [DeliveryRecord], _ lanes: [Lane]) -> [Delivered] {
        var places = Array(repeating: [Int](), count: lanes.count)
        let messages = deliveries.map(message)
        for (index, delivery) in deliveries.enumerated() where messages[index] != nil {
            let key = delivery.orderKey.map { UInt64(bitPattern: $0) } ?? UInt64(index)
            places[Int(key % UInt64(lanes.count))].append(index)
        }
        let used = places.indices.filter { !places[$0].isEmpty }
        let results = Monitor(messages.map { $0 == nil ? TargetQueue.noJSON : .held })
        let (filled, all) = (places, messages)
        Threads.run(used.count) { number in
            guard number < used.count else { return }
            let lane = used[number]
            let own = lanes[lane].deliver(filled[lane].compactMap { all[$0] })
            results.withLock { results in
                for (index, result) in zip(filled[lane], own) { results[index] = result }
            }
        }
        return results.withLock { $0 }
    }

    /// What becomes of an event of which a template makes no JSON: nothing is delivered, now or later.
    private static let noJSON = Delivered.failed(
        code: "INVALID_INPUT",
        message: "InputTransformer makes no JSON of the event: an object or array stands in quotes",
        isFinal: true
    )

    /// What is delivered; `nil` when nothing can be.
    private func message(_ delivery: DeliveryRecord) -> Message? {
        let context = TargetInput.Context(
            ruleARN: ARN.rule(named: dependencies.rule, on: dependencies.bus),
            ruleName: dependencies.rule,
            ingestedAt: delivery.ingestedAt
        )
        guard let text = target.input.text(of: delivery.envelope, context) else { return nil }
        return Message(
            text: text,
            id: target.needsID ? Envelope.id(of: delivery.envelope) : "",
            isOwn: delivery.isOwn,
            orderKey: delivery.orderKey
        )
    }

    private func settle(
        _ delivery: DeliveryRecord,
        _ result: Delivered,
        _ settlement: inout Settlement,
        _ memory: inout Memory,
        _ now: Double
    ) {
        switch result {
        case .done:
            settlement.finished.append(delivery)
            free(delivery, &memory)
        case .held, .unavailable: hold(delivery, &settlement, &memory, now)
        case .failed(let code, let message, let isFinal):
            tally.addFailed(to: id)
            state.withLock { $0.lastFailure = code }
            var tried = delivery
            tried.attempts += 1
            let exhausted =
                tried.attempts > target.mostRetries
                ? "MaximumRetryAttempts" : isTooOld(delivery, now) ? "MaximumEventAgeInSeconds" : nil
            if (isFinal || exhausted != nil) && !target.isPatient {
                bury(tried, code, message, isFinal ? nil : exhausted, &settlement)
                free(delivery, &memory)
            } else {
                let due = now + TargetQueue.delay(after: tried.attempts)
                putOff(delivery, until: due, attempts: tried.attempts, &settlement, &memory, now)
            }
        case .postponed(let due):
            putOff(delivery, until: max(due, now + 1), attempts: delivery.attempts, &settlement, &memory, now)
        }
    }

    /// Has an event tried again later, and those of its object with it.
    private func putOff(
        _ delivery: DeliveryRecord,
        until due: Double,
        attempts: Int,
        _ settlement: inout Settlement,
        _ memory: inout Memory,
        _ now: Double
    ) {
        var due = due
        if let key = delivery.orderKey {
            // Those of one object come together again, when the first of them does.
            if let stuck = memory.stuck[key], stuck.due > now { due = stuck.due }
            memory.stuck[key, default: Stuck()].add(delivery.event, due: due)
            memory.stuck[key]?.due = due
        }
        settlement.postponed.append((delivery, due, attempts))
    }

    /// Has an event wait for an earlier one of its object, which has failed.
    private func hold(
        _ delivery: DeliveryRecord,
        _ settlement: inout Settlement,
        _ memory: inout Memory,
        _ now: Double
    ) {
        guard !isTooOld(delivery, now) else {
            bury(
                delivery,
                "EARLIER_EVENT_FAILING",
                "an earlier event of the object could not be delivered",
                "MaximumEventAgeInSeconds",
                &settlement
            )
            return free(delivery, &memory)
        }
        guard let key = delivery.orderKey else {
            settlement.postponed.append((delivery, now + 1, delivery.attempts))
            return
        }
        // The one before may be through by now: then this one comes at once, but still before what is newer.
        let due = max(memory.stuck[key]?.due ?? now, delivery.due, .leastNonzeroMagnitude)
        memory.stuck[key, default: Stuck()].add(delivery.event, due: due)
        settlement.postponed.append((delivery, due, delivery.attempts))
    }

    /// Lets the events behind this one go.
    private func free(_ delivery: DeliveryRecord, _ memory: inout Memory) {
        guard let key = delivery.orderKey, var stuck = memory.stuck[key] else { return }
        stuck.events.removeAll { $0 == delivery.event }
        memory.stuck[key] = stuck.events.isEmpty ? nil : stuck
    }

    private func isTooOld(_ delivery: DeliveryRecord, _ now: Double) -> Bool {
        !target.isPatient && now - delivery.ingestedAt > target.mostAge
    }

    private func bury(
        _ delivery: DeliveryRecord,
        _ code: String,
        _ message: String,
        _ exhausted: String?,
        _ settlement: inout Settlement
    ) {
        let letter = DeadLetterRecord(
            target: id,
            bus: dependencies.bus,
            rule: dependencies.rule,
            targetName: target.name,
            targetARN: target.arn,
            delivery: delivery,
            code: code,
            message: message,
            exhausted: exhausted,
            diedAt: Timestamp.now().secondsSince1970
        )
        guard dependencies.handOn(letter, self.message(delivery)?.text ?? delivery.envelope) else {
            settlement.buried.append((delivery, letter))
            return
        }
        settlement.finished.append(delivery)
        dependencies.hasDied(letter)
    }

    /// How long to wait after so many tries, in seconds: doubled each time up to ten minutes, and a random part of that.
    package static func delay(after attempts: Int) -> Double {
        min(Double(1 << min(attempts - 1, 10)), 600) * Double.random(in: 0.5...1)
    }

    /// What is to be written about a batch.
    private struct Settlement: Sendable {
        var target: Int64
        var finished: [DeliveryRecord] = []
        var postponed: [(delivery: DeliveryRecord, due: Double, attempts: Int)] = []
        var buried: [(delivery: DeliveryRecord, letter: DeadLetterRecord)] = []
    }

    private func write(_ settlement: Settlement) throws {
        if settlement.finished.isEmpty && settlement.postponed.isEmpty && settlement.buried.isEmpty { return }
        try ledger.write { transaction in
            for delivery in settlement.finished { try transaction.finish(delivery, to: settlement.target) }
            for entry in settlement.postponed {
                try transaction.postpone(
                    entry.delivery,
                    to: settlement.target,
                    until: entry.due,
                    attempts: entry.attempts
                )
            }
            for entry in settlement.buried { try transaction.bury(entry.delivery, as: entry.letter) }
            return []
        }
        for entry in settlement.buried { dependencies.hasDied(entry.letter) }
    }
}

/// One way out and the lock that lets one thread at a time use it.
private final class Lane: Sendable {
    private let sink: Mutex<any Sink>

    init(_ sink: sending any Sink) { self.sink = Mutex(sink) }

    func deliver(_ messages: [Message]) -> [Delivered] { sink.withLock { $0.deliver(messages) } }
}
