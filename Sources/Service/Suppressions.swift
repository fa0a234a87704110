public import Configuring
import EventBus
import Filtering
import JSON
import ObjectActions
import ObjectRewriting
import POSIX
public import Records

/// What was found before a rule was written.
extension MonitoringService {
    /// What a suppression rule has archived, or would.
    public struct Suppressed: Codable, Sendable {
        /// How many findings held and were not archived.
        public var examined = 0
        /// How many of them the rule catches.
        public var matched = 0
        /// The beginning of those, by id.
        public var examples: [String] = []
    }

    /// How many findings are read, and written, at once.
    private static let pageOfFindings = 200
    /// How many ids an answer has.
    private static let mostExamples = 20

    /// Archives all findings that hold and that a suppression rule of the configuration catches.
    ///
    /// Each page is a transaction of its own: what was archived stays so when a later one fails, and a second call does
    /// the rest.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - scope: Whose findings it may touch.
    ///   - isRehearsed: Changes nothing, and only counts.
    /// - Returns: How many there were.
    /// - Throws: When the records cannot be read or written.
    public func apply(
        _ rule: SuppressionRule,
        in scope: FindingScope = .everything,
        isRehearsed: Bool
    ) throws -> Suppressed {
        var answer = Suppressed()
        var last = ""
        while case let page = try records.openFindings(
            after: last,
            limit: MonitoringService.pageOfFindings,
            in: scope
        ), let end = page.last {
            last = end.id
            answer.examined += page.count
            let caught = page.filter { rule.criteria.match(text: $0.detail) }.map(\.id)
            answer.examples += caught.prefix(MonitoringService.mostExamples - answer.examples.count)
            if isRehearsed {
                answer.matched += caught.count
            } else if !caught.isEmpty {
                let time = Timestamp.now().secondsSince1970
                let (count, targets) = try records.suppress(
                    caught,
                    by: rule.name,
                    at: time,
                    words: objects.rewriter.dependencies.words
                )
                answer.matched += count
                events.wake(targets)
            }
        }
        return answer
    }

    /// Archives a finding, or takes that back when `user` is `nil`.
    ///
    /// - Parameters:
    ///   - id: Its id, or the beginning of that.
    ///   - user: Who wants it.
    ///   - scope: Where it may be looked for.
    /// - Returns: Its id; `nil` when there is none, or more than one begins so.
    /// - Throws: When the records cannot be written.
    public func archive(_ id: String, by user: String?, in scope: FindingScope = .everything) throws -> String? {
        let time = Timestamp.now().secondsSince1970
        let (whole, targets) = try records.archive(
            id,
            by: user,
            at: time,
            in: scope,
            words: objects.rewriter.dependencies.words
        )
        events.wake(targets)
        return whole
    }
}
