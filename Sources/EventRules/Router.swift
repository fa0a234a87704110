package import Filtering
import JSON
package import Records
import Synchronization

/// Finds the targets and archives that events go to.
///
/// Replaced as a whole when rules change.
package final class Router: Sendable {
    /// A rule with a pattern.
    package struct Rule: Sendable {
        package var id: Int64
        package var pattern: EventPattern
        package var targets: [Int64]
        /// Those of the targets that are buses themselves.
        package var buses: Set<Int64>
    }

    /// An archive; without a pattern it keeps everything.
    package struct Archive: Sendable {
        package var id: Int64
        package var pattern: EventPattern?
    }

    /// What takes events off one bus.
    private final class Routes: Sendable {
        let rules: [Rule]
        let archives: [Archive]
        private let matching: Mutex<EventMatching>

        init(_ rules: [Rule], _ archives: [Archive]) {
            self.rules = rules
            // Those without a pattern last: the matcher knows patterns by their place.
            self.archives = archives.filter { $0.pattern != nil } + archives.filter { $0.pattern == nil }
            let patterns = rules.map(\.pattern) + archives.compactMap(\.pattern)
            matching = Mutex(EventMatching(EventMatcher(patterns)))
        }

        /// The places of the rules, and behind them of the archives, that an event meets.
        func places(_ event: [UInt8]) -> [Int] {
            // Envelopes are made here, of details that were parsed: what is no JSON meets nothing.
            matching.withLock { (try? $0.patterns(metBy: event.span)) ?? [] }
        }
    }

    private let buses: [Int64: Routes]
    private let tally: Tally

    /// Arranges the rules and archives of each bus.
    ///
    /// - Parameters:
    ///   - rules: By bus.
    ///   - archives: By bus.
    ///   - tally: Counts the events that each rule meets; the same for all routers of a bus, so that an event that an
    ///     older one still routes counts too.
    package init(_ rules: [Int64: [Rule]], _ archives: [Int64: [Archive]], _ tally: Tally) {
        var buses: [Int64: Routes] = [:]
        for bus in Set(rules.keys).union(archives.keys) {
            buses[bus] = Routes(rules[bus] ?? [], archives[bus] ?? [])
        }
        self.buses = buses
        self.tally = tally
    }

    /// Whether anything but `feed` takes events off a bus.
    package func takesMore(thanRule feed: Int64, off bus: Int64) -> Bool {
        guard let routes = buses[bus] else { return false }
        return !routes.archives.isEmpty || routes.rules.contains { $0.id != feed }
    }

    /// Where an event goes.
    ///
    /// - Parameters:
    ///   - envelope: The event.
    ///   - bus: The bus that it is put on.
    ///   - isForwarded: Whether it comes from another bus: then it goes on to none.
    ///   - rules: The only rules that count; `nil` for all.
    ///   - isArchived: Whether it goes to archives as well.
    /// - Returns: The targets and archives that are to get it.
    package func route(
        _ envelope: String,
        on bus: Int64,
        isForwarded: Bool = false,
        toRules rules: Set<Int64>? = nil,
        isArchived: Bool = true
    ) -> EventRoute {
        var route = EventRoute(bus: bus)
        route.isForwarded = isForwarded
        guard let routes = buses[bus] else { return route }
        let event = Array(envelope.utf8)
        var met: [Int64] = []
        for place in routes.places(event) {
            if place >= routes.rules.count {
                if isArchived { route.archives.append(routes.archives[place - routes.rules.count].id) }
                continue
            }
            let rule = routes.rules[place]
            if let rules, !rules.contains(rule.id) { continue }
            met.append(rule.id)
            route.targets += isForwarded ? rule.targets.filter { !rule.buses.contains($0) } : rule.targets
        }
        if isArchived { route.archives += routes.archives.lazy.filter { $0.pattern == nil }.map(\.id) }
        tally.addMatched(met)
        if !route.targets.isEmpty { route.orderKey = Envelope.orderKey(of: event) }
        return route
    }
}
