import EventBus
import LeakRecognition
import POSIX
import Terminal
import Watching

/// Messages about the service itself, one line each, never with a value that was found.
///
/// `2026-11-24T12:00:00Z warning a worker has died object=share/report.pdf`: the time, the level, a message that does not
/// vary, and what varies as names and values, quoted where they hold spaces. The journal adds the time itself: there, a line
/// begins with its priority, `<4>a worker has died`.
public enum Log {
    public enum Level: String {
        case info
        case warning
        case error

        fileprivate var priority: SystemJournal.Priority {
            switch self {
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        }
    }

    /// Standard error does not change while the process runs.
    private static let isForJournal = SystemJournal.takesStandardError

    public static func write(_ level: Level, _ message: String, _ values: KeyValuePairs<String, String?> = [:]) {
        write(level, message, values.map { ($0.key, $0.value) })
    }

    static func write(_ level: Level, _ message: String, _ values: [(String, String?)]) {
        var line = isForJournal ? "<\(level.priority.rawValue)>" : "\(UTCTime.text(.now())) \(level.rawValue) "
        line += TerminalText.escaped(message)
        for (name, value) in values {
            guard let value else { continue }
            let text = TerminalText.escaped(value)
            let isPlain = !text.isEmpty && !text.contains { $0 == " " || $0 == "\"" || $0 == "=" }
            line +=
                isPlain ? " \(name)=\(text)" : " \(name)=\"\(text.split(separator: "\"").joined(separator: "\\\""))\""
        }
        // There is nobody left to tell.
        try? OutputFile(standardError: ()).write(Array((line + "\n").utf8))
    }

    /// Takes what the event bus has to say.
    static let busNotices: @Sendable (EventBus.Notice) -> Void = { notice in
        switch notice {
        case .noBus(let bus):
            write(.warning, "events are put on an event bus that does not exist: they are lost", ["bus": bus])
        case .missedSchedule(let rule):
            write(.warning, "a schedule was missed while the service was down: it is not made up for", ["rule": rule])
        case .targetFailed(let rule, let target, let code):
            write(.warning, "an event was given up", ["rule": rule, "target": target, "code": code])
        }
    }

    /// Takes what is said of the recognition of leaked secrets.
    static let leakNotices: @Sendable (LeakNotice) -> Void = { notice in
        switch notice {
        case .known(let values, let seconds):
            write(.info, "managed secrets are known", ["values": "\(values)", "seconds": "\(seconds)"])
        case .missing(let versions):
            write(.warning, "secrets that cannot be decrypted are not recognised", ["versions": "\(versions)"])
        }
    }

    /// Takes what a service has to say.
    static let notices = Notices { notice in
        switch notice {
        case .bucketOpened(let name, let backend): write(.info, "bucket opened", ["bucket": name, "backend": backend])
        case .bucketOffline(let name, let why): write(.warning, "bucket offline", ["bucket": name, "why": why])
        case .walked(let name, let seconds, let failures):
            write(
                .info,
                "bucket compared",
                ["bucket": name, "seconds": "\((seconds * 1000).rounded() / 1000)", "unreadable": "\(failures)"]
            )
        case .overflow(let name): write(.warning, "events were lost: comparing", ["bucket": name])
        case .fullQueue(let name): write(.warning, "too much waits to be looked at: comparing later", ["bucket": name])
        }
    }
}
