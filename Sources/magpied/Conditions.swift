import POSIX

/// What is wrong beside the service itself, each under a name, since when: for the status, the metrics and the log.
final class Conditions: Sendable {
    /// What can be wrong.
    enum Name: String, Sendable, CaseIterable {
        case keys
        case auditWriting
        case disk
        case audit
        case keyAudit
        case anchors
        case anchorFile
        case anchorSyslog
    }

    private struct Condition {
        var words: String
        var since: Timestamp
    }

    private let state = Monitor<[Name: Condition]>([:])

    /// Says what is wrong now; `nil` when nothing is.
    ///
    /// - Parameters:
    ///   - name: Which condition.
    ///   - words: For people: what, and what to do.
    ///   - since: When it began, if that was before it is first said here.
    func set(_ name: Name, _ words: String?, since: Timestamp = .now()) {
        state.withLock { state in
            state[name] = words.map { Condition(words: $0, since: state[name]?.since ?? since) }
        }
    }

    /// Whether something is wrong.
    func has(_ name: Name) -> Bool { state.withLock { $0[name] != nil } }

    /// What is wrong, for people.
    var problems: [String] {
        let conditions = state.withLock { $0 }
        return Name.allCases.compactMap { conditions[$0] }.map { "\($0.words) (since \(UTCTime.text($0.since)))" }
    }
}
