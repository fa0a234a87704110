import Configuring
import EventBus
import JSON
import LeakRecognition
import POSIX
import Problems
import Records
import SecretsManager

/// Asks everything that runs what is wrong, and tells the log and the event bus of what begins and ends.
///
/// Whoever can report by itself does so in the ``ProblemBook``; this asks those who only know when they are asked.
struct ProblemTeller: Sendable {
    let book: ProblemBook
    let records: RecordStore
    let limiter: RequestLimiter
    let settings: CurrentSettings
    let bus: EventBus
    let secrets: SecretsManager
    let leaks: LeakWatch
    let helpers: HelperPrograms
    let roles: RolesOfRules
    let running: CurrentService

    /// How often is asked, in milliseconds.
    private static let interval = 5000
    /// The shortest time between two tellings, in milliseconds: what comes and goes faster is told together.
    private static let pause = 500

    /// Has the book up to date, as before it is shown.
    func refresh() {
        limiter.lookAtDisk(settings().limits)
        // Hours may pass before something belongs into the audit log again: whether it can be written is seen without that.
        if book.summary.wrong.contains(where: { $0.problem.name == .auditWriting }),
            (try? records.checkThatTheyCanBeWritten()) != nil
        {
            book.resolve(.auditWriting)
        }
        book.replace(
            MonitoringService.problemNames + EventBus.problemNames + [
                .rotation, .leakRecognition, .helper, .ruleRights,
            ],
            with: running().service.problems + bus.problems + secrets.problems + leaks.problems
                + helpers.problems + roles.problems
        )
    }

    /// Works until the process ends.
    func run(before each: () -> Void) -> Never {
        while true {
            each()
            refresh()
            tell()
            Threads.sleep(milliseconds: ProblemTeller.pause)
            book.waitForChange(milliseconds: ProblemTeller.interval - ProblemTeller.pause)
        }
    }

    private func tell() {
        let changes = book.changes()
        guard !changes.isEmpty else { return }
        for change in changes {
            switch change {
            case .began(let entry):
                let problem = entry.problem
                let level: Log.Level =
                    switch problem.severity {
                    case .notice: .info
                    case .warning: .warning
                    case .error: .error
                    }
                Log.write(level, problem.text, values(of: entry) + [("hint", problem.hint)])
                announce("Problem Began", entry)
            case .ended(let entry):
                Log.write(.info, "over: \(entry.problem.text)", values(of: entry))
                announce("Problem Ended", entry)
            }
        }
        let summary = book.summary
        // Where the bus cannot take events, that is a problem of its own, which the log and the status have.
        try? bus.announce(
            "Service Health Changed",
            .object([
                "health": .string(summary.isHealthy ? "healthy" : "degraded"),
                "problems": .array(summary.wrong.map { .string($0.sentence) }),
            ])
        )
    }

    private func values(of entry: ProblemBook.Entry) -> [(String, String?)] {
        let subject = entry.problem.subject
        return [
            ("problem", entry.problem.name.rawValue), ("subject", subject.isEmpty ? nil : subject),
            ("since", UTCTime.text(secondsSince1970: entry.since)), ("count", String(entry.count)),
        ]
    }

    private func announce(_ type: String, _ entry: ProblemBook.Entry) {
        var detail = entry.problem.json.members
        detail["severity"] = .string(entry.problem.severity.rawValue)
        detail["since"] = .string(UTCTime.text(secondsSince1970: entry.since))
        detail["count"] = .number(Double(entry.count))
        // As above.
        try? bus.announce(type, .object(detail))
    }
}
