extension TargetQueue {
    /// What the thread knows between two batches.
    package struct Memory {
        /// For each key of which an event has failed, what waits behind it.
        package var stuck: [Int64: Stuck] = [:]
        /// How often in a row the target took nothing.
        package var refusals = 0

        package init(_ postponed: [(orderKey: Int64, event: Int64, due: Double)]) {
            for entry in postponed { stuck[entry.orderKey, default: Stuck()].add(entry.event, due: entry.due) }
        }
    }

    /// Events of one object of which the first has failed, in order.
    package struct Stuck {
        package var events: [Int64] = []
        /// When they are tried again, in seconds since 1970.
        package var due = 0.0

        package mutating func add(_ event: Int64, due: Double) {
            if events.isEmpty || event < events[0] { self.due = due }
            let place = events.lastIndex { $0 <= event }
            guard place.map({ events[$0] != event }) ?? true else { return }
            events.insert(event, at: place.map { $0 + 1 } ?? 0)
        }
    }
}
