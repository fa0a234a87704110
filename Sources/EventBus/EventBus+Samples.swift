import Deliveries
import EventRules
import POSIX
public import Problems
public import Records

extension EventBus {
    /// The same as ``route(_:)`` for the event of a canary, which nobody is to be woken by.
    public func routeSample(_ envelope: String) -> SampleRoute {
        var sample = SampleRoute(route: route(envelope), event: Envelope.id(of: envelope))
        let queues = state.withLock { $0.queues }
        sample.reached = Set(sample.route.targets)
        sample.acting = sample.reached.filter { id in
            if case .encryptObject = queues[id]?.target.destination.action { true } else { false }
        }
        sample.route.targets.removeAll { $0 != Catalogue.feedTargetID && !sample.acting.contains($0) }
        sample.route.archives = []
        return sample
    }

    /// Whether one of some targets is the feed.
    public static func isFeed(_ target: Int64) -> Bool { target == Catalogue.feedTargetID }

    /// Why events do not get through to some targets now.
    public func problems(ofTargets targets: Set<Int64>) -> [Problem] {
        let queues = state.withLock { $0.queues }.filter { targets.contains($0.key) }
        let places = Set(queues.values.map { "\($0.dependencies.bus)/\($0.dependencies.rule)/\($0.target.name)" })
        return problems.filter { problem in
            switch problem.name {
            case .feed: targets.contains(Catalogue.feedTargetID)
            case .target, .delivery: places.contains(problem.subject)
            default: false
            }
        }
    }
}
